#include "corpus/text_file.h"

#include <gtest/gtest.h>

#include <limits>
#include <random>

namespace ofsight {
namespace {

Text sample() {
  Text text;
  text.utf8 = "Caf\xC3\xA9\n\xE2\x80\xA2 one\ttwo";
  for (std::size_t i = 0; i <= text.utf8.size(); ++i)
    if (i == text.utf8.size() || (text.utf8[i] & 0xC0) != 0x80)
      text.byte_of.push_back(static_cast<std::uint32_t>(i));
  text.lines = {
      {{0, 4}, {1, 0.1f, -2.5f, 3e7f, std::numeric_limits<float>::infinity()}, {0, 1.25f, 2, 3, 4}},
      {{5, 14}, {}, {}}};
  Block heading, row;
  heading.kind = BlockKind::kHeading;
  heading.span = {0, 4};
  heading.level = 2;
  heading.page = 1;
  row.kind = BlockKind::kTableRow;
  row.span = {7, 14};
  row.marker = {5, 6};
  row.boxed = true;
  row.cells = {{7, 10}, {11, 14}, {14, 14}};
  row.table = 300;
  row.row = 0;
  text.blocks = {heading, row};
  text.sections = {{0, 1, 2}};
  text.sentences = {{0, 4}, {7, 14}};
  text.pages = 1;
  text.engine = "mupdf 1.21.1";
  return text;
}

TEST(TextFile, GivesBackEveryMember) {
  const Text text = sample();
  const auto back = text_from_bytes(bytes_of(text));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->utf8, text.utf8);
  EXPECT_EQ(back->byte_of, text.byte_of);
  ASSERT_EQ(back->lines.size(), 2u);
  EXPECT_EQ(back->lines[0].span, text.lines[0].span);
  EXPECT_EQ(back->lines[0].box.page, 1);
  EXPECT_EQ(back->lines[0].box.x0, 0.1f);
  EXPECT_EQ(back->lines[0].box.y1, std::numeric_limits<float>::infinity());
  EXPECT_EQ(back->lines[0].edges, text.lines[0].edges);
  ASSERT_EQ(back->blocks.size(), 2u);
  EXPECT_EQ(back->blocks[0].kind, BlockKind::kHeading);
  EXPECT_EQ(back->blocks[0].table, -1);
  EXPECT_EQ(back->blocks[1].marker, (Span{5, 6}));
  EXPECT_EQ(back->blocks[1].cells, text.blocks[1].cells);
  EXPECT_TRUE(back->blocks[1].boxed);
  EXPECT_EQ(back->blocks[1].table, 300);
  EXPECT_EQ(back->sections[0].last, 2u);
  EXPECT_EQ(back->sentences, text.sentences);
  EXPECT_EQ(back->pages, 1);
  EXPECT_EQ(back->engine, text.engine);
  EXPECT_EQ(bytes_of(*back), bytes_of(text));
}

TEST(TextFile, AnEmptyTextIsOneToo) {
  Text text;
  text.byte_of = {0};
  const auto back = text_from_bytes(bytes_of(text));
  ASSERT_TRUE(back);
  EXPECT_EQ(back->byte_of, text.byte_of);
}

TEST(TextFile, WhatIsCutOrPointsBeyondTheTextIsNone) {
  const std::string bytes = bytes_of(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(text_from_bytes(bytes.substr(0, size))) << size;
  EXPECT_FALSE(text_from_bytes(bytes + '\0'));
  Text text = sample();
  text.sentences.push_back({3, 99});
  EXPECT_FALSE(text_from_bytes(bytes_of(text)));
  text = sample();
  text.sections[0].heading = 2;
  EXPECT_FALSE(text_from_bytes(bytes_of(text)));
  text = sample();
  text.utf8[3] = 'x';
  EXPECT_FALSE(text_from_bytes(bytes_of(text))) << "no UTF-8";
}

TEST(TextFile, AnyBytesAreReadWithoutHarm) {
  std::mt19937 random(7);
  const std::string bytes = bytes_of(sample());
  for (int i = 0; i < 20'000; ++i) {
    std::string changed = bytes;
    for (int j = 0; j < 3; ++j) changed[random() % changed.size()] = static_cast<char>(random());
    const auto text = text_from_bytes(changed);
    if (text)
      for (const Span& sentence : text->sentences)
        EXPECT_LE(text->slice(sentence).size(), text->utf8.size());
  }
}

}  // namespace
}  // namespace ofsight
