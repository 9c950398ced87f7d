#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/raw_block.h"

namespace ofsight {

// What of an element's attributes matters here.
struct HtmlAttributes {
  bool hidden = false;
  std::optional<int> number;  // <ol start>, <li value>
};

struct HtmlElement;  // html_element.h

// Turns a page's elements and text, in document order, into blocks:
//   h1–h6 become headings; li list items, their level being the lists around them; rows of two or
//   more cells table rows; all other text paragraphs. Items of <ol> are numbered.
//   <br> ends a line, two in a row end a paragraph. Paragraphs within an item, a heading or a cell
//   are lines of it.
//   A row of one cell, or with headings and text or another table in a cell, is layout: its
//   contents are blocks like any other.
//   Left out: scripts, what is hidden, controls, navigation, and the page's header, footer and
//   forms; a header within <main>, <article> or <section> is read.
// White space collapses as in browsers; every block has text.
class HtmlBlocks {
 public:
  void start_element(std::string_view name, const HtmlAttributes& attributes);
  void end_element(std::string_view name);
  void text(std::u32string_view characters);

  std::vector<RawBlock> finish();

  std::size_t depth() const { return open_.size(); }
  std::size_t held_bytes() const { return held_bytes_ + open_.size() * sizeof(Open); }
  const std::u32string& title() const { return title_; }
  bool has_title() const { return has_title_; }  // whether it is complete

 private:
  enum class Visibility { kShown, kFurniture, kHidden };
  enum class Flow { kParagraph, kHeading, kItem };
  struct Open {
    const HtmlElement* element;
    Visibility visibility = Visibility::kShown;
    Flow flow = Flow::kParagraph;
    int heading_level = 0;
    bool preformatted = false;
    bool in_article = false;
    bool is_counted = false;  // table: it is on tables_; cell: its blocks are on sinks_
  };
  struct List {
    bool ordered = false;
    int next = 1;
  };
  struct Table {
    int number = 0;
    std::vector<std::vector<RawBlock>> row;  // the open row: every cell's blocks
  };

  Open top() const;
  void enter(Open& open, const HtmlAttributes& attributes);
  void leave(const Open& open);
  void start_item(const HtmlAttributes& attributes);
  void boundary(Flow flow);
  void line_break(Flow flow);
  void add(char32_t c);
  void open_block();
  void split_lead_in();
  void end_block();
  void end_row();

  std::vector<Open> open_;
  std::vector<List> lists_;
  std::vector<Table> tables_;
  std::vector<std::vector<RawBlock>> sinks_ = {{}};  // the page, then every open cell
  std::optional<RawBlock> block_;
  std::u32string marker_;  // of an item whose text has not begun
  bool line_open_ = false, space_ = false;
  int next_table_ = 0;
  std::size_t held_bytes_ = 0;
  std::u32string title_;
  bool has_title_ = false;
};

}  // namespace ofsight
