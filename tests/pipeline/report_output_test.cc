#include "pipeline/report_output.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

ReportOutput output_to(const std::string& path, bool pretty, std::size_t documents = 2) {
  auto output = ReportOutput::create(path, pretty, documents);
  EXPECT_TRUE(output) << output.error().message;
  return std::move(output.value());
}

TEST(ReportOutput, PutsOneReportALineIntoAFile) {
  const TemporaryFolder folder;
  ReportOutput output = output_to(folder.path("r.ndjson"), false);
  ASSERT_TRUE(output.add("aa", R"({"a":1})"));
  ASSERT_TRUE(output.add("bb", R"({"b":2})"));
  ASSERT_TRUE(output.commit());
  EXPECT_EQ(content_of(folder.path("r.ndjson")), "{\"a\":1}\n{\"b\":2}\n");
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(ReportOutput, LeavesTheOldFileUntilItIsCommitted) {
  const TemporaryFolder folder;
  const std::string path = folder.write("r.ndjson", "old");
  {
    ReportOutput output = output_to(path, false);
    ASSERT_TRUE(output.add("aa", "{}"));
  }
  EXPECT_EQ(content_of(path), "old");
  EXPECT_EQ(folder.entries(), 1u);
}

TEST(ReportOutput, PutsEachReportIntoAFileOfItsOwn) {
  const TemporaryFolder folder;
  ReportOutput output = output_to(folder.path("json/"), true);
  ASSERT_TRUE(output.add("aa", "{\n}"));
  EXPECT_EQ(content_of(folder.path("json/aa.json")), "{\n}\n") << "whole at once";
  ASSERT_TRUE(output.add("bb", "{}"));
  ASSERT_TRUE(output.add("aa", "{ }"));
  ASSERT_TRUE(output.commit());
  EXPECT_EQ(content_of(folder.path("json/aa.json")), "{ }\n") << "the same document again";
  EXPECT_EQ(content_of(folder.path("json/bb.json")), "{}\n");
}

TEST(ReportOutput, AFolderThatExistsNeedsNoSlash) {
  const TemporaryFolder folder;
  ReportOutput output = output_to(folder.path(), true);
  ASSERT_TRUE(output.add("aa", "{}"));
  EXPECT_EQ(content_of(folder.path("aa.json")), "{}\n");
}

TEST(ReportOutput, LinesGoIntoOneFileOfAFolder) {
  const TemporaryFolder folder;
  ReportOutput output = output_to(folder.path(), false);
  ASSERT_TRUE(output.add("aa", "{}"));
  ASSERT_TRUE(output.commit());
  EXPECT_EQ(content_of(folder.path("reports.ndjson")), "{}\n");
}

TEST(ReportOutput, SeveralIndentedReportsInOneFileAreRefused) {
  const TemporaryFolder folder;
  const auto refused = ReportOutput::create(folder.path("r.json"), true, 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
  EXPECT_NE(refused.error().message.find("--output DIR/"), std::string::npos)
      << refused.error().message;
  EXPECT_EQ(folder.entries(), 0u);
  ReportOutput one = output_to(folder.path("r.json"), true, 1);
  ASSERT_TRUE(one.add("aa", "{\n}"));
  ASSERT_TRUE(one.commit());
  EXPECT_EQ(content_of(folder.path("r.json")), "{\n}\n");
}

TEST(ReportOutput, WhereNothingCanBeWrittenItSaysSo) {
  const TemporaryFolder folder;
  const std::string file = folder.write("file", "");
  const auto below_a_file = ReportOutput::create(file + "/json/", true, 2);
  ASSERT_FALSE(below_a_file);
  EXPECT_EQ(below_a_file.error().code, ErrorCode::kIo);
  EXPECT_TRUE(below_a_file.error().message.starts_with(file)) << below_a_file.error().message;
  const auto nowhere = ReportOutput::create(folder.path("no/r.ndjson"), false, 2);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().code, ErrorCode::kIo);
  ReportOutput gone = output_to(folder.path("json/"), true);
  std::filesystem::remove(folder.path("json"));
  EXPECT_FALSE(gone.add("aa", "{}"));
}

}  // namespace
}  // namespace ofsight
