#include "extractors/themes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

class Themes : public testing::Test {
 protected:
  Themes()
      : rules_(written_rules({
            rule_json("theme.visits",
                      R"("terms": ["visits?", "visited"], "in_items": ["timeliness"])", "a visit"),
            rule_json("theme.plans", R"("terms": ["plans?"], "weak": ["targets"])", "a plan"),
            rule_json("theme.records", R"("terms": ["records"], "except": ["breaks records"])",
                      "records"),
            rule_json("theme.money", R"("near": [{"terms": ["pocket", "money"], "words": 1}])",
                      "pocket money"),
            rule_json("theme.visits.letters",
                      R"("kinds": ["focused_visit"], "terms": ["calls"], "weak": ["doors"])",
                      "calls"),
            rule_json("aside.purpose", R"("terms": ["so that"])", "so that"),
            rule_json("aside.when", R"("terms": ["when"])", "when"),
        })),
        themes_(ThemeExtractor::compile(rules_).value()) {}

  Strings codes(const std::string& sentence, SentenceRole role = SentenceRole::kProse,
                std::string_view kind = "other") const {
    return ThemeExtractor::codes(themes_.hits(sentence, role, kind));
  }

  // "rule: reason" of each.
  Strings near_misses(const std::string& sentence, std::string_view kind = "other") const {
    Strings out;
    for (const auto& [rule, reason] : themes_.near_misses(sentence, SentenceRole::kProse, kind))
      out.push_back(rule->id + ": " + reason);
    return out;
  }

  Strings codes_of_item(const std::string& outline, std::string_view kind = "other") const {
    const Text text = text_of(outline);
    return themes_.codes_of_item(
        text, {text.blocks.front().span.start, text.blocks.back().span.end}, kind);
  }

  const RuleSet rules_;
  const ThemeExtractor themes_;
};

TEST_F(Themes, AreThoseWhoseTermsStandInTheSentence) {
  EXPECT_EQ(codes("Visits follow the plan."), (Strings{"visits", "plans"}));
  EXPECT_EQ(codes("Nothing of the kind."), Strings{});
}

TEST_F(Themes, ComeOnceEachInTheOrderOfTheRules) {
  EXPECT_EQ(codes("Plans for visits, visits by plan."), (Strings{"visits", "plans"}));
}

TEST_F(Themes, SomeRulesOfAThemeAreForCertainReports) {
  EXPECT_EQ(codes("Calls.", SentenceRole::kProse, "focused_visit"), Strings{"visits"});
  EXPECT_EQ(codes("Calls and visits.", SentenceRole::kProse, "focused_visit"), Strings{"visits"});
  EXPECT_EQ(codes("Calls."), Strings{});
  EXPECT_EQ(codes_of_item("• The quality of plans. Calls help. A visit helps.", "focused_visit"),
            (Strings{"visits", "plans"}))
      << "two sentences are about visits";
  EXPECT_EQ(near_misses("Plans and doors."), Strings{});
  EXPECT_EQ(near_misses("Plans and doors.", "focused_visit"),
            Strings{"theme.visits.letters: 'doors' is a weak term, and other themes are named"});
}

TEST_F(Themes, HitsSayWhichWordsAndByWhichRule) {
  const std::string sentence = "They visited, and a visit counts.";
  const auto hits = themes_.hits(sentence, SentenceRole::kProse, "other");
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].rule->id, "theme.visits");
  EXPECT_EQ(sentence.substr(hits[0].span.start, hits[0].span.length()), "visited");
  EXPECT_EQ(sentence.substr(hits[1].span.start, hits[1].span.length()), "visit");
}

TEST_F(Themes, AWeakTermCountsOnlyWhereNoThemeIsNamed) {
  EXPECT_EQ(codes("Targets are met."), Strings{"plans"});
  EXPECT_EQ(codes("Visits have targets."), Strings{"visits"});
}

TEST_F(Themes, WhatRunningTextHasInPassingCountsInItemsOnly) {
  EXPECT_EQ(codes("The timeliness of plans.", SentenceRole::kItem), (Strings{"visits", "plans"}));
  EXPECT_EQ(codes("The timeliness of plans."), Strings{"plans"});
  EXPECT_EQ(codes("Timeliness."), Strings{}) << "though nothing else is named";
  EXPECT_EQ(codes_of_item("• The timeliness of plans."), (Strings{"visits", "plans"}));
  EXPECT_EQ(near_misses("Timeliness."),
            Strings{"theme.visits: 'Timeliness' counts only in a list of improvements"});
}

TEST_F(Themes, WhatStandsOnlyInAnAsideIsNone) {
  EXPECT_EQ(codes("They visit so that plans are kept."), Strings{"visits"});
  EXPECT_EQ(codes("They visit when records show that plans fail."), Strings{"visits"});
  EXPECT_EQ(codes("Plans change when they visit so that plans hold."), Strings{"plans"});
}

TEST_F(Themes, AnAsideCountsWhereNothingElseIsNamed) {
  EXPECT_EQ(codes("They meet so that plans are kept."), Strings{"plans"});
}

TEST_F(Themes, ASentenceThatBeginsWithTheAsideIsReadWhole) {
  EXPECT_EQ(codes("when visited, children like their plans"), (Strings{"visits", "plans"}));
  EXPECT_EQ(codes("when visited, they talk so that plans hold"), Strings{"visits"})
      << "up to the next";
}

TEST_F(Themes, NearMissesSayWhyAThemeIsNone) {
  EXPECT_EQ(near_misses("They visit so that plans are kept."),
            Strings{"theme.plans: 'plans' stands in an aside, and other themes before it"});
  EXPECT_EQ(near_misses("Visits have targets."),
            Strings{"theme.plans: 'targets' is a weak term, and other themes are named"});
  EXPECT_EQ(near_misses("Plans, so that plans hold."), Strings{}) << "the theme is there";
  EXPECT_EQ(near_misses("Nothing."), Strings{});
}

TEST_F(Themes, NearMissesNameExceptionsAndHalvesOfPairs) {
  const Strings broken = near_misses("He breaks records.");
  ASSERT_EQ(broken.size(), 1u);
  EXPECT_TRUE(broken[0].starts_with("theme.records: ")) << broken[0];
  const Strings half = near_misses("It has a pocket.");
  ASSERT_EQ(half.size(), 1u);
  EXPECT_TRUE(half[0].starts_with("theme.money: ")) << half[0];
}

TEST_F(Themes, OfAnItemAreThoseOfItsFirstSentence) {
  EXPECT_EQ(codes_of_item("• The quality of plans. Visits should be made."), Strings{"plans"});
}

TEST_F(Themes, OfAnItemAreThoseOfTwoSentencesToo) {
  EXPECT_EQ(codes_of_item("• The quality of plans. Visits should be made. A visit helps."),
            (Strings{"visits", "plans"}))
      << "in the order of the rules";
  EXPECT_EQ(codes_of_item("• The quality of plans. Visits, visits and visits."), Strings{"plans"})
      << "one sentence counts once";
}

TEST_F(Themes, SubItemsArePartsOfTheSentenceThatListsThem) {
  EXPECT_EQ(codes_of_item("• Improve:\n  • visits\n  • records."), (Strings{"visits", "records"}));
  EXPECT_EQ(codes_of_item("• Improve plans.\n  • visits\n  • records."), Strings{"plans"});
}

TEST_F(Themes, OfAnItemEndWithIt) {
  const Text text = text_of("Visits come first.\n• The quality of plans.\n• Records.");
  EXPECT_EQ(themes_.codes_of_item(text, text.blocks[1].span, "other"), Strings{"plans"});
}

TEST_F(Themes, OfAnItemInsideASentenceAreThoseOfItsWords) {
  const Text text = text_of("Visits and plans and records");
  EXPECT_EQ(themes_.codes_of_item(text, {11, 16}, "other"), Strings{"plans"});
  EXPECT_EQ(themes_.codes_of_item(text, {7, 10}, "other"), Strings{});
}

}  // namespace
}  // namespace ofsight
