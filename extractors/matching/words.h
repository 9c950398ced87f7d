#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
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

struct TextWord {
  std::uint32_t start = 0, end = 0;  // bytes
  std::uint32_t spaces = 0;          // before it in the text
  std::size_t hash = 0;              // std::hash of it in lower case
};

// The words of a text of less than 4 GiB, taken apart once for all that look them up.
class Words {
 public:
  // The text is not copied and must outlive the Words.
  template <std::convertible_to<std::string_view> Text>
  Words(const Text& text) : text_(text) {
    split();
  }

  std::string_view text() const { return text_; }
  // With ASCII letters in lower case; offsets are those of the text.
  std::string_view folded() const { return folded_; }

  const std::vector<TextWord>& all() const { return words_; }
  // In lower case.
  std::string_view at(std::size_t word) const {
    return slice(words_[word].start, words_[word].end);
  }
  // The word and the next with what is between them, in lower case; empty of the last word.
  std::string_view pair_at(std::size_t word) const {
    return word + 1 < words_.size() ? slice(words_[word].start, words_[word + 1].end)
                                    : std::string_view();
  }

 private:
  void split();
  std::string_view slice(std::size_t start, std::size_t end) const {
    return folded().substr(start, end - start);
  }

  std::string_view text_;
  std::string folded_;
  std::vector<TextWord> words_;
};

}  // namespace ofsight
