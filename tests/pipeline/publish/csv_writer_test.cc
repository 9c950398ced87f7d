#include "pipeline/publish/csv_writer.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/read_back.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

// Rows of the table `themes`: theme, description, its status, two counts.
const std::vector<Row> kRows = {
    {"plain", "a, \"b\"\r\nc\nd", "stated", std::int64_t{0}, std::int64_t{-1}},
    {"umlaut", "Zoë ’ \xF0\x9F\x8E\x88", "stated", std::int64_t{1}, 0.125},
    {"=1+1", Value(), "not_stated", std::int64_t{2}, Value()}};

std::string written(CsvFlavour flavour, const std::vector<Row>& rows) {
  const TemporaryFolder folder;
  CsvWriter writer(folder.path(), {flavour});
  const std::size_t themes = built_in_dataset().table("themes");
  EXPECT_TRUE(writer.begin(built_in_dataset()));
  for (const Row& row : rows) EXPECT_TRUE(writer.add(themes, row));
  EXPECT_TRUE(writer.end());
  return content_of(folder.path(writer.files(built_in_dataset()).at(themes).path));
}

TEST(CsvWriter, ReadsBackAsItWas) {
  const std::string bytes = written(CsvFlavour::kCanonical, kRows);
  EXPECT_TRUE(bytes.starts_with("theme,description,description_status,improvements,findings\r\n"));
  EXPECT_TRUE(bytes.ends_with("=1+1,,not_stated,2,\r\n")) << bytes;
  const auto rows = read_csv(bytes);
  ASSERT_EQ(rows.size(), 4u);
  EXPECT_EQ(rows[1], (std::vector<std::string>{"plain", "a, \"b\"\r\nc\nd", "stated", "0", "-1"}));
  EXPECT_EQ(rows[2],
            (std::vector<std::string>{"umlaut", "Zoë ’ \xF0\x9F\x8E\x88", "stated", "1", "0.125"}));
  EXPECT_EQ(rows[3], (std::vector<std::string>{"=1+1", kNull, "not_stated", "2", kNull}));
}

TEST(CsvWriter, SpreadsheetsRunNothing) {
  std::vector<Row> rows;
  const std::vector<std::string> formulas = {"=1+1", "+1",  "-1+1",    "@SUM(A1)",
                                             "\tx",  "\rx", "=\"a\",b"};
  for (const std::string& text : formulas)
    rows.push_back({text, Value(), "stated", std::int64_t{-5}, Value()});
  rows.push_back({"a=1", Value(), "stated", Value(), Value()});
  const std::string bytes = written(CsvFlavour::kSpreadsheet, rows);
  ASSERT_TRUE(bytes.starts_with("\xEF\xBB\xBFtheme,"));
  const auto read = read_csv(bytes);
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    EXPECT_EQ(read[i + 1][0], "'" + formulas[i]);
    EXPECT_EQ(read[i + 1][3], "-5") << "a number is no formula";
  }
  EXPECT_EQ(read.back()[0], "a=1");
}

TEST(CsvWriter, AFolderThatCannotBeMadeIsAnError) {
  CsvWriter writer("/dev/null", {CsvFlavour::kCanonical});
  const auto begun = writer.begin(built_in_dataset());
  ASSERT_FALSE(begun);
  EXPECT_EQ(begun.error().code, ErrorCode::kIo);
}

TEST(NumberText, IsTheShortestThatReadsBack) {
  for (const auto& [number, text] : std::vector<std::pair<double, const char*>>{
           {0.1, "0.1"}, {1, "1"}, {0.638, "0.638"}, {-2.5, "-2.5"}})
    EXPECT_EQ(number_text(number), text);
}

}  // namespace
}  // namespace ofsight
