#include "extractors/matching/pattern_set.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>
#include <re2/set.h>

#include <algorithm>
#include <cstdint>
#include <deque>
#include <utility>

#include "extractors/matching/anchor.h"
#include "extractors/matching/wordings.h"
#include "extractors/matching/words.h"

namespace ofsight {
namespace {

// Letters that a piece of a pattern must have to be looked for.
constexpr int kMinPieceBytes = 3;

// So many are tried one by one sooner than looked for.
constexpr std::size_t kFewPatterns = 2;

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

std::optional<ByteSpan> locate_in(const RE2& re, std::string_view text, std::size_t from) {
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

// Punctuation from U+2010 to U+203F, as ’ and –, is all that is not ASCII in most patterns.
bool has_other_letters(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const auto byte = [&](std::size_t at) {
      return at < pattern.size() ? static_cast<unsigned char>(pattern[at]) : 0;
    };
    if (byte(i) < 0x80) continue;
    if (byte(i) != 0xE2 || byte(i + 1) != 0x80) return true;
    i += 2;
  }
  return false;
}

std::string folded(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), lower_ascii);
  return lower;
}

// Whether the pattern fails at once on most texts: it asks for certain letters at the start.
bool fails_at_once(std::string_view pattern) {
  if (anchor_of(pattern) != Anchor::kWhole) return false;
  const auto all = wordings(without_flags(pattern).substr(1));
  return all && std::none_of(all->begin(), all->end(),
                             [](const Wording& wording) { return wording.words.empty(); });
}

}  // namespace

// Tried on every text are those that fail at once on most, and those that may need letters that are
// not folded. The others are looked for by their pieces.
struct PatternSet::Compiled {
  std::vector<const RE2*> patterns;
  std::deque<RE2> always;
  re2::FilteredRE2 filter{kMinPieceBytes};
  std::vector<std::size_t> tried_always, filtered;  // patterns
  std::optional<RE2::Set> pieces, anchored;

  std::size_t size() const { return patterns.size(); }
  RE2::ErrorCode add(const std::string& pattern);
  // Puts those of the filtered into `out` whose pieces stand in `text`, and maybe others.
  void add_filtered(std::string_view text, std::vector<std::size_t>& out) const;
};

RE2::ErrorCode PatternSet::Compiled::add(const std::string& pattern) {
  const auto single = options(kMaxPatternMemoryBytes);
  if (fails_at_once(pattern) || has_other_letters(pattern)) {
    always.emplace_back(pattern, single);
    if (!always.back().ok()) return always.back().error_code();
    tried_always.push_back(patterns.size());
    patterns.push_back(&always.back());
    return RE2::NoError;
  }
  int id = 0;
  if (const auto error = filter.Add(pattern, single, &id); error != RE2::NoError) return error;
  filtered.push_back(patterns.size());
  patterns.push_back(&filter.GetRE2(id));
  return RE2::NoError;
}

PatternSet::PatternSet() : compiled_(std::make_unique<Compiled>()) {}
PatternSet::~PatternSet() = default;
PatternSet::PatternSet(PatternSet&&) noexcept = default;
PatternSet& PatternSet::operator=(PatternSet&&) noexcept = default;

std::optional<std::string> PatternSet::add(const std::string& pattern) {
  if (auto problem = length_problem(pattern)) return problem;
  if (compiled_->add(pattern) != RE2::NoError)
    return compile_problem(RE2(pattern, options(kMaxPatternMemoryBytes))).value_or("bad pattern");
  return std::nullopt;
}

bool PatternSet::compile() {
  if (compiled_->filtered.size() <= kFewPatterns) return true;
  std::vector<std::string> pieces;
  compiled_->filter.Compile(&pieces);
  if (pieces.empty()) return true;
  auto literal = options(kMaxMatcherMemoryBytes);
  literal.set_literal(true);
  compiled_->pieces.emplace(literal, RE2::UNANCHORED);
  for (const std::string& piece : pieces) compiled_->pieces->Add(piece, nullptr);
  return compiled_->pieces->Compile();
}

bool PatternSet::compile_anchored() {
  if (compiled_->size() == 0) return true;
  compiled_->anchored.emplace(options(kMaxMatcherMemoryBytes), RE2::ANCHOR_START);
  for (std::size_t i = 0; i < compiled_->size(); ++i)
    if (compiled_->anchored->Add(compiled_->patterns[i]->pattern(), nullptr) < 0) return false;
  return compiled_->anchored->Compile();
}

void PatternSet::matching_at(std::string_view text, std::size_t at,
                             std::vector<std::size_t>& patterns) const {
  patterns.clear();
  if (!compiled_->anchored) return;
  thread_local std::vector<int> found;
  RE2::Set::ErrorInfo error{RE2::Set::kNoError};
  compiled_->anchored->Match(text.substr(at), &found, &error);
  if (error.kind != RE2::Set::kNoError) {  // outgrew its memory: trying all is slow but right
    for (std::size_t i = 0; i < compiled_->size(); ++i)
      if (match_at(i, text, at)) patterns.push_back(i);
    return;
  }
  patterns.assign(found.begin(), found.end());
  std::sort(patterns.begin(), patterns.end());
}

void PatternSet::Compiled::add_filtered(std::string_view text,
                                        std::vector<std::size_t>& out) const {
  std::vector<int> found, potentials;
  RE2::Set::ErrorInfo error{RE2::Set::kNoError};
  if (pieces) pieces->Match(folded(text), &found, &error);
  // Without an automaton, or if it outgrew its memory, trying all is right.
  if (!pieces || error.kind != RE2::Set::kNoError) {
    out.insert(out.end(), filtered.begin(), filtered.end());
    return;
  }
  filter.AllPotentials(found, &potentials);
  for (const int i : potentials) out.push_back(filtered[static_cast<std::size_t>(i)]);
}

std::vector<std::size_t> PatternSet::candidates(std::string_view text) const {
  std::vector<std::size_t> candidates = compiled_->tried_always;
  if (!compiled_->filtered.empty()) compiled_->add_filtered(text, candidates);
  std::sort(candidates.begin(), candidates.end());
  return candidates;
}

bool PatternSet::matches(std::size_t pattern, std::string_view text) const {
  return RE2::PartialMatch(text, *compiled_->patterns[pattern]);
}

std::optional<ByteSpan> PatternSet::locate(std::size_t pattern, std::string_view text,
                                           std::size_t from) const {
  return locate_in(*compiled_->patterns[pattern], text, from);
}

std::optional<std::size_t> PatternSet::match_at(std::size_t pattern, std::string_view text,
                                                std::size_t at) const {
  re2::StringPiece whole;
  if (!compiled_->patterns[pattern]->Match(text, at, text.size(), RE2::ANCHOR_START, &whole, 1))
    return std::nullopt;
  return at + whole.size();
}

std::vector<NamedGroup> PatternSet::groups(std::size_t pattern, std::string_view text,
                                           ByteSpan whole) const {
  return locate_groups(*compiled_->patterns[pattern], text, whole);
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
