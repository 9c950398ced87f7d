#include "pipeline/evaluation/likeness.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(Likeness, ComparableTextsDifferInNoMoreThanTheirFormOfWriting) {
  EXPECT_EQ(comparable(" Children’s  plans – now. "), comparable("children's plans - NOW"));
  EXPECT_EQ(comparable("ﬁle²"), comparable("file2"));
  EXPECT_NE(comparable("plans, now"), comparable("plans now")) << "commas inside stay";
  EXPECT_EQ(comparable(" .;:, "), U"");
  EXPECT_EQ(comparable("\xff"), U"") << "not UTF-8";
}

TEST(Likeness, SquashedKeepsLettersAndDigits) {
  EXPECT_EQ(squashed("Multi-agency, 16 to 17 (É)"), U"multiagency16to17é");
}

// The values are those of Python's difflib.SequenceMatcher(None, a, b, autojunk=False).ratio().
TEST(Likeness, IsTheShareOfMatchingBlocks) {
  EXPECT_DOUBLE_EQ(likeness(U"", U""), 1);
  EXPECT_DOUBLE_EQ(likeness(U"abc", U""), 0);
  EXPECT_DOUBLE_EQ(likeness(U"abcd", U"bcde"), 0.75);
  EXPECT_DOUBLE_EQ(likeness(U"private thread", U"private volatile"), 2.0 * 10 / 30);
  EXPECT_DOUBLE_EQ(likeness(U"supervision", U"supervision"), 1);
}

TEST(Likeness, OfEqualBlocksTheFirstCounts) {
  EXPECT_DOUBLE_EQ(likeness(U"tide", U"diet"), 0.25);
  EXPECT_DOUBLE_EQ(likeness(U"diet", U"tide"), 0.5);
}

}  // namespace
}  // namespace ofsight
