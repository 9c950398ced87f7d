#include "pipeline/text/block_builder.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "pipeline/text/footnotes.h"
#include "pipeline/text/heading_levels.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/page_flow.h"
#include "pipeline/text/table_rows.h"

namespace ofsight {
namespace {

constexpr float kTight = 1.45f;        // of the font size: baselines within one paragraph
constexpr float kSeparate = 1.35f;     // of the font size: a number this far below starts an item
constexpr float kAligned = 6.0f;       // points: same indentation
constexpr float kIndent = 8.0f;        // points: clearly further in
constexpr float kForcedBreak = 12.0f;  // points to spare after a word that was not put on the line
constexpr float kLongLine = 0.6f;      // of the column: a line that wrapped, whatever its end
constexpr float kContinueGap = 3.2f;   // of the font size: blank lines inside an item

bool is_lower(char32_t c) { return c >= U'a' && c <= U'z'; }

bool ends_sentence(const std::u32string& text) {
  const auto last = text.find_last_not_of(U" ’”\"')1234567890");
  return last != std::u32string::npos &&
         std::u32string_view(U".!?:;").find(text[last]) != std::u32string_view::npos;
}

// Where the block being built stands on the page.
struct Open {
  RawBlock block;
  PrintedLine last;     // its last line
  float left = 0;       // x of the first line, of the marker if there is one
  float text_left = 0;  // x of the text behind the marker
  bool heading_style = false;
  bool continuation_known = false;  // text_left was confirmed by a second line
  MarkerKind marker = MarkerKind::kNone;
  int table = -1, frame_row = -1;
};

class BlockBuilder {
 public:
  explicit BlockBuilder(float body_size) : body_size_(body_size) {}

  void set_right_margin(float x) { right_margin_ = x; }

  void add(FlowItem item) {
    if (item.is_row()) {
      add_row(std::move(item));
      return;
    }
    PrintedLine& line = item.line;
    const ListMarker marker = list_marker(line.text);
    if (open_ && continues(item, marker)) {
      open_->table = item.table;
      open_->frame_row = item.frame_row;
      append(std::move(line));
      return;
    }
    close();
    start(item, marker);
  }

  void add_footnote(RawBlock footnote) { footnotes_.push_back(std::move(footnote)); }

  std::vector<RawBlock> finish() {
    close();
    return std::move(blocks_);
  }

 private:
  bool heading_style(const PrintedLine& line) const {
    return line.bold || line.size > 1.08f * body_size_;
  }

  bool same_style(const PrintedLine& line) const {
    const PrintedLine& last = open_->last;
    return line.bold == last.bold && line.italic == last.italic &&
           std::abs(line.size - last.size) < 0.08f * last.size;
  }

  bool is_item() const { return open_->marker != MarkerKind::kNone; }

  // The next word would have fitted: whoever wrote the line ended it on purpose.
  bool forced_break(const PrintedLine& line) const {
    const PrintedLine& last = open_->last;
    const bool long_line = last.box.x1 - open_->left > kLongLine * (right_margin_ - open_->left);
    if (!open_->heading_style && long_line && !ends_sentence(last.text)) return false;
    std::size_t word = line.text.find(U' ');
    if (word == std::u32string::npos) word = line.text.size();
    const float width = line.edges[word] - line.edges[0];
    return last.box.x1 + width + kForcedBreak < right_margin_;
  }

  bool starts_item(const PrintedLine& line, const ListMarker& marker, float gap) const {
    if (marker.kind == MarkerKind::kNone) return false;
    if (marker.kind == MarkerKind::kBullet) return true;
    if (line.page != open_->last.page) return true;
    if (gap > kSeparate * line.size) return true;
    // Close below: an item of the same list, not a dash or number at a wrapped line's start.
    const bool hanging = is_item() && line.box.x0 < open_->text_left - kIndent / 2;
    const bool further_in = line.box.x0 > open_->text_left + kIndent;
    return hanging || further_in || (marker.kind == MarkerKind::kDash && forced_break(line));
  }

  bool continues(const FlowItem& item, const ListMarker& marker) const {
    const PrintedLine& line = item.line;
    if (item.table != open_->table || item.frame_row != open_->frame_row)
      if (line.page == open_->last.page) return false;
    const float gap = line.baseline - open_->last.baseline;
    if (starts_item(line, marker, gap)) return false;
    if (line.page != open_->last.page) return continues_over_page(line);
    if (line.row == open_->last.row) return false;
    if (gap > kTight * std::max(line.size, open_->last.size)) return continues_after_gap(line, gap);
    if (is_item()) return continues_item(line);
    return same_style(line) && !forced_break(line);
  }

  bool aligned_with_item(const PrintedLine& line) const {
    return std::abs(line.box.x0 - open_->text_left) <= kAligned &&
           open_->text_left > open_->left + kIndent;
  }

  bool continues_item(const PrintedLine& line) const {
    if (aligned_with_item(line)) return same_style(line) || !heading_style(line);
    if (line.box.x0 < open_->left - kAligned) return false;
    return same_style(line) && !forced_break(line);
  }

  // A blank line inside an item: the text goes on in the middle of a sentence, or stands indented.
  bool continues_after_gap(const PrintedLine& line, float gap) const {
    if (!is_item() || gap > kContinueGap * line.size || !same_style(line)) return false;
    return aligned_with_item(line) &&
           (is_lower(line.text[0]) ? !ends_sentence(open_->last.text)
                                   : open_->marker == MarkerKind::kBullet);
  }

  bool continues_over_page(const PrintedLine& line) const {
    if (open_->heading_style || heading_style(line) || !same_style(line)) return false;
    const bool unfinished = !ends_sentence(open_->last.text);
    if (is_item() && aligned_with_item(line)) return true;
    if (line.box.x0 > open_->text_left + kIndent && !unfinished) return false;
    return unfinished && (is_lower(line.text[0]) || !forced_break(line));
  }

  void append(PrintedLine line) {
    if (is_item() && !open_->continuation_known) {
      open_->text_left = std::max(open_->left, line.box.x0);
      open_->continuation_known = true;
    }
    open_->last = line;
    open_->block.cells[0].push_back(raw_line(std::move(line)));
  }

  void start(FlowItem& item, const ListMarker& marker) {
    PrintedLine& line = item.line;
    Open next;
    next.left = line.box.x0;
    next.heading_style = heading_style(line);
    next.table = item.table;
    next.frame_row = item.frame_row;
    next.block.page = line.page;
    next.block.table = item.table;
    next.block.row = item.frame_row;
    next.block.boxed = item.frame_row >= 0;
    next.last = line;
    next.text_left = next.left;
    if (marker.kind != MarkerKind::kNone && marker.text_start < line.text.size()) {
      next.marker = marker.kind;
      next.block.kind = BlockKind::kListItem;
      next.block.marker = line.text.substr(0, marker.length);
      line.edges.erase(line.edges.begin(),
                       line.edges.begin() + static_cast<std::ptrdiff_t>(marker.text_start));
      line.text.erase(0, marker.text_start);
      line.box.x0 = line.edges.front();
      next.text_left = line.box.x0;
      next.last = line;
    }
    next.block.cells.push_back({raw_line(std::move(line))});
    open_ = std::move(next);
  }

  void close() {
    if (open_) {
      styles_.push_back({open_->last.size, open_->heading_style && open_->last.bold,
                         open_->last.italic, open_->left, is_item()});
      blocks_.push_back(std::move(open_->block));
      open_.reset();
    }
    for (RawBlock& footnote : footnotes_) {
      styles_.push_back({});
      blocks_.push_back(std::move(footnote));
    }
    footnotes_.clear();
  }

  void add_row(FlowItem item) {
    close();
    RawBlock row = table_row(std::move(item));
    if (!blocks_.empty() && continues_row(blocks_.back(), row)) {
      join_rows(blocks_.back(), std::move(row));
    } else {
      styles_.push_back({});
      blocks_.push_back(std::move(row));
    }
  }

 public:
  std::vector<BlockStyle> styles_;  // of blocks_, for the heading levels

 private:
  float body_size_;
  float right_margin_ = 0;
  std::optional<Open> open_;
  std::vector<RawBlock> blocks_;
  std::vector<RawBlock> footnotes_;
};

// The x that long lines reach: where the text column ends.
float right_margin(const std::vector<PrintedLine>& lines) {
  std::vector<float> ends;
  for (const PrintedLine& line : lines) ends.push_back(line.box.x1);
  if (ends.empty()) return 0;
  const auto at = ends.begin() + static_cast<std::ptrdiff_t>(ends.size() * 9 / 10);
  std::nth_element(ends.begin(), at, ends.end());
  return *at;
}

}  // namespace

PrintedLayout build_blocks(const std::vector<PrintedPage>& pages) {
  std::vector<PrintedLine> lines;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    auto page_lines = build_lines(pages[i], static_cast<int>(i + 1));
    std::move(page_lines.begin(), page_lines.end(), std::back_inserter(lines));
  }
  PrintedLayout layout;
  const float body_size = body_size_of(lines);
  layout.furniture = remove_furniture(lines, pages, body_size);

  BlockBuilder builder(body_size);
  builder.set_right_margin(right_margin(lines));
  int next_table = 0;
  auto from = lines.begin();
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const auto to = std::find_if(from, lines.end(), [&](const PrintedLine& line) {
      return line.page > static_cast<int>(i + 1);
    });
    std::vector<PrintedLine> page(std::make_move_iterator(from), std::make_move_iterator(to));
    from = to;
    auto footnotes = take_footnotes(page, body_size);
    for (FlowItem& item : page_flow(std::move(page), find_grids(pages[i]), next_table))
      builder.add(std::move(item));
    for (RawBlock& footnote : footnotes) builder.add_footnote(std::move(footnote));
  }
  layout.blocks = builder.finish();
  set_levels(layout.blocks, builder.styles_, body_size);
  return layout;
}

}  // namespace ofsight
