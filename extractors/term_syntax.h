#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// A piece of a term, an RE2 pattern without regard to case.
struct TermNode {
  enum class Kind {
    kText,          // in lower case
    kAnything,      // of which nothing is known, as "[a-z]" and "."
    kSequence,      // its parts one after the other
    kAlternatives,  // one of its parts, in the order of preference
    kRepeated,      // its one part
  };

  Kind kind = Kind::kSequence;
  std::string text;
  std::vector<TermNode> parts;
  bool may_be_missing = false;  // of what is repeated
  bool is_unlimited = false;    // what follows a repetition, or comes before it, is not known
};

// Nothing where the term's syntax is not known here.
std::optional<TermNode> parse_term(std::string_view term);

// What matches the same texts read from their last byte to their first.
TermNode mirrored(const TermNode& node);

}  // namespace ofsight
