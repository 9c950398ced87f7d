#include "extractors/term_matcher.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

#include "extractors/term_set.h"

namespace ofsight {
namespace {

enum class Role { kTerm, kInItems, kWeak, kExcept, kUnless, kNearFirst, kNearSecond };

// What one of the automaton's rules is to the rule it was made from.
struct Part {
  std::size_t rule = 0;
  Role role = Role::kTerm;
  std::size_t pair = 0;  // near pair of the rule
};

using Spans = std::vector<ByteSpan>;

void append(const Spans& more, Spans& spans) { spans.insert(spans.end(), more.begin(), more.end()); }

bool overlaps(ByteSpan a, ByteSpan b) { return a.start < b.end && b.start < a.end; }

// The spans that overlap none of the others, each once and in text order.
Spans free_of(const Spans& others, Spans spans) {
  std::sort(spans.begin(), spans.end(), [](ByteSpan a, ByteSpan b) {
    return std::pair(a.start, a.end) < std::pair(b.start, b.end);
  });
  spans.erase(std::unique(spans.begin(), spans.end()), spans.end());
  std::erase_if(spans, [&others](ByteSpan span) {
    return std::any_of(others.begin(), others.end(),
                       [span](ByteSpan other) { return overlaps(span, other); });
  });
  return spans;
}

// No word is longer, so that a gap's length bounds the words to count in it.
constexpr std::size_t kMaxWordBytes = 64;

std::size_t max_gap_bytes(int words) { return static_cast<std::size_t>(words + 1) * kMaxWordBytes; }

// Both lists are in text order and without overlaps, so a window slides over the second: linear in
// the text for any number of hits.
void add_pairs(std::string_view text, const Spans& firsts, const Spans& seconds, int words,
               Spans& out) {
  const std::size_t reach = max_gap_bytes(words);
  std::size_t window = 0;
  for (const ByteSpan a : firsts) {
    while (window < seconds.size() && seconds[window].end + reach < a.start) ++window;
    for (auto k = window; k < seconds.size() && seconds[k].start <= a.end + reach; ++k) {
      const ByteSpan b = seconds[k];
      const auto [left, right] = a.start <= b.start ? std::pair(a, b) : std::pair(b, a);
      if (left.end > right.start) continue;
      if (at_most_words(text.substr(left.end, right.start - left.end), words))
        out.push_back({left.start, right.end});
    }
  }
}

}  // namespace

bool at_most_words(std::string_view gap, int words) {
  if (gap.size() > max_gap_bytes(words)) return false;
  int found = 0;
  bool in_word = false;
  for (const char c : gap) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t';
    if (!is_space && !in_word) ++found;
    in_word = !is_space;
  }
  return found <= words;
}

struct TermMatcher::Parts {
  std::vector<Part> roles;           // of every pattern, by rule
  TermSet terms;                     // numbered as `roles`
  std::deque<Rule> rules;            // one for each pattern that is no term
  std::vector<std::size_t> role_of;  // of each of `rules`, its index in `roles`
  std::vector<Matcher> matcher;      // one, of `rules`

  // Returns what is wrong with one that cannot be used.
  std::optional<std::string> add(Part part, const std::vector<std::string>& patterns) {
    for (const std::string& pattern : patterns) {
      roles.push_back(part);
      if (unbound_term(pattern)) {
        if (auto problem = terms.add(pattern, roles.size() - 1)) return problem;
      } else {
        rules.emplace_back().patterns = {pattern};
        role_of.push_back(roles.size() - 1);
      }
    }
    return std::nullopt;
  }

  std::optional<std::string> add(std::size_t index, const Rule& rule) {
    for (const auto& [role, patterns] :
         {std::pair(Role::kTerm, &rule.patterns), {Role::kInItems, &rule.in_items}, {Role::kWeak, &rule.weak},
          {Role::kExcept, &rule.except}, {Role::kUnless, &rule.unless}})
      if (auto problem = add({index, role}, *patterns)) return problem;
    for (std::size_t k = 0; k < rule.near.size(); ++k) {
      if (auto problem = add({index, Role::kNearFirst, k}, {rule.near[k].first})) return problem;
      if (auto problem = add({index, Role::kNearSecond, k}, {rule.near[k].second})) return problem;
    }
    return std::nullopt;
  }

  // Every match of every pattern: by pattern, then in text order.
  std::vector<TermMatch> each(std::string_view text) const {
    auto matches = terms.each(text);
    const auto middle = static_cast<std::ptrdiff_t>(matches.size());
    for (const RuleMatch& match : matcher.front().each(text))
      matches.push_back({role_of[match.rule], match.span});
    std::inplace_merge(matches.begin(), matches.begin() + middle, matches.end(),
                       [](const TermMatch& a, const TermMatch& b) { return a.term < b.term; });
    return matches;
  }
};

TermMatcher::TermMatcher(std::vector<const Rule*> rules, std::unique_ptr<const Parts> parts)
    : rules_(std::move(rules)), parts_(std::move(parts)) {}
TermMatcher::TermMatcher(TermMatcher&&) noexcept = default;
TermMatcher& TermMatcher::operator=(TermMatcher&&) noexcept = default;
TermMatcher::~TermMatcher() = default;

Expected<TermMatcher> TermMatcher::compile(std::vector<const Rule*> rules) {
  auto parts = std::make_unique<Parts>();
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (const auto problem = parts->add(i, *rules[i]))
      return fail(ErrorCode::kInvalidData, rules[i]->id + ": " + *problem);
  if (!parts->terms.compile())
    return fail(ErrorCode::kInvalidData, "terms of the rules need more than " +
                                             std::to_string(kMaxMatcherMemoryBytes / (1024 * 1024)) + " MiB together");
  std::vector<const Rule*> automaton;
  for (std::size_t i = 0; i < parts->rules.size(); ++i) {
    parts->rules[i].id = rules[parts->roles[parts->role_of[i]].rule]->id;
    automaton.push_back(&parts->rules[i]);
  }
  auto matcher = Matcher::compile(std::move(automaton));
  if (!matcher) return tl::unexpected(matcher.error());
  parts->matcher.push_back(std::move(*matcher));
  return TermMatcher(std::move(rules), std::move(parts));
}

// What the parts of one rule match, before they are put together.
struct TermMatcher::Found {
  std::size_t rule = 0;
  Spans terms, in_items, weak, excepted, unless;
  std::map<std::size_t, std::pair<Spans, Spans>> pairs;  // by near pair
};

std::vector<TermMatcher::Found> TermMatcher::collect(std::string_view text) const {
  std::vector<Found> found;
  for (const TermMatch& match : parts_->each(text)) {
    const Part& part = parts_->roles[match.term];
    if (found.empty() || found.back().rule != part.rule) found.emplace_back().rule = part.rule;
    Found& rule = found.back();
    switch (part.role) {
      case Role::kTerm: rule.terms.push_back(match.span); break;
      case Role::kInItems: rule.in_items.push_back(match.span); break;
      case Role::kWeak: rule.weak.push_back(match.span); break;
      case Role::kExcept: rule.excepted.push_back(match.span); break;
      case Role::kUnless: rule.unless.push_back(match.span); break;
      case Role::kNearFirst: rule.pairs[part.pair].first.push_back(match.span); break;
      case Role::kNearSecond: rule.pairs[part.pair].second.push_back(match.span); break;
    }
  }
  return found;
}

std::vector<TermHit> TermMatcher::all(std::string_view text) const {
  std::vector<TermHit> hits;
  for (Found& found : collect(text)) {
    if (!found.unless.empty()) continue;
    for (const auto& [pair, spans] : found.pairs)
      add_pairs(text, spans.first, spans.second, rules_[found.rule]->near[pair].words, found.terms);
    for (auto& [counts, spans] : {std::pair(Counts::kFully, &found.terms), {Counts::kInItems, &found.in_items},
                                  {Counts::kWeakly, &found.weak}})
      for (const ByteSpan span : free_of(found.excepted, std::move(*spans)))
        hits.push_back({found.rule, span, counts});
  }
  return hits;
}

std::vector<NearMiss> TermMatcher::near_misses(std::string_view text) const {
  std::vector<NearMiss> misses;
  const auto words = [text](ByteSpan span) {
    return "'" + std::string(text.substr(span.start, span.length())) + "'";
  };
  for (const Found& found : collect(text)) {
    const Rule& rule = *rules_[found.rule];
    Spans hits = found.terms;
    append(found.in_items, hits);
    append(found.weak, hits);
    for (const auto& [pair, spans] : found.pairs) {
      const Near& near = rule.near[pair];
      const auto before = hits.size();
      add_pairs(text, spans.first, spans.second, near.words, hits);
      if (hits.size() > before) continue;
      const bool has_both = !spans.first.empty() && !spans.second.empty();
      const ByteSpan part = spans.first.empty() ? spans.second.front() : spans.first.front();
      misses.push_back({found.rule, part,
                        words(part) + (has_both ? " stands more than " + std::to_string(near.words) +
                                                      " words from the other term of its pair"
                                                : " stands alone; the other term of its pair is missing")});
    }
    for (const ByteSpan hit : hits) {
      if (!found.unless.empty()) {
        misses.push_back({found.rule, hit, words(hit) + " is ruled out by " + words(found.unless.front())});
        continue;
      }
      const auto other = std::find_if(found.excepted.begin(), found.excepted.end(),
                                      [hit](ByteSpan span) { return overlaps(hit, span); });
      if (other != found.excepted.end())
        misses.push_back({found.rule, hit, words(hit) + " is part of the exception " + words(*other)});
    }
  }
  return misses;
}

}  // namespace ofsight
