#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/text/raw_block.h"
#include "pipeline/text/unicode.h"

namespace ofsight {

// Whether rows say of which table they are.
enum class Tables { kPlain, kNumbered };

// One block a line: "h1 Title", "p one/two" with lines parted by "/", "0 • item", "row a|b", or
// "t0 a|b" for a row of table 0.
inline std::string outline_of(const std::vector<RawBlock>& blocks, Tables tables = Tables::kPlain) {
  std::string out;
  for (const RawBlock& block : blocks) {
    if (block.boxed) out += "boxed ";
    if (block.kind == BlockKind::kHeading) out += "h" + std::to_string(block.level) + " ";
    if (block.kind == BlockKind::kParagraph) out += "p ";
    if (block.kind == BlockKind::kTableRow)
      out += tables == Tables::kNumbered ? "t" + std::to_string(block.table) + " " : "row ";
    if (block.kind == BlockKind::kListItem)
      out += std::to_string(block.level) + " " + utf8_from_utf32(block.marker) + " ";
    for (std::size_t i = 0; i < block.cells.size(); ++i) {
      if (i > 0) out += "|";
      for (std::size_t k = 0; k < block.cells[i].size(); ++k)
        out += (k > 0 ? "/" : "") + utf8_from_utf32(block.cells[i][k].text);
    }
    out += "\n";
  }
  return out;
}

}  // namespace ofsight
