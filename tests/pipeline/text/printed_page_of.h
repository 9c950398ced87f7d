#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "pipeline/text/printed_line.h"
#include "pipeline/text/printed_page.h"
#include "pipeline/text/raw_block.h"
#include "tests/pipeline/text/outline_of.h"

// Pages, lines and blocks set by hand in a font whose characters are half as wide as high.
namespace ofsight {

struct Style {
  float size = 12;
  bool bold = false, italic = false;
};

inline constexpr float kLeading = 14;  // points from one line to the next, at 12 points

inline float width_of(std::u32string_view text, const Style& style = {}) {
  return static_cast<float>(text.size()) * style.size / 2;
}

inline PrintedPage empty_page() {
  PrintedPage page;
  page.width = 595;
  page.height = 842;
  return page;
}

inline void print(PrintedPage& page, float x, float baseline, std::u32string_view text,
                  const Style& style = {}) {
  auto& run = page.runs.emplace_back();
  for (char32_t c : text) {
    run.push_back({c, x, x + style.size / 2, baseline, style.size, style.bold, style.italic});
    x += style.size / 2;
  }
}

// Line below line; returns the baseline of the line that would follow.
inline float print_lines(PrintedPage& page, float x, float baseline,
                         const std::vector<std::u32string>& lines, const Style& style = {}) {
  for (const std::u32string& line : lines) {
    print(page, x, baseline, line, style);
    baseline += kLeading;
  }
  return baseline;
}

// Rules along all the given columns and rows.
inline void draw_table(PrintedPage& page, const std::vector<float>& xs,
                       const std::vector<float>& ys) {
  for (float y : ys) page.strokes.push_back({xs.front(), y, xs.back(), y + 0.5f});
  for (float x : xs) page.strokes.push_back({x, ys.front(), x + 0.5f, ys.back()});
}

inline PrintedLine line_of(float x, float baseline, std::u32string_view text, int row = 0,
                           const Style& style = {}, int page = 1) {
  PrintedLine line;
  line.text = text;
  for (std::size_t i = 0; i <= text.size(); ++i)
    line.edges.push_back(x + width_of(text.substr(0, i), style));
  line.box = {x, baseline - style.size, line.edges.back(), baseline + 0.21f * style.size};
  line.baseline = baseline;
  line.size = style.size;
  line.bold = style.bold;
  line.italic = style.italic;
  line.page = page;
  line.row = row;
  return line;
}

// A line as received, 6 points a character, on page 1.
inline RawLine raw_line_of(std::u32string_view text, float x = 57, float y = 100) {
  RawLine line{std::u32string(text), {}, {}};
  for (std::size_t i = 0; i <= text.size(); ++i)
    line.edges.push_back(x + 6 * static_cast<float>(i));
  line.box = {1, x, y, line.edges.back(), y + 14};
  return line;
}

inline RawBlock block_of(std::vector<std::u32string> lines,
                         BlockKind kind = BlockKind::kParagraph) {
  RawBlock block;
  block.kind = kind;
  block.page = 1;
  auto& cell = block.cells.emplace_back();
  for (const std::u32string& line : lines) cell.push_back(raw_line_of(line));
  return block;
}

}  // namespace ofsight
