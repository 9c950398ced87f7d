#include "extractors/findings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

class FindingTest : public testing::Test {
 protected:
  FindingTest()
      : rules_(written_rules({
            rule_json("theme.visits", R"("terms": ["visits?"])", "a visit"),
            rule_json("theme.plans", R"("terms": ["plans?"], "in_items": ["quality"])", "a plan"),
            term_rule("polarity.strength.good", "good", R"("weight": "2")"),
            term_rule("polarity.concern.poor", "poor", R"("weight": "2")"),
            term_rule("polarity.neutral.count", "counted", R"("weight": "2")"),
            term_rule("context.historical.then", "formerly",
                      R"("direction": "both", "reach": "9")"),
            rule_json("scope.letter", R"("terms": ["^this letter", "read by inspectors"])",
                      "this letter"),
            rule_json("scope.section",
                      R"("in": ["heading"], "patterns": ["(?i)^about this letter$"])",
                      "About this letter"),
            rule_json("improvements.asked", R"("yields": {"asks": "yes"}, "patterns": ["^Asked$"])",
                      "Asked"),
            term_rule("context.extent.most", "most", R"("extent": "most")"),
        })),
        extractor_(FindingExtractor::compile(rules_).value()) {}

  // Those of a text whose blocks at `items` are listed as improvements.
  std::vector<Finding> findings(const Text& text,
                                const std::vector<std::size_t>& items = {}) const {
    std::vector<Improvement> improvements;
    for (const std::size_t block : items)
      improvements.emplace_back().evidence = text.evidence(text.blocks.at(block).span);
    const Findings found = extractor_.extract(text, improvements, "other");
    EXPECT_TRUE(found.warnings.empty());
    return found.findings;
  }

  // "polarity: text" of each.
  Strings said(const std::string& outline, const std::vector<std::size_t>& items = {}) const {
    Strings out;
    for (const Finding& finding : findings(text_of(outline), items))
      out.push_back(finding.polarity + ": " + finding.text);
    return out;
  }

  const RuleSet rules_;
  const FindingExtractor extractor_;
};

TEST_F(FindingTest, OneForASentenceWithAThemeOrAnEvaluation) {
  EXPECT_EQ(said(R"(
      Visits happen. It rains. Work is poor!
      • It is good
      It is counted.
      )"),
            (Strings{"strength: Visits happen.", "concern: Work is poor!", "strength: It is good"}))
      << "what is only counted praises nobody and blames nobody";
}

TEST_F(FindingTest, WhatAReportSaysOfItselfIsNone) {
  EXPECT_EQ(said("This letter is about visits. Plans read by inspectors. Plans fit this letter."),
            Strings{"strength: Plans fit this letter."});
  EXPECT_EQ(said("• plans read by inspectors", {0}), Strings{}) << "listed or not";
}

TEST_F(FindingTest, SectionsOfAReportAboutItselfHaveNone) {
  const std::string outline = R"(
      ## About this letter
      Visits are good.
      Work is poor.
      ## About this letterbox
      Plans fit.
      )";
  EXPECT_EQ(said(outline), Strings{"strength: Plans fit."});
  EXPECT_EQ(said(outline, {1}), (Strings{"concern: Visits are good.", "strength: Plans fit."}))
      << "but for listed items, which ask for it";
}

TEST_F(FindingTest, ItemsOfListsThatAskPraiseNothing) {
  const Text text = text_of("• Plans are late. Good work, good plans, good visits.");
  Improvement item;
  item.evidence = text.evidence(text.blocks.at(0).span);
  EXPECT_EQ(extractor_.role_of(text, item), SentenceRole::kPartOfItem);
  EXPECT_EQ(extractor_.extract(text, {item}, "other").findings.back().polarity, "strength");
  item.rule = "improvements.asked";
  EXPECT_EQ(extractor_.role_of(text, item), SentenceRole::kItem);
  EXPECT_EQ(extractor_.extract(text, {item}, "other").findings.back().polarity, "concern");
}

TEST_F(FindingTest, SaysAllThatWasRead) {
  const Text text = text_of("---\n## Children in care\nFormerly most visits were poor, and plans.");
  const auto found = findings(text);
  ASSERT_EQ(found.size(), 1u);
  const Finding& finding = found[0];
  EXPECT_EQ(finding.text, "Formerly most visits were poor, and plans.");
  EXPECT_EQ(finding.themes, (Strings{"visits", "plans"}));
  EXPECT_EQ(finding.polarity, "concern");
  EXPECT_EQ(finding.extent, "most");
  EXPECT_EQ(finding.context, Strings{"historical"});
  EXPECT_EQ(finding.section, "Children in care");
  EXPECT_EQ(finding.rules, (Strings{"theme.visits", "theme.plans", "context.historical.then",
                                    "context.extent.most", "polarity.concern.poor"}))
      << "themes by rule, then cues as they stand";
  EXPECT_EQ(finding.evidence.quote, finding.text);
  EXPECT_EQ(text.slice(finding.evidence.span), finding.text);
  EXPECT_EQ(finding.evidence.page, 2);
  EXPECT_EQ(finding.evidence.boxes.size(), 1u);
}

TEST_F(FindingTest, NamesARuleOnce) {
  const auto found = findings(text_of("Visits are good, and good visits are visits."));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].rules, (Strings{"theme.visits", "polarity.strength.good"}));
  EXPECT_FALSE(found[0].extent);
}

TEST_F(FindingTest, HeadingsAndTableRowsAreNone) {
  EXPECT_EQ(said("# Visits are good\n| Visits | good |\nPlans."), Strings{"strength: Plans."});
}

TEST_F(FindingTest, TheSectionIsTheHeadingAbove) {
  Strings sections;
  for (const Finding& finding : findings(text_of(R"(
      Visits are first.
      # Part one
      ## Children in care
      Visits are second.
      | Visits | good |
      • Visits are third.
      # Part two
      ## Leaders
      Visits are fourth.
      )")))
    sections.push_back(finding.section);
  EXPECT_EQ(sections, (Strings{"", "Children in care", "Children in care", "Leaders"}));
}

TEST_F(FindingTest, WhatIsListedAsAnImprovementIsAConcernThoughItNamesTheGood) {
  EXPECT_EQ(said("## What needs to improve?\n• good visits\nVisits are good.", {1}),
            (Strings{"concern: good visits", "strength: Visits are good."}));
  EXPECT_EQ(said("• plans\n• visits", {0, 1}), (Strings{"concern: plans", "concern: visits"}));
  EXPECT_EQ(said("• plans\n• visits"), (Strings{"strength: plans", "strength: visits"}));
}

TEST_F(FindingTest, WhatNamesAThemeInItemsOnlyMakesNoOtherFinding) {
  EXPECT_EQ(said("• quality\nQuality.", {0}), Strings{"concern: quality"});
}

TEST_F(FindingTest, ARowListedAsAnImprovementIsRead) {
  const Text text = text_of("| Council | Visits must grow. |\n| Council | Plans. |");
  EXPECT_EQ(findings(text).size(), 0u);
  const auto found = findings(text, {0});
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].text, "Visits must grow.");
  EXPECT_EQ(found[0].polarity, "concern");
}

TEST_F(FindingTest, WhatIsTooLongForASentenceIsNotReadAndSaidSo) {
  const std::string words = "visits " + std::string(8 * 1024, 'x');
  const Text text = text_of("Plans.\n" + words + "\nVisits.");
  const Findings found = extractor_.extract(text, {}, "other");
  EXPECT_EQ(found.findings.size(), 2u);
  ASSERT_EQ(found.warnings.size(), 1u);
  EXPECT_EQ(found.warnings[0].code, "finding.too_long");
  EXPECT_TRUE(found.warnings[0].message.starts_with("a sentence at 7 is longer"))
      << found.warnings[0].message;
}

TEST_F(FindingTest, AnEmptyTextHasNone) { EXPECT_TRUE(findings(text_of("")).empty()); }

TEST(FindingExtractor, ARuleThatIsNoCueIsNamed) {
  const RuleSet rules = written_rules({term_rule("context.mood.sad", "sadly")});
  const auto extractor = FindingExtractor::compile(rules);
  ASSERT_FALSE(extractor);
  EXPECT_TRUE(extractor.error().message.starts_with("context.mood.sad"));
}

}  // namespace
}  // namespace ofsight
