#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace ofsight {

struct Utf8Step {
  std::size_t size = 0;  // bytes, at least 1
  bool valid = false;
};

// The code point that starts at bytes[at]. Where none does, what Unicode advises to replace as one
// (chapter 3, "U+FFFD substitution of maximal subparts"): the longest start of a code point that
// breaks off, else a single byte. REQUIRES: at < bytes.size().
Utf8Step utf8_step(std::string_view bytes, std::size_t at);

// How many code points `bytes` are; nothing if they are not UTF-8.
std::optional<std::size_t> count_code_points(std::string_view bytes);

}  // namespace ofsight
