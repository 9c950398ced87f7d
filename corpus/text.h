#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/report.h"
#include "corpus/span.h"

namespace ofsight {

// One printed line: the part of the normalised text it became and where it stood.
struct Line {
  Span span;
  Box box;
  std::vector<float> edges;  // x of every code point's left side, then the right side of the last
};

enum class BlockKind { kHeading, kParagraph, kListItem, kTableRow };

// One line of the normalised text: a heading, a paragraph, a list item or a table row.
struct Block {
  BlockKind kind = BlockKind::kParagraph;
  Span span;                // without the marker
  Span marker;              // "•" or "12."; empty where there is none
  int level = 0;            // heading: 1 is the largest; list item: 0 is the outermost
  int page = 0;             // where it starts, from 1; 0 for sources without pages
  bool boxed = false;       // stands inside a drawn or shaded frame
  std::vector<Span> cells;  // table row: its cells, left to right, which may be empty
  int table = -1;           // blocks of one table or frame share a number
  int row = -1;             // row of that table, from 0
};

// A heading with everything below it up to the next heading of its level or a larger one.
struct Section {
  std::size_t heading = 0;          // index into blocks
  std::size_t first = 0, last = 0;  // blocks of the body, half-open
};

// A document's normalised text and its structure. Frozen once built; safe to read from threads.
// Offsets are code points into `utf8`. Blocks are separated by '\n', cells of a row by '\t'.
struct Text {
  std::string utf8;
  std::vector<std::uint32_t> byte_of;  // byte offset of every code point, and of the end
  std::vector<Line> lines;             // in order of span.start
  std::vector<Block> blocks;           // in document order
  std::vector<Section> sections;       // in order of heading
  std::vector<Span> sentences;         // within blocks but headings, and cells; in order
  int pages = 0;
  std::string engine;  // what read it, with its version

  std::string_view slice(Span span) const {
    const auto first = byte_of[span.start];
    return std::string_view(utf8).substr(first, byte_of[span.end] - first);
  }
  std::size_t code_points() const { return byte_of.size() - 1; }
  // The code point that starts at or contains the byte.
  std::size_t code_point_at(std::size_t byte) const;
  // The page a position stands on, its line's boxes and its words.
  Evidence evidence(Span span) const;
};

}  // namespace ofsight
