#include "extractors/polarity.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

// A small language of cues, so that the weighing shows and not the words of the real rules.
class Polarity : public testing::Test {
 protected:
  Polarity()
      : rules_(written_rules({
            term_rule("polarity.strength.good", "good", R"("weight": "2")"),
            term_rule("polarity.concern.poor", "poor",
                      R"("weight": "2", "direction": "forward", "reach": "1")"),
            term_rule("polarity.concern.poorish", "rather poor", R"("weight": "1")"),
            term_rule("polarity.neutral.bare", "counted", R"("weight": "3")"),
            term_rule("context.negation.not", "not",
                      R"("direction": "forward", "reach": "3", "flips": "2",
                 "polarity": "concern", "weight": "1")",
                      R"(, "except": ["not only"])"),
            term_rule("context.negation.undone", "mended",
                      R"("direction": "backward", "flips": "2")"),
            term_rule("context.historical.then", "in the past",
                      R"("direction": "both", "reach": "9")"),
            term_rule("context.planned.will", "will", R"("direction": "forward", "reach": "4")"),
            term_rule("context.attributed.said", "they say",
                      R"("direction": "forward", "reach": "9")"),
            term_rule("context.directive.must", "must", R"("direction": "both", "reach": "60",
                 "across": "clauses", "polarity": "concern", "weight": "4")"),
            term_rule("context.condition.if", "if",
                      R"("direction": "forward", "reach": "9", "until": ","
                 )"),
            term_rule("context.extent.all", "all", R"("extent": "all")"),
            term_rule("context.extent.few", "few", R"("extent": "few")"),
            term_rule("context.clause_end.but", "but", R"("contrast": "yes")"),
            term_rule("context.clause_end.which", "which", R"("contrast": "no")"),
        })),
        extractor_(PolarityExtractor::compile(rules_).value()) {}

  std::string polarity(const std::string& sentence,
                       SentenceRole role = SentenceRole::kProse) const {
    return std::string(extractor_.extract(sentence, role).polarity);
  }

  const RuleSet rules_;
  const PolarityExtractor extractor_;
};

TEST_F(Polarity, TheHeavierSideDecidesAndATieIsMixed) {
  EXPECT_EQ(polarity("work is good"), "strength");
  EXPECT_EQ(polarity("work is poor"), "concern");
  EXPECT_EQ(polarity("good work meets some that is poor"), "mixed");
  EXPECT_EQ(polarity("good work meets poor that is poor"), "concern");
  EXPECT_EQ(polarity("good work meets some that is rather poor"), "strength");
}

TEST_F(Polarity, WithoutCuesThePlaceDecides) {
  EXPECT_EQ(polarity("workers visit"), "strength");
  EXPECT_EQ(polarity("workers visit", SentenceRole::kItem), "concern");
  EXPECT_EQ(polarity("work is good", SentenceRole::kItem), "concern")
      << "the good that is asked for";
  EXPECT_EQ(polarity("good work, good plans, good visits", SentenceRole::kItem), "concern");
  EXPECT_EQ(polarity("work is good", SentenceRole::kPartOfItem), "concern");
  EXPECT_EQ(polarity("good work, good plans, good visits", SentenceRole::kPartOfItem), "strength")
      << "it may tell more";
  EXPECT_FALSE(extractor_.extract("workers visit").is_evaluative);
  EXPECT_TRUE(extractor_.extract("workers must visit").is_evaluative);
  EXPECT_FALSE(extractor_.extract("visits are counted").is_evaluative);
}

TEST_F(Polarity, NegationTurnsAStrengthWithinItsReach) {
  EXPECT_EQ(polarity("work is not good"), "concern");
  EXPECT_EQ(polarity("good work is not always seen"), "strength");
  EXPECT_EQ(polarity("it is not a b c d that work is good and good"), "strength");
}

TEST_F(Polarity, NegatedConcernIsAStrength) {
  EXPECT_EQ(polarity("work is not poor"), "strength");
  EXPECT_EQ(polarity("work is not, overall, poor"), "concern") << "never across a comma";
  EXPECT_EQ(polarity("poor work is mended"), "strength") << "backwards";
}

TEST_F(Polarity, PseudoCuesAreNone) { EXPECT_EQ(polarity("work is not only good"), "strength"); }

TEST_F(Polarity, OperatorsStayInTheirClause) {
  EXPECT_EQ(polarity("it is not so but good good"), "strength");
  EXPECT_EQ(polarity("all which is good must stay"), "concern") << "a directive crosses clauses";
}

TEST_F(Polarity, ContrastedClausesThatBothSpeakAreMixed) {
  EXPECT_EQ(polarity("visits are good but records are poor"), "mixed");
  EXPECT_EQ(polarity("visits are good which records show poor, poor"), "concern");
  EXPECT_EQ(polarity("visits are good but records are rather poor"), "strength");
}

TEST_F(Polarity, PlansAreNeutralAndThePastWeighsHalf) {
  EXPECT_EQ(polarity("work will be good"), "neutral");
  EXPECT_EQ(polarity("in the past poor, work is good"), "strength");
  EXPECT_EQ(polarity("visits are counted"), "neutral");
}

TEST_F(Polarity, ConditionsWeighAQuarterUpToTheirEnd) {
  EXPECT_EQ(polarity("if work is poor, it is good"), "strength");
  EXPECT_EQ(polarity("if it is so, poor"), "concern");
  EXPECT_EQ(polarity("poor, good"), "concern") << "a fault turns the good in its reach";
  EXPECT_EQ(polarity("if poor, good"), "strength") << "but not a fault that is only supposed";
}

TEST_F(Polarity, OfOverlappingCuesTheLongestCounts) {
  const auto found = extractor_.extract("rather poor");
  ASSERT_EQ(found.cues.size(), 1u);
  EXPECT_EQ(found.cues[0].cue->rule->id, "polarity.concern.poorish");
}

TEST_F(Polarity, GivesContextInOrderAndTheSmallestExtent) {
  const auto found = extractor_.extract("all must and few will, they say, as in the past");
  EXPECT_EQ(Strings(found.context.begin(), found.context.end()),
            (Strings{"historical", "planned", "attributed", "directive"}));
  EXPECT_EQ(found.extent, "few");
  EXPECT_FALSE(extractor_.extract("work is good").extent);
}

TEST_F(Polarity, CuesComeInTextOrder) {
  const auto found = extractor_.extract("few but good and not poor");
  Strings ids;
  for (const CueHit& hit : found.cues) ids.push_back(hit.cue->rule->id);
  EXPECT_EQ(ids, (Strings{"context.extent.few", "context.clause_end.but", "polarity.strength.good",
                          "context.negation.not", "polarity.concern.poor"}));
}

}  // namespace
}  // namespace ofsight
