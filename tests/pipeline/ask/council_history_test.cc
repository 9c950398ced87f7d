#include "pipeline/ask/council_history.h"

#include <gtest/gtest.h>

#include "tests/pipeline/ask/sample_release.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

TEST(Timeline, ReportsInOrderAndWhatComesBack) {
  auto release = ReleaseReader::open(sample_release());
  const auto answer = timeline(*release, "ambleford", false);
  ASSERT_TRUE(answer) << answer.error().message;
  const auto reports = rows_of(*answer, "reports");
  ASSERT_EQ(reports.size(), 3u);
  EXPECT_EQ(
      reports[0].find(
          "2019-03-25 | ilacs_inspection | requires_improvement | 3 | 1 | 1 | Zoë Ashdown | "),
      0u)
      << reports[0];
  EXPECT_EQ(reports[1].find("2021-06-08 | focused_visit |  | 1 | 0 | 0 | "), 0u) << reports[1];
  EXPECT_EQ(rows_of(*answer, "judgements").size(), 7u);
  EXPECT_EQ(rows_of(*answer, "improvements").at(3),
            "2021-06-08 | supervision | 2019-03-25 | Frequency of supervision for social workers "
            "and its recording.");
  const auto repeated = rows_of(*answer, "repeated");
  ASSERT_EQ(repeated.size(), 2u);
  EXPECT_EQ(repeated[0].find("2021-06-08 | Frequency of supervision for social workers and its "
                             "recording. | 2019-03-25 | "
                             "The frequency and recording of supervision for social workers. | 0."),
            0u)
      << repeated[0];
}

TEST(Timeline, EvidenceSaysWhereBothQuotesStand) {
  auto release = ReleaseReader::open(sample_release());
  const auto answer = timeline(*release, "99001", true);
  ASSERT_TRUE(answer) << answer.error().message;
  const std::string repeated = rows_of(*answer, "repeated").at(0);
  for (int report : {1, 2})
    EXPECT_NE(repeated.find("| 2 | " + sha256_hex(std::to_string(report)).substr(0, 16)),
              std::string::npos)
        << repeated;
  // As many strengths and concerns as were counted, each with its words.
  std::size_t counted = 0;
  for (const AnswerTable& table : answer->tables)
    if (table.key == "reports")
      for (const auto& row : table.rows)
        counted += std::stoul(row.at(4).text) + std::stoul(row.at(5).text);
  EXPECT_GT(counted, 0u);
  EXPECT_EQ(rows_of(*answer, "findings").size(), counted);
  EXPECT_TRUE(rows_of(*timeline(*release, "99001", false), "findings").empty());
}

TEST(Timeline, FormerCouncilsAreNamed) {
  auto release = ReleaseReader::open(sample_release());
  const auto answer = timeline(*release, "fenmoor", false);
  ASSERT_TRUE(answer);
  EXPECT_NE(answer->notes.at(0).find("Westerby (989)"), std::string::npos);
  EXPECT_EQ(timeline(*release, "x", false).error().code, ErrorCode::kUsage);
}

}  // namespace
}  // namespace ofsight
