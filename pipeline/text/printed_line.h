#pragma once

#include <string>
#include <vector>

#include "pipeline/text/printed_page.h"

namespace ofsight {

// Text printed side by side on one baseline. A wide gap ends a line: columns give several lines
// of the same `row`.
struct PrintedLine {
  std::u32string text;
  std::vector<float> edges;  // x of every code point's left side, then the right side of the last
  Rect box;
  float baseline = 0;
  float size = 0;                     // the font size of most of its letters, in points
  bool bold = false, italic = false;  // all of its letters are, but for a list mark
  int page = 0;                       // from 1
  int row = 0;                        // counts baselines down the page
};

// The lines of a page from top to bottom, left to right. Spaces are single and never at the ends.
std::vector<PrintedLine> build_lines(const PrintedPage& page, int page_number);

}  // namespace ofsight
