#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/pattern_set.h"

namespace ofsight {

// What binds a term of a rule to whole words, in any case of letters.
inline constexpr std::string_view kTermStart = "(?i)\\b(?:", kTermEnd = ")\\b";

std::string bound_term(std::string_view term);
// The term in a bound one, or nothing for any other pattern.
std::optional<std::string_view> unbound_term(std::string_view pattern);

struct TermMatch {
  std::size_t term = 0;  // as numbered by the caller
  ByteSpan span;
};

// Bound terms. One automaton is started where words begin, and says at once which of thousands of
// terms stand there. Words are runs of ASCII letters, digits and "_"; a term that begins otherwise
// is never found. Once compiled, safe to use from several threads at once.
class TermSet {
 public:
  // Returns what is wrong with a term that cannot be used.
  std::optional<std::string> add(const std::string& bound_term, std::size_t number);

  // To be called once, after the last add(). False where the automaton needs too much memory.
  bool compile() { return patterns_.compile_anchored(); }

  // By number, then in text order. Matches of one term do not overlap.
  std::vector<TermMatch> each(std::string_view text) const;

 private:
  PatternSet patterns_;
  std::vector<std::size_t> numbers_;  // of each pattern
};

}  // namespace ofsight
