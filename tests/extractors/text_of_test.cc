#include "tests/extractors/text_of.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(TextOf, LaysTheBlocksEndToEnd) {
  const Text text = text_of(R"(
      # Inspection of Ambleford
      Zoë leads 😀. She knows! Does she?

      1. plans:
        • for children⏎in care
      | Overall⏎effectiveness | | Good |
      | The impact of leaders | Inadequate |
      )");
  EXPECT_EQ(
      text.utf8,
      "Inspection of Ambleford\nZoë leads 😀. She knows! Does she?\n1. plans:\n"
      "• for children in care\nOverall effectiveness\t\tGood\nThe impact of leaders\tInadequate");
  ASSERT_EQ(text.blocks.size(), 6u);
  EXPECT_EQ(text.blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(text.blocks[0].level, 1);
  EXPECT_EQ(text.blocks[1].kind, BlockKind::kParagraph);
  EXPECT_EQ(text.blocks[2].kind, BlockKind::kListItem);
  EXPECT_EQ(text.slice(text.blocks[2].marker), "1.");
  EXPECT_EQ(text.slice(text.blocks[2].span), "plans:");
  EXPECT_EQ(text.blocks[3].level, 1);
  EXPECT_EQ(text.slice(text.blocks[3].span), "for children in care");
  ASSERT_EQ(text.blocks[4].cells.size(), 3u);
  EXPECT_EQ(text.slice(text.blocks[4].cells[0]), "Overall effectiveness");
  EXPECT_TRUE(text.blocks[4].cells[1].empty());
  EXPECT_EQ(text.slice(text.blocks[4].cells[2]), "Good");
  EXPECT_EQ(text.blocks[4].table, text.blocks[5].table);
  EXPECT_EQ(text.blocks[5].row, 1);
}

TEST(TextOf, CountsCodePoints) {
  const Text text = text_of("Zoë 😀 ok");
  EXPECT_EQ(text.code_points(), 8u);
  EXPECT_EQ(text.slice({4, 5}), "😀");
  EXPECT_EQ(text.slice({6, 8}), "ok");
}

TEST(TextOf, CutsSentences) {
  const Text text = text_of("# No. Heading\nOne is 3.5. Two!\n• Three");
  ASSERT_EQ(text.sentences.size(), 3u);
  EXPECT_EQ(text.slice(text.sentences[0]), "One is 3.5.");
  EXPECT_EQ(text.slice(text.sentences[1]), "Two!");
  EXPECT_EQ(text.slice(text.sentences[2]), "Three");
}

TEST(TextOf, EveryPrintedLineHasItsBoxOnItsPage) {
  const Text text = text_of("one⏎two\n---\nthree");
  EXPECT_EQ(text.pages, 2);
  EXPECT_EQ(text.blocks[1].page, 2);
  const Evidence evidence = text.evidence({4, 13});
  EXPECT_EQ(evidence.quote, "two\nthree");
  EXPECT_EQ(evidence.page, 1);
  ASSERT_EQ(evidence.boxes.size(), 2u);
  EXPECT_GT(evidence.boxes[0].y0, evidence.boxes[1].y0)
      << "the second line of a page, the first of the next";
  EXPECT_EQ(evidence.boxes[1].page, 2);
}

TEST(TextOf, FramesHaveRows) {
  const Text text = text_of("> ## Case study\n> • one\n>\n> two\nafter\n> three");
  ASSERT_EQ(text.blocks.size(), 5u);
  EXPECT_TRUE(text.blocks[0].boxed);
  EXPECT_EQ(text.blocks[0].level, 2);
  EXPECT_EQ(text.blocks[1].kind, BlockKind::kListItem);
  EXPECT_EQ(text.blocks[0].row, text.blocks[1].row);
  EXPECT_EQ(text.blocks[2].row, text.blocks[1].row + 1);
  EXPECT_EQ(text.blocks[2].table, text.blocks[0].table);
  EXPECT_FALSE(text.blocks[3].boxed);
  EXPECT_NE(text.blocks[4].table, text.blocks[0].table);
}

TEST(TextOf, SectionsEndAtTheNextHeadingOfTheirSize) {
  const Text text = text_of("# A\n## B\none\n## C\n# D");
  ASSERT_EQ(text.sections.size(), 4u);
  EXPECT_EQ(text.sections[0].last, 4u);
  EXPECT_EQ(text.sections[1].last, 3u);
  EXPECT_EQ(text.sections[2].last, 4u);
  EXPECT_EQ(text.sections[3].last, 5u);
}

}  // namespace
}  // namespace ofsight
