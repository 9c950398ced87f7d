#include "pipeline/text/footnotes.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

constexpr Style kSmall{9, false, false};

struct Page {
  std::string text, footnotes;  // one line or block a line
};

Page read(std::vector<PrintedLine> lines) {
  Page page;
  page.footnotes = outline_of(take_footnotes(lines, 12));
  for (const PrintedLine& line : lines) page.text += utf8_from_utf32(line.text) + "\n";
  return page;
}

TEST(TakeFootnotes, TakesSmallPrintBehindAMarkAtTheFoot) {
  const Page page = read({
      line_of(57, 100, U"The early help hub is new.1"),
      line_of(57, 760, U"1 A hub is an office that two teams", 1, kSmall),
      line_of(57, 771, U"share with the police.", 2, kSmall),
      line_of(57, 782, U"2 See the earlier letter.", 3, kSmall),
  });
  EXPECT_EQ(page.text, "The early help hub is new.1\n");
  EXPECT_EQ(page.footnotes,
            "p 1 A hub is an office that two teams/share with the police.\n"
            "p 2 See the earlier letter.\n");
}

TEST(TakeFootnotes, KnowsEveryMark) {
  for (const char32_t* mark : {U"1", U"12", U"[3]", U"(4)", U"*", U"†"}) {
    const std::u32string note = std::u32string(mark) + U" See the letter.";
    EXPECT_EQ(read({line_of(57, 760, note, 1, kSmall)}).footnotes,
              "p " + utf8_from_utf32(note) + "\n");
  }
}

TEST(TakeFootnotes, LeavesSmallPrintWithoutAMark) {
  for (const char32_t* text : {U"Sample House, Anytown", U"2.5 was the mean", U"10% of children",
                               U"120 children", U"1 a", U"• item of a list"})
    EXPECT_EQ(read({line_of(57, 760, text, 1, kSmall)}).footnotes, "") << utf8_from_utf32(text);
  const Page page = read({line_of(57, 749, U"Source: the council", 0, kSmall),
                          line_of(57, 760, U"1 See the letter.", 1, kSmall)});
  EXPECT_EQ(page.text, "Source: the council\n");
  EXPECT_EQ(page.footnotes, "p 1 See the letter.\n");
}

TEST(TakeFootnotes, LeavesTextOfBodySizeAndSmallPrintAboveIt) {
  const Page page = read({
      line_of(57, 100, U"1 In a table above", 0, kSmall),
      line_of(57, 760, U"4 children were seen."),
  });
  EXPECT_EQ(page.footnotes, "");
  EXPECT_EQ(page.text, "1 In a table above\n4 children were seen.\n");
  EXPECT_EQ(read({}).footnotes, "");
}

TEST(TakeFootnotes, SaysOnWhichPageTheyStood) {
  std::vector<PrintedLine> lines = {line_of(57, 760, U"1 See the letter.", 1, kSmall, 6)};
  const auto footnotes = take_footnotes(lines, 12);
  ASSERT_EQ(footnotes.size(), 1u);
  EXPECT_EQ(footnotes[0].page, 6);
  EXPECT_EQ(footnotes[0].cells[0][0].box.page, 6);
}

TEST(RawLine, KeepsWordsEdgesAndBox) {
  const PrintedLine printed = line_of(57, 100, U"café", 3, {}, 2);
  const RawLine line = raw_line(printed);
  EXPECT_EQ(line.text, U"café");
  EXPECT_EQ(line.edges, printed.edges);
  EXPECT_EQ(line.box.page, 2);
  EXPECT_FLOAT_EQ(line.box.x0, printed.box.x0);
  EXPECT_FLOAT_EQ(line.box.y0, printed.box.y0);
  EXPECT_FLOAT_EQ(line.box.x1, printed.box.x1);
  EXPECT_FLOAT_EQ(line.box.y1, printed.box.y1);
}

}  // namespace
}  // namespace ofsight
