#pragma once

#include <compare>
#include <cstddef>

namespace ofsight {

// Half-open range of Unicode code points in a Text.
struct Span {
  std::size_t start = 0;
  std::size_t end = 0;

  std::size_t length() const { return end - start; }
  bool empty() const { return start >= end; }
  bool contains(const Span& other) const { return start <= other.start && other.end <= end; }
  bool overlaps(const Span& other) const { return start < other.end && other.start < end; }
  auto operator<=>(const Span&) const = default;
};

}  // namespace ofsight
