#include "extractors/improvements.h"

#include <algorithm>
#include <optional>

namespace ofsight {
namespace {

// Words of the blocks from `first` to `last`, without their markers.
std::string joined(const Text& text, std::size_t first, std::size_t last) {
  std::string out;
  for (std::size_t i = first; i <= last; ++i) {
    if (!out.empty()) out += ' ';
    out += text.slice(text.blocks[i].span);
  }
  return out;
}

// Walks a text and collects the items below each heading of interest.
class ListWalk {
 public:
  ListWalk(const Text& text, const Kind& kind, const ImprovementMatchers& matchers)
      : text_(text), kind_(kind), m_(matchers) {}

  Improvements run() {
    for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
      const Block& block = text_.blocks[i];
      switch (block.kind) {
        case BlockKind::kHeading: heading(i); break;
        case BlockKind::kListItem: list_item(i); break;
        case BlockKind::kTableRow: table_row(block); break;
        case BlockKind::kParagraph: paragraph(i); break;
      }
    }
    end_list();
    return std::move(out_);
  }

 private:
  struct List {
    const Rule* rule;
    std::string body;
    std::size_t heading;
    int root_level;        // of the heading that opened the outermost list
    bool boxed;            // the list itself stands in a frame
    bool divided = false;  // headings of the same size divide it
    bool none = false;     // the report says that there is nothing to list
    std::size_t found = 0;
  };

  struct Item {
    std::size_t first, last;  // blocks
    int level, table, row;
  };

  void heading(std::size_t i) {
    end_item();
    const Block& block = text_.blocks[i];
    while (!above_.empty() && text_.blocks[above_.back()].level >= block.level) above_.pop_back();
    above_.push_back(i);
    if (const Rule* rule = m_.headings.firing(text_.slice(block.span), kind_.kind)) {
      int root = block.level;
      if (list_ && block.level > list_->root_level) root = list_->root_level;
      // A heading over a heading ("What needs to improve?", "Areas for priority action") is no
      // list.
      if (list_ && root == list_->root_level && list_->found == 0) list_.reset();
      end_list();
      list_ = List{rule, body_of(*rule), i, root, block.boxed};
    } else if (list_ && m_.ends.firing(text_.slice(block.span), kind_.kind)) {
      end_list();
    } else if (list_ && block.level <= list_->root_level) {
      // A framed heading opens a case study inside the list. A heading straight below the list's
      // own divides the list, though both are printed alike.
      if (block.boxed && !list_->boxed) return;
      if (i == list_->heading + 1) list_->divided = true;
      if (!list_->divided) end_list();
    }
  }

  std::string body_of(const Rule& rule) const {
    if (const auto found = rule.yields.find("body"); found != rule.yields.end())
      return found->second;
    for (const std::size_t heading : above_)
      if (const Rule* body = m_.bodies.firing(text_.slice(text_.blocks[heading].span), kind_.kind))
        return body->yields.at("body");
    return kind_.body;
  }

  // Frames hold case studies, but in area SEND reports the list itself.
  bool outside(const Block& block) const {
    return block.boxed && !(list_->boxed || kind_.kind == "area_send_inspection");
  }

  bool not_an_item(const Block& block) {
    const auto words = text_.slice(block.span);
    if (m_.none.firing(words, kind_.kind)) {
      list_->none = true;
      return true;
    }
    return m_.intros.firing(words, kind_.kind) != nullptr;
  }

  // An item further in, or below a paragraph in the same row of a frame. A row goes on in another
  // frame where a page ends: then its last words end no sentence.
  bool is_part_of(const Item& item, const Block& block) const {
    if (item.level >= 0) return block.level > item.level;
    const bool same_row = item.table == block.table && item.row == block.row;
    return same_row || !text_.slice(text_.blocks[item.last].span).ends_with('.');
  }

  void list_item(std::size_t i) {
    const Block& block = text_.blocks[i];
    if (!list_ || outside(block) || not_an_item(block)) return;
    if (item_ && is_part_of(*item_, block)) {
      item_->last = i;
      return;
    }
    end_item();
    item_ = Item{i, i, block.level, block.table, block.row};
  }

  // In area SEND reports the rows of a one-column table are paragraphs in a frame.
  void paragraph(std::size_t i) {
    const Block& block = text_.blocks[i];
    if (!list_ || not_an_item(block) || !block.boxed || outside(block)) return;
    end_item();
    item_ = Item{i, i, -1, block.table, block.row};
  }

  void table_row(const Block& row) {
    end_item();
    if (!list_ || kind_.kind != "area_send_inspection" || row.cells.empty()) return;
    const Span cell = row.cells.back();
    if (cell.empty() || m_.headers.firing(text_.slice(row.cells.front()), kind_.kind) ||
        m_.headers.firing(text_.slice(cell), kind_.kind))
      return;
    add(std::string(text_.slice(cell)), cell);
  }

  void end_item() {
    if (!item_) return;
    const Span span{text_.blocks[item_->first].span.start, text_.blocks[item_->last].span.end};
    add(joined(text_, item_->first, item_->last), span);
    item_.reset();
  }

  void add(std::string words, Span span) {
    Improvement improvement;
    improvement.type = list_->rule->yields.at("type");
    improvement.body = list_->body;
    improvement.text = std::move(words);
    improvement.rule = list_->rule->id;
    improvement.evidence = text_.evidence(span);
    out_.improvements.push_back(std::move(improvement));
    ++list_->found;
  }

  // A line of the table of contents that has no page number itself stands among others that have.
  bool is_contents_line(std::size_t heading) const {
    if (heading + 1 == text_.blocks.size()) return false;
    const Block& next = text_.blocks[heading + 1];
    if (next.kind != BlockKind::kTableRow || next.cells.empty()) return false;
    const auto cell = text_.slice(next.cells.back());
    return !cell.empty() && cell.find_first_not_of("0123456789") == cell.npos;
  }

  void end_list() {
    end_item();
    if (list_ && list_->found == 0 && !list_->none && !is_contents_line(list_->heading))
      out_.warnings.push_back({"improvements.empty_list",
                               "no items found under '" +
                                   std::string(text_.slice(text_.blocks[list_->heading].span)) +
                                   "'"});
    list_.reset();
  }

  const Text& text_;
  const Kind& kind_;
  const ImprovementMatchers& m_;
  std::vector<std::size_t> above_;  // headings over the current block, largest first
  std::optional<List> list_;
  std::optional<Item> item_;
  Improvements out_;
};

}  // namespace

Expected<ImprovementExtractor> ImprovementExtractor::compile(const RuleSet& rules) {
  std::vector<KindMatcher> compiled;
  for (std::string_view family : {"improvements", "improvement_body", "improvement_header",
                                  "improvement_end", "improvement_none", "improvement_intro"}) {
    auto matcher = KindMatcher::compile(rules.family(family));
    if (!matcher) return tl::unexpected(matcher.error());
    compiled.push_back(std::move(*matcher));
  }
  return ImprovementExtractor({std::move(compiled[0]), std::move(compiled[1]),
                               std::move(compiled[2]), std::move(compiled[3]),
                               std::move(compiled[4]), std::move(compiled[5])});
}

Improvements ImprovementExtractor::extract(const Text& text, const Kind& kind) const {
  return ListWalk(text, kind, matchers_).run();
}

}  // namespace ofsight
