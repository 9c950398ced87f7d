#include "pipeline/publish/sqlite_writer.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/read_back.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

class SqliteWriterTest : public testing::Test {
 protected:
  void SetUp() override {
    request_ = sample_request(folder_.path("release"));
    request_.formats = {"sqlite"};
    const auto published = publish_sample(request_);
    ASSERT_TRUE(published) << published.error().message;
    database_ =
        Database::open(folder_.path("release/ofsight.sqlite"), Database::Access::kRead).value();
  }
  std::int64_t number(const std::string& sql) {
    const auto found = database_->integer(sql);
    EXPECT_TRUE(found) << found.error().message;
    return found ? found->value_or(-1) : -1;
  }

  TemporaryFolder folder_;
  PublishRequest request_;
  std::optional<Database> database_;
};

TEST_F(SqliteWriterTest, KeysHoldAndTheFileIsWhole) {
  EXPECT_TRUE(database_->check_integrity());
  EXPECT_EQ(number("PRAGMA user_version"), kReleaseVersion);
  std::size_t keys = 0;
  for (const Table& table : built_in_dataset().tables)
    keys += number("SELECT count(*) FROM pragma_foreign_key_list('" + table.name + "')") > 0;
  EXPECT_GE(keys, 9u);
  EXPECT_EQ(number("SELECT count(*) FROM release WHERE property = 'council_register'"), 1);
}

TEST_F(SqliteWriterTest, EveryViewAnswers) {
  for (const View& view : built_in_dataset().views)
    EXPECT_GE(number("SELECT count(*) FROM \"" + view.name + "\""), 1) << view.name;
}

TEST_F(SqliteWriterTest, FullTextFindsWordsAndNarrowsByCodes) {
  EXPECT_EQ(
      number("SELECT count(*) FROM findings_fts WHERE findings_fts MATCH 'text : supervision'"), 3);
  EXPECT_EQ(number("SELECT count(*) FROM findings_fts WHERE findings_fts MATCH "
                   "'text : supervision AND polarity : concern AND old_la_code : 992'"),
            1);
  EXPECT_EQ(number("SELECT count(*) FROM improvements_fts WHERE improvements_fts MATCH "
                   "'themes : placement_sufficiency'"),
            1);
  EXPECT_EQ(number("SELECT count(*) FROM improvements_fts WHERE improvements_fts MATCH "
                   "'kind : focused_visit AND time_period : 2021'"),
            1);
  EXPECT_EQ(number("SELECT count(*) FROM findings_fts f JOIN findings t ON t.row_number = f.rowid"
                   " WHERE findings_fts MATCH 'seldom' AND t.report_date = '2019-03-25'"),
            1);
}

TEST_F(SqliteWriterTest, TheUsualQuestionsUseAnIndex) {
  for (const char* sql :
       {"SELECT * FROM judgements WHERE old_la_code = '991' AND area = 'x'",
        "SELECT * FROM improvement_themes WHERE theme = 'x' AND old_la_code = '991'",
        "SELECT * FROM findings WHERE report_id = 'x'"}) {
    auto plan = database_->prepare(std::string("EXPLAIN QUERY PLAN ") + sql);
    ASSERT_TRUE(plan);
    ASSERT_TRUE(*plan->step());
    EXPECT_EQ(plan->text(3).find("SEARCH"), 0u) << plan->text(3);
  }
}

TEST(SqliteWriter, ARowThatRefersToNothingIsAnError) {
  const TemporaryFolder folder;
  SqliteWriter writer(folder.path(), [] { return SqliteWriter::Properties{}; });
  ASSERT_TRUE(writer.begin(built_in_dataset()));
  ASSERT_TRUE(writer.add(built_in_dataset().table("council_neighbours"),
                         {"991", "Ambleford", std::int64_t{1}, "990", "Fenmoor"}));
  const auto ended = writer.end();
  ASSERT_FALSE(ended);
  EXPECT_NE(ended.error().message.find("council_neighbours refers to one of councils"),
            std::string::npos)
      << ended.error().message;
}

TEST(SqliteSchema, NamesAreQuoted) {
  EXPECT_EQ(sql_name("end"), "\"end\"");
  EXPECT_EQ(sql_name("a\"b"), "\"a\"\"b\"");
}

}  // namespace
}  // namespace ofsight
