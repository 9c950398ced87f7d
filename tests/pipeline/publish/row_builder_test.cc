#include "pipeline/publish/row_builder.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

constexpr std::string_view kTables = R"({
  "about": {"name": "x", "title": "X", "description": "X.", "source": {"title": "s", "path": "http://s"},
            "licence": {"name": "l", "title": "l", "path": "http://l"}, "cautions": ["c"]},
  "enumerations": [{"name": "status", "description": "s", "ordered": false, "values": [
      {"value": "stated", "label": "s"}, {"value": "not_stated", "label": "s"},
      {"value": "not_applicable", "label": "s"}, {"value": "unreadable", "label": "s"},
      {"value": "ambiguous", "label": "s"}]}],
  "column_groups": [], "areas": [], "views": [],
  "tables": [{"name": "t", "title": "T", "description": "T.", "key": ["id"], "foreign_keys": [], "indexes": [],
    "columns": [
      {"name": "id", "type": "text", "description": "d", "source": "s"},
      {"name": "day", "type": "date", "status": true, "description": "d", "source": "s",
       "applies_to": [{"kinds": ["jtai"], "from": "2020-01-01"}, {"not_kinds": ["jtai"], "until": "2010-01-01"}]},
      {"name": "care", "type": "text", "status": true, "description": "d", "source": "s",
       "warnings": {"w.none": "unreadable", "w.two": "ambiguous"}},
      {"name": "tags", "type": "list", "status": "care_status", "description": "d", "source": "s"}]}]})";

class RowBuilderTest : public testing::Test {
 protected:
  // The row's statuses of day and care, or the error.
  std::string statuses(const ReportFacts& facts) {
    builder_.start();
    builder_.set("id", "x");
    return finished(builder_.finish(facts, rows_));
  }
  std::string finished(const Expected<void>& done) {
    if (!done) return done.error().message;
    const Row& row = rows_.rows.back().row;
    return std::get<std::string>(row[2]) + " " + std::get<std::string>(row[4]);
  }

  const Dataset dataset_ = Dataset::from_json(kTables).value();
  RowBuilder builder_{dataset_, 0};
  KeptRows rows_;
};

TEST_F(RowBuilderTest, AMissingValueHasAStatusThatSaysWhy) {
  EXPECT_EQ(statuses({"jtai", "2021-01-01"}), "not_stated not_stated");
  EXPECT_EQ(statuses({"jtai", "2019-12-31"}), "not_applicable not_stated");
  EXPECT_EQ(statuses({"sif", "2009-12-31"}), "not_stated not_stated");
  EXPECT_EQ(statuses({"sif", "2010-01-01"}), "not_applicable not_stated");
  EXPECT_EQ(statuses({"jtai", ""}), "not_stated not_stated") << "it may be of any time";
}

TEST_F(RowBuilderTest, WarningsDecideWhatIsUnreadableOrAmbiguous) {
  std::vector<Warning> warnings = {{"w.none", "nothing was found"}};
  EXPECT_EQ(statuses({"jtai", "", false, &warnings}), "not_stated unreadable");
  warnings = {{"w.two", "day: stated twice"}};
  EXPECT_EQ(statuses({"jtai", "", false, &warnings}), "not_stated not_stated")
      << "it is about another column";
  warnings = {{"w.two", "care: stated twice"}};
  EXPECT_EQ(statuses({"jtai", "", false, &warnings}), "not_stated ambiguous");
}

TEST_F(RowBuilderTest, WhatIsThereIsStated) {
  builder_.start();
  builder_.set("tags", std::vector<std::string>{"a", "b;c"});
  builder_.set("id", std::string("x\0y", 3));
  builder_.set("day", "2020-02-29");
  builder_.set("care", "c");
  EXPECT_EQ(finished(builder_.finish("not_stated", rows_)), "stated stated");
  EXPECT_EQ(std::get<std::string>(rows_.rows.back().row[5]), "a;b,c");
  EXPECT_EQ(std::get<std::string>(rows_.rows.back().row[0]), "x\xEF\xBF\xBDy");
}

TEST_F(RowBuilderTest, EmptyTextIsNothing) {
  builder_.start();
  builder_.set("id", "");
  EXPECT_EQ(finished(builder_.finish("not_stated", rows_)), "t.id: a value is missing");
}

TEST_F(RowBuilderTest, RefusesWhatTheColumnDoesNotAllow) {
  builder_.start();
  builder_.set("id", "x");
  builder_.set("day", "2021-02-29");
  EXPECT_EQ(finished(builder_.finish("not_stated", rows_)),
            "t.day: '2021-02-29' is not a day, YYYY-MM-DD");
  EXPECT_EQ(finished(builder_.finish("unheard_of", rows_)).find("t.day"), 0u);
}

TEST_F(RowBuilderTest, SharedValuesAreInEveryRow) {
  builder_.share({{"care", "all"}, {"no such column", "x"}});
  for (int i = 0; i < 2; ++i) {
    builder_.start();
    builder_.set("id", "x");
    ASSERT_TRUE(builder_.finish("not_stated", rows_));
    EXPECT_EQ(std::get<std::string>(rows_.rows.back().row[3]), "all");
  }
}

}  // namespace
}  // namespace ofsight
