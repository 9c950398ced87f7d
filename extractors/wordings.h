#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// Reads terms, which are RE2 patterns without regard to case, for what they say word by word. Words
// are runs of ASCII letters, digits and "_", in lower case.
bool is_word_byte(char c);
char lower_ascii(char c);
// The word that `text` begins with; empty where it begins with none.
std::string_view first_word(std::string_view text);

inline constexpr std::size_t kMaxWordings = 512;

// All that a term stands for, in the order in which RE2 prefers them ("audit(?:s|ed)?": audits,
// audited, audit). Nothing where that is unlimited, more than kMaxWordings or cannot be told.
std::optional<std::vector<std::string>> wordings(std::string_view term);

// Words with one of which each match of a term begins ("(?:no|little) [a-z]+ of": no, little), each
// once. Nothing where a match may begin with any word, or with none.
std::optional<std::vector<std::string>> first_words(std::string_view term);

}  // namespace ofsight
