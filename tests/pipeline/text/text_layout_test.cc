#include "pipeline/text/text_layout.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

std::string describe(const std::vector<RawBlock>& blocks, std::vector<Furniture> furniture = {}) {
  static const TextRules rules = load_text_rules().value();
  ReadText read;
  read.text = build_text(blocks, rules);
  read.furniture = std::move(furniture);
  return describe_layout(read);
}

TEST(DescribeLayout, SaysWhatEveryBlockIsAndWhereItsLinesStand) {
  RawBlock heading = block_of({U"Café’s 😀"}, BlockKind::kHeading);
  heading.level = 2;
  RawBlock item = block_of({U"early", U"help"}, BlockKind::kListItem);
  item.marker = U"\uF0B7";
  item.boxed = true;
  EXPECT_EQ(describe({heading, block_of({U"Text."}), item}),
            "heading 2, page 1, 0-8, section of 2 blocks\n"
            "    line p1 [57.0 100.0 105.0 114.0] Café’s 😀\n"
            "paragraph, page 1, 9-14\n"
            "    line p1 [57.0 100.0 87.0 114.0] Text.\n"
            "list item 0 in a box, page 1, 17-27\n"
            "    mark •\n"
            "    line p1 [57.0 100.0 87.0 114.0] early\n"
            "    line p1 [57.0 100.0 81.0 114.0] help\n");
}

TEST(DescribeLayout, ShowsCellsEvenEmptyOnes) {
  RawBlock row = block_of({U"Adoption"}, BlockKind::kTableRow);
  row.cells.push_back({});
  row.cells.push_back({raw_line_of(U"Good", 300)});
  row.table = 3;
  EXPECT_EQ(describe({row}),
            "table 3 row, page 1, 0-14\n"
            "    cell Adoption\n"
            "    cell \n"
            "    cell Good\n"
            "    line p1 [57.0 100.0 105.0 114.0] Adoption\n"
            "    line p1 [300.0 100.0 324.0 114.0] Good\n");
}

TEST(DescribeLayout, ListsWhatWasLeftOut) {
  EXPECT_EQ(describe({}, {{2, U"Ambleford’s services", "running_head"}, {3, U"4", "page_number"}}),
            "left out, running_head, page 2: Ambleford’s services\n"
            "left out, page_number, page 3: 4\n");
  EXPECT_EQ(describe({}), "");
}

}  // namespace
}  // namespace ofsight
