#include "pipeline/text/footnotes.h"

#include <algorithm>

namespace ofsight {
namespace {

constexpr float kSmallPrint = 0.93f;  // of the body size

bool digit(char32_t c) { return c >= U'0' && c <= U'9'; }

bool starts_with_mark(const std::u32string& text) {
  if (text.size() < 4) return false;
  if (text[0] == U'*' || text[0] == U'†') return true;
  const std::size_t first = text[0] == U'[' || text[0] == U'(' ? 1 : 0;
  std::size_t i = first;
  while (i < text.size() && i < first + 2 && digit(text[i])) ++i;
  return i > first && i < text.size() && !digit(text[i]) && text[i] != U'.' && text[i] != U'%';
}

}  // namespace

RawLine raw_line(PrintedLine line) {
  return {std::move(line.text),
          std::move(line.edges),
          {line.page, line.box.x0, line.box.y0, line.box.x1, line.box.y1}};
}

std::vector<RawBlock> take_footnotes(std::vector<PrintedLine>& page, float body_size) {
  std::size_t first = page.size();
  // The mark itself is smaller still, so a line's size may be the mark's when the line is short.
  while (first > 0 && page[first - 1].size <= kSmallPrint * body_size) --first;
  while (first < page.size() && !starts_with_mark(page[first].text)) ++first;
  std::vector<RawBlock> footnotes;
  for (std::size_t i = first; i < page.size(); ++i) {
    if (footnotes.empty() || starts_with_mark(page[i].text)) {
      RawBlock& block = footnotes.emplace_back();
      block.page = page[i].page;
      block.cells.emplace_back();
    }
    footnotes.back().cells[0].push_back(raw_line(std::move(page[i])));
  }
  page.resize(first);
  return footnotes;
}

}  // namespace ofsight
