#include "pipeline/publish/report_rows.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

class ReportRowsTest : public testing::Test {
 protected:
  KeptRows rows_;
  ReportRows writer_{built_in_dataset(), sample_councils(), rows_};
};

Report filled_report() {
  Report report = full_report();
  report.council = {"Ambleford", "99001", "991", "E99000001", "South West"};
  return report;
}

TEST_F(ReportRowsTest, AFullReportFillsEveryColumn) {
  Report report = filled_report();
  report.kind = "ilacs_inspection";
  report.judgements.clear();
  for (const Area& area : built_in_dataset().areas)
    judge(report, area.area, area.area == "send_outcome" ? "inconsistent" : "good");
  ASSERT_TRUE(writer_.add(report));
  ASSERT_TRUE(writer_.add(Rejection{report.source, "text", RejectionReason::kCorrupt, "d"}));
  std::set<std::size_t> tables;
  for (const auto& [table, row] : rows_.rows) {
    tables.insert(table);
    for (std::size_t i = 0; i < row.size(); ++i)
      EXPECT_FALSE(is_null(row[i])) << built_in_dataset().tables[table].name << "."
                                    << built_in_dataset().tables[table].columns[i].name;
  }
  EXPECT_EQ(tables.size(), 7u);
}

TEST_F(ReportRowsTest, IdsNameTheReportAndThePlace) {
  ASSERT_TRUE(writer_.add(filled_report()));
  EXPECT_EQ(rows_.column("reports", "report_id"), Strings{std::string(16, 'a')});
  EXPECT_EQ(rows_.column("judgements", "judgement_id"), Strings{"aaaaaaaaaaaaaaaa-j1"});
  EXPECT_EQ(rows_.column("improvements", "improvement_id"), Strings{"aaaaaaaaaaaaaaaa-i1"});
  EXPECT_EQ(rows_.column("findings", "finding_id"), Strings{"aaaaaaaaaaaaaaaa-f1"});
  EXPECT_EQ(rows_.column("findings", "themes"), Strings{"plans_and_planning;voice_of_the_child"});
  EXPECT_EQ(rows_.column("improvements", "start"), Strings{"2310"});
  EXPECT_EQ(rows_.column("improvements", "end"), Strings{"2339"});
}

TEST_F(ReportRowsTest, TheFirstKnownDateOrdersTheReport) {
  Report report = filled_report();
  const auto basis = [&] { return date_of(report).basis; };
  EXPECT_EQ(basis(), "inspection_start");
  report.inspection_start.reset();
  EXPECT_EQ(basis(), "inspection_end");
  report.inspection_end.reset();
  EXPECT_EQ(basis(), "published");
  report.published.reset();
  EXPECT_EQ(basis(), "published_on_site");
  report.source.published_on_site.reset();
  EXPECT_EQ(basis(), "");
  ASSERT_TRUE(writer_.add(report));
  EXPECT_EQ(rows_.column("reports", "report_date"), Strings{"NULL"});
  EXPECT_EQ(rows_.column("reports", "date_status"), Strings{"not_stated"});
}

TEST_F(ReportRowsTest, AReportWithoutCouncilHasAStatusForIt) {
  Report report = filled_report();
  report.council.reset();
  ASSERT_TRUE(writer_.add(report));
  EXPECT_EQ(rows_.column("findings", "la_name"), Strings{"NULL"});
  EXPECT_EQ(rows_.column("findings", "council_status"), Strings{"not_stated"});
}

TEST_F(ReportRowsTest, ACouncilThatTheRegisterLacksIsRefused) {
  Report report = filled_report();
  report.council->la_code = "123";
  const auto added = writer_.add(report);
  ASSERT_FALSE(added);
  EXPECT_EQ(added.error().code, ErrorCode::kUsage);
  EXPECT_NE(added.error().message.find("--councils"), std::string::npos);
}

TEST_F(ReportRowsTest, WideRowsSayWhyAGradeIsMissing) {
  Report before = plain_report(1, "ilacs_inspection", "2022-12-05");
  judge(before, "overall_effectiveness", "good");
  Report after = plain_report(2, "ilacs_inspection", "2026-05-11");
  after.warnings = {{"judgement.ambiguous", "care_leavers: stated as 'Good' and as 'Inadequate'"}};
  judge(after, "impact_of_leaders", "good");
  Report none = plain_report(3, "sif_inspection", "2016-01-01");
  none.warnings = {
      {"judgement.none", "a report of this kind states judgements, but none was found"}};
  const Report visit = plain_report(4, "focused_visit", "2022-12-05");
  for (const Report& report : {before, after, none, visit}) ASSERT_TRUE(writer_.add(report));
  EXPECT_EQ(rows_.column("judgements_wide", "overall_effectiveness"),
            (Strings{"good", "NULL", "NULL"}))
      << "a visit states no grades and has no row";
  EXPECT_EQ(rows_.column("judgements_wide", "overall_effectiveness_status"),
            (Strings{"stated", "not_applicable", "unreadable"}));
  EXPECT_EQ(rows_.column("judgements_wide", "care_leavers_status"),
            (Strings{"not_applicable", "ambiguous", "unreadable"}));
  EXPECT_EQ(rows_.column("judgements_wide", "children_in_care_status"),
            (Strings{"not_applicable", "not_stated", "not_applicable"}));
}

TEST_F(ReportRowsTest, AnAreaCannotBeCalledAsAnotherColumn) {
  Report report = plain_report(1, "ilacs_inspection", "2022-12-05");
  judge(report, "council", "good");
  judge(report, "report_id", "good");
  ASSERT_TRUE(writer_.add(report));
  EXPECT_EQ(rows_.column("judgements_wide", "report_id"), Strings{report_id_of(report)});
}

TEST_F(ReportRowsTest, AnAnnouncedListWithoutItemsIsUnreadableNotZero) {
  Report report = plain_report(1, "ilacs_inspection", "2022-12-05");
  ASSERT_TRUE(writer_.add(report));
  report.warnings = {{"improvements.empty_list", "no items found under 'Recommendations'"}};
  ASSERT_TRUE(writer_.add(report));
  EXPECT_EQ(rows_.column("reports", "improvements"), (Strings{"0", "NULL"}));
  EXPECT_EQ(rows_.column("reports", "improvements_status"), (Strings{"stated", "unreadable"}));
}

TEST_F(ReportRowsTest, WhatIsNotOfTheVocabularyIsRefusedByColumn) {
  Report report = filled_report();
  report.kind = "poem";
  EXPECT_EQ(writer_.add(report).error().message,
            "reports.kind: 'poem' is not one of its values; the codebook lists them");
  report = filled_report();
  report.findings[0].polarity = "=cmd";
  EXPECT_EQ(writer_.add(report).error().message.find("findings.polarity: '=cmd'"), 0u);
}

}  // namespace
}  // namespace ofsight
