#pragma once

#include <vector>

#include "pipeline/text/furniture.h"
#include "pipeline/text/printed_page.h"
#include "pipeline/text/raw_block.h"

namespace ofsight {

struct PrintedLayout {
  std::vector<RawBlock> blocks;
  std::vector<Furniture> furniture;
};

// Reads headings, paragraphs, list items and table rows off the printed pages by position, in
// reading order. Blocks that run over a page break come out whole; footnotes follow the block they
// interrupt.
PrintedLayout build_blocks(const std::vector<PrintedPage>& pages);

}  // namespace ofsight
