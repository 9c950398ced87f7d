#include "pipeline/text/unicode.h"

#include <gtest/gtest.h>

#include <thread>

namespace ofsight {
namespace {

TEST(Utf8, RoundTripsEveryScalarValue) {
  std::u32string all;
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c < 0xD800 || c > 0xDFFF) all.push_back(c);
  }
  const auto back = utf32_from_utf8(utf8_from_utf32(all));
  ASSERT_TRUE(back);
  EXPECT_EQ(*back, all);
}

TEST(Utf8, NamesTheFirstBadByte) {
  const struct {
    std::string_view text;
    std::size_t byte;
  } kCases[] = {
      {"\x80", 0},                   // continuation without a lead
      {"caf\xE9", 3},                // Latin-1
      {"twelve bytes\xC0\xAF", 12},  // overlong '/'
      {"\xE2\x80", 0},               // cut at the end
      {"é\xE2\x80x’", 2},            // cut in the middle
      {"\xED\xA0\x80", 0},           // surrogate
      {"\xE0\x9F\xBF", 0},           // overlong, three bytes
      {"\xF0\x8F\xBF\xBF", 0},       // overlong, four bytes
      {"\xF4\x90\x80\x80", 0},       // beyond U+10FFFF
      {"ok 😀 \xFF", 8},
      {"eight by\xF8", 8},
  };
  for (const auto& c : kCases) {
    const auto text = utf32_from_utf8(c.text);
    ASSERT_FALSE(text) << c.text;
    EXPECT_EQ(text.error().byte, c.byte) << c.text;
  }
}

TEST(Utf8, WritesWhatIsNoScalarValueAsReplacement) {
  EXPECT_EQ(utf8_from_utf32(std::u32string{0xD800, U'a', 0x110000}), "\uFFFDa\uFFFD");
  EXPECT_EQ(utf8_from_utf32(U""), "");
  EXPECT_EQ(*utf32_from_utf8(""), U"");
}

TEST(Nfc, ComposesAndNeverChangesMeaning) {
  const struct {
    std::u32string_view text, expected;
  } kCases[] = {
      {U"", U""},
      {U"plain", U"plain"},
      {U"cafe\u0301", U"café"},
      {U"caf\u00E9", U"café"},
      {U"a\u0323\u0302", U"\u1EAD"},
      {U"x\u0301", U"x\u0301"},        // no such composed letter
      {U"m², 2½ ﬁ ’", U"m², 2½ ﬁ ’"},  // KC would change all four
      {U"\u212B", U"\u00C5"},
      {U"😀e\u0301😀", U"😀é😀"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(nfc(c.text), c.expected);
    EXPECT_EQ(is_nfc(c.text), c.text == c.expected);
    EXPECT_TRUE(is_nfc(nfc(c.text)));
  }
}

TEST(Nfc, KnowsComposedCharacters) {
  EXPECT_TRUE(is_composed(U'é'));
  EXPECT_FALSE(is_composed(U'e'));
  EXPECT_FALSE(is_composed(U'’'));
  EXPECT_FALSE(is_composed(0x212B));  // stands for Å alone, so form C never holds it
}

TEST(Classes, LettersCaseDigitsSpaces) {
  EXPECT_TRUE(is_letter(U'a') && is_letter(U'Z') && is_letter(U'é') && is_letter(U'Ω'));
  EXPECT_FALSE(is_letter(U'1') || is_letter(U'-') || is_letter(U'’') || is_letter(U'😀'));
  EXPECT_FALSE(is_letter(U'@') || is_letter(U'[') || is_letter(U'`') || is_letter(U'{'));
  EXPECT_TRUE(is_digit(U'7') && is_digit(U'\u0663'));
  EXPECT_FALSE(is_digit(U'²') || is_digit(U'a'));
  EXPECT_TRUE(is_upper(U'A') && is_upper(U'É') && !is_upper(U'a') && !is_upper(U'7'));
  EXPECT_TRUE(is_lower(U'a') && is_lower(U'é') && !is_lower(U'A') && !is_lower(U'7'));
  EXPECT_TRUE(is_space(U' ') && is_space(U'\n') && is_space(0xA0) && !is_space(U'x'));
  EXPECT_EQ(fold_case(U'É'), U'é');
  EXPECT_EQ(fold_case(U'Q'), U'q');
  EXPECT_EQ(fold_case(U'-'), U'-');
}

TEST(SentenceBoundaries, CountCodePoints) {
  EXPECT_EQ(sentence_boundaries(U""), std::vector<std::size_t>{});
  EXPECT_EQ(sentence_boundaries(U"One."), std::vector<std::size_t>{4});
  EXPECT_EQ(sentence_boundaries(U"One. Two."), (std::vector<std::size_t>{5, 9}));
  EXPECT_EQ(sentence_boundaries(U"😀é. E\u0301’. Two."), (std::vector<std::size_t>{4, 9, 13}));
}

TEST(SentenceBoundaries, AreTheSameOnEveryThread) {
  const std::u32string text = U"One. Two 😀. Three.";
  const auto expected = sentence_boundaries(text);
  std::vector<std::vector<std::size_t>> found(4);
  std::vector<std::thread> threads;
  for (auto& boundaries : found) {
    threads.emplace_back([&boundaries, &text] {
      for (int i = 0; i < 50; ++i) boundaries = sentence_boundaries(text);
    });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& boundaries : found) EXPECT_EQ(boundaries, expected);
}

TEST(SentenceBoundaries, TakeAHugeLineAndASmallOneAfter) {
  const std::u32string huge(10'000'000, U'x');
  EXPECT_EQ(sentence_boundaries(huge), std::vector<std::size_t>{huge.size()});
  EXPECT_EQ(sentence_boundaries(U"A. B."), (std::vector<std::size_t>{3, 5}));
}

TEST(IcuVersion, IsMajorAndMinor) {
  const std::string version = icu_version();
  EXPECT_NE(version.find('.'), std::string::npos) << version;
  EXPECT_GE(std::stoi(version), 50) << version;
}

}  // namespace
}  // namespace ofsight
