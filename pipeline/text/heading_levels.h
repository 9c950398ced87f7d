#pragma once

#include <vector>

#include "pipeline/text/raw_block.h"

namespace ofsight {

// How a block was printed.
struct BlockStyle {
  float size = 0;  // points; 0 where style says nothing (table rows, footnotes)
  bool bold = false, italic = false;
  float left = 0;  // x of its first line
  bool item = false;
};

// Decides which blocks are headings and how large each is compared with the document's others,
// and how deep each list item stands. `styles` belong to `blocks` one by one.
void set_levels(std::vector<RawBlock>& blocks, const std::vector<BlockStyle>& styles,
                float body_size);

}  // namespace ofsight
