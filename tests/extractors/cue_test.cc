#include "extractors/cue.h"

#include <gtest/gtest.h>

#include <map>
#include <string>
#include <utility>

namespace ofsight {
namespace {

Rule rule(std::string id, std::map<std::string, std::string, std::less<>> yields = {}) {
  Rule rule;
  rule.id = std::move(id);
  rule.yields = std::move(yields);
  return rule;
}

TEST(Cue, KindIsTheSecondWordOfTheId) {
  const Rule concern = rule("polarity.concern.delay"), end = rule("context.clause_end.contrast");
  EXPECT_EQ(read_cue(concern)->kind, CueKind::kConcern);
  EXPECT_EQ(read_cue(end)->kind, CueKind::kClauseEnd);
}

TEST(Cue, AKindBelongsToItsFamily) {
  for (const auto* id :
       {"polarity.negation.x", "context.concern.x", "polarity.x", "context.nothing"}) {
    const Rule unknown = rule(id);
    const auto cue = read_cue(unknown);
    ASSERT_FALSE(cue) << id;
    EXPECT_EQ(cue.error().message.rfind(id, 0), 0u) << cue.error().message;
  }
}

TEST(Cue, ReadsEveryKeyOfYields) {
  const Rule not_ = rule("context.negation.not", {{"direction", "both"},
                                                  {"reach", "20"},
                                                  {"flips", "3"},
                                                  {"polarity", "concern"},
                                                  {"weight", "3"},
                                                  {"until", ","},
                                                  {"across", "clauses"},
                                                  {"contrast", "yes"},
                                                  {"extent", "none"},
                                                  {"undoes", "things"},
                                                  {"is", "statement"}});
  const auto cue = read_cue(not_);
  ASSERT_TRUE(cue) << cue.error().message;
  EXPECT_EQ(cue->rule, &not_);
  EXPECT_EQ(cue->direction, Direction::kBoth);
  EXPECT_EQ(cue->reach, 20);
  EXPECT_EQ(cue->flips, 3);
  EXPECT_EQ(cue->polarity, CueKind::kConcern);
  EXPECT_EQ(cue->weight, 3);
  EXPECT_EQ(cue->until, ",");
  EXPECT_TRUE(cue->crosses_clauses);
  EXPECT_TRUE(cue->undoes_things);
  EXPECT_TRUE(cue->is_statement);
  EXPECT_TRUE(cue->contrasts);
  EXPECT_EQ(cue->extent, "none");
}

TEST(Cue, WithoutYieldsActsOnNothing) {
  const Rule plain = rule("context.negation.not");
  const auto cue = read_cue(plain);
  EXPECT_FALSE(cue->reach);
  EXPECT_FALSE(cue->flips);
  EXPECT_EQ(cue->weight, 0);
}

TEST(Cue, NamesTheKeyThatItCannotUnderstand) {
  const std::pair<std::string, std::string> wrong[] = {
      {"reach", "far"},     {"reach", "-1"},    {"reach", "3 words"},  {"weight", "1.5"},
      {"flips", ""},        {"extent", "lots"}, {"direction", "up"},   {"contrast", "maybe"},
      {"across", "oceans"}, {"until", ""},      {"polarity", "mixed"}, {"wieght", "2"},
      {"undoes", "all"},    {"is", "thing"}};
  for (const auto& yield : wrong) {
    const Rule bad = rule("context.negation.not", {yield});
    const auto cue = read_cue(bad);
    ASSERT_FALSE(cue) << yield.first << " " << yield.second;
    EXPECT_EQ(cue.error().message, "context.negation.not: cannot understand '" + yield.first +
                                       "': '" + yield.second + "' in yields");
  }
}

}  // namespace
}  // namespace ofsight
