#include "corpus/text.h"

#include <algorithm>

namespace ofsight {
namespace {

// The part of a line's rectangle that the span covers.
Box clip(const Line& line, Span span) {
  Box box = line.box;
  if (line.edges.size() != line.span.length() + 1) return box;
  const std::size_t from = std::max(span.start, line.span.start) - line.span.start;
  const std::size_t to = std::min(span.end, line.span.end) - line.span.start;
  box.x0 = line.edges[from];
  box.x1 = line.edges[to];
  return box;
}

}  // namespace

std::size_t Text::code_point_at(std::size_t byte) const {
  const auto after = std::upper_bound(byte_of.begin(), byte_of.end(), byte);
  return static_cast<std::size_t>(after - byte_of.begin()) - 1;
}

Evidence Text::evidence(Span span) const {
  Evidence evidence;
  evidence.span = span;
  evidence.quote = std::string(slice(span));
  auto line = std::partition_point(lines.begin(), lines.end(),
                                   [&](const Line& l) { return l.span.end <= span.start; });
  for (; line != lines.end() && line->span.start < span.end; ++line) {
    if (line->box.page == 0 || !line->span.overlaps(span)) continue;
    if (evidence.page == 0) evidence.page = line->box.page;
    evidence.boxes.push_back(clip(*line, span));
  }
  return evidence;
}

}  // namespace ofsight
