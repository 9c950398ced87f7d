#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// Words are runs of ASCII letters, digits and "_".
bool is_word_byte(char c);
char lower_ascii(char c);
// The word that `text` begins with; empty where it begins with none.
std::string_view first_word(std::string_view text);
// Where the word after that begins, or the end of the text.
std::size_t second_word(std::string_view text);
// The two words that it begins with and what is between them; empty where there are none.
std::string_view first_two_words(std::string_view text);

// What a match of a term is, or begins with.
struct Wording {
  std::string words;    // in lower case
  bool is_cut = false;  // something follows that has to be matched

  bool operator==(const Wording&) const = default;
};

// Whether the word is known that a match begins with; one that is cut may go on.
bool has_first_word(const Wording& wording);

// More are cut short, so that terms of many combinations stay small.
inline constexpr std::size_t kMaxWordings = 1024;

// All that a term, an RE2 pattern without regard to case, stands for, in the order in which RE2
// prefers them: "audit(?:s|ed)?" gives audits, audited, audit, and "no [a-z]+ of" gives "no " cut.
// Nothing where the term's syntax is not known here.
std::optional<std::vector<Wording>> wordings(std::string_view term);

}  // namespace ofsight
