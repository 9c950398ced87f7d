#include "pipeline/text/block_builder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

constexpr Style kHeading{14, true, false};
constexpr Style kSmall{9, false, false};
// Forty characters, as wide as the column of these pages.
const std::u32string kFullLine = U"inspectors saw how well the teams worked";

std::string blocks_of(const std::vector<PrintedPage>& pages) {
  return outline_of(build_blocks(pages).blocks);
}

TEST(BuildBlocks, PartsParagraphsAndHeadings) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"Children in care", kHeading);
  print_lines(page, 57, 130, {U"The council knows its services, and so", kFullLine, U"every day."});
  print_lines(page, 57, 186, {U"The second paragraph is as short as it."});
  EXPECT_EQ(blocks_of({page}),
            "h1 Children in care\n"
            "p The council knows its services, and so/inspectors saw how well the teams worked/"
            "every day.\np The second paragraph is as short as it.\n");
  EXPECT_EQ(blocks_of({}), "");
  EXPECT_EQ(blocks_of({empty_page()}), "");
}

TEST(BuildBlocks, ReadsTheBulletsOfEveryFont) {
  for (const char32_t* mark :
       {U"\uF06E", U"\uF02D", U"\uF0A7", U"\uF0B7", U"◼", U"●", U"•", U"–"}) {
    PrintedPage page = empty_page();
    print(page, 57, 100, kFullLine + U":");
    for (float y : {130.f, 144.f, 158.f}) print(page, 75, y, mark);
    print_lines(page, 93, 130, {U"the use of data", U"supervision", U"plans."});
    print(page, 57, 190, kFullLine + U".");
    const std::string item = "0 " + utf8_from_utf32(mark) + " ";
    const std::string line = "p " + utf8_from_utf32(kFullLine);
    EXPECT_EQ(blocks_of({page}), line + ":\n" + item + "the use of data\n" + item +
                                     "supervision\n" + item + "plans.\n" + line + ".\n");
  }
}

TEST(BuildBlocks, JoinsTheLinesOfAnItemEvenOverABlankLine) {
  PrintedPage page = empty_page();
  print(page, 75, 100, U"\uF0B7");
  print_lines(page, 93, 100, {kFullLine, U"and how often"});
  print(page, 75, 128, U"\uF0B7");
  print(page, 93, 128, kFullLine);
  print(page, 93, 160, U"in a year");
  const std::string item = "0 \uF0B7 " + utf8_from_utf32(kFullLine);
  EXPECT_EQ(blocks_of({page}), item + "/and how often\n" + item + "/in a year\n");
}

TEST(BuildBlocks, EndsAListAtTheParagraphBelow) {
  PrintedPage page = empty_page();
  print(page, 75, 100, U"•");
  print(page, 93, 100, kFullLine + U".");
  print(page, 57, 130, U"Leaders have plans for this.");
  EXPECT_EQ(blocks_of({page}),
            "0 • " + utf8_from_utf32(kFullLine) + ".\np Leaders have plans for this.\n");
}

TEST(BuildBlocks, NestsTheItemsOfAList) {
  PrintedPage page = empty_page();
  print_lines(page, 75, 100,
              {U"1. the quality of plans:", U"   – for children in care", U"   – for care leavers",
               U"2. supervision"});
  print(page, 57, 190, kFullLine);
  EXPECT_EQ(blocks_of({page}),
            "0 1. the quality of plans:\n1 – for children in care\n1 – for care leavers\n"
            "0 2. supervision\np " +
                utf8_from_utf32(kFullLine) + "\n");
}

TEST(BuildBlocks, TakesANumberOrDashInAWrappedParagraphForText) {
  PrintedPage page = empty_page();
  print_lines(page, 57, 100,
              {U"children waited until they were at least", U"12. This was too long"});
  print_lines(page, 57, 160,
              {U"children waited, as the inspectors found,", U"– and leaders knew."});
  EXPECT_EQ(blocks_of({page}),
            "p children waited until they were at least/12. This was too long\n"
            "p children waited, as the inspectors found,/– and leaders knew.\n");
}

// Two pages with running head and page number; the text breaks where the first page ends.
std::vector<PrintedPage> pages_around(const std::vector<std::u32string>& first,
                                      const std::vector<std::u32string>& second, float x = 57) {
  std::vector<PrintedPage> pages(2, empty_page());
  for (PrintedPage& page : pages) print(page, 57, 40, U"Inspection of Marlhaven");
  print(pages[0], 290, 810, U"1");
  print(pages[1], 290, 810, U"2");
  print_lines(pages[0], x, 700, first);
  print_lines(pages[1], x, 80, second);
  return pages;
}

TEST(BuildBlocks, JoinsAParagraphOverAPageBreakAndLeavesFurnitureOut) {
  const PrintedLayout layout = build_blocks(
      pages_around({kFullLine, U"in the borough and across all of its"}, {U"schools.", kFullLine}));
  const std::string line = utf8_from_utf32(kFullLine);
  EXPECT_EQ(outline_of(layout.blocks),
            "p " + line + "/in the borough and across all of its/schools.\np " + line + "\n");
  EXPECT_EQ(layout.blocks[0].page, 1);
  EXPECT_EQ(layout.blocks[1].page, 2);
  EXPECT_EQ(layout.furniture.size(), 4u);
}

TEST(BuildBlocks, JoinsAnItemOverAPageBreak) {
  auto pages = pages_around({U"\uF0B7  " + kFullLine}, {});
  print(pages[1], 75, 80, U"in every school, and their manager’s view");
  print(pages[1], 57, 94, U"\uF0B7");
  print(pages[1], 75, 94, U"supervision.");
  EXPECT_EQ(blocks_of(pages), "0 \uF0B7 " + utf8_from_utf32(kFullLine) +
                                  "/in every school, and their manager’s view\n"
                                  "0 \uF0B7 supervision.\n");
}

TEST(BuildBlocks, JoinsAnItemsNextSentenceOverAPageBreak) {
  auto pages = pages_around({}, {});
  print(pages[0], 57, 700, U"•");
  print_lines(pages[0], 75, 700, {kFullLine, U"in a year."});
  print(pages[1], 75, 80, U"They act on it.");
  EXPECT_EQ(blocks_of(pages),
            "0 • " + utf8_from_utf32(kFullLine) + "/in a year./They act on it.\n");
}

TEST(BuildBlocks, KeepsParagraphsApartThatEndWithTheirPage) {
  EXPECT_EQ(
      blocks_of(pages_around({U"The council knows its services very well."}, {U"Leaders act."})),
      "p The council knows its services very well.\np Leaders act.\n");
}

TEST(BuildBlocks, PutsFootnotesBehindTheBlockTheyInterrupt) {
  auto pages = pages_around({kFullLine}, {U"in the borough."});
  print(pages[0], 57, 740, U"1 A team of four.", kSmall);
  EXPECT_EQ(blocks_of(pages),
            "p " + utf8_from_utf32(kFullLine) + "/in the borough.\np 1 A team of four.\n");
}

TEST(BuildBlocks, ReadsTheGradeTableRowByRow) {
  for (bool ruled : {true, false}) {
    PrintedPage page = empty_page();
    print(page, 57, 90, U"Judgement and what it is based on, in words");
    if (ruled) draw_table(page, {52, 297, 538}, {120, 165, 195});
    print_lines(page, 57, 135,
                {U"The impact of leaders on social work", U"practice with children"});
    print_lines(page, 305, 135, {U"Requires improvement", U"to be good"});
    print(page, 57, 180, U"Overall effectiveness");
    print(page, 305, 180, U"Inadequate");
    EXPECT_EQ(blocks_of({page}),
              "p Judgement and what it is based on, in words\n"
              "row The impact of leaders on social work/practice with children|"
              "Requires improvement/to be good\nrow Overall effectiveness|Inadequate\n")
        << (ruled ? "with rules" : "without rules");
  }
}

TEST(BuildBlocks, JoinsARowOverAPageBreak) {
  std::vector<PrintedPage> pages(2, empty_page());
  draw_table(pages[0], {52, 297, 538}, {700, 740});
  print(pages[0], 57, 720, U"The partnership should share its");
  print(pages[0], 305, 720, U"Council, care board");
  draw_table(pages[1], {52, 297, 538}, {100, 140, 180});
  print(pages[1], 57, 120, U"plans with parents.");
  print(pages[1], 57, 160, U"Leaders should act.");
  print(pages[1], 305, 160, U"Council");
  EXPECT_EQ(blocks_of(pages),
            "row The partnership should share its/plans with parents.|Council, care board\n"
            "row Leaders should act.|Council\n");
}

TEST(BuildBlocks, KnowsWhatStandsInABox) {
  PrintedPage page = empty_page();
  draw_table(page, {52, 320}, {90, 160});
  print(page, 57, 110, U"What must improve", kHeading);
  print(page, 75, 140, U"• supervision");
  print(page, 57, 190, U"Text below the box is not in it any more.");
  EXPECT_EQ(blocks_of({page}),
            "boxed h1 What must improve\nboxed 0 • supervision\n"
            "p Text below the box is not in it any more.\n");
}

TEST(BuildBlocks, GivesEveryLineItsEdgesAndTheSameBlocksEachTime) {
  const auto pages = pages_around({kFullLine, U"•  the café’s 😀 club", U"12. " + kFullLine},
                                  {U"– " + kFullLine, U"and so on"});
  const auto blocks = build_blocks(pages).blocks;
  ASSERT_FALSE(blocks.empty());
  for (const RawBlock& block : blocks)
    for (const auto& cell : block.cells)
      for (const RawLine& line : cell) {
        EXPECT_EQ(line.edges.size(), line.text.size() + 1);
        EXPECT_FLOAT_EQ(line.box.x0, line.edges.front());
        EXPECT_FLOAT_EQ(line.box.x1, line.edges.back());
      }
  EXPECT_EQ(outline_of(blocks), blocks_of(pages));
}

}  // namespace
}  // namespace ofsight
