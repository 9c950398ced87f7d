#include "pipeline/publish/publish.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "corpus/json_schema.h"
#include "pipeline/publish/csv_writer.h"
#include "tests/pipeline/publish/read_back.h"
#include "tests/pipeline/publish/sample_reports.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

class PublishTest : public testing::Test {
 protected:
  std::string publish_to(const std::string& name) {
    const auto published = publish_sample(sample_request(folder_.path(name)));
    if (!published) return published.error().message;
    return published->outcome == ReleaseFolder::Outcome::kPublished ? "published" : "unchanged";
  }
  std::string file(const std::string& name) const { return content_of(folder_.path(name)); }

  TemporaryFolder folder_;
};

TEST_F(PublishTest, EveryFormatReadsBackTheSameRows) {
  ASSERT_EQ(publish_to("r"), "published");
  std::size_t rows = 0;
  int sheet = 1;
  for (const Table& table : built_in_dataset().tables) {
    const Table2d csv = read_csv(file("r/csv/" + table.name + ".csv"));
    EXPECT_EQ(read_ndjson(table, file("r/ndjson/" + table.name + ".ndjson")), csv) << table.name;
    EXPECT_EQ(read_json(table, file("r/json/" + table.name + ".json")), csv) << table.name;
    EXPECT_EQ(read_sqlite(table, folder_.path("r/ofsight.sqlite")), csv) << table.name;
    EXPECT_EQ(read_sheet(folder_.path("r/ofsight.xlsx"), ++sheet, &table), csv) << table.name;
    Table2d guarded = csv;
    for (auto& row : guarded)
      for (std::string& cell : row)
        if (looks_like_formula(cell)) cell.insert(0, "'");
    EXPECT_EQ(read_csv(file("r/spreadsheet/" + table.name + ".csv").substr(3)), guarded)
        << table.name;
    EXPECT_GT(csv.size(), 1u) << table.name;
    rows += csv.size() - 1;
  }
  EXPECT_GT(rows, 150u);
}

TEST_F(PublishTest, TheSameInputGivesTheSameBytes) {
  ASSERT_EQ(publish_to("one/r"), "published");
  ASSERT_EQ(publish_to("two/other-name"), "published");
  const auto files = files_below(folder_.path("one/r")).value();
  EXPECT_EQ(files, files_below(folder_.path("two/other-name")).value());
  EXPECT_EQ(files.size(), 4 * built_in_dataset().tables.size() + 7);
  for (const std::string& name : files)
    EXPECT_EQ(file("one/r/" + name), file("two/other-name/" + name)) << name;
  EXPECT_EQ(publish_to("one/r"), "unchanged");
  EXPECT_EQ(publish_to("one/again"), "published") << "the same input is not compared with itself";
  EXPECT_EQ(file("one/again/quality.json"), file("one/r/quality.json"));
}

TEST_F(PublishTest, ThePackageListsEveryFileWithSizeAndDigest) {
  ASSERT_EQ(publish_to("r"), "published");
  const auto schema = JsonSchema::from_json(source_file("schemas/datapackage.schema.json"));
  for (const SchemaProblem& problem : schema->check(file("r/datapackage.json")))
    ADD_FAILURE() << problem.pointer << ": " << problem.message;
  const json package = json::parse(file("r/datapackage.json"));
  std::set<std::string> listed = {"datapackage.json"}, names;
  for (const json& resource : package["resources"]) {
    const std::string bytes = file("r/" + resource["path"].get<std::string>());
    EXPECT_EQ(resource["bytes"], bytes.size());
    EXPECT_EQ(resource["hash"], "sha256:" + sha256_hex(bytes));
    listed.insert(resource["path"]);
    names.insert(resource["name"]);
  }
  const auto files = files_below(folder_.path("r")).value();
  EXPECT_EQ(listed, std::set<std::string>(files.begin(), files.end()));
  EXPECT_EQ(names.size(), package["resources"].size());
  EXPECT_EQ(package["version"], "2024-01-22");
}

TEST_F(PublishTest, ADocumentThatComesTwiceCountsOnce) {
  auto reports = sample_reports();
  reports.push_back(reports.front());
  const auto published =
      publish(sample_request(folder_.path("r")), source_of(reports, {}), sample_councils());
  ASSERT_TRUE(published) << published.error().message;
  EXPECT_EQ(published->reports, 5u);
  EXPECT_EQ(published->duplicates, 1u);
  EXPECT_EQ(json::parse(file("r/quality.json"))["duplicates"], 1);
}

TEST_F(PublishTest, TwoDocumentsOfOneIdAreRefused) {
  auto reports = sample_reports();
  reports[1].source.sha256 = reports[0].source.sha256;
  reports[1].source.sha256.back() ^= 1;
  reports[1].source.sha256[20] = reports[1].source.sha256[20] == '0' ? '1' : '0';
  const auto published =
      publish(sample_request(folder_.path("r")), source_of(reports, {}), sample_councils());
  ASSERT_FALSE(published);
  EXPECT_NE(published.error().message.find("two documents"), std::string::npos);
  EXPECT_EQ(folder_.entries(), 0u);
}

TEST_F(PublishTest, ShrinkingStopsUnlessAccepted) {
  ASSERT_EQ(publish_to("releases/a"), "published");
  auto fewer = sample_reports();
  fewer.erase(fewer.begin() + 3);
  PublishRequest request = sample_request(folder_.path("releases/b"));
  auto published = publish(request, source_of(fewer, {}), sample_councils());
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().code, ErrorCode::kInvalidData);
  EXPECT_NE(published.error().message.find("rows of reports fell from 5 to 4"), std::string::npos);
  EXPECT_FALSE(fs::exists(folder_.path("releases/b")));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path("releases")), {}), 1);
  request.accept_shrink = true;
  published = publish(request, source_of(fewer, {}), sample_councils());
  ASSERT_TRUE(published) << published.error().message;
  EXPECT_EQ(published->notes.size(), 1u);
  const json since = json::parse(file("releases/b/quality.json"))["since_previous"];
  EXPECT_EQ(since["name"], "a");
  EXPECT_EQ(since["dropped_reports"], 1);
  EXPECT_EQ(since["new_reports"], 0);
}

TEST_F(PublishTest, APreviousReleaseCanBeNamed) {
  ASSERT_EQ(publish_to("far/away/a"), "published");
  auto more = sample_reports();
  more.push_back(plain_report(9, "focused_visit", "2025-01-01"));
  PublishRequest request = sample_request(folder_.path("b"));
  request.previous = folder_.path("far/away/a/");
  request.max_fall = 1;
  ASSERT_TRUE(publish(request, source_of(more, {}), sample_councils()));
  EXPECT_EQ(json::parse(file("b/quality.json"))["since_previous"]["new_reports"], 1);
  request.output = folder_.path("c");
  request.previous = folder_.path("none");
  EXPECT_EQ(publish(request, source_of(more, {}), sample_councils()).error().code,
            ErrorCode::kUsage);
}

TEST_F(PublishTest, TheDateIsTheNewestOfTheInputOrTheOneAsked) {
  auto reports = sample_reports();
  reports[0].source.retrieved_at = "2026-08-01T10:00:00Z";
  PublishRequest request = sample_request(folder_.path("a"));
  EXPECT_EQ(publish(request, source_of(reports, {}), sample_councils())->date, "2026-08-01");
  request.output = folder_.path("x/b");
  request.date = "2020-01-01";
  EXPECT_EQ(publish(request, source_of(reports, {}), sample_councils())->date, "2020-01-01");
}

TEST_F(PublishTest, OnlyTheFormatsAskedForAreWritten) {
  PublishRequest request = sample_request(folder_.path("r"));
  request.formats = {"csv"};
  ASSERT_TRUE(publish_sample(request));
  EXPECT_TRUE(fs::exists(folder_.path("r/csv/reports.csv")));
  for (const char* name :
       {"r/ofsight.sqlite", "r/ofsight.xlsx", "r/json", "r/ndjson", "r/spreadsheet"})
    EXPECT_FALSE(fs::exists(folder_.path(name))) << name;
}

TEST_F(PublishTest, NothingInIsAReleaseOfNothing) {
  const auto published =
      publish(sample_request(folder_.path("r")), source_of({}, {}), sample_councils());
  ASSERT_TRUE(published) << published.error().message;
  EXPECT_EQ(published->reports, 0u);
  EXPECT_EQ(read_csv(file("r/csv/reports.csv")).size(), 1u);
}

TEST_F(PublishTest, AnErrorNamesItsPlaceAndLeavesNothing) {
  auto reports = sample_reports();
  reports[2].kind = "poem";
  const auto published =
      publish(sample_request(folder_.path("r")), source_of(reports, {}), sample_councils());
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().message,
            "report 3: reports.kind: 'poem' is not one of its values; the codebook lists them");
  EXPECT_EQ(folder_.entries(), 0u);
}

}  // namespace
}  // namespace ofsight
