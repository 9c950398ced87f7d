#include "pipeline/ask/answer_layout.h"

#include <gtest/gtest.h>

#include "corpus/utf8.h"
#include "tests/golden/program.h"

namespace ofsight {
namespace {

Answer answer_with(const std::string& quote, Tone tone = Tone::kPlain) {
  Answer answer;
  answer.title = "Title";
  AnswerTable& table = answer.tables.emplace_back();
  table.key = "t";
  table.title = "Table";
  table.headings = {
      {"date", "Date"}, {"grade", "Grade"}, {"pages", "Pages"}, {"quote", "Quote", true}};
  table.rows = {{"2024-01-01", Cell("good", tone), std::size_t{7}, quote}};
  return answer;
}

std::size_t widest(const std::string& text) {
  std::size_t most = 0;
  for (const std::string& line : lines_of(text))
    most = std::max(most, count_code_points(line).value_or(9999));
  return most;
}

const std::string kSentence =
    "Leaders and managers know their children well, and the plans that they make with families are "
    "clear, "
    "timely and reviewed, although a few are not.";

TEST(LayOut, APipeGetsOneLineARow) {
  const std::string text = lay_out(answer_with(kSentence), {});
  EXPECT_EQ(lines_of(text), (std::vector<std::string>{
                                "Title", "", "Table", "Date        Grade  Pages  Quote",
                                lines_of(text).at(4), "2024-01-01  good       7  " + kSentence}));
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

TEST(LayOut, FitsEveryWidth) {
  for (const int width : {200, 120, 80, 60, 50, 40, 30, 20, 10}) {
    const std::string text = lay_out(answer_with(kSentence), {width, false});
    EXPECT_LE(widest(text), static_cast<std::size_t>(width)) << width << "\n" << text;
    std::string words;
    for (const char c : text)
      if (c != ' ' && c != '\n') words += c;
    EXPECT_NE(words.find("reviewed"), std::string::npos) << width;
  }
}

TEST(LayOut, WhereColumnsDoNotFitEveryRowIsAList) {
  const std::string text = lay_out(answer_with(kSentence), {36, false});
  EXPECT_NE(text.find("\nDate: 2024-01-01\nGrade: good\nPages: 7\nQuote: Leaders"),
            std::string::npos)
      << text;
}

TEST(LayOut, WordsLongerThanAColumnAreCut) {
  const std::string text =
      lay_out(answer_with(std::string(300, 'x') + "é" + std::string(300, 'y')), {60, false});
  EXPECT_LE(widest(text), 60u);
}

TEST(LayOut, MarksAreBracketsWithoutColourAndUnderlinedWithIt) {
  EXPECT_NE(lay_out(answer_with("a \x02word\x03 b"), {}).find("a [word] b"), std::string::npos);
  const std::string coloured = lay_out(answer_with("a \x02word\x03 b"), {0, true});
  EXPECT_NE(coloured.find("a \x1b[1;4mword\x1b[0m b"), std::string::npos) << coloured;
}

TEST(LayOut, MarksReachNoTerminalWhereARowIsAList) {
  const std::string quote = "first \x02word\x03 and \x02two words\x03 more";
  for (const int width : {36, 24, 20, 12}) {
    const std::string coloured = lay_out(answer_with(quote), {width, true});
    EXPECT_EQ(coloured.find_first_of("\x02\x03"), std::string::npos) << width;
    EXPECT_NE(coloured.find("\x1b[1;4mword\x1b[0m"), std::string::npos) << coloured;
    EXPECT_NE(lay_out(answer_with(quote), {width, false}).find("[word]"), std::string::npos);
  }
}

TEST(LayOut, AMarkGoesOnOnTheNextLine) {
  const std::string coloured = lay_out(answer_with("\x02"
                                                   "abcdefghij klmnopqrst\x03 u"),
                                       {20, true});
  EXPECT_NE(coloured.find("\x1b[1;4mabcdefghij\x1b[0m\n\x1b[1;4mklmnopqrst\x1b[0m u\n"),
            std::string::npos)
      << coloured;
}

TEST(LayOut, ColourIsOnlyAddedToWords) {
  const std::string coloured = lay_out(answer_with("x", Tone::kFine), {0, true});
  EXPECT_NE(coloured.find("\x1b[32mgood\x1b[0m"), std::string::npos) << coloured;
  std::string plain;
  for (std::size_t i = 0; i < coloured.size(); ++i) {
    if (coloured[i] == '\x1b')
      i = coloured.find('m', i);
    else
      plain += coloured[i];
  }
  EXPECT_EQ(plain, lay_out(answer_with("x", Tone::kFine), {}));
}

TEST(LayOut, NothingInADocumentDrivesTheTerminal) {
  const std::string hostile =
      "\x1b]0;owned\x07\x1b[2J\r\n\t\x7f\xC2\x9B"
      "31m \xE2\x80\xAE reversed \xff";
  for (const bool colour : {false, true}) {
    const std::string text = lay_out(answer_with(hostile), {80, colour});
    for (std::size_t i = 0; i < text.size(); ++i) {
      const auto c = static_cast<unsigned char>(text[i]);
      if (c == 0x1b) {
        ASSERT_TRUE(colour);
        EXPECT_EQ(text[i + 1], '[');
        i = text.find('m', i);
        continue;
      }
      EXPECT_TRUE(c >= 0x20 || c == '\n') << static_cast<int>(c);
      EXPECT_NE(c, 0x7f);
    }
    EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_TRUE(count_code_points(text));
  }
}

TEST(LayOut, ATableWithoutRowsSaysWhyOrIsLeftOut) {
  Answer answer;
  answer.tables = {{"a", "Left out", {{"x", "X"}}, {}, ""},
                   {"b", "Said", {{"x", "X"}}, {}, "None."}};
  const std::string text = lay_out(answer, {});
  EXPECT_EQ(text.find("Left out"), std::string::npos);
  EXPECT_NE(text.find("Said\nNone.\n"), std::string::npos);
}

}  // namespace
}  // namespace ofsight
