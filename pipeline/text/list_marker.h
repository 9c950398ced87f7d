#pragma once

#include <cstddef>
#include <string_view>

namespace ofsight {

enum class MarkerKind { kNone, kBullet, kDash, kNumber };

struct ListMarker {
  MarkerKind kind = MarkerKind::kNone;
  std::size_t length = 0;      // code points of the marker itself
  std::size_t text_start = 0;  // where the item's text begins
};

// The bullet or number that a line starts with. Dashes and numbers may also be ordinary text at a
// line's start: the caller decides by position.
ListMarker list_marker(std::u32string_view line);

}  // namespace ofsight
