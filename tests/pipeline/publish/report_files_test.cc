#include "pipeline/publish/report_files.h"

#include <gtest/gtest.h>

#include "corpus/report_json.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

class ReportFilesTest : public testing::Test {
 protected:
  std::string reports(const std::string& name, std::size_t first, std::size_t end) {
    std::string lines;
    const auto all = sample_reports();
    for (std::size_t i = first; i < end; ++i) lines += to_json(all[i], JsonStyle::kLine) + "\n";
    return folder_.write(name, lines);
  }
  std::string rejections() {
    return folder_.write("rejections", to_json(web_page_rejection(), JsonStyle::kLine) + "\n");
  }

  TemporaryFolder folder_;
};

TEST_F(ReportFilesTest, GivesReportsOfAllFilesThenRejections) {
  ReportFiles files({reports("a", 0, 2), reports("b", 2, 5)}, rejections(), "ofsight", "{}");
  const auto before = files.digest();
  const ReportSource source = files.source();
  std::size_t count = 0;
  while (source.next_report().value()) ++count;
  EXPECT_EQ(count, 5u);
  EXPECT_TRUE(source.next_rejection().value());
  EXPECT_NE(source.place().find("rejections:1"), std::string::npos);
  EXPECT_FALSE(source.next_rejection().value());
  EXPECT_EQ(source.digest(), before) << "known before anything is read";
}

TEST_F(ReportFilesTest, TheDigestIsOfAllThatAReleaseIsMadeOf) {
  const std::string a = reports("a", 0, 2), b = reports("b", 0, 3), none = folder_.write("c", "");
  const auto digest = [](const std::vector<std::string>& paths, const std::string& rejections,
                         const std::string& program = "ofsight",
                         const std::string& councils = "{}") {
    return ReportFiles(paths, rejections, program, councils).digest().value();
  };
  const std::string one = digest({a}, none);
  EXPECT_EQ(one, digest({a}, none));
  EXPECT_NE(one, digest({b}, none));
  EXPECT_NE(one, digest({a}, rejections()));
  EXPECT_NE(one, digest({a}, none, "ofsight 2"));
  EXPECT_NE(one, digest({a}, none, "ofsight", "[]"));
  EXPECT_FALSE(ReportFiles({folder_.path("missing")}, "", "ofsight", "{}").digest());
}

}  // namespace
}  // namespace ofsight
