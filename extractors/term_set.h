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

// A place where a term matches. Where the match ends is asked for apart, as it costs more.
struct TermStart {
  std::size_t term = 0;  // as numbered by the caller
  std::size_t at = 0;    // byte of the text
  std::size_t pattern = 0;
  bool anchored = false;
};

struct TermMatch {
  std::size_t term = 0;
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
  bool compile() { return anywhere_.patterns.compile_anchored() && at_start_.patterns.compile_anchored(); }

  // Every place where a term matches, by number, then in text order.
  std::vector<TermStart> starts(std::string_view text) const;
  std::size_t end_of(const TermStart& start, std::string_view text) const;

  // By number, then in text order. Matches of one term do not overlap.
  std::vector<TermMatch> each(std::string_view text) const;

 private:
  struct Part {
    PatternSet patterns;
    std::vector<std::size_t> numbers;  // of each pattern
  };

  // Terms that begin with ^ are apart: they are tried at the start only.
  Part anywhere_, at_start_;
};

}  // namespace ofsight
