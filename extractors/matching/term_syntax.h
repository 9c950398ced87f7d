#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// A piece of a term, an RE2 pattern without regard to case.
struct TermNode {
  enum class Kind {
    kText,          // in lower case
    kAnything,      // one character of which nothing is known, as "[a-z]" and "."
    kSequence,      // its parts one after the other
    kAlternatives,  // one of its parts, in the order of preference
    kRepeated,      // its one part
  };

  Kind kind = Kind::kSequence;
  std::string text;
  std::vector<TermNode> parts;
  bool may_be_space = false;    // of anything
  bool may_be_missing = false;  // of what is repeated
  bool is_unlimited = false;    // what follows a repetition, or comes before it, is not known
  std::size_t max_times = 1;    // of what is repeated
};

inline constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

// Nothing where the term's syntax is not known here.
std::optional<TermNode> parse_term(std::string_view term);

// What matches the same texts read from their last byte to their first.
TermNode mirrored(const TermNode& node);

// The most spaces that a match has, or kNoLimit.
std::size_t max_spaces(const TermNode& node);

}  // namespace ofsight
