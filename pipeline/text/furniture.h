#pragma once

#include <vector>

#include "pipeline/text/printed_line.h"

namespace ofsight {

// What stands on a page but is not part of the report's running text.
struct Furniture {
  int page = 0;
  std::u32string text;
  const char* why = "";  // running_head | page_number | letterhead | address
};

// Takes running heads, page numbers, the letterhead and the addressee's block out of `lines`
// (in page order) and returns them, so that nothing disappears unseen.
// `body_size` is the font size of most of the document's text.
std::vector<Furniture> remove_furniture(std::vector<PrintedLine>& lines,
                                        const std::vector<PrintedPage>& pages, float body_size);

// The font size in which most of the text is printed.
float body_size_of(const std::vector<PrintedLine>& lines);

}  // namespace ofsight
