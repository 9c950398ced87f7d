// Damaged, hostile and unusual documents: a rejection with its reason, and the run goes on.

#include <gtest/gtest.h>

#include <unistd.h>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const std::string kSample = "corpus/samples/focused_visit-stowe-on-arden.pdf";

struct Outcome {
  int exit_code;
  std::vector<json> reports, rejections;
  std::string err;
};

Outcome extract(std::vector<std::string> arguments) {
  const TemporaryFolder folder;
  arguments.insert(arguments.begin(), "extract");
  arguments.insert(arguments.end(), {"--councils", "corpus/samples/councils.json", "--output", folder.path("r"),
                                     "--rejections", folder.path("x")});
  const auto result = ofsight_program(arguments);
  Outcome outcome{result.exit_code, {}, {}, result.err};
  for (const auto& line : lines_of(read_file(folder.path("r")))) outcome.reports.push_back(json::parse(line));
  for (const auto& line : lines_of(read_file(folder.path("x")))) outcome.rejections.push_back(json::parse(line));
  return outcome;
}

TEST(Rejections, EveryBadDocumentHasItsReason) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"html_page.pdf", "not_a_pdf"}, {"zero_bytes.pdf", "corrupt"},  {"truncated.pdf", "corrupt"},
      {"encrypted.pdf", "encrypted"}, {"image_only.pdf", "no_text"}, {"invalid_utf8.txt", "corrupt"}};
  for (const auto& [file, reason] : table) {
    const auto outcome = extract({"tests/golden/bad/" + file, kSample});
    EXPECT_EQ(outcome.exit_code, 0) << file;
    EXPECT_EQ(outcome.reports.size(), 1u) << file << ": the run goes on";
    ASSERT_EQ(outcome.rejections.size(), 1u) << file;
    EXPECT_EQ(outcome.rejections[0]["reason"], reason) << file << ": " << outcome.rejections[0]["detail"];
    EXPECT_NE(outcome.err.find(file), std::string::npos) << "named in the log";
  }
}

TEST(Rejections, TheHtmlPageIsNamedByItsTitle) {
  const auto outcome = extract({"tests/golden/bad/html_page.pdf"});
  EXPECT_EQ(outcome.exit_code, 1) << "nothing was readable";
  EXPECT_NE(outcome.rejections.at(0)["detail"].get<std::string>().find("Report not found"), std::string::npos);
}

TEST(Rejections, UnusualDocumentsAreRead) {
  for (const char* file : {"owner_password_only.pdf", "html_report.html", "plain_text_report.txt"}) {
    const auto outcome = extract({std::string("tests/golden/bad/") + file});
    ASSERT_EQ(outcome.reports.size(), 1u) << file << outcome.err;
    EXPECT_FALSE(outcome.reports[0]["improvements"].empty() && outcome.reports[0]["kind"] == "focused_visit") << file;
  }
}

TEST(Rejections, TwoGigabytesAreNotRead) {
  const TemporaryFolder folder;
  const std::string path = folder.write("large.pdf", "%PDF-1.4\n");
  ASSERT_EQ(truncate(path.c_str(), off_t{2} << 30), 0);
  const auto outcome = extract({path, kSample});
  EXPECT_EQ(outcome.rejections.at(0)["reason"], "too_large");
  EXPECT_EQ(outcome.reports.size(), 1u);
}

TEST(Rejections, LimitsOfTimeAndMemory) {
  const auto slow = extract({kSample, "--max-seconds", "0.001"});
  ASSERT_EQ(slow.reports.size() + slow.rejections.size(), 1u);
  if (!slow.rejections.empty()) EXPECT_EQ(slow.rejections[0]["reason"], "timeout");
  const auto small = extract({kSample, "--max-bytes", "6000"});
  EXPECT_EQ(small.rejections.at(0)["reason"], "too_large") << "the file fits, its parser does not";
}

TEST(Rejections, FolderLoopsEndAndNothingIsLost) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("a"));
  fs::create_directory_symlink("..", folder.path("a/loop"));
  fs::copy_file(source_path(kSample), folder.path("a/one.pdf"));
  folder.write("a/two.pdf", "no pdf");
  const auto outcome = extract({folder.path(), folder.path("missing.pdf")});
  EXPECT_EQ(outcome.reports.size(), 1u);
  ASSERT_EQ(outcome.rejections.size(), 2u);
  EXPECT_EQ(outcome.rejections[0]["reason"], "not_a_pdf");
  EXPECT_EQ(outcome.rejections[1]["reason"], "internal");
}

// A PDF cut anywhere is refused, or read whole: never a report of fewer pages.
TEST(Rejections, CutPdfsNeverLosePagesSilently) {
  const std::string whole = read_file(source_path(kSample));
  const json pages = extract({kSample}).reports.at(0)["source"]["pages"];
  const TemporaryFolder folder;
  for (int part = 1; part < 20; ++part)
    folder.write("cut" + std::to_string(part) + ".pdf", whole.substr(0, whole.size() * static_cast<std::size_t>(part) / 20));
  const auto outcome = extract({folder.path()});
  EXPECT_EQ(outcome.reports.size() + outcome.rejections.size(), 19u);
  for (const json& report : outcome.reports) EXPECT_EQ(report["source"]["pages"], pages);
}

}  // namespace
}  // namespace ofsight
