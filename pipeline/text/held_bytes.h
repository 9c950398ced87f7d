#pragma once

#include <cstddef>

#include "pipeline/text/raw_block.h"

namespace ofsight {

// About what a reader's blocks cost in memory, so that a small hostile file cannot become
// gigabytes.
inline constexpr std::size_t kBytesPerBlock =
    sizeof(RawBlock) + sizeof(std::vector<RawLine>) + sizeof(RawLine);
inline constexpr std::size_t kBytesPerLine = sizeof(RawLine);
inline constexpr std::size_t kBytesPerCodePoint = sizeof(char32_t);

}  // namespace ofsight
