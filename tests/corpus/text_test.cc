#include "corpus/text.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ofsight {
namespace {

// "Zoë 😀\nok\nend": a line with the edges of its characters, one without, and one without a page.
Text some_text() {
  Text text;
  text.utf8 = "Zoë 😀\nok\nend";
  text.byte_of = {0, 1, 2, 4, 5, 9, 10, 11, 12, 13, 14, 15, 16};
  text.lines = {{{0, 5}, {1, 50, 100, 100, 112}, {50, 60, 70, 80, 85, 100}},
                {{6, 8}, {2, 50, 72, 70, 84}, {}},
                {{9, 12}, {}, {}}};
  return text;
}

std::vector<float> x_of(const Box& box) { return {box.x0, box.x1}; }

TEST(Text, SlicesByCodePoint) {
  const Text text = some_text();
  EXPECT_EQ(text.code_points(), 12u);
  EXPECT_EQ(text.slice({0, 3}), "Zoë");
  EXPECT_EQ(text.slice({4, 5}), "😀");
  EXPECT_EQ(text.slice({4, 8}), "😀\nok");
  EXPECT_EQ(text.slice({0, 12}), text.utf8);
  EXPECT_EQ(text.slice({12, 12}), "");
}

TEST(Text, FindsTheCodePointOfEveryByte) {
  const Text text = some_text();
  EXPECT_EQ(text.code_point_at(0), 0u);
  EXPECT_EQ(text.code_point_at(2), 2u);
  EXPECT_EQ(text.code_point_at(3), 2u) << "the second byte of ë";
  EXPECT_EQ(text.code_point_at(4), 3u);
  for (std::size_t byte = 5; byte < 9; ++byte) EXPECT_EQ(text.code_point_at(byte), 4u);
  EXPECT_EQ(text.code_point_at(16), 12u) << "the end";
}

TEST(Text, EvidenceQuotesItsSpan) {
  const Evidence evidence = some_text().evidence({2, 7});
  EXPECT_EQ(evidence.span, (Span{2, 7}));
  EXPECT_EQ(evidence.quote, "ë 😀\no");
}

TEST(Text, EvidenceStandsOnThePageOfItsFirstLine) {
  const Text text = some_text();
  EXPECT_EQ(text.evidence({0, 8}).page, 1);
  EXPECT_EQ(text.evidence({6, 8}).page, 2);
  EXPECT_EQ(text.evidence({5, 8}).page, 2) << "a line end is no part of a line";
  EXPECT_EQ(text.evidence({9, 12}).page, 0) << "its line has none";
  EXPECT_EQ(text.evidence({7, 12}).page, 2);
}

TEST(Text, EvidenceHasTheBoxesOfTheLinesItTouches) {
  const Text text = some_text();
  const auto boxes = text.evidence({1, 12}).boxes;
  ASSERT_EQ(boxes.size(), 2u) << "what stands on no page has no box";
  EXPECT_EQ(x_of(boxes[0]), (std::vector<float>{60, 100})) << "from its second character on";
  EXPECT_EQ(boxes[0].page, 1);
  EXPECT_EQ(boxes[0].y0, 100);
  EXPECT_EQ(boxes[0].y1, 112);
  EXPECT_EQ(x_of(boxes[1]), (std::vector<float>{50, 70}));
  EXPECT_EQ(boxes[1].page, 2);
}

TEST(Text, ABoxIsCutToTheCharactersOfItsLine) {
  const Text text = some_text();
  EXPECT_EQ(x_of(text.evidence({2, 4}).boxes.at(0)), (std::vector<float>{70, 85}));
  EXPECT_EQ(x_of(text.evidence({7, 8}).boxes.at(0)), (std::vector<float>{50, 70}))
      << "whole where the characters have no edges";
}

TEST(Text, ALineEndHasNoBox) { EXPECT_TRUE(some_text().evidence({5, 6}).boxes.empty()); }

}  // namespace
}  // namespace ofsight
