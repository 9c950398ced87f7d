#pragma once

#include <string>
#include <vector>

#include "corpus/report.h"

namespace ofsight {

// A character where it was printed. PDF points, origin top left of the page.
struct Glyph {
  char32_t c = 0;
  float x0 = 0, x1 = 0;
  float baseline = 0;
  float size = 0;  // font size in points
  bool bold = false, italic = false;
};

struct Rect {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float width() const { return x1 - x0; }
  float height() const { return y1 - y0; }
};

// What a page shows, before any thought about lines or meaning.
struct PrintedPage {
  float width = 0, height = 0;
  std::vector<std::vector<Glyph>> runs;  // glyphs in drawing order, one run per stretch of text
  std::vector<Rect> strokes;             // thin horizontal or vertical lines, filled or stroked
  std::vector<Rect> fills;               // larger shaded areas
};

struct PrintedDocument {
  std::vector<PrintedPage> pages;
  std::string engine;  // the library that read it and its version
  std::vector<Warning> warnings;
};

// Why one document cannot be read; becomes a Rejection.
struct ReadFailure {
  RejectionReason reason = RejectionReason::kInternal;
  std::string detail;
};

// Bounds on what one document may cost. Documents come from outside and may be hostile.
struct ReadLimits {
  double seconds = 30;
  std::size_t bytes = 64u << 20;  // of the file, and of the memory that its parser may hold
};

}  // namespace ofsight
