#include "pipeline/ask/comparison.h"

#include <gtest/gtest.h>

#include "tests/pipeline/ask/sample_release.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Expected<Answer> asked(ComparisonRequest request) {
  auto release = ReleaseReader::open(sample_release());
  EXPECT_TRUE(release) << release.error().message;
  return compare(*release, request);
}

TEST(Comparison, LatestAndPreviousJudgementsWithDirection) {
  const auto answer = asked({.councils = {"ambleford"}, .for_people = false});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(
      rows_of(*answer, "judgements"),
      (Strings{
          "Ambleford | overall_effectiveness | good | 2023-05-15 | better | requires_improvement | "
          "2019-03-25",
          "Ambleford | impact_of_leaders | requires_improvement | 2023-05-15 | worse | good | "
          "2019-03-25",
          "Ambleford | children_in_care | good | 2023-05-15 | same | good | 2019-03-25",
          "Ambleford | care_leavers | outstanding | 2023-05-15 | better | good | 2019-03-25"}));
}

TEST(Comparison, SeveralCouncilsStandSideBySideForPeople) {
  const auto answer = asked({.councils = {"ambleford", "salt", "ambleford"}});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->title, "Ambleford, Saltmere");
  const AnswerTable& table = answer->tables.at(0);
  ASSERT_EQ(table.headings.size(), 3u);
  EXPECT_EQ(table.rows.at(0).at(1).shown,
            "Good, 2023-05; ▲ better, was Requires improvement 2019-03");
  EXPECT_EQ(table.rows.at(0).at(2).shown, "Inadequate, 2022-02");
  EXPECT_EQ(table.rows.at(3).at(2).text, "–");
}

TEST(Comparison, OneCouncilIsNamedByTheTitleOnly) {
  const auto answer = asked({.councils = {"ambleford"}, .with = {"england"}});
  ASSERT_TRUE(answer);
  EXPECT_EQ(rows_of(*answer, "judgements").at(0).find("overall_effectiveness | good | "), 0u);
  EXPECT_EQ(rows_of(*answer, "standing").at(0),
            "overall_effectiveness | England | 0 better, 0 the same, 1 worse | 1 Inadequate");
}

TEST(Comparison, StandingCountsTheOthers) {
  const auto answer = asked({.councils = {"ambleford"},
                             .with = {"neighbours", "england", "region"},
                             .for_people = false});
  ASSERT_TRUE(answer);
  const auto rows = rows_of(*answer, "standing");
  EXPECT_EQ(rows.at(0),
            "Ambleford | overall_effectiveness | good | Statistical neighbours | 1 | 0 | 0 | 1 | 1 "
            "Inadequate");
  EXPECT_EQ(rows.at(4),
            "Ambleford | overall_effectiveness | good | England | 1 | 0 | 0 | 1 | 1 Inadequate");
  EXPECT_EQ(rows.at(8), "Ambleford | overall_effectiveness | good | South West | 0 | 0 | 0 | 0 | ");
}

TEST(Comparison, ThemesAreCountedAndAskedForWithQuotes) {
  const auto answer = asked({.councils = {"ambleford", "saltmere"},
                             .with = {"england"},
                             .themes = {"supervision", "plans_and_planning"},
                             .since = "2021-01-01"});
  ASSERT_TRUE(answer);
  EXPECT_EQ(rows_of(*answer, "themes"),
            (Strings{"plans_and_planning | 1 | 0 | 0 of 2", "supervision | 1 | 1 | 1 of 2"}));
  EXPECT_EQ(rows_of(*answer, "improvements").at(1),
            "supervision | Ambleford | 2021-06-08 | focused_visit | 2 | "
            "Frequency of supervision for social workers and its recording.");
  EXPECT_EQ(rows_of(*answer, "improvements").size(), 3u);
}

TEST(Comparison, EvidenceQuotesEveryGrade) {
  const auto answer = asked({.councils = {"ambleford"}, .evidence = true});
  ASSERT_TRUE(answer);
  const std::string row = rows_of(*answer, "judgements").at(0);
  EXPECT_NE(row.find("| 2 | overall_effectiveness good | " + sha256_hex("3").substr(0, 16)),
            std::string::npos)
      << row;
  EXPECT_NE(row.find("overall_effectiveness requires_improvement"), std::string::npos) << row;
}

TEST(Comparison, EvidenceNamesEachOfTheOthersThatAreCounted) {
  const auto answer = asked({.councils = {"ambleford"},
                             .with = {"england", "region"},
                             .themes = {"supervision"},
                             .since = "2015-01-01",
                             .evidence = true});
  ASSERT_TRUE(answer);
  const auto grades = rows_of(*answer, "grades_of_others");
  ASSERT_FALSE(grades.empty());
  for (const std::string& row : grades) EXPECT_EQ(row.find("Ambleford"), std::string::npos) << row;
  EXPECT_TRUE(std::any_of(grades.begin(), grades.end(), [](const std::string& row) {
    return row.starts_with(
        "Saltmere | overall_effectiveness | inadequate | 2022-02-07 | 2 | overall_effectiveness "
        "inadequate | ");
  })) << grades.at(0);
  const auto asked_for = rows_of(*answer, "improvements_of_others");
  ASSERT_FALSE(asked_for.empty());
  EXPECT_TRUE(asked_for.at(0).starts_with("supervision | Saltmere | ")) << asked_for.at(0);
  const auto plain = asked({.councils = {"ambleford"}, .with = {"england"}});
  EXPECT_TRUE(rows_of(*plain, "grades_of_others").empty());
}

TEST(Comparison, ColumnsOfThemesAreNamedByTheirCouncils) {
  const auto answer =
      asked({.councils = {"ambleford", "saltmere"}, .with = {"england"}, .since = "2015-01-01"});
  ASSERT_TRUE(answer);
  const auto table = std::find_if(answer->tables.begin(), answer->tables.end(),
                                  [](const AnswerTable& one) { return one.key == "themes"; });
  Strings keys;
  for (const Heading& heading : table->headings) keys.push_back(heading.key);
  EXPECT_EQ(keys, (Strings{"theme", "Ambleford", "Saltmere", "England"}));
}

TEST(Comparison, ACouncilWithoutReportsHasAnAnswerThatSaysSo) {
  const auto answer = asked({.councils = {"fenmoor"}, .with = {"region"}});
  ASSERT_TRUE(answer);
  EXPECT_TRUE(rows_of(*answer, "judgements").empty());
  EXPECT_FALSE(answer->tables.at(0).empty.empty());
}

TEST(Comparison, WhatIsUnknownIsRefused) {
  EXPECT_NE(error_of(asked({.councils = {"nowhere"}})).find("no council is called"),
            std::string::npos);
  EXPECT_NE(
      error_of(asked({.councils = {"99001"}, .themes = {"supervison"}})).find("'supervision'"),
      std::string::npos);
}

}  // namespace
}  // namespace ofsight
