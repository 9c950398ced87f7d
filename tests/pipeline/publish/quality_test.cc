#include "pipeline/publish/quality.h"

#include <gtest/gtest.h>

#include "corpus/json_schema.h"
#include "pipeline/publish/report_rows.h"
#include "tests/pipeline/publish/sample_reports.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

class Counting : public RowSink {
 public:
  Expected<void> add(std::size_t table, const Row& row) override {
    counter.add(table, row);
    return {};
  }
  QualityCounter counter{built_in_dataset()};
};

Quality quality_of(const std::vector<Report>& reports) {
  Counting counting;
  ReportRows rows(built_in_dataset(), sample_councils(), counting);
  for (const Report& report : reports) {
    EXPECT_TRUE(rows.add(report));
    counting.counter.add_warnings(report);
  }
  EXPECT_TRUE(rows.add(web_page_rejection()));
  Quality quality = counting.counter.quality();
  quality.date = "2024-01-22";
  quality.program = "ofsight 0.0.0";
  quality.input = "sha256:" + std::string(64, 'c');
  return quality;
}

TEST(Quality, CountsRowsFillsAndStatuses) {
  const Quality quality = quality_of(sample_reports());
  EXPECT_EQ(quality.find("reports")->rows, 5u);
  EXPECT_EQ(quality.reports_of("ilacs_inspection"), 3u);
  EXPECT_EQ((quality.kinds.at({"focused_visit", "2021"})), 1u);
  EXPECT_EQ(quality.rejections.at("not_a_pdf"), 1u);
  EXPECT_EQ(quality.find("reports")->find("source_url")->filled, 5u);
  EXPECT_EQ(quality.find("reports")->find("published")->filled, 0u);
  EXPECT_EQ(quality.find("reports")->find("published_status")->statuses.at("not_stated"), 5u);
}

TEST(Quality, ANewerVersionIsRefusedByName) {
  std::string json = quality_json(quality_of(sample_reports()), std::nullopt);
  json.replace(json.find("\"1\""), 3, "\"2\"");
  const auto read = quality_from_json(json);
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("a release of version 2, and this program reads version 1"),
            std::string::npos)
      << read.error().message;
}

TEST(Quality, IsWrittenAsItsSchemaSaysAndReadsBack) {
  auto reports = sample_reports();
  reports[0].warnings = {{"odd\"code", "x"}};
  const Quality quality = quality_of(reports);
  const auto schema = JsonSchema::from_json(source_file("schemas/quality.schema.json"));
  ASSERT_TRUE(schema) << schema.error().message;
  const QualityChange change{"before", "", quality, 1, std::nullopt};
  for (const std::optional<QualityChange>& one :
       {std::optional<QualityChange>(), std::optional(change)}) {
    const std::string json = quality_json(quality, one);
    for (const SchemaProblem& problem : schema->check(json))
      ADD_FAILURE() << problem.pointer << ": " << problem.message;
    const auto read = quality_from_json(json);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(read->date, quality.date);
    EXPECT_EQ(read->kinds, quality.kinds);
    EXPECT_EQ(read->warnings, quality.warnings);
    EXPECT_EQ(read->find("findings")->find("extent")->filled,
              quality.find("findings")->find("extent")->filled);
  }
  for (const char* broken : {"", "{", "{}", "[]"})
    EXPECT_FALSE(quality_from_json(broken)) << broken;
}

TEST(Quality, TheReportForPeopleNamesEveryTableAndColumn) {
  const std::string words =
      quality_markdown(built_in_dataset(), quality_of(sample_reports()), std::nullopt);
  for (const Table& table : built_in_dataset().tables) {
    EXPECT_NE(words.find("### " + table.name + ":"), std::string::npos);
    for (const Column& column : table.columns)
      EXPECT_NE(words.find("| " + column.name + " |"), std::string::npos) << column.name;
  }
  EXPECT_NE(words.find("- not_a_pdf: 1"), std::string::npos);
}

std::vector<std::string> falls_from(const Quality& before, const Quality& now, double share) {
  return falls(built_in_dataset(), now, before, share);
}

TEST(Falls, NamesCountsAndRatesThatFellFurtherThanTheShare) {
  const Quality before = quality_of(sample_reports());
  EXPECT_TRUE(falls_from(before, before, 0).empty());
  auto reports = sample_reports();
  reports.pop_back();
  const auto fewer = falls_from(before, quality_of(reports), 0.05);
  EXPECT_NE(std::find(fewer.begin(), fewer.end(), "rows of reports fell from 5 to 4"), fewer.end());
  EXPECT_NE(std::find(fewer.begin(), fewer.end(),
                      "reports of kind area_send_inspection fell from 1 to 0"),
            fewer.end());
  EXPECT_TRUE(falls_from(before, quality_of(reports), 1).empty());
  reports = sample_reports();
  for (Report& report : reports) report.lead_inspector.reset();
  EXPECT_EQ(
      falls_from(before, quality_of(reports), 0.5),
      std::vector<std::string>{"fill rate of reports.lead_inspector fell from 100.0 % to 0.0 %"});
}

TEST(Falls, ReportsThatCannotHaveAValueLowerNoFillRate) {
  const Quality before = quality_of(sample_reports());
  auto reports = sample_reports();
  for (int more = 0; more < 3; ++more) {
    reports.push_back(plain_report(20 + more, "area_send_inspection", "2025-01-01"));
    reports.back().judgements = sample_reports().back().judgements;
  }
  EXPECT_EQ(falls_from(before, quality_of(reports), 0), std::vector<std::string>());
}

TEST(Falls, ASingleRowWithoutAValueIsNoFallAndTwoAre) {
  auto reports = sample_reports();
  const Quality before = quality_of(reports);
  reports[0].lead_inspector.reset();
  EXPECT_EQ(falls_from(before, quality_of(reports), 0.05), std::vector<std::string>());
  reports[1].lead_inspector.reset();
  EXPECT_EQ(
      falls_from(before, quality_of(reports), 0.05),
      std::vector<std::string>{"fill rate of reports.lead_inspector fell from 100.0 % to 60.0 %"});
}

TEST(Falls, FewerRejectionsAndWarningsAreNoLoss) {
  auto reports = sample_reports();
  reports[0].warnings = {{"kind.unknown", "x"}};
  Quality before = quality_of(reports);
  Quality now = quality_of(sample_reports());
  for (TableCount& table : now.tables)
    if (table.name == "rejections") table.rows = 0;
  EXPECT_TRUE(falls_from(before, now, 0).empty());
}

}  // namespace
}  // namespace ofsight
