#include "pipeline/publish/dataset.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "corpus/json_schema.h"
#include "pipeline/publish/report_rows.h"
#include "pipeline/publish/sqlite_schema.h"
#include "tests/pipeline/publish/sample_reports.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

using nlohmann::json;

json built_in_json() { return json::parse(source_file("pipeline/publish/tables.json")); }

std::string error_of(const json& description) {
  const auto dataset = Dataset::from_json(description.dump());
  return dataset ? "" : dataset.error().message;
}

TEST(Dataset, TheBuiltInDescriptionIsValid) {
  const auto schema = JsonSchema::from_json(source_file("schemas/tables.schema.json"));
  ASSERT_TRUE(schema) << schema.error().message;
  for (const SchemaProblem& problem : schema->check(source_file("pipeline/publish/tables.json")))
    ADD_FAILURE() << problem.pointer << ": " << problem.message;
  ASSERT_TRUE(Dataset::built_in());
}

TEST(Dataset, EveryValueThatMayBeMissingHasAStatus) {
  std::size_t checked = 0;
  for (const Table& table : built_in_dataset().tables)
    for (const Column& column : table.columns) {
      if (!column.nullable()) continue;
      const Column& status = table.columns[table.column(column.status)];
      EXPECT_EQ(status.enumeration, "status") << table.name << "." << column.name;
      EXPECT_FALSE(status.nullable());
      ++checked;
    }
  EXPECT_GT(checked, 80u);
}

TEST(Dataset, ColumnsAreCalledAsTheDepartmentForEducationCallsThem) {
  const Table& reports = built_in_dataset().tables[built_in_dataset().table("reports")];
  for (const char* name :
       {"time_period", "time_identifier", "geographic_level", "country_code", "country_name",
        "region_code", "region_name", "old_la_code", "new_la_code", "la_name"})
    EXPECT_TRUE(reports.find(name)) << name;
}

TEST(Dataset, WhatItsPartsSayOfEachOtherIsChecked) {
  json description = built_in_json();
  description["tables"][0]["key"] = {"no_such_column"};
  EXPECT_NE(error_of(description).find("no column 'no_such_column'"), std::string::npos);
  description = built_in_json();
  description["tables"][0]["columns"][0] = {{"group", "no_such_group"}};
  EXPECT_NE(error_of(description).find("no group 'no_such_group'"), std::string::npos);
  description = built_in_json();
  description["tables"][1]["foreign_keys"][0]["table"] = "no_such_table";
  EXPECT_NE(error_of(description).find("no table 'no_such_table'"), std::string::npos);
  description = built_in_json();
  description["column_groups"][0]["columns"][0]["status"] = "no_such_status";
  EXPECT_NE(error_of(description).find("no column 'no_such_status'"), std::string::npos);
  description = built_in_json();
  description["tables"][0]["columns"].push_back(description["tables"][0]["columns"].back());
  EXPECT_NE(error_of(description).find("two columns"), std::string::npos);
  EXPECT_FALSE(error_of(json::object()).empty());
  EXPECT_FALSE(Dataset::from_json("{"));
}

TEST(Dataset, EnumerationsAreThoseOfTheReportSchema) {
  const json schema = json::parse(source_file("schemas/report.schema.json"));
  const std::vector<std::pair<std::string, json>> table = {
      {"kind", schema["properties"]["kind"]["enum"]},
      {"framework", schema["properties"]["framework"]["enum"]},
      {"grade", schema["definitions"]["judgement"]["properties"]["grade"]["enum"]},
      {"polarity", schema["definitions"]["finding"]["properties"]["polarity"]["enum"]},
      {"improvement_type", schema["definitions"]["improvement"]["properties"]["type"]["enum"]},
      {"body", schema["definitions"]["improvement"]["properties"]["body"]["enum"]}};
  for (const auto& [name, values] : table) {
    std::set<std::string> ours, theirs = values;
    for (const EnumeratedValue& value : built_in_dataset().enumeration(name)->values)
      ours.insert(value.value);
    EXPECT_EQ(ours, theirs) << name;
  }
}

TEST(DirectionOf, ComparesOnOneScaleOnly) {
  const Enumeration& grades = *built_in_dataset().enumeration("grade");
  EXPECT_EQ(direction_of(grades, "good", "requires_improvement"), "better");
  EXPECT_EQ(direction_of(grades, "inadequate", "adequate"), "worse");
  EXPECT_EQ(direction_of(grades, "requires_improvement", "adequate"), "same");
  EXPECT_EQ(direction_of(grades, "inconsistent", "typically_positive"), "worse");
  EXPECT_EQ(direction_of(grades, "inconsistent", "good"), "first");
  EXPECT_EQ(direction_of(grades, "good", ""), "first");
}

}  // namespace
}  // namespace ofsight
