#pragma once

#include <vector>

#include "pipeline/text/printed_line.h"
#include "pipeline/text/raw_block.h"

namespace ofsight {

// Takes the footnotes at the foot of a page out of its lines: small print that begins with a mark.
std::vector<RawBlock> take_footnotes(std::vector<PrintedLine>& page, float body_size);

RawLine raw_line(PrintedLine line);

}  // namespace ofsight
