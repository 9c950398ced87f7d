#include "pipeline/text/list_marker.h"

namespace ofsight {
namespace {

// Bullets of the fonts that these reports use; U+FFFD is one whose font says nothing of its
// meaning.
constexpr std::u32string_view kBullets = U"•◦‣⁃∙·●○◼◾■□▪▫➢➤►▶❖✓✔✦❑❒§⁃→»›\u0335\u0336\u23AF\uFFFD";
constexpr std::u32string_view kDashes = U"-–—‐−";

// Wingdings and Symbol as word processors embed them.
bool private_use(char32_t c) { return c >= 0xF000 && c <= 0xF0FF; }

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool lower(char32_t c) { return c >= U'a' && c <= U'z'; }

bool upper(char32_t c) { return c >= U'A' && c <= U'Z'; }

// "12." "12)" "(12)" "2.1" "a)" "(b)" "iv." and how many code points they take; 0 if none.
std::size_t number_length(std::u32string_view line) {
  std::size_t i = 0;
  const bool open = !line.empty() && line[0] == U'(';
  if (open) ++i;
  const std::size_t first = i;
  while (i < line.size() && digit(line[i])) ++i;
  const std::size_t digits = i - first;
  if (digits > 3) return 0;
  if (digits == 0) {
    while (i < line.size() && lower(line[i])) ++i;
    const std::size_t letters = i - first;
    const bool roman =
        line.substr(first, letters).find_first_not_of(U"ivx") == std::u32string_view::npos;
    if (letters == 0 || (letters > 1 && !(roman && letters <= 4))) return 0;
    if (i >= line.size() || line[i] != U')') return 0;
    return i + 1;
  }
  if (i < line.size() && line[i] == (open ? U')' : U'.')) return i + 1;
  if (!open && i < line.size() && line[i] == U')') return i + 1;
  return 0;
}

// "144.Ensure": the tab after the number is narrower than a space.
bool paragraph_number(std::u32string_view line, const ListMarker& marker) {
  return marker.kind == MarkerKind::kNumber && digit(line[0]) && line[marker.length - 1] == U'.' &&
         upper(line[marker.length]);
}

}  // namespace

ListMarker list_marker(std::u32string_view line) {
  if (line.empty()) return {};
  ListMarker marker;
  if (kBullets.find(line[0]) != std::u32string_view::npos || private_use(line[0])) {
    marker = {MarkerKind::kBullet, 1, 1};
  } else if (kDashes.find(line[0]) != std::u32string_view::npos) {
    marker = {MarkerKind::kDash, 1, 1};
  } else if (line[0] == U'o' && line.size() > 2 && line[1] == U' ') {
    marker = {MarkerKind::kDash, 1, 1};  // Word's second-level bullet in Courier New
  } else if (const std::size_t length = number_length(line); length > 0) {
    marker = {MarkerKind::kNumber, length, length};
  }
  if (marker.kind == MarkerKind::kNone) return {};
  while (marker.text_start < line.size() && line[marker.text_start] == U' ') ++marker.text_start;
  const bool glued = marker.text_start == marker.length && marker.text_start < line.size();
  if (glued && marker.kind != MarkerKind::kBullet && !paragraph_number(line, marker)) return {};
  return marker;
}

}  // namespace ofsight
