#include "pipeline/text/normaliser.h"

#include <gtest/gtest.h>

#include <random>

#include "pipeline/text/unicode.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

Normaliser shipped() {
  auto normaliser = Normaliser::from_json(source_file("pipeline/text/normalisation.json"));
  if (!normaliser) throw std::runtime_error(normaliser.error().message);
  return std::move(*normaliser);
}

TEST(Normaliser, FollowsThePolicy) {
  const struct {
    std::u32string_view text, expected;
  } kCases[] = {
      {U"", U""},
      {U"Nothing to do.\n\tAt all", U"Nothing to do.\n\tAt all"},
      {U"oﬃcers ﬁnd the ﬂow oﬀ aﬄuent", U"officers find the flow off affluent"},
      {U"mid\u00ADweek", U"midweek"},
      {U"a\u00A0b\u2009c\u202Fd\u3000e", U"a b c d e"},
      {U"\uFEFFstart\u200B mid\u2060dle", U"start middle"},
      {U"one\u2028two\u2029three", U"one two three"},
      {U"child\u2032s child\u02BCs child´s child`s child's child’s",
       U"child’s child’s child’s child’s child’s child’s"},
      {U"the 'New Start' team", U"the ‘New Start’ team"},
      {U"'start' and ('inside')", U"‘start’ and (‘inside’)"},
      {U"`One plan fits all'", U"‘One plan fits all’"},
      {U"parents' views, the '90s, '16 plus'", U"parents’ views, the ’90s, ‘16 plus’"},
      {U"said: '…as a family'", U"said: ‘…as a family’"},
      {U"\"'Both' at once\"", U"“‘Both’ at once”"},
      {U"he said \"yes\" twice", U"he said “yes” twice"},
      {U"alone ' and \"", U"alone ’ and ”"},
      {U"co\u2011operate twenty\u2010one", U"co-operate twenty-one"},
      {U"2015\u221216, 2016─17, 2014–15, so \u2014 then \u2015",
       U"2015–16, 2016–17, 2014–15, so – then –"},
      {U"120 m², 2½ years, £5… note¹", U"120 m², 2½ years, £5… note¹"},
      {U"\uF06E \uF02D \uF0A7 \uF0B7 ◼ • \u23AF", U"\uF06E \uF02D \uF0A7 \uF0B7 ◼ • \u23AF"},
      {U"Zoe\u0308 and Zoë 😀", U"Zoë and Zoë 😀"},
      {U"e\u200B\u0301", U"é"},
      {U"child\u0092s \u0093yes\u0094 \u0096", U"child’s “yes” –"},
      {U"child\u1FEFs", U"child’s"},  // form C makes a grave accent of it
  };
  const Normaliser normaliser = shipped();
  for (const auto& c : kCases) {
    EXPECT_EQ(utf8_from_utf32(normaliser.apply(c.text)), utf8_from_utf32(c.expected));
  }
}

// Character by character with positions, as the PDF reader does, gives what apply() gives.
TEST(Normaliser, TableThenQuotesIsApply) {
  const Normaliser normaliser = shipped();
  const std::u32string text = U"\"The\u00A0oﬃcers' 'ﬁrst' step\u201D \u2014 \u200Bdone";
  std::u32string positioned;
  for (const char32_t c : text) {
    if (const auto other = normaliser.replacement(c)) {
      positioned.append(*other);
    } else {
      positioned.push_back(c);
    }
  }
  const std::size_t length = positioned.size();
  direct_quotes(positioned);
  EXPECT_EQ(positioned.size(), length);
  EXPECT_EQ(positioned, normaliser.apply(text));
}

TEST(Normaliser, LeavesEverythingElseAlone) {
  const Normaliser normaliser = shipped();
  for (const char32_t c : std::u32string_view(U"aZ09 '\"\n\t-–‘’“”é²½…•◼\uF06E😀")) {
    EXPECT_FALSE(normaliser.replacement(c)) << static_cast<std::uint32_t>(c);
  }
  EXPECT_FALSE(normaliser.replacement(0x10FFFF));
  EXPECT_FALSE(normaliser.replacement(0x110000));
  EXPECT_EQ(normaliser.replacement(0xFEFF), U"");
}

TEST(Normaliser, IsIdempotentAndInFormC) {
  const Normaliser normaliser = shipped();
  std::u32string every;  // each character after a letter and before an accent
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    every += {U'a', c, 0x301, U' '};
  }
  const std::u32string once = normaliser.apply(every);
  EXPECT_TRUE(is_nfc(once));
  EXPECT_TRUE(normaliser.apply(once) == once);

  std::mt19937 random(20240607);
  const std::u32string_view alphabet =
      U" aeT.19'\"`´’‘“”-–\u2014\u00AD\u00A0\u200B\u0301\u0323\u1FEFﬁ\uF06E😀(";
  for (int i = 0; i < 20'000; ++i) {
    std::u32string text(random() % 12, U' ');
    for (char32_t& c : text) c = alphabet[random() % alphabet.size()];
    const std::u32string first = normaliser.apply(text);
    ASSERT_TRUE(is_nfc(first)) << utf8_from_utf32(text);
    ASSERT_EQ(normaliser.apply(first), first) << utf8_from_utf32(text);
  }
}

TEST(Normaliser, TakesAHugeLine) {
  const Normaliser normaliser = shipped();
  for (const char32_t c : std::u32string_view(U"x'ﬁ(")) {
    const std::u32string huge(10'000'000, c);
    EXPECT_EQ(normaliser.apply(huge).size(), c == U'ﬁ' ? 2 * huge.size() : huge.size());
  }
}

TEST(Normaliser, NamesWhatIsWrongWithItsData) {
  const auto list = [](const std::string& entries) {
    return R"({"replacements":[)" + entries + "]}";
  };
  const std::string good = R"({"from":"U+2014","to":"–","why":"dash"})";
  const struct {
    std::string json, pointer;
  } kCases[] = {
      {"{", "normalisation: "},
      {"[]", "/replacements: must be a list"},
      {R"({"replacements":{}})", "/replacements: must be a list"},
      {list("1"), "/replacements/0: must be an object"},
      {list(good + R"(,{"to":"x","why":"y"})"), "/replacements/1/from: is missing"},
      {list(R"({"from":"U+2014","why":"y"})"), "/replacements/0/to: "},
      {list(R"({"from":"U+2014","to":"x"})"), "/replacements/0/why: "},
      {list(R"({"from":"U+2014","to":"x","why":"y","when":1})"), "/replacements/0/when: "},
      {list(R"({"from":"2014","to":"x","why":"y"})"), "/replacements/0/from: '2014'"},
      {list(R"({"from":"U+D800","to":"x","why":"y"})"), "/replacements/0/from: 'U+D800'"},
      {list(R"({"from":"U+110000","to":"x","why":"y"})"), "/replacements/0/from: "},
      {list(R"({"from":["U+2014","U+9..U+10"],"to":"x","why":"y"})"), "/replacements/0/from/1: "},
      {list(R"({"from":"U+2014..U+2010","to":"x","why":"y"})"), "/replacements/0/from: "},
      {list(R"({"from":[],"to":"x","why":"y"})"), "/replacements/0/from: names no character"},
      {list(R"({"from":7,"to":"x","why":"y"})"), "/replacements/0/from: '7'"},
      {list(good + "," + good), "/replacements/1/from: replaces a character that another"},
      {list(R"({"from":"U+00E9","to":"e","why":"y"})"),
       "/replacements/0/from: replaces a composed"},
      {list(R"({"from":"U+2015","to":"\u2014","why":"y"},)" + good), "/replacements/0/to: puts"},
      {list(R"({"from":"U+2014","to":"e\u0301","why":"y"})"), "/replacements/0/to: is not in norm"},
  };
  for (const auto& c : kCases) {
    const auto normaliser = Normaliser::from_json(c.json);
    ASSERT_FALSE(normaliser) << c.json;
    EXPECT_EQ(normaliser.error().code, ErrorCode::kInvalidData);
    EXPECT_NE(normaliser.error().message.find(c.pointer), std::string::npos)
        << normaliser.error().message;
  }
}

}  // namespace
}  // namespace ofsight
