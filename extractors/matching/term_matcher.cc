#include "extractors/matching/term_matcher.h"

#include <algorithm>
#include <map>
#include <optional>
#include <span>
#include <utility>

namespace ofsight {
namespace {

using Spans = std::vector<ByteSpan>;
using Starts = std::span<const TermStart>;

void append(const Spans& more, Spans& spans) {
  spans.insert(spans.end(), more.begin(), more.end());
}

bool overlaps(ByteSpan a, ByteSpan b) { return a.start < b.end && b.start < a.end; }

// The spans that overlap none of the others, each once and in text order.
Spans free_of(const Spans& others, Spans spans) {
  if (spans.size() == 1 && others.empty()) return spans;
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

// Takes the starts of the first rule off `starts`, which are in the order of their rules.
Starts take_rule(Starts& starts, const RuleParts& parts) {
  const std::size_t rule = parts.part(starts.front()).rule;
  std::size_t count = 1;
  while (count < starts.size() && parts.part(starts[count]).rule == rule) ++count;
  const Starts of_rule = starts.first(count);
  starts = starts.subspan(count);
  return of_rule;
}

bool takes_away(Role role) { return role >= Role::kExcept; }

// Whether the starts of one rule can make a hit. Most cannot, as half of a near pair. Whether they
// match need not be looked up then.
bool may_hit(Starts starts, const RuleParts& parts) {
  std::optional<std::size_t> first;  // the last near pair whose first part is there
  for (const TermStart& start : starts) {
    const RulePart& part = parts.part(start);
    if (part.role == Role::kNearFirst) {
      first = part.pair;
    } else if (part.role != Role::kNearSecond || first == part.pair) {
      return true;
    }
  }
  return false;
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

TermMatcher::TermMatcher(std::vector<const Rule*> rules, std::unique_ptr<const RuleParts> parts)
    : rules_(std::move(rules)), parts_(std::move(parts)) {}
TermMatcher::TermMatcher(TermMatcher&&) noexcept = default;
TermMatcher& TermMatcher::operator=(TermMatcher&&) noexcept = default;
TermMatcher::~TermMatcher() = default;

Expected<TermMatcher> TermMatcher::compile(std::vector<const Rule*> rules) {
  auto parts = RuleParts::compile(rules);
  if (!parts) return tl::unexpected(parts.error());
  return TermMatcher(std::move(rules), std::make_unique<const RuleParts>(std::move(*parts)));
}

// What the parts of one rule match, before they are put together.
struct TermMatcher::Found {
  Spans terms, in_items, weak, excepted, unless;
  std::map<std::size_t, std::pair<Spans, Spans>> pairs;  // by near pair

  void clear() {
    for (Spans* spans : {&terms, &in_items, &weak, &excepted, &unless}) spans->clear();
    pairs.clear();
  }
  bool has_hits() const { return !terms.empty() || !in_items.empty() || !weak.empty(); }
};

void TermMatcher::read(std::string_view text, Starts starts, Found& found) const {
  const TermStart* last = nullptr;
  std::size_t end = 0;
  for (const TermStart& start : starts) {
    const auto span = parts_->span(start, text);
    if (!span) continue;
    // Of matches of one pattern that overlap the first counts.
    if (last != nullptr && last->term == start.term && span->start < end) continue;
    last = &start;
    end = span->end;
    const RulePart& part = parts_->part(start);
    switch (part.role) {
      case Role::kTerm: found.terms.push_back(*span); break;
      case Role::kEarly:
        if (at_most_words(text.substr(0, span->start), kEarlyWords)) found.terms.push_back(*span);
        break;
      case Role::kInItems: found.in_items.push_back(*span); break;
      case Role::kWeak: found.weak.push_back(*span); break;
      case Role::kNearFirst: found.pairs[part.pair].first.push_back(*span); break;
      case Role::kNearSecond: found.pairs[part.pair].second.push_back(*span); break;
      case Role::kExcept: found.excepted.push_back(*span); break;
      case Role::kUnless: found.unless.push_back(*span); break;
    }
  }
}

std::vector<TermHit> TermMatcher::all(const Words& words) const {
  const std::string_view text = words.text();
  std::vector<TermHit> hits;
  const auto all_starts = parts_->starts(words);
  Found found;
  for (Starts starts(all_starts); !starts.empty();) {
    const Starts of_rule = take_rule(starts, *parts_);
    const auto middle = std::find_if(
        of_rule.begin(), of_rule.end(),
        [this](const TermStart& start) { return takes_away(parts_->part(start).role); });
    const Starts giving(of_rule.begin(), middle), taking(middle, of_rule.end());
    if (!may_hit(giving, *parts_)) continue;
    const std::size_t rule = parts_->part(of_rule.front()).rule;
    found.clear();
    read(text, giving, found);
    for (const auto& [pair, spans] : found.pairs)
      add_pairs(text, spans.first, spans.second, rules_[rule]->near[pair].words, found.terms);
    if (!found.has_hits()) continue;
    read(text, taking, found);
    if (!found.unless.empty()) continue;
    for (auto& [counts, spans] : {std::pair(Counts::kFully, &found.terms),
                                  {Counts::kInItems, &found.in_items},
                                  {Counts::kWeakly, &found.weak}})
      for (const ByteSpan span : free_of(found.excepted, std::move(*spans)))
        hits.push_back({rule, span, counts});
  }
  return hits;
}

std::vector<NearMiss> TermMatcher::near_misses(const Words& words) const {
  const std::string_view text = words.text();
  std::vector<NearMiss> misses;
  const auto quoted = [text](ByteSpan span) {
    return "'" + std::string(text.substr(span.start, span.length())) + "'";
  };
  const auto all_starts = parts_->starts(words);
  for (Starts starts(all_starts); !starts.empty();) {
    const Starts of_rule = take_rule(starts, *parts_);
    const std::size_t index = parts_->part(of_rule.front()).rule;
    const Rule& rule = *rules_[index];
    Found found;
    read(text, of_rule, found);
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
      misses.push_back(
          {index, part,
           quoted(part) + (has_both ? " stands more than " + std::to_string(near.words) +
                                          " words from the other term of its pair"
                                    : " stands alone; the other term of its pair is missing")});
    }
    for (const ByteSpan hit : hits) {
      if (!found.unless.empty()) {
        misses.push_back(
            {index, hit, quoted(hit) + " is ruled out by " + quoted(found.unless.front())});
        continue;
      }
      const auto other = std::find_if(found.excepted.begin(), found.excepted.end(),
                                      [hit](ByteSpan span) { return overlaps(hit, span); });
      if (other != found.excepted.end())
        misses.push_back({index, hit, quoted(hit) + " is part of the exception " + quoted(*other)});
    }
  }
  return misses;
}

}  // namespace ofsight
