#include "pipeline/text/text_builder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "pipeline/text/read_text.h"
#include "tests/pipeline/text/printed_page_of.h"

namespace ofsight {
namespace {

Text build(const std::vector<RawBlock>& blocks) {
  static const TextRules rules = load_text_rules().value();
  return build_text(blocks, rules);
}

// What the lines become as one paragraph.
std::string joined(std::vector<std::u32string> lines) {
  const Text text = build({block_of(std::move(lines))});
  for (const Line& line : text.lines) EXPECT_EQ(line.edges.size(), line.span.length() + 1);
  return text.utf8;
}

RawBlock item_of(std::u32string marker, std::vector<std::u32string> lines) {
  RawBlock block = block_of(std::move(lines), BlockKind::kListItem);
  block.marker = std::move(marker);
  return block;
}

RawBlock row_of(const std::vector<std::vector<std::u32string>>& cells) {
  RawBlock block = block_of({}, BlockKind::kTableRow);
  block.cells.clear();
  for (const auto& lines : cells) block.cells.push_back(block_of(lines).cells[0]);
  return block;
}

RawBlock heading_of(int level, std::u32string line) {
  RawBlock block = block_of({std::move(line)}, BlockKind::kHeading);
  block.level = level;
  return block;
}

TEST(BuildText, LaysBlocksLineByLineAndCellsBehindTabs) {
  const Text text =
      build({heading_of(1, U"Grades"), row_of({{U"Adoption"}, {}, {U"to be", U"good"}}),
             item_of(U"\uF0B7", {U"supervision"}), block_of({U"One.", U"Two."})});
  EXPECT_EQ(text.utf8, "Grades\nAdoption\t\tto be good\n• supervision\nOne. Two.");
  ASSERT_EQ(text.blocks.size(), 4u);
  const Block& row = text.blocks[1];
  EXPECT_EQ(text.slice(row.span), "Adoption\t\tto be good");
  ASSERT_EQ(row.cells.size(), 3u);
  EXPECT_EQ(text.slice(row.cells[0]), "Adoption");
  EXPECT_TRUE(row.cells[1].empty());
  EXPECT_EQ(text.slice(row.cells[2]), "to be good");
  EXPECT_EQ(text.slice(text.blocks[2].marker), "•");
  EXPECT_EQ(text.slice(text.blocks[2].span), "supervision");
}

TEST(BuildText, HasNothingForBlocksWithoutLines) {
  const Text none = build({});
  EXPECT_EQ(none.utf8, "");
  EXPECT_EQ(none.code_points(), 0u);
  const Text text = build({block_of({}), block_of({U"Text."}), row_of({{}, {}})});
  EXPECT_EQ(text.utf8, "Text.");
  EXPECT_EQ(text.blocks.size(), 1u);
}

TEST(BuildText, MakesOneBulletOfEveryKindAndKeepsNumbers) {
  for (const char32_t* mark : {U"\uF06E", U"\uF02D", U"\uF0A7", U"\uF0B7", U"◼", U"●", U"–", U"o"})
    EXPECT_EQ(build({item_of(mark, {U"plans"})}).utf8, "• plans");
  for (const char32_t* mark : {U"1.", U"12)", U"(3)", U"a)", U"(iv)"})
    EXPECT_EQ(build({item_of(mark, {U"plans"})}).utf8, utf8_from_utf32(mark) + " plans");
}

TEST(BuildText, CountsCodePointsHalfOpen) {
  const Text text =
      build({block_of({U"A café 😀 is", U"Ambleford’s best."}), block_of({U"Next é."})});
  EXPECT_EQ(text.utf8, "A café 😀 is Ambleford’s best.\nNext é.");
  ASSERT_EQ(text.lines.size(), 3u);
  EXPECT_EQ(text.lines[0].span, (Span{0, 11}));
  EXPECT_EQ(text.lines[1].span, (Span{12, 29}));
  EXPECT_EQ(text.slice(text.lines[1].span), "Ambleford’s best.");
  EXPECT_EQ(text.slice({2, 6}), "café");
  EXPECT_EQ(text.slice({7, 8}), "😀");
  EXPECT_EQ(text.blocks[1].span, (Span{30, 37}));
  EXPECT_EQ(text.slice(text.blocks[1].span), "Next é.");
  EXPECT_EQ(text.code_points(), 37u);
  EXPECT_EQ(text.byte_of.back(), text.utf8.size());
  EXPECT_EQ(text.code_point_at(text.utf8.find("is")), 9u);
}

TEST(BuildText, SpellsWordsBrokenOverALineAsTheyAreSpelt) {
  EXPECT_EQ(joined({U"effective multi-", U"agency work"}), "effective multi-agency work");
  EXPECT_EQ(joined({U"child protec-", U"tion plans"}), "child protection plans");
  EXPECT_EQ(joined({U"in Stoke-on-", U"Trent"}), "in Stoke-on-Trent");
  EXPECT_EQ(joined({U"short-", U"and long-term plans"}), "short- and long-term plans");
  EXPECT_EQ(joined({U"child protec\u00AD", U"tion plans"}), "child protection plans");
}

TEST(BuildText, PutsASpaceBetweenLinesButNotAfterADashOrStroke) {
  EXPECT_EQ(joined({U"early", U"help"}), "early help");
  EXPECT_EQ(joined({U"from 2016–", U"17 on"}), "from 2016–17 on");
  EXPECT_EQ(joined({U"and/", U"or"}), "and/or");
  EXPECT_EQ(joined({U"plans –", U"mostly"}), "plans – mostly");
  EXPECT_EQ(joined({U"the gap -", U"which"}), "the gap - which");
}

TEST(BuildText, DoesNotJoinWordsOverCells) {
  EXPECT_EQ(build({row_of({{U"multi-"}, {U"agency"}})}).utf8, "multi-\tagency");
}

TEST(BuildText, NormalisesCharactersAndMovesTheirEdgesAlong) {
  EXPECT_EQ(joined({U"e\u0301tude \uFB01ve\u00A0 \u2002times, co\u00ADoperate "}),
            "étude five times, cooperate");
  EXPECT_EQ(joined({U"\"It's\" the 'best'"}), "“It’s” the ‘best’");
  EXPECT_EQ(joined({U"  m² ½ "}), "m² ½");
  const Text text = build({block_of({U"a\uFB01b"})});
  EXPECT_EQ(text.lines[0].edges, (std::vector<float>{57, 63, 66, 69, 75}));
}

TEST(BuildText, KeepsEdgesInOrderWhateverIsReplaced) {
  const Text text =
      build({block_of({U"\uFB03cient protec-", U"tion of e\u0301tudes\u00AD", U"😀\u200B ok"}),
             item_of(U"•", {U" \u00A0café’s "}), row_of({{U"a\u00AD"}, {U"…"}})});
  for (const Line& line : text.lines) {
    ASSERT_EQ(line.edges.size(), line.span.length() + 1) << text.slice(line.span);
    EXPECT_TRUE(std::is_sorted(line.edges.begin(), line.edges.end()));
    EXPECT_GE(line.edges.front(), line.box.x0);
    EXPECT_LE(line.edges.back(), line.box.x1);
  }
}

TEST(BuildText, LeavesEdgesOutForSourcesWithoutPages) {
  RawBlock block = block_of({U"protec-", U"tion"});
  for (RawLine& line : block.cells[0]) line = {line.text, {}, {}};
  const Text text = build({block});
  EXPECT_EQ(text.utf8, "protection");
  for (const Line& line : text.lines) EXPECT_TRUE(line.edges.empty());
  EXPECT_TRUE(text.evidence({0, 10}).boxes.empty());
}

TEST(BuildText, ShowsWhereAQuoteStood) {
  RawBlock block = block_of({U"The child protec-", U"tion plans"});
  block.cells[0][1].box.y0 += 14;
  const Evidence evidence = build({block}).evidence({10, 20});
  EXPECT_EQ(evidence.quote, "protection");
  EXPECT_EQ(evidence.page, 1);
  ASSERT_EQ(evidence.boxes.size(), 2u);
  EXPECT_FLOAT_EQ(evidence.boxes[0].x0, 57 + 60);
  EXPECT_FLOAT_EQ(evidence.boxes[0].x1, 57 + 96);
  EXPECT_FLOAT_EQ(evidence.boxes[1].x0, 57);
  EXPECT_FLOAT_EQ(evidence.boxes[1].x1, 57 + 24);
}

TEST(BuildText, FindsSentencesInParagraphsItemsAndCells) {
  const Text text = build(
      {heading_of(1, U"One. Two."), block_of({U"Ms. Stonor led. Plans are", U"good."}),
       item_of(U"1.", {U"Act now."}), row_of({{U"Council"}, {}, {U"Plan now. See", U"p. 4."}})});
  std::string sentences;
  for (Span s : text.sentences) sentences += std::string(text.slice(s)) + "\n";
  EXPECT_EQ(sentences,
            "Ms. Stonor led.\nPlans are good.\nAct now.\n"
            "Council\nPlan now.\nSee p. 4.\n");
}

TEST(BuildText, EndsASectionAtTheNextHeadingOfItsLevelOrALargerOne) {
  const Text text =
      build({heading_of(1, U"A"), block_of({U"a."}), heading_of(2, U"B"), block_of({U"b."}),
             heading_of(2, U"C"), heading_of(1, U"D"), block_of({U"d."})});
  std::string sections;
  for (const Section& s : text.sections)
    sections += std::string(text.slice(text.blocks[s.heading].span)) + " " +
                std::to_string(s.first) + "-" + std::to_string(s.last) + "\n";
  EXPECT_EQ(sections, "A 1-5\nB 3-4\nC 5-5\nD 6-7\n");
}

TEST(BuildText, CarriesOverWhatBlocksSayOfThemselves) {
  RawBlock block = item_of(U"–", {U"plans"});
  block.level = 2;
  block.page = 4;
  block.boxed = true;
  block.table = 3;
  block.row = 5;
  const Block built = build({block}).blocks.at(0);
  EXPECT_EQ(built.kind, BlockKind::kListItem);
  EXPECT_EQ(built.level, 2);
  EXPECT_EQ(built.page, 4);
  EXPECT_TRUE(built.boxed);
  EXPECT_EQ(built.table, 3);
  EXPECT_EQ(built.row, 5);
}

}  // namespace
}  // namespace ofsight
