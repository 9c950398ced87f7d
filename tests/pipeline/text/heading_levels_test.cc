#include "pipeline/text/heading_levels.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

struct Printed {
  std::vector<std::u32string> lines;
  BlockStyle style;
};

std::string levels_of(const std::vector<Printed>& printed) {
  std::vector<RawBlock> blocks;
  std::vector<BlockStyle> styles;
  for (const Printed& p : printed) {
    blocks.push_back(
        block_of(p.lines, p.style.item ? BlockKind::kListItem : BlockKind::kParagraph));
    if (p.style.item) blocks.back().marker = U"•";
    styles.push_back(p.style);
  }
  set_levels(blocks, styles, 12);
  return outline_of(blocks);
}

constexpr BlockStyle kBody{12, false, false, 57, false};
constexpr BlockStyle kBold{12, true, false, 57, false};
constexpr BlockStyle kItalic{12, false, true, 57, false};

BlockStyle item_at(float left) { return {12, false, false, left, true}; }

TEST(SetLevels, RanksHeadingsBySizeThenWeightThenSlant) {
  EXPECT_EQ(levels_of({
                {{U"Inspection of Saltmere"}, {20, false, false, 57, false}},
                {{U"Children in care"}, {14, true, false, 57, false}},
                {{U"Care leavers"}, {14, false, false, 57, false}},
                {{U"Summary"}, kBold},
                {{U"A case"}, kItalic},
                {{U"Leaders know their services well"}, kBody},
                {{U"Adoption"}, {14.1f, true, false, 57, false}},
            }),
            "h1 Inspection of Saltmere\nh2 Children in care\nh3 Care leavers\nh4 Summary\n"
            "h5 A case\np Leaders know their services well\nh2 Adoption\n");
}

TEST(SetLevels, StartsAtOneWhateverTheSize) {
  EXPECT_EQ(levels_of({{{U"Summary"}, kBold}, {{U"Text goes on."}, kBody}}),
            "h1 Summary\np Text goes on.\n");
  EXPECT_EQ(levels_of({}), "");
}

TEST(SetLevels, TakesWrappedHeadingsForOne) {
  EXPECT_EQ(levels_of({{{U"The impact of leaders on", U"social work practice"}, kBold}}),
            "h1 The impact of leaders on/social work practice\n");
}

TEST(SetLevels, LeavesSentencesInBoldOrItalicsAlone) {
  EXPECT_EQ(levels_of({
                {{U"This is bold text over", U"two lines."}, kBold},
                {{U"A sentence in italics."}, kItalic},
                {{U"a clause in italics,"}, kItalic},
                {{U"Over two lines in", U"italics"}, kItalic},
                {{std::u32string(230, U'x')}, {20, true, false, 57, false}},
            }),
            "p This is bold text over/two lines.\np A sentence in italics.\n"
            "p a clause in italics,\np Over two lines in/italics\np " +
                std::string(230, 'x') + "\n");
  EXPECT_EQ(levels_of({{{U"What must improve."}, kBold}}), "h1 What must improve.\n");
}

TEST(SetLevels, MakesNoHeadingOfItemsAndOfWhatHasNoStyle) {
  EXPECT_EQ(levels_of({
                {{U"Supervision"}, {14, true, false, 57, true}},
                {{U"1 A footnote"}, {}},
            }),
            "0 • Supervision\np 1 A footnote\n");
}

TEST(SetLevels, TellsHowDeepAnItemStands) {
  EXPECT_EQ(levels_of({
                {{U"one"}, item_at(75)},
                {{U"one, one"}, item_at(93)},
                {{U"one, one, one"}, item_at(111)},
                {{U"one, two"}, item_at(95)},
                {{U"two"}, item_at(73)},
                {{U"Text."}, kBody},
                {{U"new list"}, item_at(93)},
            }),
            "0 • one\n1 • one, one\n2 • one, one, one\n1 • one, two\n0 • two\np Text.\n"
            "0 • new list\n");
}

}  // namespace
}  // namespace ofsight
