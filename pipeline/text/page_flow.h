#pragma once

#include <vector>

#include "pipeline/text/printed_line.h"
#include "pipeline/text/raw_block.h"
#include "pipeline/text/table_grid.h"

namespace ofsight {

// A line of the running text, or a whole row of a ruled table, in reading order.
struct FlowItem {
  PrintedLine line;                             // running text
  std::vector<std::vector<PrintedLine>> cells;  // table row of two or more cells
  int table = -1;                               // number of the ruled frame it stands in
  int frame_row = -1;                           // row of that frame
  bool is_row() const { return !cells.empty(); }
};

// Sorts one page's lines into running text and table rows. `next_table` numbers the document's
// frames and is advanced.
std::vector<FlowItem> page_flow(std::vector<PrintedLine> lines, const std::vector<Grid>& grids,
                                int& next_table);

}  // namespace ofsight
