#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Words of names and of running text, folded so that spellings of one name compare equal. Knows
// nothing of councils.
namespace ofsight {

// How a word follows the one before it. Full stops, brackets and spaced dashes break, except the
// stop of "St."; spaces, line ends, hyphens and apostrophes join.
enum class Gap { kBreak, kComma, kJoined };

struct Word {
  std::string folded;         // ASCII letters in lower case, apostrophes dropped, "&" as "and"
  std::size_t stem_size = 0;  // of `folded`, without a possessive s
  std::size_t begin = 0;      // in the text, in bytes, half-open
  std::size_t end = 0;
  std::size_t stem_end = 0;
  bool capital = false;  // starts with A-Z
  Gap gap = Gap::kBreak;
};
using Words = std::vector<Word>;

// Takes any bytes; what is not UTF-8 separates words.
Words fold_words(std::string_view text);

// kCapitals: a word with a capital in the phrase must have one in the text.
enum class Spelling { kAnyCase, kCapitals };

// Whether `phrase` stands at words[at], with no gap inside looser than `loosest`. The last word
// may be possessive.
bool stands_at(const Words& words, std::size_t at, const Words& phrase, Spelling spelling,
               Gap loosest);

// How many words of the first fitting phrase start at words[at], joined to the word before; 0 if
// none does. Order the phrases by length, longest first.
std::size_t size_after(const Words& words, std::size_t at, const std::vector<Words>& phrases,
                       Spelling spelling);

// The same for a phrase that ends where words[at] starts, not reaching back before `first`.
std::size_t size_before(const Words& words, std::size_t first, std::size_t at,
                        const std::vector<Words>& phrases, Spelling spelling);

}  // namespace ofsight
