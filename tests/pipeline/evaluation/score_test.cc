#include "pipeline/evaluation/score.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ofsight {
namespace {

double metric(const Scores& scores, const std::string& name) {
  const auto found = std::find_if(scores.metrics.begin(), scores.metrics.end(),
                                  [&name](const auto& entry) { return entry.first == name; });
  EXPECT_NE(found, scores.metrics.end()) << name;
  return found == scores.metrics.end() ? -1 : found->second;
}

Finding finding(const std::string& text, std::vector<std::string> themes,
                const std::string& polarity) {
  Finding finding;
  finding.text = text;
  for (const auto& theme : themes) finding.rules.push_back("theme." + theme);
  finding.themes = std::move(themes);
  finding.polarity = polarity;
  return finding;
}

Improvement improvement(const std::string& text, std::vector<std::string> themes) {
  Improvement item;
  item.type = "area_for_improvement";
  item.text = text;
  item.themes = std::move(themes);
  return item;
}

// One document "a" whose report agrees with its labels.
class Score : public testing::Test {
 protected:
  Score() {
    DocumentLabels& labels = labels_.documents["a"];
    labels.fields = {{"kind", "jtai"}, {"published", "2024-10-31"}};
    labels.council = "Saltmere";
    labels.judgements = {{"help_and_protection", "good"}};
    labels.improvements = {
        {"area_for_improvement", "The frequency of visits to children.", {"visits"}}};
    labels_.sentences["a"] = {{"Visits are frequent.", {"visits"}, "strength"}};
    Report& report = reports_["a"];
    report.kind = "jtai";
    report.published = "2024-10-31";
    report.council = CouncilRef{"Saltmere", "", "", "", ""};
    report.judgements.resize(1);
    report.judgements[0].area = "help_and_protection";
    report.judgements[0].grade = "good";
    report.improvements = {improvement("The frequency of visits to children", {"visits"})};
    report.findings = {finding("Visits are frequent.", {"visits"}, "strength")};
  }

  Scores scores() const { return score(labels_, reports_); }

  Labels labels_;
  std::map<std::string, Report> reports_;
};

TEST_F(Score, OfAReportThatAgreesIsFull) {
  const Scores scores = this->scores();
  for (const char* name :
       {"field.kind", "field.published", "field.council", "judgements.f1", "improvements.exact_f1",
        "improvements.close_f1", "improvements.type_accuracy", "improvement_themes.f1",
        "sentence_themes.f1", "polarity.accuracy"})
    EXPECT_EQ(metric(scores, name), 1) << name;
  EXPECT_TRUE(scores.differences.empty());
  EXPECT_TRUE(scores.missing.empty());
}

TEST_F(Score, AMissingReportMissesEverything) {
  reports_.clear();
  const Scores scores = this->scores();
  EXPECT_EQ(scores.missing, std::vector<std::string>{"a"});
  EXPECT_EQ(metric(scores, "documents_missing"), 1);
  EXPECT_EQ(metric(scores, "judgements.recall"), 0);
  EXPECT_EQ(metric(scores, "improvements.close_f1"), 0);
}

TEST_F(Score, WrongAndMissedValuesAreCountedApart) {
  reports_["a"].judgements[0].grade = "inadequate";
  reports_["a"].findings[0].themes = {"plans", "drift"};
  const Scores scores = this->scores();
  EXPECT_EQ(metric(scores, "judgements.precision"), 0);
  EXPECT_EQ(metric(scores, "judgements.recall"), 0);
  EXPECT_EQ(scores.sentence_themes.at("plans").false_positives, 1u);
  EXPECT_EQ(scores.sentence_themes.at("visits").misses, 1u);
  EXPECT_EQ(scores.differences.size(), 2u);
}

TEST_F(Score, AnItemWithAMisprintIsCloseButNotExact) {
  reports_["a"].improvements[0].text = "The frequency of visit to children";
  const Scores scores = this->scores();
  EXPECT_EQ(metric(scores, "improvements.exact_f1"), 0);
  EXPECT_EQ(metric(scores, "improvements.close_f1"), 1);
  EXPECT_EQ(metric(scores, "improvement_themes.f1"), 1) << "themes are compared all the same";
}

TEST_F(Score, AnItemTooMuchCostsPrecisionOnly) {
  reports_["a"].improvements.push_back(improvement("Something else altogether.", {"plans"}));
  const Scores scores = this->scores();
  EXPECT_DOUBLE_EQ(metric(scores, "improvements.close_f1"), 2.0 / 3);
  EXPECT_EQ(metric(scores, "improvement_themes.f1"), 1);
}

TEST_F(Score, ASentenceWithoutFindingIsNeutralAndWithoutThemes) {
  reports_["a"].findings.clear();
  const Scores scores = this->scores();
  EXPECT_EQ(metric(scores, "polarity.accuracy"), 0);
  EXPECT_EQ(metric(scores, "polarity.flipped"), 0);
  EXPECT_EQ(metric(scores, "sentence_themes.recall"), 0);
}

TEST_F(Score, FlippedIsStrengthForConcernOnly) {
  reports_["a"].findings[0].polarity = "concern";
  EXPECT_EQ(metric(scores(), "polarity.flipped"), 1);
  reports_["a"].findings[0].polarity = "mixed";
  EXPECT_EQ(metric(scores(), "polarity.flipped"), 0);
}

TEST_F(Score, SentencesMayBeCutDifferently) {
  reports_["a"].findings = {
      finding("However, visits are frequent. They are also kind.", {"visits"}, "strength")};
  EXPECT_EQ(metric(scores(), "sentence_themes.f1"), 1);
}

TEST_F(Score, RulesAreCountedWhereTheyFired) {
  reports_["a"].findings = {finding("Visits are frequent.", {"visits", "plans"}, "strength")};
  const Scores scores = this->scores();
  EXPECT_EQ(scores.rules.at("theme.visits").fired, 1u);
  EXPECT_EQ(scores.rules.at("theme.visits").overlapped, 1u);
  EXPECT_EQ(scores.rules.at("theme.visits").wrong, 0u);
  EXPECT_EQ(scores.rules.at("theme.plans").wrong, 1u);
}

}  // namespace
}  // namespace ofsight
