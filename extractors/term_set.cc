#include "extractors/term_set.h"

#include <algorithm>
#include <array>

namespace ofsight {
namespace {

constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 128; ++c)
    table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return table;
}();

bool is_word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

enum class Anchor { kNone, kWhole, kPart };

// Where ^ stands in a term: before the whole of it, nowhere, or elsewhere, as in "^a|b".
Anchor anchor_of(std::string_view term) {
  Anchor anchor = Anchor::kNone;
  int depth = 0;
  for (std::size_t i = 0; i < term.size(); ++i) {
    switch (term[i]) {
      case '\\': ++i; break;
      case '[': i = std::min(term.find(']', i + 2), term.size()); break;
      case '(': ++depth; break;
      case ')': --depth; break;
      case '^':
        if (i > 0) return Anchor::kPart;
        anchor = Anchor::kWhole;
        break;
      case '|':
        if (depth == 0 && anchor == Anchor::kWhole) return Anchor::kPart;
        break;
      default: break;
    }
  }
  return anchor;
}

}  // namespace

std::string bound_term(std::string_view term) {
  return std::string(kTermStart).append(term).append(kTermEnd);
}

std::optional<std::string_view> unbound_term(std::string_view pattern) {
  if (!pattern.starts_with(kTermStart) || !pattern.ends_with(kTermEnd)) return std::nullopt;
  pattern.remove_prefix(kTermStart.size());
  pattern.remove_suffix(kTermEnd.size());
  return pattern;
}

std::optional<std::string> TermSet::add(const std::string& bound_term, std::size_t number) {
  const Anchor anchor = anchor_of(unbound_term(bound_term).value_or(""));
  if (anchor == Anchor::kPart) return "^ can only stand before the whole term";
  Part& part = anchor == Anchor::kWhole ? at_start_ : anywhere_;
  if (auto problem = part.patterns.add(bound_term)) return problem;
  part.numbers.push_back(number);
  return std::nullopt;
}

std::vector<TermStart> TermSet::starts(std::string_view text) const {
  std::vector<TermStart> starts;
  std::vector<std::size_t> found;
  at_start_.patterns.matching_at(text, 0, found);
  for (const std::size_t pattern : found)
    if (at_start_.patterns.match_at(pattern, text, 0)) starts.push_back({at_start_.numbers[pattern], 0, pattern, true});
  bool in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = !in_word && is_word_byte(text[at]);
    in_word = is_word_byte(text[at]);
    if (!begins) continue;
    anywhere_.patterns.matching_at(text, at, found);
    for (const std::size_t pattern : found) starts.push_back({anywhere_.numbers[pattern], at, pattern, false});
  }
  std::stable_sort(starts.begin(), starts.end(),
                   [](const TermStart& a, const TermStart& b) { return a.term < b.term; });
  return starts;
}

std::size_t TermSet::end_of(const TermStart& start, std::string_view text) const {
  const Part& part = start.anchored ? at_start_ : anywhere_;
  return part.patterns.match_at(start.pattern, text, start.at).value_or(start.at);
}

std::vector<TermMatch> TermSet::each(std::string_view text) const {
  std::vector<TermMatch> matches;
  for (const TermStart& start : starts(text)) {
    const bool overlaps = !matches.empty() && matches.back().term == start.term && start.at < matches.back().span.end;
    if (!overlaps) matches.push_back({start.term, {start.at, end_of(start, text)}});
  }
  return matches;
}

}  // namespace ofsight
