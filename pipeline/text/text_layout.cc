#include "pipeline/text/text_layout.h"

#include <cstdio>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

std::string offsets(Span span) {
  return std::to_string(span.start) + "-" + std::to_string(span.end);
}

std::string kind_of(const Block& block) {
  switch (block.kind) {
    case BlockKind::kHeading: return "heading " + std::to_string(block.level);
    case BlockKind::kListItem: return "list item " + std::to_string(block.level);
    case BlockKind::kTableRow: return "table " + std::to_string(block.table) + " row";
    case BlockKind::kParagraph: break;
  }
  return "paragraph";
}

void add_lines(const Text& text, Span span, std::size_t& line, std::string& out) {
  while (line < text.lines.size() && text.lines[line].span.end <= span.start) ++line;
  for (; line < text.lines.size() && text.lines[line].span.start < span.end; ++line) {
    const Line& l = text.lines[line];
    char box[96];
    std::snprintf(box, sizeof box, "    line p%d [%.1f %.1f %.1f %.1f] ", l.box.page,
                  static_cast<double>(l.box.x0), static_cast<double>(l.box.y0),
                  static_cast<double>(l.box.x1), static_cast<double>(l.box.y1));
    out += box + std::string(text.slice(l.span)) + '\n';
  }
}

}  // namespace

std::string describe_layout(const ReadText& read) {
  const Text& text = read.text;
  std::string out;
  std::size_t line = 0, section = 0;
  for (std::size_t i = 0; i < text.blocks.size(); ++i) {
    const Block& block = text.blocks[i];
    out += kind_of(block) + (block.boxed ? " in a box" : "") + ", page " +
           std::to_string(block.page) + ", " + offsets(block.span);
    if (section < text.sections.size() && text.sections[section].heading == i) {
      const Section& s = text.sections[section++];
      out += ", section of " + std::to_string(s.last - s.first) + " blocks";
    }
    out += '\n';
    if (!block.marker.empty()) out += "    mark " + std::string(text.slice(block.marker)) + '\n';
    for (const Span& cell : block.cells) out += "    cell " + std::string(text.slice(cell)) + '\n';
    add_lines(text, block.span, line, out);
  }
  for (const Furniture& item : read.furniture)
    out += std::string("left out, ") + item.why + ", page " + std::to_string(item.page) + ": " +
           utf8_from_utf32(item.text) + '\n';
  return out;
}

}  // namespace ofsight
