#include "pipeline/text/plain_reader.h"

#include <gtest/gtest.h>

#include <string>

#include "pipeline/text/text_builder.h"
#include "pipeline/text/unicode.h"
#include "tests/pipeline/text/outline_of.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

std::string read(std::string_view text) {
  const auto blocks = read_plain(text, {});
  return blocks ? outline_of(*blocks, Tables::kNumbered) : "failed: " + blocks.error().detail;
}

struct Case {
  std::string text, blocks;
};

void expect_blocks(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(read(c.text), c.blocks) << c.text;
}

TEST(ReadPlain, PartsBlocksAtBlankLines) {
  expect_blocks({
      {"One line\nand another.\n\nThe next.\n", "p One line/and another.\np The next.\n"},
      {"\n\n  One.  \n \t \n\n  Two.\n\n", "p One.\np Two.\n"},
      {"One.\r\nmore.\r\n\r\nTwo.\r\n", "p One./more.\np Two.\n"},
      {"One.\rmore.\r\rTwo.", "p One./more.\np Two.\n"},
      {"\xEF\xBB\xBFOne.\n\nTwo.", "p One.\np Two.\n"},
      {"One.\n\nTwo.\fThree.", "p One.\np Two.\np Three.\n"},
  });
}

TEST(ReadPlain, TakesShortLinesWithoutAStopForHeadings) {
  const std::string hundred(100, 'x');
  expect_blocks({
      {"What needs to improve?\n\nMuch.", "h1 What needs to improve?\np Much.\n"},
      {"Recommendations:\n\nDo it.", "h1 Recommendations:\np Do it.\n"},
      {hundred + "\n\n" + hundred + "x", "h1 " + hundred + "\np " + hundred + "x\n"},
      {"Two lines\nare no heading\n\nx.", "p Two lines/are no heading\np x.\n"},
      {"first,\n\nsecond;\n\n12\n\n---", "p first,\np second;\np 12\np ---\n"},
  });
}

TEST(ReadPlain, ReadsLists) {
  expect_blocks({
      {"• one\n  goes on\n• two\n\n• three.", "0 • one/goes on\n0 • two\n0 • three.\n"},
      {"1. one\n2. two\n\nText.", "0 1. one\n0 2. two\np Text.\n"},
      {"(a) one\n\n(b) two", "0 (a) one\n0 (b) two\n"},
      {"They should:\n- one\n- two\n\nx.", "h1 They should:\n0 - one\n0 - two\np x.\n"},
      {"1.\tone\n2.\ttwo\n\nx.", "0 1. one\n0 2. two\np x.\n"},
      {"•one\n\nx.", "0 • one\np x.\n"},
      {"•\n\nx.", "p •\np x.\n"},
  });
}

TEST(ReadPlain, ADashOrNumberWithinAParagraphIsText) {
  expect_blocks({
      {"as the law says in section\n17. They must also\n\nx.",
       "p as the law says in section/17. They must also\np x.\n"},
      {"children in need\n– and others – wait\n\nx.",
       "p children in need/– and others – wait\np x.\n"},
      {"a title\n• is over at a bullet\n\nx.", "h1 a title\n0 • is over at a bullet\np x.\n"},
  });
}

TEST(ReadPlain, TakesLevelsFromIndents) {
  expect_blocks({
      {"• one\n  – two\n    o three\n  – four\n• five\n\nx.",
       "0 • one\n1 – two\n2 o three\n1 – four\n0 • five\np x.\n"},
      {"\t• one\n\n\t\t• two\n\n\t• three", "0 • one\n1 • two\n0 • three\n"},
      {"• one\n\nText.\n\n  • two", "0 • one\np Text.\n0 • two\n"},
  });
}

TEST(ReadPlain, ReadsRows) {
  expect_blocks({
      {"Overall effectiveness\tGood\nHelp\tInadequate\n\nText.\n\na\tb",
       "t0 Overall effectiveness|Good\nt0 Help|Inadequate\np Text.\nt1 a|b\n"},
      {"\tAn indented\n\tparagraph.\n\nx.", "p An indented/paragraph.\np x.\n"},
  });
}

TEST(ReadPlain, WithoutBlankLinesEveryLineIsABlock) {
  expect_blocks({
      {"Title\nA sentence.\nAnother sentence.\n• item\n1. "
       "item\nOverall\tGood\n\tInadequate\nEnd.\n",
       "h1 Title\np A sentence.\np Another sentence.\n0 • item\n0 1. item\nt0 Overall|Good\n"
       "t0 |Inadequate\np End.\n"},
      {"One.", "p One.\n"},
      {"a\t\nx.", "t0 a|\np x.\n"},
  });
}

TEST(ReadPlain, RejectsWhatIsNoUtf8) {
  const struct {
    std::string bytes;
    std::string detail;
  } cases[] = {
      {"caf\xE9 ole", "invalid UTF-8 at byte 3"},
      {std::string(5000, 'x') + "\xC0\xAF", "invalid UTF-8 at byte 5000"},
      {"cut \xE2\x80", "invalid UTF-8 at byte 4"},
  };
  for (const auto& c : cases) {
    const auto blocks = read_plain(c.bytes, {});
    ASSERT_FALSE(blocks);
    EXPECT_EQ(blocks.error().reason, RejectionReason::kCorrupt);
    EXPECT_EQ(blocks.error().detail, c.detail);
  }
}

TEST(ReadPlain, RejectsWhatHasNoText) {
  for (const char* text : {"", "\xEF\xBB\xBF", "\n \n\t\r\n\f", " "}) {
    const auto blocks = read_plain(text, {});
    ASSERT_FALSE(blocks);
    EXPECT_EQ(blocks.error().reason, RejectionReason::kNoText);
  }
}

TEST(ReadPlain, KeepsToItsMemory) {
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "a\n\n";
  EXPECT_TRUE(read_plain(text, {}));
  for (std::size_t bytes : {std::size_t{1000}, std::size_t{1} << 20}) {
    const auto blocks = read_plain(text, {30, bytes});
    ASSERT_FALSE(blocks);
    EXPECT_EQ(blocks.error().reason, RejectionReason::kTooLarge);
  }
}

std::string data(const std::string& name) { return source_file("pipeline/text/" + name); }

// What `ofsight text` prints of a document is that document in plain text.
TEST(ReadPlain, ReadsPrintedTextAsTheSameText) {
  auto normaliser = Normaliser::from_json(data("normalisation.json"));
  auto vocabulary = Vocabulary::from_json(data("vocabulary.json"));
  auto abbreviations = Abbreviations::from_json(data("abbreviations.json"));
  ASSERT_TRUE(normaliser && vocabulary && abbreviations);
  const TextRules rules{*normaliser, *vocabulary, *abbreviations};
  for (const char* document :
       {"Inspection of services\n\nDates: 1 May\n\nA long\nparagraph - with a dash -\nand 'quotes'."
        "\n\nThey should:\n- one multi-\nagency\n  - two\n\n1. three\n\nOverall\tGood\n\nEnd.",
        "• one\n\n• two", "12\n\n---\n\na\tb\tc"}) {
    const Text first = build_text(*read_plain(document, {}), rules);
    const Text second = build_text(*read_plain(first.utf8, {}), rules);
    EXPECT_EQ(second.utf8, first.utf8);
    ASSERT_EQ(second.blocks.size(), first.blocks.size());
    for (std::size_t i = 0; i < first.blocks.size(); ++i) {
      EXPECT_EQ(second.blocks[i].kind, first.blocks[i].kind) << first.slice(first.blocks[i].span);
      EXPECT_EQ(second.blocks[i].span, first.blocks[i].span);
      EXPECT_EQ(second.blocks[i].cells, first.blocks[i].cells);
    }
  }
}

}  // namespace
}  // namespace ofsight
