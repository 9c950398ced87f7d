#pragma once

#include <string>
#include <vector>

#include "corpus/text.h"

namespace ofsight {

// A line as received, before normalisation. `edges` and `box` are empty for sources without pages.
struct RawLine {
  std::u32string text;
  std::vector<float> edges;
  Box box;
};

// A heading, paragraph, list item or table row as received; what every reader hands over.
struct RawBlock {
  BlockKind kind = BlockKind::kParagraph;
  std::u32string marker;  // list items: the bullet or number as received
  int level = 0;          // as in Block
  int page = 0;           // from 1; 0 for sources without pages
  bool boxed = false;
  int table = -1, row = -1;
  std::vector<std::vector<RawLine>> cells;  // table rows: one per cell; everything else has one
};

}  // namespace ofsight
