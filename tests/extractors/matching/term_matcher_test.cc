#include "extractors/matching/term_matcher.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

// A set of one rule with these keys. Its examples are made to fit any rule about oversight.
RuleSet rules_of(const std::string& keys) {
  return written_rules({rule_json("theme.x", keys, "oversight by managers")});
}

// The words of each hit.
Strings hits(const RuleSet& rules, const std::string& text) {
  const auto matcher = TermMatcher::compile(rules.family("theme"));
  EXPECT_TRUE(matcher);
  Strings words;
  for (const TermHit& hit : matcher->all(text))
    words.push_back(text.substr(hit.span.start, hit.span.length()));
  return words;
}

TEST(TermMatcher, TermsAreWholeWordsInAnyCase) {
  const auto rules = rules_of(R"("terms": ["oversight", "managers?"])");
  EXPECT_EQ(hits(rules, "Oversight by a MANAGER"), (Strings{"Oversight", "MANAGER"}));
  EXPECT_EQ(hits(rules, "oversights of micromanagers"), Strings{});
}

TEST(TermMatcher, AlternativesOfATermAreBoundTogether) {
  const auto rules = rules_of(R"("terms": ["oversight|manage"])");
  EXPECT_EQ(hits(rules, "they manage; overmanage; oversights"), Strings{"manage"});
}

TEST(TermMatcher, EqualHitsCountOnce) {
  const auto rules = rules_of(R"("terms": ["oversight", "over[a-z]+"])");
  EXPECT_EQ(hits(rules, "oversight"), Strings{"oversight"});
}

TEST(TermMatcher, NearPairsStandInAnyOrderWithinTheirWords) {
  const auto rules = rules_of(R"("near": [{"terms": ["oversight", "managers?"], "words": 2}])");
  EXPECT_EQ(hits(rules, "managers have oversight now"), Strings{"managers have oversight"});
  EXPECT_EQ(hits(rules, "oversight by the manager"), Strings{"oversight by the manager"});
  EXPECT_EQ(hits(rules, "oversight of all the managers"), Strings{});
  EXPECT_EQ(hits(rules, "oversight"), Strings{});
}

TEST(TermMatcher, ADashBetweenSpacesIsAWord) {
  const auto rules = rules_of(R"("near": [{"terms": ["oversight", "managers"], "words": 1}])");
  EXPECT_EQ(hits(rules, "oversight – managers"), Strings{"oversight – managers"});
  EXPECT_EQ(hits(rules, "oversight – by managers"), Strings{});
}

TEST(TermMatcher, PairsDoNotOverlapThemselves) {
  const auto rules = rules_of(R"("near": [{"terms": ["oversight by managers", "managers"],
                                           "words": 3}, {"terms": ["oversight", "by"], "words": 0}])");
  EXPECT_EQ(hits(rules, "oversight by managers"), Strings{"oversight by"});
}

TEST(TermMatcher, EachPairOfManyIsFound) {
  const auto rules = rules_of(R"("near": [{"terms": ["oversight", "managers"], "words": 1}])");
  EXPECT_EQ(hits(rules, "managers oversight by managers"),
            (Strings{"managers oversight", "oversight by managers"}));
}

TEST(TermMatcher, ExceptionsHideOnlyTheHitsTheyOverlap) {
  const auto rules = rules_of(R"("terms": ["oversight"], "except": ["by oversight"])");
  EXPECT_EQ(hits(rules, "left out by oversight"), Strings{});
  EXPECT_EQ(hits(rules, "left out by oversight; managers' oversight"), Strings{"oversight"});
}

TEST(TermMatcher, UnlessRulesOutTheWholeText) {
  const auto rules = rules_of(R"("terms": ["oversight"], "unless": ["scrutiny committee"])");
  EXPECT_EQ(hits(rules, "oversight"), Strings{"oversight"});
  EXPECT_EQ(hits(rules, "oversight by the scrutiny committee"), Strings{});
}

TEST(TermMatcher, HitsSayHowTheyCount) {
  const auto rules = rules_of(
      R"("terms": ["oversight"], "in_items": ["managers?"], "weak": ["oversight by", "plans"])");
  const auto matcher = TermMatcher::compile(rules.family("theme"));
  ASSERT_TRUE(matcher);
  const std::string text = "plans, managers, oversight";
  std::string shown;
  for (const TermHit& hit : matcher->all(text))
    shown += text.substr(hit.span.start, hit.span.length()) +
             (hit.counts == Counts::kFully     ? " fully, "
              : hit.counts == Counts::kInItems ? " in items, "
                                               : " weakly, ");
  EXPECT_EQ(shown, "oversight fully, managers in items, plans weakly, ") << "by how they count";
}

TEST(TermMatcher, HitsComeByRuleThenByPosition) {
  const auto rules = written_rules({term_rule("theme.b", "visits"), term_rule("theme.a", "plans")});
  EXPECT_EQ(hits(rules, "plans, visits, plans"), (Strings{"visits", "plans", "plans"}));
}

TEST(AtMostWords, CountsWhatSpacesPart) {
  EXPECT_TRUE(at_most_words("", 0));
  EXPECT_TRUE(at_most_words("  \t\n", 0));
  EXPECT_FALSE(at_most_words(" a ", 0));
  EXPECT_TRUE(at_most_words(" half-way there", 2));
  EXPECT_FALSE(at_most_words("a b c", 2));
}

// No word is so long: what fills such a gap is none of a sentence's words.
TEST(AtMostWords, AGapTooLongForSoManyWordsHoldsMore) {
  EXPECT_TRUE(at_most_words(std::string(100, 'x'), 1));
  EXPECT_FALSE(at_most_words(std::string(1000, 'x'), 1));
}

}  // namespace
}  // namespace ofsight
