#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/text.h"

namespace ofsight {

// Sets a Text from lines that look like the report it stands for.
class OutlineReader {
 public:
  OutlineReader() { text_.pages = 1; }

  Text read(std::string_view outline) {
    std::size_t indent = outline.npos;  // that of the test's code
    for (std::size_t at = 0; at < outline.size();) {
      const std::size_t end = std::min(outline.find('\n', at), outline.size());
      const std::string_view line = outline.substr(at, end - at);
      at = end + 1;
      const std::size_t words = std::min(line.find_first_not_of(' '), line.size());
      if (words == line.size()) {
        read_line({});
        continue;
      }
      indent = std::min(indent, words);
      read_line(line.substr(indent));
    }
    finish();
    return std::move(text_);
  }

 private:
  static constexpr std::string_view kBullet = "•", kLineEnd = "⏎";

  void read_line(std::string_view line) {
    if (line == "---") {
      ++text_.pages;
      lines_on_page_ = 0;
      return;
    }
    const bool framed = line.starts_with('>');
    const bool row = line.starts_with('|');
    if (framed ? !in_frame_ : row && !in_table_) ++table_, row_ = 0;
    in_frame_ = framed;
    in_table_ = row;
    if (framed) line.remove_prefix(line.starts_with("> ") ? 2 : 1);
    if (line.empty()) {
      if (framed) ++row_;
    } else if (row) {
      read_row(line.substr(1));
      ++row_;
    } else {
      read_block(line);
    }
  }

  void read_block(std::string_view line) {
    Block& block = open_block();
    const std::size_t indent = line.find_first_not_of(' ');
    line.remove_prefix(indent);
    const std::string_view mark = line.substr(0, line.find(' '));
    if (const auto level = mark.find_first_not_of('#'); level == mark.npos) {
      block.kind = BlockKind::kHeading;
      block.level = static_cast<int>(mark.size());
      line.remove_prefix(mark.size() + 1);
    } else if (mark == kBullet ||
               (mark.ends_with('.') && mark.find_first_not_of("0123456789.") == mark.npos)) {
      block.kind = BlockKind::kListItem;
      block.level = static_cast<int>(indent / 2);
      block.marker.start = length();
      append(mark);
      block.marker.end = length();
      append(" ");
      line.remove_prefix(mark.size() + 1);
    }
    block.span.start = length();
    print(line);
    block.span.end = length();
  }

  void read_row(std::string_view cells) {
    Block& block = open_block();
    block.kind = BlockKind::kTableRow;
    block.span.start = length();
    for (std::size_t bar; (bar = cells.find('|')) != cells.npos; cells.remove_prefix(bar + 1)) {
      if (!block.cells.empty()) append("\t");
      std::string_view words = cells.substr(0, bar);
      words.remove_prefix(std::min(words.find_first_not_of(' '), words.size()));
      words = words.substr(0, words.find_last_not_of(' ') + 1);
      const std::size_t start = length();
      print(words);
      block.cells.push_back({start, length()});
    }
    block.span.end = length();
  }

  Block& open_block() {
    if (!text_.blocks.empty()) append("\n");
    Block& block = text_.blocks.emplace_back();
    block.page = text_.pages;
    block.boxed = in_frame_;
    if (in_frame_ || in_table_) block.table = table_, block.row = row_;
    return block;
  }

  // Line by line.
  void print(std::string_view words) {
    while (!words.empty()) {
      const std::size_t end = std::min(words.find(kLineEnd), words.size());
      const std::size_t start = length();
      append(words.substr(0, end));
      const float y = 72 + 14 * static_cast<float>(lines_on_page_++);
      text_.lines.push_back({{start, length()}, {text_.pages, 72, y, 500, y + 12}, {}});
      words.remove_prefix(end);
      if (words.empty()) break;
      append(" ");
      words.remove_prefix(kLineEnd.size());
    }
  }

  void append(std::string_view words) {
    for (const char c : words) {
      if ((c & 0xC0) != 0x80)
        text_.byte_of.push_back(static_cast<std::uint32_t>(text_.utf8.size()));
      text_.utf8 += c;
    }
  }

  std::size_t length() const { return text_.byte_of.size(); }

  void finish() {
    text_.byte_of.push_back(static_cast<std::uint32_t>(text_.utf8.size()));
    for (const Block& block : text_.blocks) {
      if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem)
        find_sentences(block.span);
      for (const Span& cell : block.cells) find_sentences(cell);
    }
    for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
      if (text_.blocks[i].kind != BlockKind::kHeading) continue;
      std::size_t last = i + 1;
      while (last < text_.blocks.size() && !(text_.blocks[last].kind == BlockKind::kHeading &&
                                             text_.blocks[last].level <= text_.blocks[i].level))
        ++last;
      text_.sections.push_back({i, i + 1, last});
    }
  }

  void find_sentences(Span within) {
    std::size_t start = within.start;
    for (std::size_t at = start; at < within.end; ++at) {
      const bool ends =
          at + 1 == within.end ||
          (std::string_view(".!?").find(text_.slice({at, at + 1})) != std::string_view::npos &&
           text_.slice({at + 1, at + 2}) == " ");
      if (!ends) continue;
      text_.sentences.push_back({start, at + 1});
      start = at + 2;
    }
  }

  Text text_;
  bool in_frame_ = false, in_table_ = false;
  int table_ = -1, row_ = 0;
  int lines_on_page_ = 0;
};

// A report as the text layer would hand it over, written one block a line:
//
//   # Title                       a heading, of as many #
//   Leaders know their services.  a paragraph
//   • plans for children          a list item, after a bullet
//   12. visits:                   or its number,
//     • to homes                  two spaces further in for every level
//   | Overall | Good |            a row; those that follow it are of the same table
//   > # Case study                any of them in a frame; a bare > parts the rows of a frame
//   ---                           the end of a page
//
// Blank lines part tables and frames. ⏎ is where a printed line ends: a space of the text.
// A sentence ends with its block or cell, or at a full stop, ! or ? before a space.
inline Text text_of(std::string_view outline) { return OutlineReader().read(outline); }

}  // namespace ofsight
