#include "extractors/wordings.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

TEST(Wordings, AreWrittenInTheOrderOfPreference) {
  EXPECT_EQ(wordings("audit(?:s|ed)?"), (Strings{"audits", "audited", "audit"}));
  EXPECT_EQ(wordings("pre[- ]?birth"), (Strings{"pre-birth", "pre birth", "prebirth"}));
  EXPECT_EQ(wordings("S\\.47"), Strings{"s.47"});
  EXPECT_EQ(wordings("child’?s"), (Strings{"child’s", "childs"}));
}

TEST(Wordings, AreNoneWhereTheyAreUnlimitedOrUnknown) {
  for (const char* term : {"a+", "a*", "a{2,3}", "a.b", "\\w+", "[a-z]x", "[^a]", "(?P<x>a)", "(?:a", "a)", "a\\", "[a", "é", "a??"})
    EXPECT_FALSE(wordings(term)) << term;
}

TEST(Wordings, StayFew) {
  std::string term = "a";
  for (int i = 0; i < 12; ++i) term += " (?:b|c)";
  EXPECT_FALSE(wordings(term));
  EXPECT_EQ(first_words(term), Strings{"a"});
}

TEST(FirstWords, AreEachOnce) {
  EXPECT_EQ(first_words("(?:no|little) [a-z]+ of"), (Strings{"no", "little"}));
  EXPECT_EQ(first_words("(?:in )?time|in .*"), (Strings{"in", "time"}));
  EXPECT_EQ(first_words("pre-?proceedings (?:work)+"), (Strings{"pre", "preproceedings"}));
}

TEST(FirstWords, AreNoneWhereAnyWordMayBeginAMatch) {
  for (const char* term : {"[a-z]+ly", "audit[a-z]*", "(?:very )*", ".", "(?:a|\\w)x", "’s", ""})
    EXPECT_FALSE(first_words(term)) << term;
}

TEST(FirstWord, IsARunOfWordBytes) {
  EXPECT_EQ(first_word("co_2 x"), "co_2");
  EXPECT_EQ(first_word(" x"), "");
  EXPECT_EQ(first_word("’s"), "");
}

}  // namespace
}  // namespace ofsight
