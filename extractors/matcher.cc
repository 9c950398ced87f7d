#include "extractors/matcher.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <utility>

namespace ofsight {
namespace {

// Enough of a pattern to recognise it in a message.
constexpr std::size_t kQuotedBytes = 80;

RE2::Options options(std::size_t max_mem_bytes) {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingUTF8);
  options.set_log_errors(false);
  options.set_max_mem(static_cast<std::int64_t>(max_mem_bytes));
  return options;
}

std::string clipped(std::string_view text) {
  if (text.size() <= kQuotedBytes) return std::string(text);
  auto end = kQuotedBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)) + "…";
}

std::optional<std::string> length_problem(std::string_view pattern) {
  if (pattern.empty()) return "pattern is empty";
  if (pattern.size() <= kMaxPatternBytes) return std::nullopt;
  return "pattern is longer than " + std::to_string(kMaxPatternBytes) + " bytes";
}

std::optional<std::string> compile_problem(const RE2& re) {
  if (re.ok()) return std::nullopt;
  if (re.error_code() == RE2::ErrorPatternTooLarge) {
    return "pattern needs more than " + std::to_string(kMaxPatternMemoryBytes / 1024) +
           " KiB when compiled";
  }
  return "bad pattern: " + clipped(re.error());
}

std::optional<ByteSpan> locate(const RE2& re, std::string_view text, std::size_t from) {
  re2::StringPiece whole;
  if (!re.Match(text, from, text.size(), RE2::UNANCHORED, &whole, 1)) return std::nullopt;
  const auto start = static_cast<std::size_t>(whole.data() - text.data());
  return ByteSpan{start, start + whole.size()};
}

// Patterns that can match nothing do so somewhere in these: at an edge of a text or of a word,
// inside a word or outside.
bool matches_empty(const RE2& re) {
  for (const std::string_view text : {"", "aa a", "  a ", "\n"}) {
    for (std::size_t at = 0; at <= text.size(); ++at) {
      if (re.Match(text, at, at, RE2::ANCHOR_BOTH, nullptr, 0)) return true;
    }
  }
  return false;
}

std::vector<NamedGroup> locate_groups(const RE2& re, std::string_view text, ByteSpan whole) {
  const auto& names = re.CapturingGroupNames();
  if (names.empty()) return {};
  std::vector<re2::StringPiece> parts(1 + static_cast<std::size_t>(re.NumberOfCapturingGroups()));
  if (!re.Match(text, whole.start, text.size(), RE2::UNANCHORED, parts.data(),
                static_cast<int>(parts.size()))) {
    return {};
  }
  std::vector<NamedGroup> groups;
  for (const auto& [number, name] : names) {
    const auto& part = parts[static_cast<std::size_t>(number)];
    if (part.data() == nullptr) continue;
    const auto start = static_cast<std::size_t>(part.data() - text.data());
    groups.push_back({name, {start, start + part.size()}});
  }
  return groups;
}

// Leftmost, then longest. Equal spans keep the order in which they are tried.
bool before(ByteSpan a, ByteSpan b) {
  return a.start != b.start ? a.start < b.start : a.length() > b.length();
}

}  // namespace

struct Matcher::Compiled {
  struct Pattern {
    std::unique_ptr<const RE2> re;
    std::size_t rule;
  };
  std::vector<const Rule*> rules;
  std::vector<Pattern> patterns;           // by rule, then as written
  std::vector<std::size_t> first_pattern;  // of every rule, and one past the last
  RE2::Set set{options(kMaxMatcherMemoryBytes), RE2::UNANCHORED};

  // Indexes of the patterns that match somewhere in `text`, ascending.
  std::vector<std::size_t> firing_patterns(std::string_view text) const;
  // As locate(), without matches of nothing: all() could not get past them.
  std::optional<ByteSpan> next(std::size_t pattern, std::string_view text, std::size_t from) const;
  Match match(std::size_t pattern, std::string_view text, ByteSpan whole) const;
};

std::vector<std::size_t> Matcher::Compiled::firing_patterns(std::string_view text) const {
  if (patterns.empty()) return {};
  std::vector<int> fired;
  RE2::Set::ErrorInfo error{RE2::Set::kNoError};
  set.Match(text, &fired, &error);
  std::vector<std::size_t> indexes;
  if (error.kind == RE2::Set::kNoError) {
    indexes.assign(fired.begin(), fired.end());
    std::sort(indexes.begin(), indexes.end());
    return indexes;
  }
  // The automaton of all patterns outgrew its memory on this text. One by one is slow but right.
  for (std::size_t i = 0; i < patterns.size(); ++i) {
    if (RE2::PartialMatch(text, *patterns[i].re)) indexes.push_back(i);
  }
  return indexes;
}

std::optional<ByteSpan> Matcher::Compiled::next(std::size_t pattern, std::string_view text,
                                                std::size_t from) const {
  while (from <= text.size()) {
    const auto found = locate(*patterns[pattern].re, text, from);
    if (!found || found->length() > 0) return found;
    from = found->end + 1;
  }
  return std::nullopt;
}

Match Matcher::Compiled::match(std::size_t pattern, std::string_view text, ByteSpan whole) const {
  const auto& [re, rule] = patterns[pattern];
  return {rules[rule], whole, locate_groups(*re, text, whole)};
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
  const auto single = options(kMaxPatternMemoryBytes);
  for (std::size_t i = 0; i < compiled->rules.size(); ++i) {
    const Rule& rule = *compiled->rules[i];
    compiled->first_pattern.push_back(compiled->patterns.size());
    for (const auto& pattern : rule.patterns) {
      auto problem = length_problem(pattern);
      auto re = problem ? nullptr : std::make_unique<const RE2>(pattern, single);
      if (re) problem = compile_problem(*re);
      if (!problem && compiled->set.Add(pattern, nullptr) < 0) problem = "bad pattern";
      if (problem) return fail(ErrorCode::kInvalidData, rule.id + ": " + *problem);
      compiled->patterns.push_back({std::move(re), i});
    }
  }
  compiled->first_pattern.push_back(compiled->patterns.size());
  if (!compiled->set.Compile()) {
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
  for (auto& index : indexes) index = compiled_->patterns[index].rule;
  indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
  return indexes;
}

std::optional<Match> Matcher::find(std::size_t rule, std::string_view text,
                                   std::size_t from) const {
  if (rule >= compiled_->rules.size() || from > text.size()) return std::nullopt;
  std::optional<ByteSpan> best;
  std::size_t best_pattern = 0;
  for (auto i = compiled_->first_pattern[rule]; i < compiled_->first_pattern[rule + 1]; ++i) {
    const auto found = locate(*compiled_->patterns[i].re, text, from);
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
  return find(compiled_->patterns[patterns.front()].rule, text);
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

std::optional<std::string> pattern_problem(std::string_view pattern) {
  if (auto problem = length_problem(pattern)) return problem;
  RE2::Set parser(options(kMaxPatternMemoryBytes), RE2::UNANCHORED);  // Add() only parses
  std::string error;
  if (parser.Add(pattern, &error) < 0) return "bad pattern: " + clipped(error);
  return std::nullopt;
}

PatternTrial try_pattern(std::string_view pattern, std::span<const std::string> texts) {
  if (auto problem = length_problem(pattern)) return {std::move(problem), {}};
  const RE2 re(pattern, options(kMaxPatternMemoryBytes));
  if (auto problem = compile_problem(re)) return {std::move(problem), {}};
  if (matches_empty(re)) return {"pattern matches the empty string", {}};
  PatternTrial trial;
  for (const auto& text : texts) trial.matched.push_back(RE2::PartialMatch(text, re));
  return trial;
}

}  // namespace ofsight
