#include "pipeline/text/table_rows.h"

#include <algorithm>
#include <utility>

#include "pipeline/text/footnotes.h"
#include "pipeline/text/list_marker.h"

namespace ofsight {
namespace {

int page_at_end(const RawBlock& row) {
  int page = row.page;
  for (const auto& cell : row.cells)
    for (const RawLine& line : cell) page = std::max(page, line.box.page);
  return page;
}

bool ends_open(const std::vector<RawLine>& cell) {
  if (cell.empty()) return false;
  const std::u32string& text = cell.back().text;
  return std::u32string_view(U".!?:").find(text.back()) == std::u32string_view::npos;
}

}  // namespace

RawBlock table_row(FlowItem item) {
  RawBlock row;
  row.kind = BlockKind::kTableRow;
  row.page = item.line.page;
  row.table = item.table;
  row.row = item.frame_row;
  for (auto& lines : item.cells) {
    auto& cell = row.cells.emplace_back();
    for (PrintedLine& line : lines) {
      const ListMarker marker = list_marker(line.text);
      if (marker.kind == MarkerKind::kBullet && marker.text_start < line.text.size()) {
        line.edges.erase(line.edges.begin(),
                         line.edges.begin() + static_cast<std::ptrdiff_t>(marker.text_start));
        line.text.erase(0, marker.text_start);
        line.box.x0 = line.edges.front();
      }
      cell.push_back(raw_line(std::move(line)));
    }
  }
  return row;
}

bool continues_row(const RawBlock& row, const RawBlock& next) {
  if (row.kind != BlockKind::kTableRow || row.cells.size() != next.cells.size()) return false;
  if (next.page != page_at_end(row) + 1) return false;
  const bool has_empty_cell = std::any_of(next.cells.begin(), next.cells.end(),
                                          [](const auto& cell) { return cell.empty(); });
  const auto& last = next.cells.back();
  const bool goes_on =
      !last.empty() && last.front().text[0] >= U'a' && last.front().text[0] <= U'z';
  return has_empty_cell || goes_on || ends_open(row.cells.back());
}

void join_rows(RawBlock& row, RawBlock next) {
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    std::move(next.cells[i].begin(), next.cells[i].end(), std::back_inserter(row.cells[i]));
}

}  // namespace ofsight
