#include "pipeline/text/table_rows.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

using Cells = std::vector<std::vector<std::u32string>>;

RawBlock row_on(int page, const Cells& cells) {
  FlowItem item;
  item.table = 2;
  item.frame_row = 5;
  for (const auto& texts : cells) {
    auto& cell = item.cells.emplace_back();
    for (const std::u32string& text : texts) cell.push_back(line_of(57, 100, text, 0, {}, page));
  }
  item.line.page = page;
  return table_row(std::move(item));
}

TEST(TableRow, HoldsTheCellsAndTheirPlace) {
  const RawBlock row = row_on(3, {{U"Adoption"}, {}, {U"Requires improvement", U"to be good"}});
  EXPECT_EQ(outline_of({row}), "row Adoption||Requires improvement/to be good\n");
  EXPECT_EQ(row.page, 3);
  EXPECT_EQ(row.table, 2);
  EXPECT_EQ(row.row, 5);
  EXPECT_EQ(row.cells[2][1].box.page, 3);
}

TEST(TableRow, DropsBulletsInsideCells) {
  const RawBlock row =
      row_on(1, {{U"\uF0B7 supervision", U"◼plans", U"•"}, {U"– dash", U"1. one"}});
  EXPECT_EQ(outline_of({row}), "row supervision/plans/•|– dash/1. one\n");
  const RawLine& line = row.cells[0][0];
  EXPECT_EQ(line.edges.size(), line.text.size() + 1);
  EXPECT_FLOAT_EQ(line.edges.front(), 57 + 12);
  EXPECT_FLOAT_EQ(line.box.x0, 57 + 12);
}

TEST(ContinuesRow, KnowsTheRestOfARowThatAPageBreakCut) {
  const RawBlock open = row_on(1, {{U"The partnership should"}, {U"the integrated"}});
  EXPECT_TRUE(continues_row(open, row_on(2, {{U"share plans."}, {U"care board"}})));
  EXPECT_TRUE(continues_row(open, row_on(2, {{}, {U"Care Board"}}))) << "one cell goes on";
  const RawBlock closed = row_on(1, {{U"The council should act."}, {U"The council."}});
  EXPECT_TRUE(continues_row(closed, row_on(2, {{}, {U"The board."}}))) << "a cell is empty";
  EXPECT_TRUE(continues_row(closed, row_on(2, {{U"More."}, {U"and the board."}})));
  EXPECT_FALSE(continues_row(closed, row_on(2, {{U"The next."}, {U"The board."}})));
}

TEST(ContinuesRow, NeedsTheSameColumnsOnTheNextPage) {
  const RawBlock open = row_on(1, {{U"Adoption"}, {U"requires"}});
  EXPECT_FALSE(continues_row(open, row_on(1, {{U"and"}, {U"improvement"}}))) << "same page";
  EXPECT_FALSE(continues_row(open, row_on(3, {{U"and"}, {U"improvement"}}))) << "a page between";
  EXPECT_FALSE(continues_row(open, row_on(2, {{U"and"}, {}, {U"improvement"}})));
  EXPECT_FALSE(continues_row(block_of({U"A paragraph"}), row_on(2, {{U"improvement"}})));
}

TEST(JoinRows, PutsCellBelowCellOverSeveralPages) {
  RawBlock row = row_on(1, {{U"Health and social"}, {U"the care board"}});
  join_rows(row, row_on(2, {{U"care leaders should"}, {}}));
  const RawBlock last = row_on(3, {{U"share plans."}, {}});
  ASSERT_TRUE(continues_row(row, last));
  join_rows(row, last);
  EXPECT_EQ(outline_of({row}),
            "row Health and social/care leaders should/share plans.|the care board\n");
  EXPECT_EQ(row.page, 1);
}

}  // namespace
}  // namespace ofsight
