#pragma once

#include <string_view>

namespace ofsight {

// What an HTML element does to the text in it.
struct HtmlElement {
  enum class Kind {
    kInline,
    kBlock,
    kHeading,
    kList,
    kItem,
    kTable,
    kRow,
    kCell,
    kBreak,
    kPreformatted,
    kArticle,    // a header in it belongs to the text
    kMain,       // the same, and never part of the page's furniture
    kHeader,     // furniture, unless in an article
    kFurniture,  // a block of it
    kControl,    // a piece of it within a line
    kTitle,
    kHidden,
  };
  Kind kind = Kind::kInline;
  int level = 0;  // heading: as in Block; list: 1 if it is numbered
};

// `name` in lower case. Every name has an answer, which lives for ever: an element that nobody
// knows is inline.
const HtmlElement* html_element(std::string_view name);

}  // namespace ofsight
