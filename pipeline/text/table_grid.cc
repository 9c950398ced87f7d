#include "pipeline/text/table_grid.h"

#include <algorithm>
#include <numeric>

namespace ofsight {
namespace {

constexpr float kTouch = 3.0f;             // points: strokes this close belong to one frame
constexpr float kMinWidth = 100.0f;        // points: narrower frames are underlines or ticks
constexpr float kMinRowHeight = 8.0f;      // points
constexpr std::size_t kMaxStrokes = 4000;  // a page with more is a drawing, not a table

bool touches(const Rect& a, const Rect& b) {
  return a.x0 <= b.x1 + kTouch && b.x0 <= a.x1 + kTouch && a.y0 <= b.y1 + kTouch &&
         b.y0 <= a.y1 + kTouch;
}

// Groups of strokes that hang together. Strokes sorted by y0 bound the pairs to look at.
std::vector<std::vector<Rect>> frames(std::vector<Rect> strokes) {
  std::sort(strokes.begin(), strokes.end(),
            [](const Rect& a, const Rect& b) { return a.y0 != b.y0 ? a.y0 < b.y0 : a.x0 < b.x0; });
  std::vector<std::size_t> parent(strokes.size());
  std::iota(parent.begin(), parent.end(), 0u);
  const auto root = [&](std::size_t i) {
    while (parent[i] != i) i = parent[i] = parent[parent[i]];
    return i;
  };
  for (std::size_t i = 0; i < strokes.size(); ++i)
    for (std::size_t j = i + 1; j < strokes.size() && strokes[j].y0 <= strokes[i].y1 + kTouch; ++j)
      if (touches(strokes[i], strokes[j])) parent[root(j)] = root(i);
  std::vector<std::vector<Rect>> groups(strokes.size());
  for (std::size_t i = 0; i < strokes.size(); ++i) groups[root(i)].push_back(strokes[i]);
  std::erase_if(groups, [](const auto& group) { return group.size() < 3; });
  return groups;
}

std::vector<float> distinct(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> out;
  for (float v : values)
    if (out.empty() || v - out.back() > kTouch) out.push_back(v);
  return out;
}

Rect bounds(const std::vector<Rect>& strokes) {
  Rect box = strokes.front();
  for (const Rect& s : strokes)
    box = {std::min(box.x0, s.x0), std::min(box.y0, s.y0), std::max(box.x1, s.x1),
           std::max(box.y1, s.y1)};
  return box;
}

// Row boundaries: heights at which horizontal strokes together cover most of the frame.
std::vector<float> row_boundaries(const std::vector<Rect>& strokes, const Rect& box) {
  std::vector<float> ys;
  for (const Rect& s : strokes)
    if (s.width() >= s.height()) ys.push_back(s.y0);
  std::vector<float> out;
  for (float y : distinct(std::move(ys))) {
    float covered = 0;
    for (const Rect& s : strokes)
      if (s.width() >= s.height() && s.y0 >= y - 0.01f && s.y0 <= y + kTouch) covered += s.width();
    if (covered > 0.6f * box.width()) out.push_back(y);
  }
  return out;
}

GridRow grid_row(const std::vector<Rect>& strokes, float y0, float y1) {
  std::vector<float> xs;
  const float middle = (y0 + y1) / 2;
  for (const Rect& s : strokes)
    if (s.height() > s.width() && s.y0 < middle && s.y1 > middle) xs.push_back((s.x0 + s.x1) / 2);
  return {y0, y1, distinct(std::move(xs))};
}

}  // namespace

std::vector<Grid> find_grids(const PrintedPage& page) {
  std::vector<Grid> grids;
  if (page.strokes.size() > kMaxStrokes) return grids;
  for (const auto& strokes : frames(page.strokes)) {
    const Rect box = bounds(strokes);
    if (box.width() < kMinWidth) continue;
    Grid grid{box, {}};
    const auto ys = row_boundaries(strokes, box);
    for (std::size_t i = 1; i < ys.size(); ++i) {
      if (ys[i] - ys[i - 1] < kMinRowHeight) continue;
      GridRow row = grid_row(strokes, ys[i - 1], ys[i]);
      if (row.xs.size() < 2) row.xs = {box.x0, box.x1};
      grid.rows.push_back(std::move(row));
    }
    if (!grid.rows.empty()) grids.push_back(std::move(grid));
  }
  std::sort(grids.begin(), grids.end(),
            [](const Grid& a, const Grid& b) { return a.box.y0 < b.box.y0; });
  return grids;
}

}  // namespace ofsight
