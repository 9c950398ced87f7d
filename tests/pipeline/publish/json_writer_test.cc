#include "pipeline/publish/json_writer.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/read_back.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

const std::vector<Row> kRows = {{"a\"\\\n", "Zoë", "stated", std::int64_t{0}, 0.5},
                                {"b", Value(), "not_stated", std::int64_t{7}, Value()}};

std::string written(JsonLayout layout, const std::vector<Row>& rows) {
  const TemporaryFolder folder;
  JsonTableWriter writer(folder.path(), {layout});
  const std::size_t themes = built_in_dataset().table("themes");
  EXPECT_TRUE(writer.begin(built_in_dataset()));
  for (const Row& row : rows) EXPECT_TRUE(writer.add(themes, row));
  EXPECT_TRUE(writer.end());
  return content_of(folder.path(writer.files(built_in_dataset()).at(themes).path));
}

TEST(JsonTableWriter, BothLayoutsReadBackTheSame) {
  const Table& themes = built_in_dataset().tables[built_in_dataset().table("themes")];
  const auto lines = read_ndjson(themes, written(JsonLayout::kLines, kRows));
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_EQ(lines[1], (std::vector<std::string>{"a\"\\\n", "Zoë", "stated", "0", "0.5"}));
  EXPECT_EQ(lines[2], (std::vector<std::string>{"b", kNull, "not_stated", "7", kNull}));
  EXPECT_EQ(read_json(themes, written(JsonLayout::kArray, kRows)), lines);
}

TEST(JsonTableWriter, NoRowsAreAnEmptyFileAndAnEmptyArray) {
  EXPECT_EQ(written(JsonLayout::kLines, {}), "");
  EXPECT_EQ(nlohmann::json::parse(written(JsonLayout::kArray, {})), nlohmann::json::array());
}

TEST(RowJson, BooleansAreBooleans) {
  const Table& councils = built_in_dataset().tables[built_in_dataset().table("councils")];
  Row row(councils.columns.size());
  row[councils.column("is_former")] = std::int64_t{1};
  EXPECT_EQ(nlohmann::json::parse(row_json(councils, row)).at("is_former"), true);
}

}  // namespace
}  // namespace ofsight
