#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/matching/pattern_set.h"
#include "extractors/matching/words.h"

namespace ofsight {

// What binds a term of a rule to whole words, in any case of letters.
inline constexpr std::string_view kTermStart = "(?i)\\b(?:", kTermEnd = ")\\b";

std::string bound_term(std::string_view term);
// The term in a bound one, or nothing for any other pattern.
std::optional<std::string_view> unbound_term(std::string_view pattern);

// A place where a term may match.
struct TermStart {
  std::uint32_t term = 0;     // as numbered by the caller
  std::uint32_t at = 0;       // byte of the text
  std::uint32_t end = 0;      // where it matches, or 0 where that is still to be asked
  std::uint32_t pattern = 0;  // then
  std::uint32_t wording = 0;  // of the term, in the order of preference
  std::uint32_t spaces = 0;   // before it in the text
};

// Thousands of bound terms, looked up where words begin, by their first word or first two. What
// follows is compared where the term says it letter by letter, and matched by RE2 where it does
// not. Only ASCII letters fold; a term that begins with no word as Words has them is never found.
// Once compiled, safe to use from several threads at once.
class TermSet {
 public:
  TermSet();
  ~TermSet();
  TermSet(TermSet&&) noexcept;
  TermSet& operator=(TermSet&&) noexcept;

  // Returns what is wrong with a term that cannot be used.
  std::optional<std::string> add(const std::string& bound_term, std::uint32_t number);

  // To be called once, after the last add(). False where the automaton of the terms that may begin
  // with any word needs too much memory.
  bool compile();

  // Every place where a term may match, by number, then in text order, each once.
  std::vector<TermStart> starts(const Words& words) const;
  // Where the match ends, if there is one.
  std::optional<std::size_t> end_of(const TermStart& start, std::string_view text) const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

}  // namespace ofsight
