#include "extractors/matching/wordings.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace ofsight {
namespace {

using Wordings = std::vector<Wording>;

TEST(Wordings, AreWrittenInTheOrderOfPreference) {
  EXPECT_EQ(wordings("audit(?:s|ed)?"), (Wordings{{"audits"}, {"audited"}, {"audit"}}));
  EXPECT_EQ(wordings("pre[- ]?birth"), (Wordings{{"pre-birth"}, {"pre birth"}, {"prebirth"}}));
  EXPECT_EQ(wordings("S\\.47"), Wordings{{"s.47"}});
  EXPECT_EQ(wordings("child’?s|child[’']s"),
            (Wordings{{"child’s"}, {"childs"}, {"child’s"}, {"child's"}}));
}

TEST(Wordings, DigitsAreSpeltOut) {
  const auto all = wordings("[0-9]a");
  ASSERT_TRUE(all);
  EXPECT_EQ(all->size(), 10u);
  EXPECT_EQ(all->back(), (Wording{"9a"}));
  EXPECT_EQ(wordings("[a-z]a"), (Wordings{{"", true}}));
}

TEST(Wordings, AreCutWhereTheyAreUnlimitedOrNotSpeltOut) {
  EXPECT_EQ(wordings("(?:no|little) [a-z]+ of"), (Wordings{{"no ", true}, {"little ", true}}));
  EXPECT_EQ(wordings("a .b"), (Wordings{{"a ", true}}));
  EXPECT_EQ(wordings("a \\w"), (Wordings{{"a ", true}}));
  EXPECT_EQ(wordings("a\\s+b"), (Wordings{{"a", true}}));
  EXPECT_EQ(wordings("a(?: b){2}"), (Wordings{{"a b", true}}));
}

TEST(Wordings, WhatMayBeMissingIsTheLastChoice) {
  EXPECT_EQ(wordings("a(?: b)*"), (Wordings{{"a b", true}, {"a"}}));
  EXPECT_EQ(wordings("a(?: b){0,2}"), (Wordings{{"a b", true}, {"a"}}));
  EXPECT_EQ(wordings("a(?: b)??"), (Wordings{{"a b", true}, {"a"}}))
      << "RE2 prefers the shorter one and has to say";
}

TEST(Wordings, AreNoneWhereTheSyntaxIsNotKnown) {
  for (const char* term :
       {"(?P<x>a)", "(?:a", "a)", "a\\", "[a", "é", "[[:alpha:]]", "a\\b", "a$", "*a"})
    EXPECT_FALSE(wordings(term)) << term;
}

TEST(Wordings, StayFew) {
  std::string term = "a";
  for (int i = 0; i < 12; ++i) term += " (?:b|c)";
  const auto all = wordings(term);
  ASSERT_TRUE(all);
  EXPECT_LE(all->size(), kMaxWordings);
  EXPECT_TRUE(std::all_of(all->begin(), all->end(),
                          [](const Wording& w) { return w.is_cut && w.words.starts_with("a "); }));

  std::string ends = "(?: a";
  for (int i = 0; i < 4000; ++i) ends += "| b" + std::to_string(i);
  EXPECT_EQ(wordings("(?:x|y)" + ends + ")? z"),
            (Wordings{{"x ", true}, {"x z"}, {"y ", true}, {"y z"}}));

  std::string many = "x a";
  for (int i = 0; i < 4000; ++i) many += "|x b" + std::to_string(i);
  const auto shortened = wordings(many);
  ASSERT_TRUE(shortened);
  EXPECT_LE(shortened->size(), kMaxWordings);
  EXPECT_EQ(shortened->front(), (Wording{"x ", true}));
}

}  // namespace
}  // namespace ofsight
