#include "extractors/matching/pattern_set.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ofsight {
namespace {

using Indexes = std::vector<std::size_t>;

PatternSet set_of(const std::vector<std::string>& patterns) {
  PatternSet set;
  for (const auto& pattern : patterns) EXPECT_FALSE(set.add(pattern)) << pattern;
  EXPECT_TRUE(set.compile());
  return set;
}

// The patterns that are candidates and do match.
Indexes matching(const PatternSet& set, std::string_view text) {
  Indexes matching;
  for (const std::size_t i : set.candidates(text))
    if (set.matches(i, text)) matching.push_back(i);
  return matching;
}

TEST(PatternSet, WithoutPatternsHasNoCandidates) {
  EXPECT_TRUE(set_of({}).candidates("text").empty());
}

TEST(PatternSet, LeavesOutPatternsWhoseLettersAreMissing) {
  const auto set = set_of({"supervision", "audits? of practice", "plans"});
  EXPECT_EQ(set.candidates("Supervision and supervision"), (Indexes{0}));
  EXPECT_EQ(set.candidates("nothing of it"), Indexes{});
}

TEST(PatternSet, MissesNoMatchInAnyCaseOrScript) {
  const auto set =
      set_of({"(?i)AUDIT", "(?i)école", "no", "[0-9]+%", "children’s", "(?i)é", "x*y"});
  EXPECT_EQ(matching(set, "aUdIt"), (Indexes{0}));
  EXPECT_EQ(matching(set, "ÉCOLE"), (Indexes{1, 5})) << "upper case that is not ASCII";
  EXPECT_EQ(matching(set, "no 5%"), (Indexes{2, 3}));
  EXPECT_EQ(matching(set, "children’s"), (Indexes{4}));
  EXPECT_EQ(matching(set, "y"), (Indexes{6}));
}

TEST(PatternSet, SaysWhyAPatternCannotBeUsed) {
  PatternSet set;
  EXPECT_EQ(set.add("("), "bad pattern: missing ): (");
  EXPECT_EQ(set.add(""), "pattern is empty");
  EXPECT_EQ(set.add(std::string(kMaxPatternBytes + 1, 'a')),
            "pattern is longer than " + std::to_string(kMaxPatternBytes) + " bytes");
  EXPECT_FALSE(set.add("good"));
  ASSERT_TRUE(set.compile());
  EXPECT_EQ(matching(set, "good"), (Indexes{0})) << "those refused do not count";
}

TEST(PatternSet, LocatesFromAPositionWithWhatStandsBefore) {
  const auto set = set_of({"\\bcare"});
  EXPECT_EQ(set.locate(0, "care, care", 1), (ByteSpan{6, 10}));
  EXPECT_FALSE(set.locate(0, "scare", 1)) << "\\b sees the s";
}

TEST(PatternSet, GivesTheGroupsThatTookPart) {
  const auto set = set_of({"(?P<day>[0-9]+) (?:(?P<month>May)|(?P<other>June))"});
  const std::string text = "on 7 June";
  const auto whole = set.locate(0, text, 0);
  ASSERT_TRUE(whole);
  const auto groups = set.groups(0, text, *whole);
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].name, "day");
  EXPECT_EQ(groups[0].span, (ByteSpan{3, 4}));
  EXPECT_EQ(groups[1].name, "other");
}

TEST(PatternSet, ManyPatternsStayApart) {
  std::vector<std::string> patterns;
  for (int i = 0; i < 3000; ++i) patterns.push_back("term" + std::to_string(i) + "\\b");
  const auto set = set_of(patterns);
  EXPECT_EQ(matching(set, "term7 and term2999"), (Indexes{7, 2999}));
}

}  // namespace
}  // namespace ofsight
