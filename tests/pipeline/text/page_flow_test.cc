#include "pipeline/text/page_flow.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

// One item a line: "text", or "a/b|c" for a row's cells; behind its table and the frame's row.
std::string flow_of(const PrintedPage& page, int* next_table = nullptr) {
  int table = 0;
  if (next_table == nullptr) next_table = &table;
  std::string out;
  for (const FlowItem& item : page_flow(build_lines(page, 1), find_grids(page), *next_table)) {
    if (item.table >= 0) out += "t" + std::to_string(item.table);
    if (item.frame_row >= 0) out += "r" + std::to_string(item.frame_row);
    if (item.table >= 0) out += " ";
    if (!item.is_row()) out += utf8_from_utf32(item.line.text);
    for (std::size_t i = 0; i < item.cells.size(); ++i) {
      if (i > 0) out += "|";
      for (std::size_t k = 0; k < item.cells[i].size(); ++k) {
        const PrintedLine& line = item.cells[i][k];
        EXPECT_EQ(line.edges.size(), line.text.size() + 1);
        out += (k > 0 ? "/" : "") + utf8_from_utf32(line.text);
      }
    }
    out += "\n";
  }
  return out;
}

TEST(PageFlow, IsTheLinesWhereNothingStandsBeside) {
  PrintedPage page = empty_page();
  print_lines(page, 57, 100, {U"One line", U"and another.", U"• item"});
  EXPECT_EQ(flow_of(page), "One line\nand another.\n• item\n");
  EXPECT_EQ(flow_of(empty_page()), "");
}

TEST(PageFlow, KeepsWrappedCellsOfARuledTableInTheirRow) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300, 538}, {100, 150, 200});
  print_lines(page, 62, 115, {U"The impact of leaders on social", U"work practice with children"});
  print(page, 305, 122, U"Requires improvement to be good");
  print_lines(page, 62, 165, {U"Children in care"});
  print_lines(page, 305, 165, {U"Good", U"(see below)"});
  EXPECT_EQ(flow_of(page),
            "t0r0 The impact of leaders on social/work practice with children|"
            "Requires improvement to be good\n"
            "t0r1 Children in care|Good/(see below)\n");
}

TEST(PageFlow, CutsALineWhereTheRuleBetweenTwoCloseColumnsStands) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 160, 300}, {100, 130});
  print(page, 62, 115, U"Care leavers £5");
  print(page, 164, 115, U"Good");
  ASSERT_EQ(build_lines(page, 1).size(), 1u);
  EXPECT_EQ(flow_of(page), "t0r0 Care leavers £5|Good\n");
}

TEST(PageFlow, KeepsCellsThatAreEmpty) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 200, 350, 538}, {100, 130});
  print(page, 62, 115, U"Adoption");
  print(page, 355, 115, U"Good");
  EXPECT_EQ(flow_of(page), "t0r0 Adoption||Good\n");
}

TEST(PageFlow, ReadsABoxAsTextThatKnowsItsFrame) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 538}, {90, 140});
  print_lines(page, 62, 105, {U"What needs to improve", U"• supervision"});
  print(page, 57, 170, U"After the box.");
  EXPECT_EQ(flow_of(page), "t0r0 What needs to improve\nt0r0 • supervision\nAfter the box.\n");
}

TEST(PageFlow, KeepsWrappedCellsInTheirRowWithoutRules) {
  PrintedPage page = empty_page();
  print_lines(page, 57, 100,
              {U"The impact of leaders on social work", U"practice with children",
               U"Children in care", U"Overall effectiveness"});
  print_lines(page, 300, 100, {U"Requires improvement", U"to be good", U"Good", U"Inadequate"});
  EXPECT_EQ(flow_of(page),
            "t0 The impact of leaders on social work/practice with children|"
            "Requires improvement/to be good\n"
            "t0 Children in care|Good\n"
            "t0 Overall effectiveness|Inadequate\n");
}

TEST(PageFlow, LetsEitherColumnGoOnAlone) {
  PrintedPage page = empty_page();
  print_lines(page, 57, 100, {U"The experiences of children who need", U"help and protection"});
  print(page, 300, 100, U"Good");
  print(page, 57, 160, U"Care leavers");
  print_lines(page, 300, 160, {U"Requires improvement", U"to be good"});
  EXPECT_EQ(flow_of(page),
            "t0 The experiences of children who need/help and protection|Good\n"
            "t0 Care leavers|Requires improvement/to be good\n");
}

TEST(PageFlow, StartsARowAfterALabelThatAColonEnds) {
  PrintedPage page = empty_page();
  print_lines(page, 57, 100, {U"Date of inspection:", U"Lead inspector of the whole team:"});
  print_lines(page, 300, 100, {U"14 October 2024", U"Col Anstey"});
  EXPECT_EQ(flow_of(page),
            "t0 Date of inspection:|14 October 2024\n"
            "t0 Lead inspector of the whole team:|Col Anstey\n");
}

TEST(PageFlow, EndsARowAtAParagraphBelowIt) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"Care leavers");
  print(page, 300, 100, U"Good");
  print(page, 57, 130, U"A paragraph in the first column.");
  EXPECT_EQ(flow_of(page), "t0 Care leavers|Good\nA paragraph in the first column.\n");
  print(page, 57, 115, U"Right below, a line that runs on under the second column.");
  EXPECT_EQ(flow_of(page),
            "t0 Care leavers|Good\nRight below, a line that runs on under the second column.\n"
            "A paragraph in the first column.\n");
}

TEST(PageFlow, NumbersTheTablesOfADocument) {
  PrintedPage page = empty_page();
  draw_table(page, {57, 300, 538}, {100, 130});
  print(page, 62, 115, U"Adoption");
  print(page, 57, 160, U"Text between.");
  print(page, 57, 200, U"Care leavers");
  print(page, 300, 200, U"Good");
  int next_table = 4;
  EXPECT_EQ(flow_of(page, &next_table), "t4r0 Adoption|\nText between.\nt5 Care leavers|Good\n");
  EXPECT_EQ(next_table, 6);
}

}  // namespace
}  // namespace ofsight
