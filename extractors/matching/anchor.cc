#include "extractors/matching/anchor.h"

#include <algorithm>
#include <cstddef>

namespace ofsight {

std::string_view without_flags(std::string_view pattern) {
  if (!pattern.starts_with("(?")) return pattern;
  const auto end = pattern.find_first_not_of("imsU", 2);
  return end != pattern.npos && end > 2 && pattern[end] == ')' ? pattern.substr(end + 1) : pattern;
}

Anchor anchor_of(std::string_view pattern) {
  pattern = without_flags(pattern);
  Anchor anchor = Anchor::kNone;
  int depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    switch (pattern[i]) {
      case '\\': ++i; break;
      case '[': i = std::min(pattern.find(']', i + 2), pattern.size()); break;
      case '(': ++depth; break;
      case ')': --depth; break;
      case '^':
        if (i > 0) return Anchor::kPart;
        anchor = Anchor::kWhole;
        break;
      case '|':
        if (depth == 0 && anchor == Anchor::kWhole) return Anchor::kPart;
        break;
      default: break;
    }
  }
  return anchor;
}

}  // namespace ofsight
