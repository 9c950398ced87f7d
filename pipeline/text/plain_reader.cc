#include "pipeline/text/plain_reader.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "pipeline/text/held_bytes.h"
#include "pipeline/text/list_marker.h"
#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

using PlainLine = std::u32string_view;

constexpr std::size_t kMaxHeading = 100;  // code points
constexpr std::size_t kTabWidth = 8;
constexpr char32_t kByteOrderMark = 0xFEFF;

bool is_blank(PlainLine line) { return std::all_of(line.begin(), line.end(), is_space); }

PlainLine trimmed(PlainLine line) {
  while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  return line;
}

// A form feed becomes a line of its own.
std::vector<PlainLine> lines_of(PlainLine text) {
  std::vector<PlainLine> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const std::size_t to = std::min(text.find_first_of(U"\n\r\f", from), text.size());
    lines.push_back(text.substr(from, to - from));
    if (to < text.size() && text[to] == U'\f') lines.push_back(text.substr(to, 1));
    from = to + (text.substr(to, 2) == U"\r\n" ? 2 : 1);
  }
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  return lines;
}

// Columns before the first visible character.
std::size_t indent_of(PlainLine line) {
  std::size_t columns = 0;
  for (const char32_t c : line) {
    if (!is_space(c)) break;
    columns += c == U'\t' ? kTabWidth - columns % kTabWidth : 1;
  }
  return columns;
}

bool is_heading(const RawBlock& block) {
  if (block.kind != BlockKind::kParagraph || block.cells.front().size() != 1) return false;
  const std::u32string& text = block.cells.front().front().text;
  const char32_t last = text.back();
  return text.size() <= kMaxHeading && last != U'.' && last != U',' && last != U';' &&
         std::any_of(text.begin(), text.end(), is_letter);
}

class BlockReader {
 public:
  explicit BlockReader(bool line_is_block) : line_is_block_(line_is_block) {}

  void add(PlainLine line) {
    if (is_blank(line) && line.find(U'\t') == PlainLine::npos) return end_block();
    if (is_blank(line) && !line_is_block_) return end_block();
    if (line_is_block_) end_block();
    if (add_row(line) || add_item(line)) return;
    if (!block_) open(BlockKind::kParagraph);
    add_line(trimmed(line));
  }

  std::vector<RawBlock> finish() {
    end_block();
    return std::move(blocks_);
  }

  std::size_t held_bytes() const { return held_bytes_; }

 private:
  void open(BlockKind kind) {
    end_block();
    block_.emplace();
    block_->kind = kind;
    block_->cells.emplace_back();
    held_bytes_ += kBytesPerBlock;
    if (kind != BlockKind::kTableRow) in_table_ = false;
    if (kind != BlockKind::kListItem) indents_.clear();
  }

  void add_line(PlainLine text) {
    block_->cells.back().push_back({std::u32string(text), {}, {}});
    held_bytes_ += kBytesPerLine + text.size() * kBytesPerCodePoint;
  }

  // Printed rows keep their empty cells, also at the ends. In other text a tab at the start of a
  // line is an indent, and one behind a bullet or number belongs to that.
  bool add_row(PlainLine line) {
    if (!line_is_block_) line = trimmed(line);
    if (line.find(U'\t') == PlainLine::npos) return false;
    if (!line_is_block_ && marker_of(line).kind != MarkerKind::kNone) return false;
    open(BlockKind::kTableRow);
    if (!std::exchange(in_table_, true)) ++table_;
    block_->table = table_;
    block_->cells.clear();
    bool has_text = false;
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t to = std::min(line.find(U'\t', from), line.size());
      const PlainLine cell = trimmed(line.substr(from, to - from));
      block_->cells.emplace_back();
      held_bytes_ += sizeof(std::vector<RawLine>);
      if (!cell.empty()) add_line(cell);
      has_text = has_text || !cell.empty();
      from = to + 1;
    }
    if (!has_text) block_.reset();
    end_block();
    return true;
  }

  static ListMarker marker_of(PlainLine line) {
    std::u32string start(line.substr(0, 16));
    std::replace(start.begin(), start.end(), U'\t', U' ');
    ListMarker marker = list_marker(start);
    if (trimmed(line.substr(marker.length)).empty()) marker.kind = MarkerKind::kNone;
    return marker;
  }

  bool add_item(PlainLine line) {
    const PlainLine text = trimmed(line);
    const ListMarker marker = marker_of(text);
    if (marker.kind == MarkerKind::kNone) return false;
    const bool follows = !block_ || block_->kind == BlockKind::kListItem ||
                         block_->cells.front().back().text.ends_with(U':');
    if (marker.kind != MarkerKind::kBullet && !follows) return false;
    std::vector<std::size_t> indents = std::move(indents_);
    open(BlockKind::kListItem);
    const std::size_t indent = indent_of(line);
    while (!indents.empty() && indents.back() >= indent) indents.pop_back();
    block_->level = static_cast<int>(indents.size());
    block_->marker = text.substr(0, marker.length);
    indents.push_back(indent);
    indents_ = std::move(indents);
    add_line(trimmed(text.substr(marker.length)));
    return true;
  }

  void end_block() {
    if (!block_) return;
    if (is_heading(*block_)) {
      block_->kind = BlockKind::kHeading;
      block_->level = 1;
    }
    blocks_.push_back(std::move(*block_));
    block_.reset();
  }

  bool line_is_block_;
  std::vector<RawBlock> blocks_;
  std::optional<RawBlock> block_;
  std::vector<std::size_t> indents_;  // of the open list's items, outermost first
  bool in_table_ = false;             // the last block was a row
  int table_ = -1;
  std::size_t held_bytes_ = 0;
};

}  // namespace

tl::expected<std::vector<RawBlock>, ReadFailure> read_plain(std::string_view bytes,
                                                            const ReadLimits& limits) {
  const auto too_large = [&] {
    return tl::unexpected(ReadFailure{
        RejectionReason::kTooLarge,
        "its text needs more than " + std::to_string(limits.bytes) + " bytes of memory"});
  };
  if (bytes.size() > limits.bytes) return too_large();
  const auto decoded = utf32_from_utf8(bytes);
  if (!decoded)
    return tl::unexpected(
        ReadFailure{RejectionReason::kCorrupt,
                    "invalid UTF-8 at byte " + std::to_string(decoded.error().byte)});
  PlainLine text = *decoded;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(1);
  const std::vector<PlainLine> lines = lines_of(text);
  const auto first = std::find_if_not(lines.begin(), lines.end(), is_blank);
  const bool line_is_block = std::none_of(first, lines.end(), [](PlainLine line) {
    return is_blank(line) && line.find_first_of(U"\t\f") == PlainLine::npos;
  });
  BlockReader reader(line_is_block);
  for (auto line = first; line != lines.end(); ++line) {
    reader.add(*line);
    if (reader.held_bytes() > limits.bytes) return too_large();
  }
  std::vector<RawBlock> blocks = reader.finish();
  if (blocks.empty())
    return tl::unexpected(ReadFailure{RejectionReason::kNoText, "no text in the file"});
  return blocks;
}

}  // namespace ofsight
