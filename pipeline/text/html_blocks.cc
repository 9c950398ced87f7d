#include "pipeline/text/html_blocks.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "pipeline/text/held_bytes.h"
#include "pipeline/text/html_element.h"
#include "pipeline/text/unicode.h"

namespace ofsight {

namespace {

using Kind = HtmlElement::Kind;

constexpr std::size_t kMaxTitle = 1000;  // code points
constexpr std::size_t kMaxTables = 64;   // nested; those further in are read as plain blocks

bool is_html_space(char32_t c) {
  return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f';
}

bool shows(char32_t c) {
  return !is_space(c) && !(c >= 0x200B && c <= 0x200F) && c != 0x2060 && c != 0xFEFF;
}

// Lines with nothing to see go: a lone &nbsp; holds a place, not text.
void drop_blank_lines(std::vector<RawLine>& lines) {
  std::erase_if(lines, [](const RawLine& line) {
    return std::none_of(line.text.begin(), line.text.end(), shows);
  });
}

bool is_layout(const std::vector<std::vector<RawBlock>>& row) {
  if (row.size() == 1) return true;
  return std::any_of(row.begin(), row.end(), [](const std::vector<RawBlock>& cell) {
    return std::any_of(cell.begin(), cell.end(), [&](const RawBlock& block) {
      return block.kind == BlockKind::kTableRow ||
             (block.kind == BlockKind::kHeading && cell.size() > 1);
    });
  });
}

}  // namespace

HtmlBlocks::Open HtmlBlocks::top() const {
  return open_.empty() ? Open{html_element({})} : open_.back();
}

void HtmlBlocks::start_element(std::string_view name, const HtmlAttributes& attributes) {
  const Open parent = top();
  Open open = parent;
  open.element = html_element(name);
  open.is_counted = false;
  const Kind kind = open.element->kind;
  const bool is_furniture = kind == Kind::kFurniture || kind == Kind::kControl ||
                            (kind == Kind::kHeader && !parent.in_article);
  if (attributes.hidden || kind == Kind::kHidden || kind == Kind::kTitle) {
    open.visibility = Visibility::kHidden;
  } else if (is_furniture && parent.visibility == Visibility::kShown) {
    open.visibility = Visibility::kFurniture;
    if (kind != Kind::kControl) boundary(parent.flow);
  } else if (kind == Kind::kMain && parent.visibility == Visibility::kFurniture) {
    open.visibility = Visibility::kShown;
  }
  if (parent.visibility == Visibility::kHidden) open.visibility = Visibility::kHidden;
  if (open.visibility == Visibility::kShown) enter(open, attributes);
  open_.push_back(open);
}

void HtmlBlocks::enter(Open& open, const HtmlAttributes& attributes) {
  switch (open.element->kind) {
    case Kind::kInline:
    case Kind::kControl:
    case Kind::kTitle:
    case Kind::kHidden: return;
    case Kind::kBreak: return line_break(open.flow);
    case Kind::kMain:
    case Kind::kArticle: open.in_article = true; return boundary(open.flow);
    case Kind::kPreformatted: open.preformatted = true; return boundary(open.flow);
    case Kind::kBlock:
    case Kind::kHeader:
    case Kind::kFurniture: return boundary(open.flow);
    default: break;
  }
  if (open.element->kind == Kind::kList) split_lead_in();
  end_block();
  open.flow = Flow::kParagraph;
  if (open.element->kind == Kind::kHeading) {
    open.flow = Flow::kHeading;
    open.heading_level = open.element->level;
  } else if (open.element->kind == Kind::kList) {
    marker_.clear();
    lists_.push_back({open.element->level == 1, attributes.number.value_or(1)});
  } else if (open.element->kind == Kind::kItem) {
    open.flow = Flow::kItem;
    start_item(attributes);
  } else if (open.element->kind == Kind::kTable) {
    open.is_counted = tables_.size() < kMaxTables;
    if (open.is_counted) tables_.push_back({next_table_++, {}});
  } else if (open.element->kind == Kind::kRow) {
    end_row();
  } else if (!tables_.empty() && sinks_.size() <= kMaxTables) {
    open.is_counted = true;
    sinks_.emplace_back();
  }
}

void HtmlBlocks::end_element(std::string_view name) {
  const HtmlElement* element = html_element(name);
  const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                  [&](const Open& open) { return open.element == element; });
  if (found == open_.rend()) return;
  const std::size_t left = static_cast<std::size_t>(open_.rend() - found) - 1;
  while (open_.size() > left) {
    const Open open = open_.back();
    open_.pop_back();
    leave(open);
  }
}

void HtmlBlocks::leave(const Open& open) {
  const Kind kind = open.element->kind;
  if (kind == Kind::kTitle && !has_title_) {
    has_title_ = top().visibility != Visibility::kHidden;
    if (!has_title_) title_.clear();  // a drawing's
  }
  if (open.visibility != Visibility::kShown || kind == Kind::kInline || kind == Kind::kBreak)
    return;
  const bool is_structure = kind == Kind::kHeading || kind == Kind::kList || kind == Kind::kItem ||
                            kind == Kind::kTable || kind == Kind::kRow || kind == Kind::kCell;
  if (!is_structure) return boundary(top().flow);
  end_block();
  if (kind == Kind::kList) lists_.pop_back();
  if (kind == Kind::kList || kind == Kind::kItem) marker_.clear();
  if (kind == Kind::kCell && open.is_counted) {
    std::vector<RawBlock> blocks = std::move(sinks_.back());
    sinks_.pop_back();
    tables_.back().row.push_back(std::move(blocks));
    held_bytes_ += sizeof(std::vector<RawBlock>);
  }
  if (kind == Kind::kRow || kind == Kind::kTable) end_row();
  if (kind == Kind::kTable && open.is_counted) tables_.pop_back();
}

void HtmlBlocks::start_item(const HtmlAttributes& attributes) {
  marker_ = U"•";
  if (lists_.empty() || !lists_.back().ordered) return;
  List& list = lists_.back();
  const int number = attributes.number.value_or(list.next);
  const std::string digits = std::to_string(number) + ".";
  marker_.assign(digits.begin(), digits.end());
  list.next = number + 1;
}

void HtmlBlocks::text(std::u32string_view characters) {
  const Open now = top();
  if (now.element->kind == Kind::kTitle && !has_title_) {
    const std::size_t room = kMaxTitle - std::min(title_.size(), kMaxTitle);
    title_ += characters.substr(0, room);
  }
  if (now.visibility != Visibility::kShown) return;
  for (const char32_t c : characters) {
    if (now.preformatted && c == U'\n') {
      line_break(now.flow);
    } else if (is_html_space(c)) {
      space_ = true;
    } else if (c != 0xAD) {  // a soft hyphen only says where a line may break
      add(c);
    }
  }
}

void HtmlBlocks::add(char32_t c) {
  if (!block_) open_block();
  auto& lines = block_->cells.front();
  if (!line_open_) {
    lines.emplace_back();
    line_open_ = true;
    held_bytes_ += kBytesPerLine;
  }
  std::u32string& line = lines.back().text;
  if (space_ && !line.empty()) line += U' ';
  space_ = false;
  line += c;
  held_bytes_ += 2 * kBytesPerCodePoint;  // a space too, and what a string reserves
}

void HtmlBlocks::open_block() {
  const Open now = top();
  held_bytes_ += kBytesPerBlock;
  block_.emplace();
  block_->cells.emplace_back();
  if (now.flow == Flow::kHeading) {
    block_->kind = BlockKind::kHeading;
    block_->level = now.heading_level;
  } else if (now.flow == Flow::kItem && !marker_.empty()) {
    block_->kind = BlockKind::kListItem;
    block_->level = std::max(0, static_cast<int>(lists_.size()) - 1);
    block_->marker = std::exchange(marker_, {});
  }
}

void HtmlBlocks::boundary(Flow flow) {
  if (flow == Flow::kParagraph) return end_block();
  line_open_ = false;
}

void HtmlBlocks::line_break(Flow flow) {
  if (!line_open_) return boundary(flow);
  line_open_ = false;
  space_ = false;
}

// A last line of an item that ends in a colon leads in the list below it, as on a printed page.
void HtmlBlocks::split_lead_in() {
  if (!block_ || block_->kind != BlockKind::kListItem) return;
  drop_blank_lines(block_->cells.front());
  auto& lines = block_->cells.front();
  if (lines.size() < 2 || lines.back().text.back() != U':') return;
  RawBlock lead_in;
  lead_in.cells.push_back({std::move(lines.back())});
  lines.pop_back();
  end_block();
  held_bytes_ += kBytesPerBlock;
  block_ = std::move(lead_in);
}

void HtmlBlocks::end_block() {
  line_open_ = space_ = false;
  if (!block_) return;
  drop_blank_lines(block_->cells.front());
  if (!block_->cells.front().empty()) sinks_.back().push_back(std::move(*block_));
  block_.reset();
}

void HtmlBlocks::end_row() {
  if (tables_.empty() || tables_.back().row.empty()) return;
  auto row = std::exchange(tables_.back().row, {});
  auto& sink = sinks_.back();
  if (is_layout(row)) {
    for (auto& cell : row) std::move(cell.begin(), cell.end(), std::back_inserter(sink));
    return;
  }
  RawBlock block;
  block.kind = BlockKind::kTableRow;
  block.table = tables_.back().number;
  bool has_text = false;
  for (auto& cell : row) {
    auto& lines = block.cells.emplace_back();
    for (RawBlock& part : cell)
      std::move(part.cells[0].begin(), part.cells[0].end(), std::back_inserter(lines));
    has_text = has_text || !lines.empty();
  }
  held_bytes_ += kBytesPerBlock;
  if (has_text) sink.push_back(std::move(block));
}

std::vector<RawBlock> HtmlBlocks::finish() {
  while (!open_.empty()) {
    const Open open = open_.back();
    open_.pop_back();
    leave(open);
  }
  end_block();
  return std::move(sinks_.front());
}

}  // namespace ofsight
