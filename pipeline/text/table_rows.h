#pragma once

#include "pipeline/text/page_flow.h"
#include "pipeline/text/raw_block.h"

namespace ofsight {

// A ruled table's row. Bullets inside cells are dropped: a cell is one piece of text.
RawBlock table_row(FlowItem item);

// True if `next`, the first row on a page, is the rest of `row`, which a page break cut.
bool continues_row(const RawBlock& row, const RawBlock& next);
void join_rows(RawBlock& row, RawBlock next);

}  // namespace ofsight
