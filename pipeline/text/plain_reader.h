#pragma once

#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "pipeline/text/printed_page.h"
#include "pipeline/text/raw_block.h"

namespace ofsight {

// Reads plain text in UTF-8, with or without a byte order mark and with any line ends.
//
// Blank lines and page breaks (form feeds) part blocks; the lines between are one paragraph. A text
// without any blank line has one block a line, as `ofsight text` prints it.
//   List item   a line behind a bullet; behind a dash or number where a block starts, after a line
//               that ends in ":", or after another such item. Its level comes from the indent.
//   Table row   a line with tabs inside: its cells.
//   Heading     a block of one line, also right above a list, of up to 100 code points that has a
//   letter and ends in none of
//               ". , ;". Its level is 1: plain text does not tell more.
//
// Fails with kCorrupt (invalid UTF-8, with its byte), kNoText or kTooLarge (memory). Pages are 0.
tl::expected<std::vector<RawBlock>, ReadFailure> read_plain(std::string_view bytes,
                                                            const ReadLimits& limits = {});

}  // namespace ofsight
