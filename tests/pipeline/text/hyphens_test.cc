#include "pipeline/text/hyphens.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "pipeline/text/unicode.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

const Vocabulary& shipped() {
  static const Vocabulary vocabulary = [] {
    auto read = Vocabulary::from_json(source_file("pipeline/text/vocabulary.json"));
    if (!read) throw std::runtime_error(read.error().message);
    return std::move(*read);
  }();
  return vocabulary;
}

DocumentVocabulary document(std::initializer_list<std::u32string_view> lines) {
  DocumentVocabulary vocabulary;
  for (const auto line : lines) vocabulary.add_line(line);
  return vocabulary;
}

// How `left`-⏎`right` is written.
std::string join(std::u32string_view left, std::u32string_view right,
                 const DocumentVocabulary& own = {}, const Vocabulary& corpus = shipped()) {
  const std::string l = utf8_from_utf32(left);
  const std::string r = utf8_from_utf32(right);
  switch (HyphenJoiner(corpus, own).join(left, right)) {
    case Join::kKeepHyphen: return l + "-" + r;
    case Join::kDropHyphen: return l + r;
    case Join::kKeepHyphenAndSpace: return l + "- " + r;
  }
  return "";
}

TEST(HyphenJoiner, SpellsWordsAsReportsDo) {
  const struct {
    std::u32string_view left, right;
    std::string expected;
  } kCases[] = {
      {U"multi", U"agency", "multi-agency"},
      {U"Multi", U"agency", "Multi-agency"},
      {U"(multi", U"agency),", "(multi-agency),"},
      {U"protec", U"tion", "protection"},
      {U"safe", U"guarding.", "safeguarding."},
      {U"PROTEC", U"TION", "PROTECTION"},
      {U"decision", U"making", "decision-making"},
      {U"decision", U"maker’s", "decision-maker’s"},
      {U"self", U"evaluation", "self-evaluation"},
      {U"re", U"inspection", "re-inspection"},
      {U"Stoke-on", U"Trent,", "Stoke-on-Trent,"},
      {U"Stoke", U"on-Trent", "Stoke-on-Trent"},
      {U"day-to", U"day", "day-to-day"},
      {U"up", U"to-date", "up-to-date"},
      {U"16", U"17", "16-17"},
      {U"17-year", U"olds", "17-year-olds"},
      {U"COVID", U"19.", "COVID-19."},
      {U"Ofsted", U"DfE", "Ofsted-DfE"},
      {U"pan", U"Barset", "pan-Barset"},
      {U"short", U"and", "short- and"},
      {U"16", U"to", "16- to"},
      {U"pre", U"or", "pre- or"},
      {U"www.example.org/open", U"government-licence/,",
       "www.example.org/open-government-licence/,"},
      {U"https://example.org/protec", U"tion", "https://example.org/protec-tion"},
      {U"café", U"based", "café-based"},     // both are words, nobody spells it
      {U"un", U"quibbled", "un-quibbled"},   // a prefix
      {U"quib", U"blesome", "quibblesome"},  // two fragments
      {U"", U"agency", "-agency"},
      {U"–", U"…", "–-…"},
      {U"multi", U"", "multi-"},
  };
  for (const auto& c : kCases) EXPECT_EQ(join(c.left, c.right), c.expected);
}

TEST(HyphenJoiner, FollowsTheDocumentsOwnUse) {
  const auto solid = document({U"Services are coordinated. Coordinated plans help."});
  const auto hyphenated = document({U"Services are co-ordinated. Co-ordinated plans help."});
  EXPECT_EQ(join(U"co", U"ordinated", solid), "coordinated");
  EXPECT_EQ(join(U"co", U"ordinated", hyphenated), "co-ordinated");
  EXPECT_EQ(join(U"Co", U"ordinated,", hyphenated), "Co-ordinated,");
  // What no list has ever seen.
  EXPECT_EQ(join(U"zig", U"zagged", document({U"They zigzagged."})), "zigzagged");
  EXPECT_EQ(join(U"zig", U"zagged", document({U"They zig-zagged."})), "zig-zagged");
  EXPECT_EQ(join(U"zig", U"zagged-on", document({U"They zig-zagged."})), "zig-zagged-on");
}

TEST(HyphenJoiner, TheCorpusSettlesADrawAndOutweighsOneSlip) {
  const auto corpus =
      Vocabulary::from_json(R"({"prefixes":[],"compounds":["co-produced"],"words":["frontline"]})");
  ASSERT_TRUE(corpus);
  EXPECT_EQ(join(U"co", U"produced", document({U"a coproduced plan"}), *corpus), "co-produced");
  EXPECT_EQ(join(U"co", U"produced", document({U"coproduced, coproduced"}), *corpus), "coproduced");
  EXPECT_EQ(join(U"front", U"line", document({U"front-line and frontline"}), *corpus), "frontline");
  EXPECT_EQ(join(U"front", U"line", document({U"front-line, front-line"}), *corpus), "front-line");
}

TEST(DocumentVocabulary, CountsWordsWithinLines) {
  const auto own = document({
      U"Multi-agency work: the MULTI-AGENCY team’s children’s plan (plan).",
      U"  Zoë’s ‘plan’ is protec-  ",
      U"",
      U"  tion for multi-",
      U"agency use-",
  });
  const struct {
    std::u32string_view word;
    std::uint32_t count;
  } kCases[] = {
      {U"multi-agency", 2}, {U"plan", 3}, {U"children", 1}, {U"team", 1}, {U"zoë", 1},
      {U"ZOË", 1},          {U"s", 0},    {U"protec", 0},   {U"tion", 0}, {U"multi", 0},
      {U"agency", 0},       {U"for", 1},  {U"use", 0},      {U"", 0},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(own.count(word_key(c.word)), c.count) << utf8_from_utf32(c.word);
  }
  EXPECT_EQ(DocumentVocabulary().count(word_key(U"plan")), 0u);
}

TEST(DocumentVocabulary, HoldsMoreWordsThanItBeganWith) {
  DocumentVocabulary own;
  const auto name = [](int i) {
    const std::string digits = "w" + std::to_string(i);
    return std::u32string(digits.begin(), digits.end());
  };
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 50'000; ++i) own.add_line(name(i));
  }
  for (int i = 0; i < 50'000; ++i) ASSERT_EQ(own.count(word_key(name(i))), 2u) << i;
  EXPECT_EQ(own.count(word_key(name(50'000))), 0u);
}

TEST(DocumentVocabulary, TakesHugeLines) {
  for (const char32_t c : std::u32string_view(U"x-’ ")) {
    DocumentVocabulary own;
    const std::u32string huge(10'000'000, c);
    own.add_line(huge);
    EXPECT_EQ(own.count(word_key(huge)), c == U'x' ? 1u : 0u);
  }
}

TEST(LineEndHyphens, AreFour) {
  for (const char32_t c : {0x2Du, 0xADu, 0x2010u, 0x2011u}) EXPECT_TRUE(is_line_end_hyphen(c));
  for (const char32_t c : std::u32string_view(U"–—_a1")) EXPECT_FALSE(is_line_end_hyphen(c));
}

TEST(Vocabulary, NamesWhatIsWrongWithItsData) {
  const struct {
    std::string json, pointer;
  } kCases[] = {
      {"{", "vocabulary: "},
      {"[]", "/prefixes: must be a list"},
      {R"({"prefixes":[],"words":[]})", "/compounds: must be a list"},
      {R"({"prefixes":[1],"compounds":[],"words":[]})", "/prefixes/0: must be a word"},
      {R"({"prefixes":[""],"compounds":[],"words":[]})", "/prefixes/0: must be a word"},
      {R"({"prefixes":[],"compounds":["plan"],"words":[]})", "/compounds/0: 'plan' has no hyphen"},
      {R"({"prefixes":[],"compounds":[],"words":["a-b"]})", "/words/0: 'a-b' has a hyphen"},
      {R"({"prefixes":[],"compounds":[],"words":["b","a"]})", "/words/1: 'a' is not in order"},
      {R"({"prefixes":[],"compounds":[],"words":["a","a"]})", "/words/1: 'a' is not in order"},
  };
  for (const auto& c : kCases) {
    const auto vocabulary = Vocabulary::from_json(c.json);
    ASSERT_FALSE(vocabulary) << c.json;
    EXPECT_EQ(vocabulary.error().code, ErrorCode::kInvalidData);
    EXPECT_NE(vocabulary.error().message.find(c.pointer), std::string::npos)
        << vocabulary.error().message;
  }
}

}  // namespace
}  // namespace ofsight
