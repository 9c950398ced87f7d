#include "extractors/matching/kind_matcher.h"

#include <gtest/gtest.h>

#include <vector>

namespace ofsight {
namespace {

Rule rule(std::string id, std::string pattern, std::vector<std::string> kinds) {
  Rule rule;
  rule.id = std::move(id);
  rule.patterns = {std::move(pattern)};
  rule.kinds = std::move(kinds);
  return rule;
}

TEST(KindMatcher, AsksOnlyTheRulesThatApply) {
  const Rule letters = rule("x.letters", "a+", {"focused_visit", "other"});
  const Rule all = rule("x.all", "[ab]", {});
  const auto matcher = KindMatcher::compile({&letters, &all});
  ASSERT_TRUE(matcher);
  EXPECT_EQ(matcher->firing("baa", "focused_visit"), &letters);
  EXPECT_EQ(matcher->firing("b", "other"), &all);
  EXPECT_EQ(matcher->firing("baa", "jtai"), &all);
  EXPECT_EQ(matcher->firing("baa", "of no such kind"), &all);
  EXPECT_EQ(matcher->firing("c", "other"), nullptr);

  const auto match = matcher->first("baa", "focused_visit");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->rule, &letters);
  EXPECT_EQ(match->whole, (ByteSpan{1, 3}));
  EXPECT_FALSE(matcher->first("c", "jtai"));
  EXPECT_EQ(matcher->of("jtai").rules(), std::vector<const Rule*>{&all});
}

TEST(KindMatcher, SaysWhatIsWrongWithAPattern) {
  const Rule bad = rule("x.bad", "(", {"jtai"});
  const auto matcher = KindMatcher::compile({&bad});
  ASSERT_FALSE(matcher);
  EXPECT_NE(matcher.error().message.find("x.bad"), std::string::npos);
}

}  // namespace
}  // namespace ofsight
