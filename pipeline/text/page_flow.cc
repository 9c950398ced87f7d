#include "pipeline/text/page_flow.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace ofsight {
namespace {

constexpr float kTight = 1.45f;   // of the font size: baselines within one cell
constexpr float kAligned = 6.0f;  // points: same column
constexpr float kMiddle = 0.3f;   // of the font size above the baseline: a line's middle

float middle_y(const PrintedLine& line) { return line.baseline - kMiddle * line.size; }

PrintedLine part(const PrintedLine& line, std::size_t from, std::size_t to) {
  while (from < to && line.text[from] == U' ') ++from;
  while (to > from && line.text[to - 1] == U' ') --to;
  PrintedLine out = line;
  out.text = line.text.substr(from, to - from);
  const auto at = line.edges.begin();
  out.edges.assign(at + static_cast<std::ptrdiff_t>(from),
                   at + static_cast<std::ptrdiff_t>(to + 1));
  if (!out.edges.empty()) {
    out.box.x0 = out.edges.front();
    out.box.x1 = out.edges.back();
  }
  return out;
}

// Columns that stand close together come as one line: cut it where the ruled lines are.
void add_to_cells(const PrintedLine& line, const GridRow& row,
                  std::vector<std::vector<PrintedLine>>& cells) {
  std::size_t from = 0;
  for (std::size_t column = 0; column < cells.size(); ++column) {
    std::size_t to = from;
    const bool last = column + 1 == cells.size();
    while (to < line.text.size() &&
           (last || (line.edges[to] + line.edges[to + 1]) / 2 < row.xs[column + 1]))
      ++to;
    PrintedLine piece = part(line, from, to);
    if (!piece.text.empty()) cells[column].push_back(std::move(piece));
    from = to;
  }
}

struct Place {
  std::size_t grid, row;
};

std::optional<Place> place_of(const PrintedLine& line, const std::vector<Grid>& grids) {
  const float y = middle_y(line), x = (line.box.x0 + line.box.x1) / 2;
  for (std::size_t g = 0; g < grids.size(); ++g) {
    if (x < grids[g].box.x0 || x > grids[g].box.x1) continue;
    for (std::size_t r = 0; r < grids[g].rows.size(); ++r)
      if (y >= grids[g].rows[r].y0 && y < grids[g].rows[r].y1) return Place{g, r};
  }
  return std::nullopt;
}

// Columns without ruled lines: lines side by side open a row; lines close below that stand under a
// column go on in it.
class OpenRow {
 public:
  // `beside`: another line stands on the same row.
  bool takes(const PrintedLine& line, bool beside) const {
    if (!active_) return false;
    if (line.row == last_.row) return true;
    if (!tight(line) || column_of(line) < 0) return false;
    return !(column_of(line) == 0 &&
             (closed_or_overrun(line) || (beside && first_cell_ended(line))));
  }

  void start(const PrintedLine& line, std::size_t at) {
    active_ = true;
    at_ = at;
    lefts_.clear();
    last_ = line;
  }

  // Adds the line to the row's cells, opening a column if it stands beside the others.
  void add(PrintedLine line, std::vector<FlowItem>& flow) {
    auto& cells = flow[at_].cells;
    int column = column_of(line);
    if (column < 0 || (lefts_.empty() && cells.empty())) {
      column = static_cast<int>(lefts_.size());
      lefts_.push_back(line.box.x0);
      cells.emplace_back();
    }
    if (column == 0) first_ = line;
    last_ = line;
    cells[static_cast<std::size_t>(column)].push_back(std::move(line));
  }

  void end() { active_ = false; }

 private:
  bool tight(const PrintedLine& line) const {
    return line.baseline - last_.baseline <= kTight * std::max(line.size, last_.size);
  }

  // A colon closed the label before, or the line runs on below the second column.
  bool closed_or_overrun(const PrintedLine& line) const {
    return lefts_.size() > 1 &&
           ((!first_.text.empty() && first_.text.back() == U':') || line.box.x1 > lefts_[1]);
  }

  // The next word would have fitted into the first column.
  bool first_cell_ended(const PrintedLine& line) const {
    if (lefts_.size() < 2 || first_.text.empty()) return false;
    std::size_t word = line.text.find(U' ');
    if (word == std::u32string::npos) word = line.text.size();
    const float width = line.edges[word] - line.edges[0];
    return first_.box.x1 + width + line.size < lefts_[1];
  }

  int column_of(const PrintedLine& line) const {
    for (std::size_t i = 0; i < lefts_.size(); ++i)
      if (std::abs(lefts_[i] - line.box.x0) <= kAligned) return static_cast<int>(i);
    return -1;
  }

  bool active_ = false;
  std::size_t at_ = 0;
  std::vector<float> lefts_;
  PrintedLine first_, last_;  // the first cell's last line, and the row's
};

}  // namespace

std::vector<FlowItem> page_flow(std::vector<PrintedLine> lines, const std::vector<Grid>& grids,
                                int& next_table) {
  std::vector<FlowItem> flow;
  const int first_table = next_table;
  next_table += static_cast<int>(grids.size());
  // Rows already in the flow, so that their later lines find them.
  std::vector<std::vector<int>> index(grids.size());
  for (std::size_t g = 0; g < grids.size(); ++g) index[g].assign(grids[g].rows.size(), -1);
  OpenRow open;
  int open_table = -1;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    PrintedLine& line = lines[i];
    const auto place = place_of(line, grids);
    if (!place) {
      const bool beside =
          i + 1 < lines.size() && lines[i + 1].row == line.row && !place_of(lines[i + 1], grids);
      if (open.takes(line, beside)) {
        open.add(std::move(line), flow);
      } else if (beside) {
        if (open_table < 0) open_table = next_table++;
        flow.push_back({line, {}, open_table, -1});
        open.start(line, flow.size() - 1);
        open.add(std::move(line), flow);
      } else {
        open.end();
        open_table = -1;
        flow.push_back({std::move(line), {}, -1, -1});
      }
      continue;
    }
    open.end();
    open_table = -1;
    const GridRow& row = grids[place->grid].rows[place->row];
    const int table = first_table + static_cast<int>(place->grid);
    const int frame_row = static_cast<int>(place->row);
    const std::size_t columns = row.xs.size() - 1;
    if (columns < 2) {
      flow.push_back({std::move(line), {}, table, frame_row});
      continue;
    }
    int& at = index[place->grid][place->row];
    if (at < 0) {
      at = static_cast<int>(flow.size());
      flow.push_back({line, std::vector<std::vector<PrintedLine>>(columns), table, frame_row});
    }
    add_to_cells(line, row, flow[static_cast<std::size_t>(at)].cells);
  }
  return flow;
}

}  // namespace ofsight
