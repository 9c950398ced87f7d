#pragma once

#include "corpus/text.h"
#include "extractors/matching/matcher.h"

namespace ofsight {

// Where bytes of `text.slice(within)` lie in the text, in code points.
inline Span located(const Text& text, Span within, ByteSpan bytes) {
  const std::size_t base = text.byte_of[within.start];
  return {text.code_point_at(base + bytes.start), text.code_point_at(base + bytes.end)};
}

inline std::string_view part(std::string_view text, ByteSpan bytes) {
  return text.substr(bytes.start, bytes.length());
}

}  // namespace ofsight
