#include "pipeline/text/printed_line.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace ofsight {
namespace {

constexpr float kRowTolerance = 0.3f;      // of the font size: same baseline
constexpr float kSameBaseline = 0.5f;      // points: one text printed twice to look bold
constexpr float kRaisedTolerance = 0.55f;  // of the larger size: a footnote mark beside its word
constexpr float kWordGap = 0.13f;          // of the font size: wider is a space
constexpr float kColumnGap = 2.0f;         // of the font size: wider ends the line
constexpr int kStyleSlack = 2;             // glyphs: a list mark or footnote mark in another style
constexpr float kMarkerGap = 5.0f;         // of the font size: between a list mark and its item

bool is_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x3000 ||
         c == 0x202F || c < 0x20;
}

struct Row {
  std::vector<Glyph> glyphs;
  float baseline = 0, size = 0;
  std::vector<std::pair<float, float>> taken;  // x ranges
};

struct Stretch {
  const std::vector<Glyph>* glyphs;
  float baseline, size, x0, x1;
};

std::vector<Stretch> stretches(const PrintedPage& page) {
  std::vector<Stretch> out;
  for (const auto& run : page.runs) {
    const auto first =
        std::find_if(run.begin(), run.end(), [](const Glyph& g) { return !is_space(g.c); });
    if (first == run.end()) continue;
    float size = 0;
    for (const Glyph& g : run)
      if (!is_space(g.c)) size = std::max(size, g.size);
    const auto main = std::find_if(
        run.begin(), run.end(), [&](const Glyph& g) { return !is_space(g.c) && g.size == size; });
    float x1 = first->x1;
    for (const Glyph& g : run)
      if (!is_space(g.c)) x1 = std::max(x1, g.x1);
    out.push_back({&run, main->baseline, size, first->x0, x1});
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Stretch& a, const Stretch& b) { return a.baseline < b.baseline; });
  return out;
}

// Lines printed into one another, as some page footers are, stay two lines.
bool collides(const Row& row, const Stretch& s) {
  return std::any_of(row.taken.begin(), row.taken.end(), [&](const auto& range) {
    return std::min(range.second, s.x1) - std::max(range.first, s.x0) > kRowTolerance * s.size;
  });
}

bool same_row(const Row& row, const Stretch& s) {
  const float distance = std::abs(s.baseline - row.baseline);
  if (distance > kSameBaseline && collides(row, s)) return false;
  const float small = std::min(row.size, s.size), large = std::max(row.size, s.size);
  return distance <= kRowTolerance * small ||
         (small < 0.75f * large && distance <= kRaisedTolerance * large);
}

std::vector<Row> rows_of(const PrintedPage& page) {
  std::vector<Row> rows;
  for (const Stretch& s : stretches(page)) {
    // Columns interleave, so the matching row may not be the last one.
    Row* found = nullptr;
    for (std::size_t back = 0; back < std::min<std::size_t>(rows.size(), 4) && !found; ++back) {
      Row& candidate = rows[rows.size() - 1 - back];
      if (same_row(candidate, s)) found = &candidate;
    }
    if (found == nullptr) found = &rows.emplace_back(Row{{}, s.baseline, s.size, {}});
    found->taken.emplace_back(s.x0, s.x1);
    if (s.size > found->size) {
      found->size = s.size;
      found->baseline = s.baseline;
    }
    for (const Glyph& g : *s.glyphs)
      if (!is_space(g.c)) found->glyphs.push_back(g);
  }
  for (Row& row : rows)
    std::stable_sort(row.glyphs.begin(), row.glyphs.end(),
                     [](const Glyph& a, const Glyph& b) { return a.x0 < b.x0; });
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.baseline < b.baseline; });
  return rows;
}

// A bullet or a paragraph number, which stands far from the text it belongs to.
bool is_marker(std::u32string_view text) {
  if (text.empty() || text.size() > 5) return false;
  if (text.size() == 1) return true;
  const auto digits_end = text.find_first_not_of(U"0123456789.()abcdefghivx");
  return digits_end == std::u32string_view::npos;
}

class LineAssembler {
 public:
  LineAssembler(const Row& row, int page, int number) : row_(row), page_(page), number_(number) {}

  std::vector<PrintedLine> run() {
    for (const Glyph& g : row_.glyphs) {
      if (repeats_last(g)) continue;
      if (!line_.text.empty()) separate(g);
      append(g);
    }
    finish();
    return std::move(lines_);
  }

 private:
  // Bold imitated by printing a character twice.
  bool repeats_last(const Glyph& g) const {
    return !line_.text.empty() && line_.text.back() == g.c &&
           std::abs(g.x0 - line_.edges[line_.edges.size() - 2]) < 0.1f * g.size;
  }

  void separate(const Glyph& g) {
    const float right = line_.edges.back(), gap = g.x0 - right;
    const float limit =
        (is_marker(line_.text) ? kMarkerGap : kColumnGap) * std::max(last_size_, g.size);
    if (gap > limit) {
      finish();
    } else if (gap > kWordGap * std::max(last_size_, g.size)) {
      line_.text += U' ';
      line_.edges.push_back(g.x0);
    }
  }

  void append(const Glyph& g) {
    if (line_.text.empty()) {
      line_.edges.push_back(g.x0);
    } else {
      line_.edges.back() = g.x0;
    }
    line_.text += g.c;
    line_.edges.push_back(std::max(g.x1, g.x0));
    last_size_ = g.size;
    sizes_[g.size] += 1;
    bold_ += g.bold;
    italic_ += g.italic;
    ++letters_;
  }

  void finish() {
    if (line_.text.empty()) return;
    line_.size = std::max_element(sizes_.begin(), sizes_.end(), [](const auto& a, const auto& b) {
                   return a.second < b.second;
                 })->first;
    const int slack = letters_ > 3 * kStyleSlack ? kStyleSlack : 0;
    line_.bold = bold_ + slack >= letters_;
    line_.italic = italic_ + slack >= letters_;
    line_.baseline = row_.baseline;
    line_.box = {line_.edges.front(), row_.baseline - line_.size, line_.edges.back(),
                 row_.baseline + 0.21f * line_.size};
    line_.page = page_;
    line_.row = number_;
    lines_.push_back(std::move(line_));
    line_ = {};
    sizes_.clear();
    bold_ = italic_ = letters_ = 0;
  }

  const Row& row_;
  int page_, number_;
  PrintedLine line_;
  std::map<float, int> sizes_;
  int bold_ = 0, italic_ = 0, letters_ = 0;
  float last_size_ = 0;
  std::vector<PrintedLine> lines_;
};

}  // namespace

std::vector<PrintedLine> build_lines(const PrintedPage& page, int page_number) {
  std::vector<PrintedLine> lines;
  int number = 0;
  for (const Row& row : rows_of(page)) {
    auto parts = LineAssembler(row, page_number, number++).run();
    std::move(parts.begin(), parts.end(), std::back_inserter(lines));
  }
  return lines;
}

}  // namespace ofsight
