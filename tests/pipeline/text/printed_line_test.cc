#include "pipeline/text/printed_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

// Lines of one row parted by "|", rows by "\n".
std::string rows_of(const PrintedPage& page) {
  std::string out;
  int row = 0;
  for (const PrintedLine& line : build_lines(page, 1)) {
    if (!out.empty()) out += line.row == row ? "|" : "\n";
    out += utf8_from_utf32(line.text);
    row = line.row;
  }
  return out;
}

std::string beside(std::u32string_view first, float gap, std::u32string_view second) {
  PrintedPage page = empty_page();
  print(page, 57, 100, first);
  print(page, 57 + width_of(first) + gap, 100, second);
  return rows_of(page);
}

TEST(BuildLines, HasNoneOnAPageWithoutText) {
  PrintedPage page = empty_page();
  EXPECT_TRUE(build_lines(page, 1).empty());
  print(page, 57, 100, U" \u00A0\t ");
  page.runs.emplace_back();
  EXPECT_TRUE(build_lines(page, 1).empty());
}

TEST(BuildLines, TellsTheGapsOfLettersWordsAndColumnsApart) {
  EXPECT_EQ(beside(U"safe", 1, U"guarding"), "safeguarding");
  EXPECT_EQ(beside(U"early", 2, U"help"), "early help");
  EXPECT_EQ(beside(U"early", 24, U"help"), "early help");
  EXPECT_EQ(beside(U"Overall effectiveness", 25, U"Good"), "Overall effectiveness|Good");
}

TEST(BuildLines, KeepsAMarkWithTheItemThatStandsFarFromIt) {
  for (const char32_t* mark : {U"•", U"\uF0B7", U"\uF06E", U"◼", U"–", U"1.", U"12.", U"(iv)"})
    EXPECT_EQ(beside(mark, 55, U"supervision"), utf8_from_utf32(mark) + " supervision");
  EXPECT_EQ(beside(U"•", 61, U"supervision"), "•|supervision");
  EXPECT_EQ(beside(U"Grade", 55, U"Good"), "Grade|Good");
}

TEST(BuildLines, OrdersByPlaceAndNotByDrawing) {
  PrintedPage page = empty_page();
  print(page, 57, 130, U"Below");
  print(page, 300, 100, U"Right column");
  print(page, 57, 100, U"Left column");
  print(page, 300, 115, U"goes on");
  EXPECT_EQ(rows_of(page), "Left column|Right column\ngoes on\nBelow");
}

TEST(BuildLines, MakesSpacesSingleAndTakesThemOffTheEnds) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"  two \u00A0\u2003 words  ");
  EXPECT_EQ(rows_of(page), "two words");
  EXPECT_FLOAT_EQ(build_lines(page, 1)[0].box.x0, 69);
}

TEST(BuildLines, TakesARaisedNumberIntoItsLine) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"the partnership");
  print(page, 57 + width_of(U"the partnership"), 95, U"3", {7});
  print(page, 57, 114, U"goes on");
  EXPECT_EQ(rows_of(page), "the partnership3\ngoes on");
  const PrintedLine line = build_lines(page, 1)[0];
  EXPECT_FLOAT_EQ(line.size, 12);
  EXPECT_FLOAT_EQ(line.baseline, 100);
}

TEST(BuildLines, KeepsLinesApartThatArePrintedIntoOneAnother) {
  PrintedPage page = empty_page();
  print(page, 57, 800, U"Ambleford children’s services");
  print(page, 57, 803, U"14 to 25 October 2024");
  EXPECT_EQ(rows_of(page), "Ambleford children’s services\n14 to 25 October 2024");
  page = empty_page();
  print(page, 57, 800, U"Ambleford");
  print(page, 300, 803, U"page 2");
  EXPECT_EQ(rows_of(page), "Ambleford|page 2");
}

TEST(BuildLines, ReadsTextPrintedTwiceOnce) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"Offer letters");
  print(page, 57.4f, 100, U"Offer letters");
  EXPECT_EQ(rows_of(page), "Offer letters");
}

TEST(BuildLines, CallsALineBoldOrItalicIfAllOfItsLettersAre) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"• ");
  print(page, 69, 100, U"supervision of staff", {12, true, false});
  print(page, 57, 120, U"Leaders ", {12, true, false});
  print(page, 105, 120, U"know their services");
  print(page, 57, 140, U"Case study", {12, false, true});
  const auto lines = build_lines(page, 1);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_TRUE(lines[0].bold);
  EXPECT_FALSE(lines[0].italic);
  EXPECT_FALSE(lines[1].bold);
  EXPECT_TRUE(lines[2].italic);
}

TEST(BuildLines, GivesTheSizeOfMostLetters) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"A", {18});
  print(page, 66, 100, U"mbleford council");
  EXPECT_FLOAT_EQ(build_lines(page, 1).at(0).size, 12);
}

TEST(BuildLines, HasAnEdgeMoreThanCodePointsFromLeftToRight) {
  PrintedPage page = empty_page();
  print(page, 57, 100, U"The café’s 😀 club");
  print(page, 300, 100, U"Good");
  print(page, 57, 114, U"•  ﬁve £5 · m²");
  const auto lines = build_lines(page, 7);
  ASSERT_EQ(lines.size(), 3u);
  for (const PrintedLine& line : lines) {
    EXPECT_EQ(line.edges.size(), line.text.size() + 1);
    EXPECT_TRUE(std::is_sorted(line.edges.begin(), line.edges.end()));
    EXPECT_FLOAT_EQ(line.box.x0, line.edges.front());
    EXPECT_FLOAT_EQ(line.box.x1, line.edges.back());
    EXPECT_LT(line.box.y0, line.baseline);
    EXPECT_GT(line.box.y1, line.baseline);
    EXPECT_EQ(line.page, 7);
  }
  EXPECT_EQ(lines[0].text, U"The café’s 😀 club");
  EXPECT_FLOAT_EQ(lines[0].edges[11], 57 + 11 * 6);
  EXPECT_EQ(lines[0].row, lines[1].row);
  EXPECT_LT(lines[1].row, lines[2].row);
}

}  // namespace
}  // namespace ofsight
