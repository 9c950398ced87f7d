#include "extractors/matching/matcher.h"

#include <algorithm>
#include <utility>

namespace ofsight {
namespace {

// Leftmost, then longest. Equal spans keep the order in which they are tried.
bool before(ByteSpan a, ByteSpan b) {
  return a.start != b.start ? a.start < b.start : a.length() > b.length();
}

}  // namespace

struct Matcher::Compiled {
  std::vector<const Rule*> rules;
  PatternSet patterns;                     // by rule, then as written
  std::vector<std::size_t> rule_of;        // of every pattern
  std::vector<std::size_t> first_pattern;  // of every rule, and one past the last

  // Indexes of the patterns that match somewhere in `text`, ascending.
  std::vector<std::size_t> firing_patterns(std::string_view text) const;
  // As PatternSet::locate(), without matches of nothing: all() could not get past them.
  std::optional<ByteSpan> next(std::size_t pattern, std::string_view text, std::size_t from) const;
  Match match(std::size_t pattern, std::string_view text, ByteSpan whole) const;
};

std::vector<std::size_t> Matcher::Compiled::firing_patterns(std::string_view text) const {
  auto firing = patterns.candidates(text);
  std::erase_if(firing, [&](std::size_t i) { return !patterns.matches(i, text); });
  return firing;
}

std::optional<ByteSpan> Matcher::Compiled::next(std::size_t pattern, std::string_view text,
                                                std::size_t from) const {
  while (from <= text.size()) {
    const auto found = patterns.locate(pattern, text, from);
    if (!found || found->length() > 0) return found;
    from = found->end + 1;
  }
  return std::nullopt;
}

Match Matcher::Compiled::match(std::size_t pattern, std::string_view text, ByteSpan whole) const {
  return {rules[rule_of[pattern]], whole, patterns.groups(pattern, text, whole)};
}

std::optional<ByteSpan> Match::group(std::string_view name) const {
  for (const auto& group : groups) {
    if (group.name == name) return group.span;
  }
  return std::nullopt;
}

Matcher::Matcher(std::unique_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
Matcher::Matcher(Matcher&&) noexcept = default;
Matcher& Matcher::operator=(Matcher&&) noexcept = default;
Matcher::~Matcher() = default;

Expected<Matcher> Matcher::compile(std::vector<const Rule*> rules) {
  auto compiled = std::make_unique<Compiled>();
  compiled->rules = std::move(rules);
  for (std::size_t i = 0; i < compiled->rules.size(); ++i) {
    const Rule& rule = *compiled->rules[i];
    compiled->first_pattern.push_back(compiled->rule_of.size());
    for (const auto& pattern : rule.patterns) {
      if (const auto problem = compiled->patterns.add(pattern))
        return fail(ErrorCode::kInvalidData, rule.id + ": " + *problem);
      compiled->rule_of.push_back(i);
    }
  }
  compiled->first_pattern.push_back(compiled->rule_of.size());
  if (!compiled->patterns.compile()) {
    return fail(ErrorCode::kInvalidData,
                "the rules from " + std::string(compiled->rules.front()->id) +
                    " on need more than " + std::to_string(kMaxMatcherMemoryBytes / (1024 * 1024)) +
                    " MiB when compiled together; shorten their patterns");
  }
  return Matcher(std::move(compiled));
}

const std::vector<const Rule*>& Matcher::rules() const { return compiled_->rules; }

std::vector<std::size_t> Matcher::firing(std::string_view text) const {
  auto indexes = compiled_->firing_patterns(text);
  for (auto& index : indexes) index = compiled_->rule_of[index];
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
  return indexes;
}

std::vector<RuleMatch> Matcher::each(std::string_view text) const {
  std::vector<RuleMatch> matches;
  for (const auto pattern : compiled_->patterns.candidates(text)) {
    auto found = compiled_->next(pattern, text, 0);
    for (; found; found = compiled_->next(pattern, text, found->end))
      matches.push_back({compiled_->rule_of[pattern], *found});
  }
  return matches;
}

std::optional<Match> Matcher::find(std::size_t rule, std::string_view text,
                                   std::size_t from) const {
  if (rule >= compiled_->rules.size() || from > text.size()) return std::nullopt;
  std::optional<ByteSpan> best;
  std::size_t best_pattern = 0;
  for (auto i = compiled_->first_pattern[rule]; i < compiled_->first_pattern[rule + 1]; ++i) {
    const auto found = compiled_->patterns.locate(i, text, from);
    if (found && (!best || before(*found, *best))) {
      best = found;
      best_pattern = i;
    }
  }
  if (!best) return std::nullopt;
  return compiled_->match(best_pattern, text, *best);
}

std::optional<Match> Matcher::first(std::string_view text) const {
  const auto patterns = compiled_->firing_patterns(text);
  if (patterns.empty()) return std::nullopt;
  return find(compiled_->rule_of[patterns.front()], text);
}

std::vector<Match> Matcher::all(std::string_view text) const {
  struct Candidate {
    std::size_t pattern;
    ByteSpan span;
  };
  std::vector<Candidate> candidates;
  for (const auto pattern : compiled_->firing_patterns(text)) {
    if (const auto found = compiled_->next(pattern, text, 0)) {
      candidates.push_back({pattern, *found});
    }
  }
  std::vector<Match> matches;
  while (!candidates.empty()) {
    const auto best = *std::min_element(
        candidates.begin(), candidates.end(),
        [](const Candidate& a, const Candidate& b) { return before(a.span, b.span); });
    matches.push_back(compiled_->match(best.pattern, text, best.span));
    std::erase_if(candidates, [&](Candidate& candidate) {
      if (candidate.span.start >= best.span.end) return false;
      const auto found = compiled_->next(candidate.pattern, text, best.span.end);
      if (found) candidate.span = *found;
      return !found;
    });
  }
  return matches;
}

}  // namespace ofsight
