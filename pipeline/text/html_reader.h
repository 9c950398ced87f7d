#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "pipeline/text/printed_page.h"
#include "pipeline/text/raw_block.h"

namespace ofsight {

// Reads the visible text of an HTML page with libxml2, as its elements say and never as its style
// does; html_blocks.h says what becomes which block. Nothing is loaded, no script runs.
//
// The encoding is the byte order mark's, else the first <meta> with a charset, else UTF-8 if the
// page is valid UTF-8, else windows-1252.
//
// Fails with kCorrupt (not in the encoding it names), kNoText, kTooLarge (nesting, memory) or
// kTimeout. Nesting costs no stack. Safe to call from several threads at once.
tl::expected<std::vector<RawBlock>, ReadFailure> read_html(std::string_view bytes,
                                                           const ReadLimits& limits);

// The page's <title> with single spaces, cut after 200 code points; nothing if it has none, or
// cannot be read.
std::optional<std::string> html_title(std::string_view bytes);

}  // namespace ofsight
