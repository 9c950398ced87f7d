#pragma once

#include <vector>

#include "pipeline/text/printed_page.h"

namespace ofsight {

struct GridRow {
  float y0 = 0, y1 = 0;
  std::vector<float> xs;  // column boundaries, left to right; cells = xs.size() - 1
};

// A frame drawn by ruled lines: its rows from top to bottom. A frame of one cell is a box.
struct Grid {
  Rect box;
  std::vector<GridRow> rows;
};

// The ruled tables and boxes of a page, from top to bottom. Linear in strokes but for sorting.
std::vector<Grid> find_grids(const PrintedPage& page);

}  // namespace ofsight
