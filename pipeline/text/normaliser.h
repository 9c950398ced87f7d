#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

// Turns characters as printed into the characters of a Text. The policy, stated in full in
// normalisation.json:
//   apostrophe and closing single quote ’ U+2019, opening ‘ U+2018; double quotes “ ”, never ";
//   hyphen - U+002D; every dash – U+2013; every space U+0020; what has no width is removed.
// Superscripts, fractions and bullets (private-use ones too) stay: the first carry meaning, and the
// layout needs the last. The result is in form C, never KC.
//
// Two steps, so that a reader of positioned characters can follow them. The table needs one
// character and no context. direct_quotes() turns straight quotes by their neighbours, one for one,
// so positions stay. Law: apply(apply(x)) == apply(x).
//
// A soft hyphen goes with the table. A reader that knows its line ends, or that the hyphen was
// drawn, must make it '-' first (see hyphens.h).
//
// Immutable once read; const members may be called from any thread.
class Normaliser {
 public:
  // Reads the text of normalisation.json. kInvalidData, naming the JSON pointer, if it is not what
  // schemas/normalisation.schema.json says, names a character twice, or would not be idempotent.
  static Expected<Normaliser> from_json(std::string_view json);

  // What stands for `c`, maybe nothing at all; nullopt if `c` stays as it is. The view lives as
  // long as this Normaliser.
  std::optional<std::u32string_view> replacement(char32_t c) const {
    if (c >= kLimit) return std::nullopt;
    const std::uint8_t which = pages_[page_of_[c >> 8]][c & 0xFF];
    if (which == 0) return std::nullopt;
    return replacements_[which];
  }

  // The table, form C, then direct_quotes().
  std::u32string apply(std::u32string_view text) const;

 private:
  static constexpr char32_t kLimit = 0x110000;
  using Page = std::array<std::uint8_t, 256>;

  Normaliser() : page_of_(kLimit >> 8, 0), pages_(1), replacements_(1) {}
  std::optional<std::string> assign(char32_t c, std::uint8_t which);
  std::u32string replace(std::u32string_view text) const;

  std::vector<std::uint16_t> page_of_;        // by c >> 8: which page; 0 is the empty one
  std::vector<Page> pages_;                   // by c & 0xFF: which replacement; 0 means none
  std::vector<std::u32string> replacements_;  // 0 is unused
};

// Makes every straight ' and " a directed quote by its neighbours, in place and one for one. A
// quote after a start, a space, a dash or an opening bracket and before a letter or digit opens;
// every other one closes. Two digits and an s make a decade: ’90s.
void direct_quotes(std::u32string& text);

}  // namespace ofsight
