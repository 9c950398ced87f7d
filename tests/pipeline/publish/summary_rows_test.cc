#include "pipeline/publish/summary_rows.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/sample_reports.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

KeptRows summary_of(const std::vector<Report>& reports,
                    const CouncilRegister& councils = sample_councils()) {
  KeptRows rows;
  SummaryRows summary(built_in_dataset(), councils, {{"supervision", "Supervision."}});
  for (const Report& report : reports) summary.add(report);
  const auto done = summary.finish(rows);
  EXPECT_TRUE(done) << done.error().message;
  return rows;
}

// "area: grade direction previous_area previous_grade" of Ambleford.
Strings latest(const KeptRows& rows) {
  Strings lines;
  const auto column = [&](const char* name) { return rows.column("latest_judgements", name); };
  const auto codes = column("old_la_code"), areas = column("area"), grades = column("grade"),
             directions = column("direction"), before = column("previous_area"),
             grades_before = column("previous_grade");
  for (std::size_t i = 0; i < codes.size(); ++i)
    if (codes[i] == "991")
      lines.push_back(areas[i] + ": " + grades[i] + " " + directions[i] + " " + before[i] + " " +
                      grades_before[i]);
  return lines;
}

TEST(SummaryRows, LatestJudgementsFollowThoseOfEarlierFrameworks) {
  EXPECT_EQ(
      latest(summary_of(sample_reports())),
      (Strings{"care_leavers: outstanding better children_in_care_and_care_leavers good",
               "children_in_care: good same children_in_care_and_care_leavers good",
               "impact_of_leaders: requires_improvement worse impact_of_leaders good",
               "overall_effectiveness: good better overall_effectiveness requires_improvement"}));
}

TEST(SummaryRows, TheOrderOfTheInputDoesNotMatter) {
  auto reports = sample_reports();
  std::reverse(reports.begin(), reports.end());
  EXPECT_EQ(latest(summary_of(reports)), latest(summary_of(sample_reports())));
}

TEST(SummaryRows, ManyReportsKeepTheLatestTwo) {
  std::vector<Report> reports;
  const char* grades[] = {"inadequate", "good", "outstanding", "requires_improvement"};
  for (int year : {2021, 2018, 2024, 2015}) {
    Report report = plain_report(year, "ilacs_inspection", std::to_string(year) + "-01-01");
    judge(report, "impact_of_leaders", grades[(year - 2015) / 3]);
    reports.push_back(report);
  }
  EXPECT_EQ(latest(summary_of(reports)),
            Strings{"impact_of_leaders: requires_improvement worse impact_of_leaders outstanding"});
}

TEST(SummaryRows, EveryCouncilHasARowAndFormerOnesTheirSuccessors) {
  const KeptRows rows = summary_of(sample_reports());
  const auto names = rows.column("councils", "la_name");
  EXPECT_EQ(names.size(), 11u);
  EXPECT_EQ(names.back(), "Westerby");
  EXPECT_EQ(rows.column("councils", "successors").back(), "990");
  EXPECT_EQ(rows.column("councils", "is_former").back(), "1");
  EXPECT_EQ(rows.column("councils", "reports").front(), "3");
  EXPECT_EQ(rows.column("councils", "latest_report_date").front(), "2023-05-15");
}

TEST(SummaryRows, CodesOldAndNewAreThereByYear) {
  const auto councils = CouncilRegister::from_json(source_file("corpus/councils.json")).value();
  Report first = plain_report(1, "ilacs_inspection", "2019-01-01");
  Report last = plain_report(2, "ilacs_inspection", "2026-01-01");
  first.council.reset();
  last.council.reset();
  const KeptRows rows = summary_of({first, last}, councils);
  const auto years = rows.column("council_codes", "time_period");
  const auto names = rows.column("council_codes", "la_name");
  const auto codes = rows.column("council_codes", "new_la_code");
  Strings barnsley, cumbria;
  for (std::size_t i = 0; i < years.size(); ++i) {
    if (names[i] == "Barnsley") barnsley.push_back(years[i] + " " + codes[i]);
    if (names[i] == "Cumbria") cumbria.push_back(years[i]);
  }
  EXPECT_EQ(barnsley, (Strings{"2019 E08000016", "2020 E08000016", "2021 E08000016",
                               "2022 E08000016", "2023 E08000016", "2024 E08000016",
                               "2025 E08000016", "2025 E08000038", "2026 E08000038"}));
  EXPECT_EQ(cumbria, (Strings{"2019", "2020", "2021", "2022", "2023"}));
}

TEST(SummaryRows, NeighboursAreRanked) {
  const KeptRows rows = summary_of(sample_reports());
  EXPECT_EQ(rows.column("council_neighbours", "neighbour_old_la_code").at(0), "990");
  EXPECT_EQ(rows.column("council_neighbours", "rank").at(0), "1");
  EXPECT_EQ(rows.column("council_neighbours", "rank").size(), 100u);
}

TEST(SummaryRows, ThemesAreThoseOfTheRulesAndOfTheReports) {
  const KeptRows rows = summary_of(sample_reports());
  const auto themes = rows.column("themes", "theme");
  const auto at = std::find(themes.begin(), themes.end(), "supervision") - themes.begin();
  EXPECT_EQ(rows.column("themes", "improvements").at(at), "3");
  EXPECT_EQ(rows.column("themes", "findings").at(at), "3");
  EXPECT_EQ(rows.column("themes", "description").at(at), "Supervision.");
  EXPECT_NE(std::find(themes.begin(), themes.end(), "placement_sufficiency"), themes.end());
}

TEST(SummaryRows, NothingIn) {
  const KeptRows rows = summary_of({});
  EXPECT_TRUE(rows.column("council_codes", "la_name").empty());
  EXPECT_TRUE(rows.column("latest_judgements", "area").empty());
}

}  // namespace
}  // namespace ofsight
