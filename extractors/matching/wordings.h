#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/matching/term_syntax.h"

namespace ofsight {

// What a match of a term is, or begins with.
struct Wording {
  std::string words;    // in lower case
  bool is_cut = false;  // something follows that has to be matched

  bool operator==(const Wording&) const = default;
};

// Whether the word is known that a match begins with; one that is cut may go on.
bool has_first_word(const Wording& wording);

// More are cut short, so that terms of many combinations stay small.
inline constexpr std::size_t kMaxWordings = 2048;

// All that a term, an RE2 pattern without regard to case, stands for, in the order in which RE2
// prefers them: "audit(?:s|ed)?" gives audits, audited, audit, and "no [a-z]+ of" gives "no " cut.
// Nothing where the term's syntax is not known here.
std::optional<std::vector<Wording>> wordings(std::string_view term);
// The same of a piece; nothing where there are too many.
std::optional<std::vector<Wording>> wordings(const TermNode& node);

}  // namespace ofsight
