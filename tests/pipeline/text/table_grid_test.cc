#include "pipeline/text/table_grid.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

// One line a grid: its rows as "y0-y1: x x x", parted by ";", rounded to points.
std::string grids_of(const PrintedPage& page) {
  std::ostringstream out;
  for (const Grid& grid : find_grids(page)) {
    for (const GridRow& row : grid.rows) {
      if (&row != &grid.rows.front()) out << "; ";
      out << static_cast<int>(row.y0) << "-" << static_cast<int>(row.y1) << ":";
      for (float x : row.xs) out << " " << static_cast<int>(x);
    }
    out << "\n";
  }
  return out.str();
}

TEST(FindGrids, FindsTheCellsOfARuledTable) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300, 538}, {100, 130, 160});
  EXPECT_EQ(grids_of(page), "100-130: 57 300 538; 130-160: 57 300 538\n");
  const Rect box = find_grids(page)[0].box;
  EXPECT_FLOAT_EQ(box.x0, 57);
  EXPECT_FLOAT_EQ(box.y1, 160.5f);
}

TEST(FindGrids, GivesEveryRowItsOwnColumns) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 538}, {100, 130, 160});
  page.strokes.push_back({300, 130, 300.5f, 160});
  EXPECT_EQ(grids_of(page), "100-130: 57 538; 130-160: 57 300 538\n");
}

TEST(FindGrids, PutsFramesDrawnCellByCellTogether) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300}, {100, 130});
  draw_table(page, {301, 538}, {100, 130});
  draw_table(page, {57, 300}, {131, 160});
  draw_table(page, {301, 538}, {131, 160});
  EXPECT_EQ(grids_of(page), "100-130: 57 300 538; 130-160: 57 300 538\n");
}

TEST(FindGrids, KnowsABoxOfOneCell) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 538}, {100, 300});
  EXPECT_EQ(grids_of(page), "100-300: 57 538\n");
}

TEST(FindGrids, TakesARuledListWithoutSidesForRowsOfOneCell) {
  PrintedPage page = empty_page();
  for (float y : {100.f, 130.f, 160.f}) page.strokes.push_back({57, y, 538, y + 0.5f});
  EXPECT_EQ(grids_of(page), "") << "rules that nothing connects";
  page.strokes.push_back({57, 100, 57.5f, 160});
  EXPECT_EQ(grids_of(page), "100-130: 57 538; 130-160: 57 538\n");
}

TEST(FindGrids, GivesSeparateTablesFromTopToBottom) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300, 538}, {400, 430});
  draw_table(page, {57, 538}, {100, 130});
  EXPECT_EQ(grids_of(page), "100-130: 57 538\n400-430: 57 300 538\n");
}

TEST(FindGrids, TakesNoUnderlinesTicksOrRulesForATable) {
  PrintedPage page = empty_page();
  EXPECT_EQ(grids_of(page), "");
  page.strokes = {{57, 100, 300, 100.5f}, {57, 103, 300, 103.5f}};
  EXPECT_EQ(grids_of(page), "") << "a double underline";
  page.strokes.clear();
  draw_table(page, {57, 100, 150}, {100, 130});
  EXPECT_EQ(grids_of(page), "") << "narrower than any column of text";
  page.strokes.clear();
  draw_table(page, {57, 538}, {100, 106});
  EXPECT_EQ(grids_of(page), "") << "lower than any line of text";
}

TEST(FindGrids, LeavesOutShortRulesWithinACell) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300, 538}, {100, 160});
  page.strokes.push_back({300, 130, 400, 130.5f});
  EXPECT_EQ(grids_of(page), "100-160: 57 300 538\n");
}

TEST(FindGrids, DoesNotLookForTablesInADrawing) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300, 538}, {100, 130, 160});
  for (int i = 0; i < 4000; ++i) page.strokes.push_back({57, 400, 538, 400.5f});
  EXPECT_EQ(grids_of(page), "");
}

}  // namespace
}  // namespace ofsight
