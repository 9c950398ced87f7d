// Damaged, hostile and unusual documents: a rejection with its reason, and the run goes on.

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <map>
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

Outcome extract(std::vector<std::string> arguments, Privilege privilege = Privilege::kOfTheTest) {
  const TemporaryFolder folder;
  arguments.insert(arguments.begin(), "extract");
  arguments.insert(arguments.end(), {"--councils", "corpus/samples/councils.json", "--output",
                                     folder.path("r"), "--rejections", folder.path("x")});
  const auto result = run_program(OFSIGHT_BINARY, arguments, "/dev/null", privilege);
  Outcome outcome{result.exit_code, {}, {}, result.err};
  for (const auto& line : lines_of(content_of(folder.path("r"))))
    outcome.reports.push_back(json::parse(line));
  for (const auto& line : lines_of(content_of(folder.path("x"))))
    outcome.rejections.push_back(json::parse(line));
  return outcome;
}

// What tests/golden/bad/README.md says is due: by file, the reason in `code` marks, or "a report".
std::map<std::string, std::string> due() {
  std::map<std::string, std::string> out;
  for (const auto& line : lines_of(content_of(source_path("tests/golden/bad/README.md")))) {
    const auto name = line.find(' ', 2);
    const auto cell = line.rfind(" | ");
    if (!line.starts_with("| ") || line.starts_with("| file") || cell == std::string::npos)
      continue;
    const std::string words = line.substr(cell + 3);
    const auto mark = words.find('`');
    out[line.substr(2, name - 2)] =
        words.starts_with("rejection `")
            ? words.substr(mark + 1, words.find('`', mark + 1) - mark - 1)
            : "a report";
  }
  return out;
}

TEST(Rejections, EveryBadDocumentComesToWhatItsReadmeSays) {
  const auto table = due();
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(source_path("tests/golden/bad"))) {
    const std::string file = entry.path().filename();
    if (file == "README.md") continue;
    ++files;
    ASSERT_TRUE(table.contains(file)) << file;
    const auto outcome = extract({"tests/golden/bad/" + file, kSample});
    EXPECT_EQ(outcome.exit_code, 0) << file;
    const bool read = table.at(file) == "a report";
    EXPECT_EQ(outcome.reports.size(), read ? 2u : 1u) << file << ": the run goes on";
    ASSERT_EQ(outcome.rejections.size(), read ? 0u : 1u) << file;
    if (read) continue;
    const json& rejection = outcome.rejections[0];
    EXPECT_EQ(rejection["reason"], table.at(file)) << file << ": " << rejection["detail"];
    EXPECT_FALSE(rejection["detail"].get<std::string>().empty()) << file;
    EXPECT_NE(outcome.err.find(file), std::string::npos) << file << " is named in the log";
  }
  EXPECT_EQ(files, table.size());
}

TEST(Rejections, TheHtmlPageIsNamedByItsTitleAndNothingReadableExitsOne) {
  const auto outcome = extract({"tests/golden/bad/html_page.pdf"});
  EXPECT_EQ(outcome.exit_code, 1);
  ASSERT_EQ(outcome.rejections.size(), 1u);
  const std::string detail = outcome.rejections[0]["detail"];
  EXPECT_NE(detail.find("Report not found"), std::string::npos) << detail;
}

TEST(Rejections, UnusualDocumentsSayWhatThePlainOnesSay) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"owner_password_only.pdf", "monitoring_visit-saltmere"},
      {"html_report.html", "monitoring_visit-saltmere"},
      {"plain_text_report.txt", "focused_visit-fenmoor"}};
  for (const auto& [file, sample] : table) {
    const auto outcome = extract({"tests/golden/bad/" + file, "corpus/samples/" + sample + ".pdf"});
    ASSERT_EQ(outcome.reports.size(), 2u) << file << outcome.err;
    const json &unusual = outcome.reports[0], &plain = outcome.reports[1];
    for (const char* key : {"kind", "council", "inspection_start", "inspection_end"})
      EXPECT_EQ(unusual[key], plain[key]) << file << " " << key;
    EXPECT_FALSE(unusual["improvements"].empty()) << file;
    if (file == "plain_text_report.txt") continue;  // it is shorter
    ASSERT_EQ(unusual["improvements"].size(), plain["improvements"].size()) << file;
    for (std::size_t i = 0; i < plain["improvements"].size(); ++i)
      EXPECT_EQ(unusual["improvements"][i]["text"], plain["improvements"][i]["text"]) << file;
  }
}

TEST(Rejections, AFileThatMayNotBeRead) {
  const TemporaryFolder folder;
  const std::string path = folder.write("secret.pdf", "%PDF-1.4\n");
  ASSERT_EQ(chmod(path.c_str(), 0), 0);
  const auto outcome = extract({path, kSample}, Privilege::kOwnFilesOnly);
  if (outcome.exit_code == kNotUnprivileged)
    GTEST_SKIP() << "root's privileges cannot be given up here: unreadable files are not checked";
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_EQ(outcome.reports.size(), 1u);
  ASSERT_EQ(outcome.rejections.size(), 1u);
  EXPECT_EQ(outcome.rejections[0]["reason"], "internal");
  EXPECT_EQ(outcome.rejections[0]["source"]["file"], path);
}

TEST(Rejections, TwoGigabytesAreNotRead) {
  const TemporaryFolder folder;
  const std::string path = folder.write("large.pdf", "%PDF-1.4\n");
  ASSERT_EQ(truncate(path.c_str(), off_t{2} << 30), 0);
  const auto outcome = extract({path, kSample});
  ASSERT_EQ(outcome.rejections.size(), 1u);
  EXPECT_EQ(outcome.rejections[0]["reason"], "too_large");
  EXPECT_EQ(outcome.reports.size(), 1u);
}

TEST(Rejections, LimitsOfTime) {
  const auto outcome = extract({"corpus/samples", "--max-seconds", "0.001"});
  EXPECT_EQ(outcome.reports.size() + outcome.rejections.size(), 34u) << outcome.err;
  for (const json& rejection : outcome.rejections) EXPECT_EQ(rejection["reason"], "timeout");
}

TEST(Rejections, LimitsOfSize) {
  for (const char* bytes : {"100", "6000"}) {  // less than the file; than its parser needs
    const auto outcome = extract({kSample, "--max-bytes", bytes});
    EXPECT_EQ(outcome.exit_code, 1);
    ASSERT_EQ(outcome.rejections.size(), 1u);
    EXPECT_EQ(outcome.rejections[0]["reason"], "too_large");
  }
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

// A PDF cut anywhere is refused, or read whole, or read with a warning.
TEST(Rejections, CutPdfsNeverLosePagesSilently) {
  const std::string whole = content_of(source_path(kSample));
  const auto plain = extract({kSample});
  ASSERT_EQ(plain.reports.size(), 1u);
  const TemporaryFolder folder;
  for (std::size_t part = 0; part < 20; ++part)
    folder.write("cut" + std::to_string(part) + ".pdf", whole.substr(0, whole.size() * part / 20));
  const auto outcome = extract({folder.path()});
  EXPECT_EQ(outcome.reports.size() + outcome.rejections.size(), 20u);
  for (const json& report : outcome.reports) {
    const bool is_whole = report["source"]["pages"] == plain.reports[0]["source"]["pages"] &&
                          report["improvements"] == plain.reports[0]["improvements"];
    EXPECT_TRUE(is_whole || !report["warnings"].empty()) << report["source"]["file"];
  }
}

}  // namespace
}  // namespace ofsight
