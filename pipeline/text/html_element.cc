#include "pipeline/text/html_element.h"

#include <initializer_list>
#include <unordered_map>

namespace ofsight {

const HtmlElement* html_element(std::string_view name) {
  using Kind = HtmlElement::Kind;
  static constexpr HtmlElement kUnknown;
  static const auto elements = [] {
    std::unordered_map<std::string_view, HtmlElement> table = {
        {"h1", {Kind::kHeading, 1}}, {"h2", {Kind::kHeading, 2}}, {"h3", {Kind::kHeading, 3}},
        {"h4", {Kind::kHeading, 4}}, {"h5", {Kind::kHeading, 5}}, {"h6", {Kind::kHeading, 6}},
        {"ol", {Kind::kList, 1}}};
    const auto all = [&](Kind kind, std::initializer_list<std::string_view> names) {
      for (std::string_view name : names) table[name] = {kind, 0};
    };
    all(Kind::kBlock,
        {"address", "aside", "blockquote", "body",   "caption",  "center",     "dd",
         "details", "div",   "dl",         "dt",     "fieldset", "figcaption", "figure",
         "hgroup",  "hr",    "html",       "legend", "p",        "summary",    "search"});
    all(Kind::kList, {"ul", "menu", "dir"});
    all(Kind::kItem, {"li"});
    all(Kind::kTable, {"table"});
    all(Kind::kRow, {"tr"});
    all(Kind::kCell, {"td", "th"});
    all(Kind::kBreak, {"br"});
    all(Kind::kPreformatted, {"pre", "listing", "xmp"});
    all(Kind::kArticle, {"article", "section"});
    all(Kind::kMain, {"main"});
    all(Kind::kHeader, {"header", "footer"});
    all(Kind::kFurniture, {"nav", "form"});
    all(Kind::kControl, {"button", "select", "option", "textarea", "datalist"});
    all(Kind::kTitle, {"title"});
    all(Kind::kHidden, {"script", "style", "template", "noscript", "noframes", "noembed", "iframe",
                        "object", "audio", "video", "canvas", "svg", "math", "dialog", "applet"});
    return table;
  }();
  const auto found = elements.find(name);
  return found == elements.end() ? &kUnknown : &found->second;
}

}  // namespace ofsight
