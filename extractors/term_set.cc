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

// What overlaps an earlier match of its term is none. By term, then in text order.
void keep_first_of_overlapping(std::vector<TermMatch>& matches) {
  std::stable_sort(matches.begin(), matches.end(),
                   [](const TermMatch& a, const TermMatch& b) { return a.term < b.term; });
  std::size_t term = 0, end = 0;
  std::erase_if(matches, [&](const TermMatch& match) {
    if (match.term != term) end = 0;
    term = match.term;
    const bool overlaps = match.span.start < end;
    if (!overlaps) end = match.span.end;
    return overlaps;
  });
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
  if (auto problem = patterns_.add(bound_term)) return problem;
  numbers_.push_back(number);
  return std::nullopt;
}

std::vector<TermMatch> TermSet::each(std::string_view text) const {
  std::vector<TermMatch> matches;
  std::vector<std::size_t> terms;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool begins = !in_word && is_word_byte(text[at]);
    in_word = is_word_byte(text[at]);
    if (!begins) continue;
    patterns_.matching_at(text, at, terms);
    for (const std::size_t term : terms)
      if (const auto end = patterns_.match_at(term, text, at)) matches.push_back({numbers_[term], {at, *end}});
  }
  keep_first_of_overlapping(matches);
  return matches;
}

}  // namespace ofsight
