#include "pipeline/ask/release_changes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/pipeline/ask/sample_release.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

// "event date council subject before>after"
Strings lines_of(const Expected<std::vector<Change>>& changes) {
  if (!changes) return {changes.error().message};
  Strings lines;
  for (const Change& change : *changes)
    lines.push_back(change.event + " " + change.date + " " + change.la_name + " " + change.subject +
                    " " + change.before + ">" + change.after);
  return lines;
}

TEST(ChangesSince, NamesReportsJudgementsAndAreas) {
  auto release = ReleaseReader::open(sample_release());
  EXPECT_EQ(
      lines_of(changes_since(*release, "2023-01-01")),
      (Strings{
          "new_report 2024-01-22 Kestrel Vale  >",
          "judgement_changed 2024-01-22 Kestrel Vale send_outcome >inconsistent",
          "new_report 2023-05-15 Ambleford  >",
          "judgement_changed 2023-05-15 Ambleford care_leavers good>outstanding",
          "judgement_changed 2023-05-15 Ambleford impact_of_leaders good>requires_improvement",
          "judgement_changed 2023-05-15 Ambleford overall_effectiveness requires_improvement>good",
          "improvement_new 2023-05-15 Ambleford care_leaver_accommodation >",
          "improvement_dropped 2023-05-15 Ambleford supervision >",
          "improvement_dropped 2023-05-15 Ambleford placement_sufficiency >"}));
  EXPECT_TRUE(changes_since(*release, "2030-01-01")->empty());
}

TEST(ChangesSince, WhatWasDroppedIsQuotedFromTheReportBefore) {
  auto release = ReleaseReader::open(sample_release());
  const auto changes = changes_since(*release, "2023-01-01");
  for (const Change& change : *changes)
    if (change.event == "improvement_dropped")
      EXPECT_EQ(change.report_id, sha256_hex("1").substr(0, 16));
}

TEST(ChangesAgainst, ComparesTwoReleases) {
  const TemporaryFolder folder;
  auto reports = sample_reports();
  reports.erase(reports.begin() + 2);                                 // new since
  reports.push_back(plain_report(9, "focused_visit", "2018-01-01"));  // gone since
  reports[0].improvements[1].text = "Sufficiency of homes.";          // read differently since
  PublishRequest request = sample_request(folder.path("before"));
  request.formats = {"sqlite"};
  ASSERT_TRUE(publish(request, source_of(reports, {}), sample_councils()));
  auto release = ReleaseReader::open(sample_release());
  auto before = ReleaseReader::open(folder.path("before"));
  auto lines = lines_of(changes_against(*release, *before));
  for (const char* line :
       {"new_report 2023-05-15 Ambleford  >", "dropped_report 2018-01-01 Ambleford  >",
        "improvement_new 2019-03-25 Ambleford placement_sufficiency >",
        "improvement_dropped 2019-03-25 Ambleford placement_sufficiency >",
        "improvement_new 2023-05-15 Ambleford care_leaver_accommodation >",
        "judgement_changed 2023-05-15 Ambleford overall_effectiveness requires_improvement>good"})
    EXPECT_EQ(std::count(lines.begin(), lines.end(), line), 1) << line;
  EXPECT_TRUE(changes_against(*release, *release)->empty());
}

TEST(ChangesAnswer, HasATableForEachKindOfChange) {
  auto release = ReleaseReader::open(sample_release());
  const auto changes = changes_since(*release, "2023-01-01");
  const Answer answer = changes_answer(*release, *changes, "Changes", false);
  EXPECT_EQ(rows_of(answer, "reports").size(), 2u);
  EXPECT_EQ(rows_of(answer, "judgements").size(), 4u);
  EXPECT_EQ(rows_of(answer, "improvements").size(), 3u);
  // With evidence, every quote has its place.
  const Answer with = changes_answer(*release, *changes, "Changes", true);
  for (const AnswerTable& table : with.tables) {
    if (table.key == "reports") continue;
    const std::size_t columns = table.headings.size();
    EXPECT_EQ(table.headings.at(columns - 3).key, "start");
    for (const auto& row : table.rows) {
      EXPECT_FALSE(row.at(columns - 3).text.empty());
      EXPECT_LT(std::stoul(row.at(columns - 3).text), std::stoul(row.at(columns - 2).text));
    }
  }
}

TEST(ChangesFeed, IsAnAtomFeedWithStableIds) {
  auto release = ReleaseReader::open(sample_release());
  auto changes = changes_since(*release, "2023-01-01").value();
  changes[0].title = "<script>&\x1b\xff";
  const std::string feed = changes_feed(*release, changes, "Changes & more");
  EXPECT_EQ(feed.find("<?xml version=\"1.0\""), 0u);
  EXPECT_NE(feed.find("<title>Changes &amp; more</title>"), std::string::npos);
  EXPECT_NE(feed.find("&lt;script&gt;&amp; \xEF\xBF\xBD"), std::string::npos);
  EXPECT_EQ(feed.find("<script>"), std::string::npos);
  std::set<std::string> ids;
  std::size_t entries = 0;
  for (std::size_t at = 0; (at = feed.find("<id>", at)) != std::string::npos; ++at, ++entries)
    ids.insert(feed.substr(at, feed.find("</id>", at) - at));
  EXPECT_EQ(entries, changes.size() + 1);
  EXPECT_EQ(ids.size(), entries);
  changes.erase(changes.begin(), changes.begin() + 3);
  const std::string shorter = changes_feed(*release, changes, "Changes");
  for (std::size_t at = 0; (at = shorter.find("<id>", at)) != std::string::npos; ++at)
    EXPECT_TRUE(ids.contains(shorter.substr(at, shorter.find("</id>", at) - at)));
}

}  // namespace
}  // namespace ofsight
