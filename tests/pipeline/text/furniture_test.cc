#include "pipeline/text/furniture.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

struct Sorted {
  std::string kept, left_out;  // "text" and "why, page: text", one a line
};

Sorted sort_out(std::vector<PrintedLine> lines, int pages = 3) {
  Sorted out;
  const std::size_t before = lines.size();
  const std::vector<PrintedPage> all(static_cast<std::size_t>(pages), empty_page());
  const auto furniture = remove_furniture(lines, all, 12);
  EXPECT_EQ(lines.size() + furniture.size(), before) << "nothing may disappear";
  for (const PrintedLine& line : lines) out.kept += utf8_from_utf32(line.text) + "\n";
  for (const Furniture& f : furniture)
    out.left_out +=
        std::string(f.why) + ", " + std::to_string(f.page) + ": " + utf8_from_utf32(f.text) + "\n";
  return out;
}

PrintedLine on(int page, float baseline, std::u32string_view text, const Style& style = {}) {
  return line_of(57, baseline, text, static_cast<int>(baseline), style, page);
}

TEST(RemoveFurniture, TakesRunningHeadsThatRepeatInOnePlace) {
  const Sorted sorted = sort_out({
      on(1, 40, U"Inspection of Saltmere, page 1 of 9"),
      on(1, 400, U"Leaders know their services."),
      on(2, 42, U"Inspection of Saltmere, page 2 of 9"),
      on(2, 400, U"Leaders know their services."),
      on(3, 800, U"Inspection of Saltmere, page 3 of 9"),
      on(3, 810, U"A last line at the foot."),
  });
  EXPECT_EQ(sorted.left_out,
            "running_head, 1: Inspection of Saltmere, page 1 of 9\n"
            "running_head, 2: Inspection of Saltmere, page 2 of 9\n");
  EXPECT_EQ(sorted.kept,
            "Leaders know their services.\nLeaders know their services.\n"
            "Inspection of Saltmere, page 3 of 9\nA last line at the foot.\n");
}

TEST(RemoveFurniture, TakesPageNumbersInEveryForm) {
  for (const char32_t* number :
       {U"4", U"12", U"Page 4", U"Page 4 of 12", U"4 of 12", U"- 4 -", U"4|", U"| 4"}) {
    const Sorted sorted = sort_out({on(1, 400, U"Text."), on(1, 800, number)});
    EXPECT_EQ(sorted.kept, "Text.\n") << sorted.left_out;
    EXPECT_EQ(sorted.left_out, "page_number, 1: " + utf8_from_utf32(number) + "\n");
  }
  for (const char32_t* text : {U"4 children", U"in 2018", U"Page", U"4."})
    EXPECT_EQ(sort_out({on(1, 400, U"Text."), on(1, 800, text)}).left_out, "");
}

TEST(RemoveFurniture, LeavesNumbersInTheText) {
  EXPECT_EQ(
      sort_out({on(1, 300, U"Posts filled"), on(1, 400, U"40"), on(1, 500, U"Text.")}).left_out,
      "");
}

TEST(RemoveFurniture, TakesAPageNumberThatStandsAloneAboveAnEmptyFoot) {
  const float outer = 0.85f * 842;
  EXPECT_EQ(sort_out({on(1, 400, U"Text."), on(1, outer, U"4")}).left_out, "page_number, 1: 4\n");
  EXPECT_EQ(
      sort_out({on(1, 400, U"Text."), on(1, outer, U"4"), on(1, outer + 14, U"More.")}).left_out,
      "");
}

TEST(RemoveFurniture, TakesTheSmallPrintAboveALetter) {
  const Style small{9, false, false};
  const Sorted sorted = sort_out({
      on(1, 100, U"Sample House", small),
      on(1, 112, U"T 01632 960100", small),
      on(1, 150, U"2 October 2018"),
      on(1, 170, U"Text."),
      on(1, 500, U"Small print below.", small),
  });
  EXPECT_EQ(sorted.left_out, "letterhead, 1: Sample House\nletterhead, 1: T 01632 960100\n");
  EXPECT_EQ(sorted.kept, "2 October 2018\nText.\nSmall print below.\n");
}

TEST(RemoveFurniture, TakesTheAddresseeBetweenDateAndGreeting) {
  const Sorted sorted = sort_out({
      on(1, 150, U"2 October 2018"),
      on(1, 170, U"Mr Fabian Hurst"),
      on(1, 184, U"City of Saltmere"),
      on(1, 210, U"Dear Fabian"),
      on(1, 230, U"Monitoring visit of Saltmere"),
  });
  EXPECT_EQ(sorted.left_out, "address, 1: Mr Fabian Hurst\naddress, 1: City of Saltmere\n");
  EXPECT_EQ(sorted.kept, "2 October 2018\nDear Fabian\nMonitoring visit of Saltmere\n");
}

TEST(RemoveFurniture, KnowsNoAddresseeWithoutAGreetingOnTheFirstPage) {
  EXPECT_EQ(sort_out({on(1, 150, U"2 October 2018"), on(1, 170, U"Saltmere")}).left_out, "");
  EXPECT_EQ(
      sort_out({on(1, 150, U"2 October 2018"), on(1, 170, U"Saltmere"), on(2, 210, U"Dear Fabian")})
          .left_out,
      "");
  std::vector<PrintedLine> late;
  for (int i = 0; i < 42; ++i) late.push_back(on(1, 100 + 14 * static_cast<float>(i), U"A line."));
  late.push_back(on(1, 750, U"Dear reader"));
  EXPECT_EQ(sort_out(std::move(late)).left_out, "");
}

TEST(RemoveFurniture, HasNothingToDoWithoutLines) {
  EXPECT_EQ(sort_out({}).left_out, "");
  EXPECT_EQ(sort_out({}, 0).kept, "");
}

TEST(BodySizeOf, IsTheSizeOfMostCharacters) {
  EXPECT_FLOAT_EQ(body_size_of({on(1, 100, U"Short and large", {20}),
                                on(1, 130, U"The text of the report goes on", {11.1f}),
                                on(1, 144, U"and on and on.", {10.9f})}),
                  11);
  EXPECT_GT(body_size_of({}), 0);
}

}  // namespace
}  // namespace ofsight
