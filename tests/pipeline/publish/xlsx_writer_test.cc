#include "pipeline/publish/xlsx_writer.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "corpus/utf8.h"
#include "tests/pipeline/publish/read_back.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

constexpr std::string_view kLong = "long";

class XlsxWriterTest : public testing::Test {
 protected:
  // Writes rows of the table `themes` and gives them back.
  Table2d read_back(const std::vector<Row>& rows, std::size_t max_rows = kMaxSheetRows) {
    XlsxWriter writer(
        folder_.path(), [] { return std::string("2024-02-29"); }, max_rows);
    EXPECT_TRUE(writer.begin(built_in_dataset()));
    for (const Row& row : rows) EXPECT_TRUE(writer.add(themes_, row));
    const auto ended = writer.end();
    EXPECT_TRUE(ended) << ended.error().message;
    return read_sheet(path(), static_cast<int>(themes_) + 2, &built_in_dataset().tables[themes_]);
  }
  std::string path() const { return folder_.path(kReleaseWorkbook); }
  std::string cover() const {
    std::string all;
    for (const auto& row : read_sheet(path(), 1, nullptr))
      for (const std::string& cell : row)
        if (cell != kNull) all += cell + "\n";
    return all;
  }

  const std::size_t themes_ = built_in_dataset().table("themes");
  TemporaryFolder folder_;
};

TEST_F(XlsxWriterTest, TextStaysTextWhateverItBeginsWith) {
  std::vector<Row> rows;
  const std::vector<std::string> texts = {"=1+1",     "+1",         "-1",
                                          "@SUM(A1)", "{=1}",       "http://example.org",
                                          "0123",     "<b>&amp;\"", "Zoë \xF0\x9F\x8E\x88"};
  for (const std::string& text : texts)
    rows.push_back({text, Value(), "stated", std::int64_t{3}, 0.5});
  const auto read = read_back(rows);
  ASSERT_EQ(read.size(), texts.size() + 1);
  for (std::size_t i = 0; i < texts.size(); ++i)
    EXPECT_EQ(read[i + 1], (std::vector<std::string>{texts[i], kNull, "stated", "3", "0.5"}));
}

TEST_F(XlsxWriterTest, WhatACellCannotHoldIsCutOrReplaced) {
  const auto read = read_back({{std::string(40'000, 'x'),
                                "a\xEF\xBF\xBF"
                                "b",
                                "stated", Value(), Value()}});
  EXPECT_LE(*count_code_points(read.at(1).at(0)), 32767u);
  EXPECT_GT(*count_code_points(read.at(1).at(0)), 32700u);
  EXPECT_TRUE(read.at(1).at(0).ends_with("x […]"));
  EXPECT_EQ(read.at(1).at(1),
            "a\xEF\xBF\xBD"
            "b");
}

TEST_F(XlsxWriterTest, RowsBeyondASheetAreLeftOutAndTheCoverSaysSo) {
  std::vector<Row> rows(5, {"x", Value(), "stated", Value(), Value()});
  EXPECT_EQ(read_back(rows, 4).size(), 4u);
  EXPECT_NE(cover().find("Only the first 3 of 5 rows."), std::string::npos) << cover();
}

TEST_F(XlsxWriterTest, TheCoverHasSourceLicenceDateAndCautions) {
  read_back({});
  for (const std::string& words :
       {std::string("2024-02-29"), built_in_dataset().about.source.path,
        built_in_dataset().about.licence.title, built_in_dataset().about.cautions.back()})
    EXPECT_NE(cover().find(words), std::string::npos) << words;
}

TEST_F(XlsxWriterTest, SheetsHaveAFrozenHeaderFiltersAndWidths) {
  read_back({{"x", Value(), "stated", Value(), Value()}});
  const std::string sheet =
      zip_text(path(), "xl/worksheets/sheet" + std::to_string(themes_ + 2) + ".xml");
  EXPECT_NE(sheet.find("state=\"frozen\""), std::string::npos);
  EXPECT_NE(sheet.find("<autoFilter ref=\"A1:E2\"/>"), std::string::npos);
  EXPECT_NE(sheet.find("<col min=\"2\" max=\"2\" width=\"70"), std::string::npos);
}

TEST_F(XlsxWriterTest, NothingButTheWorkbookStays) {
  read_back({{"x", Value(), "stated", Value(), Value()}});
  EXPECT_EQ(folder_.entries(), 1u);
}

TEST_F(XlsxWriterTest, NothingIsWrittenUnnoticedPastALimit) {
  // The rows wait in a file that hits the limit; the packed workbook itself would fit.
  const pid_t child = fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{200'000, 200'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    XlsxWriter writer(folder_.path(), [] { return std::string(); });
    bool fine = writer.begin(built_in_dataset()).has_value();
    for (int i = 0; fine && i < 5000; ++i)
      fine = writer
                 .add(themes_,
                      {std::string(kLong) + std::to_string(i), "same", "stated", Value(), Value()})
                 .has_value();
    _exit(fine && writer.end() ? 1 : 0);
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0) << "the lost rows went unnoticed";
}

}  // namespace
}  // namespace ofsight
