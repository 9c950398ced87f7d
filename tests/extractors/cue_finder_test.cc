#include "extractors/cue_finder.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

RuleSet some_rules() {
  return written_rules(
      {term_rule("polarity.concern.very", "very", R"("weight": "1")"),
       term_rule("polarity.strength.good", "good", R"("weight": "1")"),
       term_rule("polarity.strength.very_good", "very good", R"("weight": "2")"),
       term_rule("polarity.concern.poor", "poor", R"("weight": "1")"),
       term_rule("polarity.neutral.count", "counted", R"("weight": "1")"),
       term_rule("context.negation.not", "not",
                 R"("direction": "forward", "reach": "2", "flips": "2")"),
       term_rule("context.negation.undone", "mended", R"("direction": "backward", "flips": "1")"),
       term_rule("context.negation.toward", "reduce",
                 R"("direction": "forward", "flips": "2", "undoes": "things")"),
       term_rule("polarity.concern.statement", "is weak", R"("weight": "1", "is": "statement")"),
       term_rule("context.condition.if", "if",
                 R"("direction": "forward", "reach": "9", "until": ",")"),
       term_rule("context.purpose.so", "so that", R"("direction": "forward", "reach": "9")"),
       term_rule("context.historical.then", "formerly", R"("direction": "both", "reach": "3")"),
       term_rule("context.planned.due", "is due", R"("direction": "backward", "reach": "3")"),
       term_rule("context.planned.will", "will", R"("direction": "forward", "reach": "3")"),
       term_rule("context.attributed.say", "they say", R"("direction": "forward", "reach": "3")"),
       term_rule("context.directive.must", "must",
                 R"("direction": "both", "reach": "9", "across": "clauses")"),
       term_rule("context.extent.few", "few", R"("extent": "few")"),
       term_rule("context.clause_end.but", "but", R"("contrast": "yes")"),
       term_rule("context.clause_end.although", "although", R"("contrast": "yes", "until": ",")")});
}

class Cues : public testing::Test {
 protected:
  Cues() : rules_(some_rules()), finder_(CueFinder::compile(rules_).value()) {}

  SentenceCues find(const std::string& sentence) const { return finder_.find(sentence); }

  // Whether the first operator of `sentence` acts on its first evaluative cue.
  bool acts(const std::string& sentence) const {
    const auto cues = find(sentence);
    for (const auto* ops :
         {&cues.negations, &cues.conditions, &cues.historical, &cues.planned, &cues.directives})
      if (!ops->empty()) return acts_on(sentence, ops->front(), cues.evaluative.at(0));
    ADD_FAILURE() << "no operator in: " << sentence;
    return false;
  }

  bool turns(const std::string& sentence) const {
    const auto cues = find(sentence);
    return flips(sentence, cues.negations.at(0), cues.evaluative.at(0));
  }

  const RuleSet rules_;
  const CueFinder finder_;
};

// "words@clause" of each.
Strings shown(const std::vector<CueHit>& hits, const std::string& sentence) {
  Strings out;
  for (const CueHit& hit : hits)
    out.push_back(sentence.substr(hit.span.start, hit.span.length()) + "@" +
                  std::to_string(hit.clause));
  return out;
}

TEST_F(Cues, GoToTheListOfTheirKind) {
  const std::string sentence =
      "formerly few were not good, they say, but if counted so that it will be poor, it must be";
  const SentenceCues cues = find(sentence);
  EXPECT_EQ(shown(cues.historical, sentence), Strings{"formerly@0"});
  EXPECT_EQ(shown(cues.extents, sentence), Strings{"few@0"});
  EXPECT_EQ(shown(cues.negations, sentence), Strings{"not@0"});
  EXPECT_EQ(shown(cues.evaluative, sentence), (Strings{"good@0", "counted@1", "poor@1"}));
  EXPECT_EQ(shown(cues.attributed, sentence), Strings{"they say@0"});
  EXPECT_EQ(shown(cues.clause_ends, sentence), Strings{"but@1"});
  EXPECT_EQ(shown(cues.conditions, sentence), Strings{"if@1"});
  EXPECT_EQ(shown(cues.purposes, sentence), Strings{"so that@1"});
  EXPECT_EQ(shown(cues.planned, sentence), Strings{"will@1"});
  EXPECT_EQ(shown(cues.directives, sentence), Strings{"must@1"});
}

TEST_F(Cues, ASentenceWithoutAnyHasNone) {
  const SentenceCues cues = find("workers visit families");
  EXPECT_TRUE(cues.evaluative.empty());
  EXPECT_TRUE(cues.clause_ends.empty());
  EXPECT_TRUE(find("").evaluative.empty());
}

TEST_F(Cues, OfOverlappingOnesOfAListTheLeftmostThenTheLongestCounts) {
  const std::string sentence = "work is very good";
  const auto cues = find(sentence).evaluative;
  EXPECT_EQ(shown(cues, sentence), Strings{"very good@0"});
  EXPECT_EQ(cues[0].cue->rule->id, "polarity.strength.very_good");
  EXPECT_EQ(find("very poor").evaluative.size(), 2u) << "they do not overlap";
}

TEST(CueFinder, OfEqualOnesTheEarlierRuleCounts) {
  const RuleSet rules =
      written_rules({term_rule("polarity.concern.first", "plain", R"("weight": "1")"),
                     term_rule("polarity.strength.second", "plain", R"("weight": "1")")});
  const auto finder = CueFinder::compile(rules);
  ASSERT_TRUE(finder);
  const auto cues = finder->find("plain").evaluative;
  ASSERT_EQ(cues.size(), 1u);
  EXPECT_EQ(cues[0].cue->kind, CueKind::kConcern);
}

TEST(CueFinder, ARuleThatIsNoCueIsNamed) {
  const RuleSet rules = written_rules({term_rule("polarity.flavour.sweet", "sweet")});
  const auto finder = CueFinder::compile(rules);
  ASSERT_FALSE(finder);
  EXPECT_TRUE(finder.error().message.starts_with("polarity.flavour.sweet"))
      << finder.error().message;
}

TEST_F(Cues, AClauseEndBeginsTheNextClause) {
  const std::string sentence = "good but good but good";
  EXPECT_EQ(shown(find(sentence).evaluative, sentence), (Strings{"good@0", "good@1", "good@2"}));
}

TEST_F(Cues, AClauseThatIsOpenedEndsAtItsMark) {
  const std::string opened = "although work is poor, it is good";
  EXPECT_EQ(shown(find(opened).evaluative, opened), (Strings{"poor@0", "good@1"}));
  const std::string unmarked = "good, although it is poor";
  EXPECT_EQ(shown(find(unmarked).evaluative, unmarked), (Strings{"good@0", "poor@0"}))
      << "no comma follows: the border is the sentence’s end";
}

TEST_F(Cues, AnOperatorActsWithinItsReach) {
  EXPECT_TRUE(acts("not good"));
  EXPECT_TRUE(acts("not a b good"));
  EXPECT_FALSE(acts("not a b c good"));
}

TEST_F(Cues, AnOperatorActsOnTheSideOfItsDirection) {
  EXPECT_TRUE(acts("not good"));
  EXPECT_FALSE(acts("good is not"));
  EXPECT_TRUE(acts("good is due"));
  EXPECT_FALSE(acts("is due good"));
  EXPECT_TRUE(acts("good formerly"));
  EXPECT_TRUE(acts("formerly good"));
}

TEST_F(Cues, AnOperatorStaysInItsClauseUnlessItCrossesThem) {
  EXPECT_FALSE(acts("not but good"));
  EXPECT_TRUE(acts("must but good"));
  EXPECT_TRUE(acts("good but must"));
}

TEST_F(Cues, AnOperatorActsNoFurtherThanItsEnd) {
  EXPECT_TRUE(acts("if it is good"));
  EXPECT_FALSE(acts("if it is so, good"));
}

TEST_F(Cues, AnOperatorWithoutReachActsOnNothing) { EXPECT_FALSE(acts("good mended")); }

TEST_F(Cues, AConcernIsTurnedWithinFlipsAndNeverAcrossAComma) {
  EXPECT_TRUE(turns("not a b poor"));
  EXPECT_FALSE(turns("not a b c poor"));
  EXPECT_FALSE(turns("not, poor"));
  EXPECT_FALSE(turns("not but poor"));
  EXPECT_FALSE(turns("poor not")) << "forward unless it says backward";
}

TEST_F(Cues, AStatementIsNotTurnedByWhatUndoesThings) {
  EXPECT_TRUE(turns("reduce poor work"));
  EXPECT_FALSE(turns("reduce work is weak"));
  EXPECT_TRUE(turns("not all is weak")) << "another operator may turn it";
}

TEST_F(Cues, AConcernIsTurnedBackwardsByWhatSaysSo) {
  EXPECT_TRUE(turns("poor work mended"));
  EXPECT_FALSE(turns("poor a b mended"));
  EXPECT_FALSE(turns("mended poor"));
}

}  // namespace
}  // namespace ofsight
