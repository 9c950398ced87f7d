#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ofsight {

// Sets of words, in lower case, of each of which every match of a term has at least one in full:
// of "(?:staff|they)(?: [a-z]+){0,3} knows? (?:[a-z]+ )?it" these are {know, knows} and {it}. What
// all matches begin with is left out, as terms are looked up by it. None where nothing is known.
// The term is an RE2 pattern without regard to case, and stands between the edges of words.
struct RequiredWords {
  std::vector<std::vector<std::string>> sets;
  std::size_t max_spaces = 0;  // in a match; kNoLimit where there is none
};
RequiredWords required_words(std::string_view term);

}  // namespace ofsight
