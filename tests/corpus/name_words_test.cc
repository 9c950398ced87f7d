#include "corpus/name_words.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Strings folded(const std::string& text) {
  Strings out;
  for (const Word& word : fold_words(text)) out.push_back(word.folded);
  return out;
}

TEST(FoldWords, SpellingsOfANameFoldAlike) {
  const struct {
    const char* text;
    Strings words;
  } cases[] = {
      {"Stowe-on-Arden", {"stowe", "on", "arden"}},
      {"Stowe‑on–Arden", {"stowe", "on", "arden"}},
      {"STOWE ON\nARDEN", {"stowe", "on", "arden"}},
      {"Penrose & Lyth", {"penrose", "and", "lyth"}},
      {"Penrose and\u00A0Lyth", {"penrose", "and", "lyth"}},
      {"St. Aldhelm’s", {"st", "aldhelms"}},
      {"St Aldhelm's", {"st", "aldhelms"}},
      {"Pen\u00ADrose", {"penrose"}},
      {"Zoë’s Öre", {"zoës", "Öre"}},
      {"M25, ward 7", {"m25", "ward", "7"}},
      {"(Lyth)", {"lyth"}},
      {"’tis, said the girls’ mother", {"tis", "said", "the", "girls", "mother"}},
      {"", {}},
      {" – ’ . ", {}},
  };
  for (const auto& c : cases) EXPECT_EQ(folded(c.text), c.words) << c.text;
}

TEST(FoldWords, AWordKnowsWhereItStandsWithAndWithoutItsPossessive) {
  const std::string text = "in Zoë’s care";
  const Word word = fold_words(text).at(1);
  EXPECT_EQ(text.substr(word.begin, word.end - word.begin), "Zoë’s");
  EXPECT_EQ(text.substr(word.begin, word.stem_end - word.begin), "Zoë");
  EXPECT_EQ(word.folded.substr(0, word.stem_size), "zoë");
  EXPECT_TRUE(word.capital);
  EXPECT_FALSE(fold_words(text)[0].capital);
}

TEST(FoldWords, OnlyAnSAfterAnApostropheIsPossessive) {
  for (const char* text : {"O’Finch", "Lyths", "Lyth’", "D’s’more"}) {
    const Word word = fold_words(text).at(0);
    EXPECT_EQ(word.stem_size, word.folded.size()) << text;
    EXPECT_EQ(word.stem_end, word.end) << text;
  }
}

TEST(FoldWords, WhatStandsBetweenSaysHowAWordFollows) {
  const struct {
    const char* text;
    Gap gap;
  } cases[] = {
      {"Kestrel Vale", Gap::kJoined},   {"Kestrel-Vale", Gap::kJoined},
      {"Kestrel-\nVale", Gap::kJoined}, {"Kestrel’ Vale", Gap::kJoined},
      {"Kestrel, Vale", Gap::kComma},   {"Kestrel – Vale", Gap::kBreak},
      {"Kestrel. Vale", Gap::kBreak},   {"Kestrel (Vale", Gap::kBreak},
      {"St. Vale", Gap::kJoined},       {"St.Vale", Gap::kJoined},
      {"St; Vale", Gap::kBreak},        {"Kestrel\tVale", Gap::kJoined},
      {"Kestrel • Vale", Gap::kBreak},
  };
  for (const auto& c : cases) EXPECT_EQ(fold_words(c.text).at(1).gap, c.gap) << c.text;
  EXPECT_EQ(fold_words("Kestrel").at(0).gap, Gap::kBreak) << "nothing is before it";
}

TEST(FoldWords, TakesAnyBytes) {
  for (const char* broken : {"\xE2", "\xE2\x80", "\x80", "\xFF", "\xF0\x9F\x98"}) {
    const std::string text = std::string("Lyth") + broken + "Vale";
    EXPECT_EQ(folded(text), (Strings{"lyth", "vale"})) << "broken UTF-8 separates words";
    EXPECT_EQ(folded(std::string("Lyth") + broken), Strings{"lyth"});
  }
}

TEST(StandsAt, ComparesWordByWord) {
  const Words words = fold_words("in Kestrel Vale now");
  const Words phrase = fold_words("Kestrel Vale");
  EXPECT_TRUE(stands_at(words, 1, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_FALSE(stands_at(words, 0, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_FALSE(stands_at(words, 3, phrase, Spelling::kCapitals, Gap::kJoined)) << "past the end";
}

TEST(StandsAt, CapitalsMatterOnlyWhereAsked) {
  const Words phrase = fold_words("Kestrel Vale");
  const Words lower = fold_words("a kestrel vale"), upper = fold_words("A KESTREL VALE");
  EXPECT_FALSE(stands_at(lower, 1, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_TRUE(stands_at(lower, 1, phrase, Spelling::kAnyCase, Gap::kJoined));
  EXPECT_TRUE(stands_at(upper, 1, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_TRUE(stands_at(upper, 1, fold_words("kestrel"), Spelling::kCapitals, Gap::kJoined))
      << "what the phrase has in small letters may have a capital";
}

TEST(StandsAt, GapsInsideMayBeNoLooserThanAsked) {
  const Words phrase = fold_words("Kestrel Vale");
  const Words comma = fold_words("Kestrel, Vale"), stop = fold_words("Kestrel. Vale");
  EXPECT_FALSE(stands_at(comma, 0, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_TRUE(stands_at(comma, 0, phrase, Spelling::kCapitals, Gap::kComma));
  EXPECT_FALSE(stands_at(stop, 0, phrase, Spelling::kCapitals, Gap::kComma));
  EXPECT_TRUE(stands_at(stop, 0, phrase, Spelling::kCapitals, Gap::kBreak));
}

TEST(StandsAt, OnlyTheLastWordMayBePossessive) {
  const Words phrase = fold_words("Kestrel Vale");
  EXPECT_TRUE(
      stands_at(fold_words("Kestrel Vale’s"), 0, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_FALSE(
      stands_at(fold_words("Kestrel’s Vale"), 0, phrase, Spelling::kCapitals, Gap::kJoined));
  EXPECT_TRUE(stands_at(fold_words("St Aldhelm’s"), 0, fold_words("St Aldhelm’s"),
                        Spelling::kCapitals, Gap::kJoined))
      << "a name may end in one itself";
}

TEST(SizeAfter, IsThatOfTheFirstPhraseThatFollows) {
  const std::vector<Words> phrases = {fold_words("City Council"), fold_words("City")};
  const Words words = fold_words("Saltmere City Council, City");
  EXPECT_EQ(size_after(words, 1, phrases, Spelling::kAnyCase), 2u);
  EXPECT_EQ(size_after(words, 2, phrases, Spelling::kAnyCase), 0u);
  EXPECT_EQ(size_after(words, 3, phrases, Spelling::kAnyCase), 0u) << "a comma parts";
  EXPECT_EQ(size_after(words, 4, phrases, Spelling::kAnyCase), 0u) << "the end";
  EXPECT_EQ(size_after(fold_words("Saltmere City"), 1, phrases, Spelling::kAnyCase), 1u);
}

TEST(SizeBefore, IsThatOfTheFirstPhraseThatLeadsUp) {
  const std::vector<Words> phrases = {fold_words("London Borough of"), fold_words("Borough of")};
  const Words words = fold_words("the London Borough of Lyth");
  EXPECT_EQ(size_before(words, 0, 4, phrases, Spelling::kAnyCase), 3u);
  EXPECT_EQ(size_before(words, 2, 4, phrases, Spelling::kAnyCase), 2u) << "no further back";
  EXPECT_EQ(size_before(words, 3, 4, phrases, Spelling::kAnyCase), 0u);
  EXPECT_EQ(size_before(fold_words("Borough of – Lyth"), 0, 2, phrases, Spelling::kAnyCase), 0u);
}

}  // namespace
}  // namespace ofsight
