#include "extractors/matching/words.h"

#include <algorithm>
#include <array>
#include <functional>

namespace ofsight {
namespace {

constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 128; ++c)
    table[c] =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return table;
}();

constexpr auto kLowerBytes = [] {
  std::array<char, 256> table{};
  for (unsigned c = 0; c < 256; ++c)
    table[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return table;
}();

// English has a word every six bytes or so.
constexpr std::size_t kBytesPerWord = 6;

}  // namespace

bool is_word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

char lower_ascii(char c) { return kLowerBytes[static_cast<unsigned char>(c)]; }

std::string_view first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_byte);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::size_t second_word(std::string_view text) {
  const auto after = text.begin() + static_cast<std::ptrdiff_t>(first_word(text).size());
  return static_cast<std::size_t>(std::find_if(after, text.end(), is_word_byte) - text.begin());
}

std::string_view first_two_words(std::string_view text) {
  const auto second = second_word(text);
  const auto length = first_word(text.substr(second)).size();
  return first_word(text).empty() || length == 0 ? std::string_view()
                                                 : text.substr(0, second + length);
}

void Words::split() {
  folded_.resize(text_.size());
  words_.reserve(text_.size() / kBytesPerWord + 1);
  std::size_t start = 0;
  std::uint32_t spaces = 0;
  bool in_word = false;
  const auto end_word = [&](std::size_t end) {
    const std::string_view word = slice(start, end);
    words_.push_back({static_cast<std::uint32_t>(start), static_cast<std::uint32_t>(end), spaces,
                      std::hash<std::string_view>{}(word)});
  };
  for (std::size_t i = 0; i < text_.size(); ++i) {
    const char c = text_[i];
    folded_[i] = lower_ascii(c);
    if (is_word_byte(c) != in_word) {
      if (in_word) end_word(i);
      start = i;
      in_word = !in_word;
    }
    if (c == ' ') ++spaces;
  }
  if (in_word) end_word(text_.size());
}

}  // namespace ofsight
