#pragma once

#include <string>

#include "pipeline/text/read_text.h"

namespace ofsight {

// A text's structure in words for a reader: every block with its kind, page and offsets, its lines
// with their boxes, and what was left out of the text.
std::string describe_layout(const ReadText& read);

}  // namespace ofsight
