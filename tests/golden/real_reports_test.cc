// The invariants that must hold on real reports, where they are at hand.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const std::string kShared = source_path("../shared");

class RealReports : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!fs::is_directory(kShared + "/reports")) return;
    folder_ = std::make_unique<TemporaryFolder>();
    result_ = ofsight_program({"extract", kShared + "/reports", "--jobs", "2", "--output",
                               folder_->path("r"), "--rejections", folder_->path("x")});
    for (const auto& line : lines_of(content_of(folder_->path("r"))))
      reports_.push_back(json::parse(line));
    for (const auto& line : lines_of(content_of(folder_->path("x"))))
      rejections_.push_back(json::parse(line));
  }
  static void TearDownTestSuite() { folder_.reset(); }

  void SetUp() override {
    if (folder_ == nullptr)
      GTEST_SKIP() << "../shared/reports is not here: real reports are not checked";
    ASSERT_EQ(result_.exit_code, 0) << result_.err;
  }

  inline static std::unique_ptr<TemporaryFolder> folder_;
  inline static ProgramResult result_;
  inline static std::vector<json> reports_, rejections_;
};

TEST_F(RealReports, AreReportsOrRejectionsAndOnlyHtmlIsRejected) {
  std::set<std::string> not_pdf, rejected;
  std::size_t files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kShared + "/reports")) {
    if (entry.path().extension() != ".pdf") continue;
    ++files;
    if (content_of(entry.path()).find("%PDF-") > 1024) not_pdf.insert(entry.path().filename());
  }
  for (const json& rejection : rejections_) {
    EXPECT_EQ(rejection["reason"], "not_a_pdf");
    rejected.insert(fs::path(rejection["source"]["file"].get<std::string>()).filename());
  }
  EXPECT_EQ(reports_.size() + rejections_.size(), files);
  EXPECT_EQ(rejected, not_pdf);
}

TEST_F(RealReports, QuotesStandInTheText) {
  for (const json& report : reports_) {
    const CodePoints text(ofsight_program({"text", report["source"]["file"]}).out);
    for (const char* list : {"judgements", "improvements"})
      for (const json& item : report[list]) {
        const json& evidence = item["evidence"];
        EXPECT_EQ(text.slice(evidence["start"], evidence["end"]), evidence["quote"]);
        EXPECT_FALSE(evidence["boxes"].empty());
      }
  }
}

TEST_F(RealReports, InspectionsHaveJudgementsAndHeadedListsHaveItems) {
  for (const json& report : reports_) {
    if (report["kind"] == "ilacs_inspection" || report["kind"] == "sif_inspection")
      EXPECT_FALSE(report["judgements"].empty()) << report["source"]["file"];
    bool empty_list = false;
    for (const json& warning : report["warnings"])
      empty_list |= warning["code"] == "improvements.empty_list";
    EXPECT_FALSE(empty_list && report["improvements"].empty()) << report["source"]["file"];
  }
}

TEST_F(RealReports, AgreeWithTheLabels) {
  const std::string score = kShared + "/gold/score.py";
  if (!fs::exists(score)) GTEST_SKIP() << "../shared/gold is not here: the labels are not compared";
  if (run_program("python3", {"--version"}).exit_code != 0)
    GTEST_SKIP() << "no python3: the labels are not compared";
  const auto result = run_program(
      "python3", {score, kShared + "/gold/labels", folder_->path("r"), "--min",
                  "judgements.f1=0.995", "field.kind=1", "field.council=1",
                  "field.inspection_start=0.98", "field.inspection_end=0.98",
                  "field.published=0.98", "field.lead_inspector=0.98", "improvements.close_f1=0.98",
                  "improvements.exact_f1=0.95", "improvements.type_accuracy=0.98"});
  EXPECT_EQ(result.exit_code, 0) << result.out << result.err;
}

// 'evaluate' and the scorer of the labels are two programs with one arithmetic.
TEST_F(RealReports, EvaluateSaysWhatTheLabelsScorerSays) {
  if (!fs::exists(kShared + "/gold/score.py"))
    GTEST_SKIP() << "../shared/gold is not here: scores are not compared";
  const auto scorer = run_program(
      "python3", {kShared + "/gold/score.py", kShared + "/gold/labels", folder_->path("r")});
  if (scorer.exit_code == kNotStarted)
    GTEST_SKIP() << "python3 is not installed: scores are not compared";
  const auto ours = ofsight_program({"evaluate", kShared + "/gold/labels", folder_->path("r")});
  EXPECT_EQ(ours.exit_code, 0) << ours.err;
  const auto lines = lines_of(scorer.out);
  ASSERT_GT(lines.size(), 20u) << scorer.err;
  const auto our_lines = lines_of(ours.out);
  ASSERT_GE(our_lines.size(), lines.size());
  for (std::size_t i = 0; i < lines.size(); ++i) EXPECT_EQ(our_lines[i], lines[i]);
}

TEST_F(RealReports, AsksThatComeBackAreLinked) {
  const auto published =
      ofsight_program({"publish", folder_->path("r"), "--rejections", folder_->path("x"),
                       "--output", folder_->path("release"), "--formats", "sqlite", "ndjson"});
  ASSERT_EQ(published.exit_code, 0) << published.err;
  std::size_t links = 0;
  for (const auto& line :
       lines_of(content_of(folder_->path("release/ndjson/improvement_links.ndjson")))) {
    const json link = json::parse(line);
    EXPECT_LT(link["earlier_report_date"], link["report_date"]);
    EXPECT_FALSE(link["shared_themes"].is_null());
    EXPECT_FALSE(link["shared_words"].is_null());
    ++links;
  }
  EXPECT_GT(links, 50u);
  const json timeline = json::parse(ofsight_program({"timeline", "80564", "--release",
                                                     folder_->path("release"), "--format", "json"})
                                        .out);
  std::size_t told_before = 0;
  for (const json& ask : timeline["tables"]["improvements"]) {
    const std::string themes = ask["themes"].is_null() ? "" : ask["themes"].get<std::string>();
    if (ask["report_date"] != "2024-10-01" || (themes.find("management_oversight") == themes.npos &&
                                               themes.find("supervision") == themes.npos))
      continue;
    EXPECT_FALSE(ask["told_before"].is_null()) << themes;
    ++told_before;
  }
  EXPECT_GE(told_before, 2u);
}

}  // namespace
}  // namespace ofsight
