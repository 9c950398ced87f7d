#include "pipeline/publish/description_files.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "corpus/json_schema.h"
#include "tests/pipeline/publish/sample_reports.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

using nlohmann::json;

std::string package() {
  return datapackage_json(
      built_in_dataset(), "2024-01-22", "ofsight 0.0.0",
      {{"csv/reports.csv", "csv", "text/csv", "reports", 10, std::string(64, 'a')},
       {"ndjson/reports.ndjson", "ndjson", "application/x-ndjson", "reports", 20,
        std::string(64, 'b')},
       {"ofsight.sqlite", "sqlite", "application/vnd.sqlite3", "", 30, std::string(64, 'c')}});
}

TEST(DataPackage, IsWhatTheStandardSays) {
  const auto schema = JsonSchema::from_json(source_file("schemas/datapackage.schema.json"));
  ASSERT_TRUE(schema) << schema.error().message;
  for (const SchemaProblem& problem : schema->check(package()))
    ADD_FAILURE() << problem.pointer << ": " << problem.message;
}

TEST(DataPackage, DescribesColumnsKeysAndValues) {
  const json resource = json::parse(package())["resources"][0];
  EXPECT_EQ(resource["name"], "reports");
  EXPECT_EQ(resource["schema"]["primaryKey"], json::array({"report_id"}));
  EXPECT_EQ(resource["schema"]["foreignKeys"][0]["reference"]["resource"], "councils");
  const Table& reports = built_in_dataset().tables[0];
  ASSERT_EQ(resource["schema"]["fields"].size(), reports.columns.size());
  const json kind = resource["schema"]["fields"][reports.column("kind")];
  EXPECT_EQ(kind["categories"][0]["value"], "ilacs_inspection");
  EXPECT_EQ(kind["categoriesOrdered"], false);
  EXPECT_EQ(kind["constraints"]["required"], true);
  EXPECT_EQ(resource["schema"]["fields"][reports.column("bytes")]["unit"], "byte");
  EXPECT_EQ(json::parse(package())["licenses"][0]["name"], "OGL-UK-3.0");
}

TEST(DataPackage, NamesOfResourcesAreUnique) {
  std::set<std::string> names;
  const json parsed = json::parse(package());
  for (const json& resource : parsed["resources"]) names.insert(resource["name"]);
  EXPECT_EQ(names.size(), 3u);
}

TEST(Codebook, HasEveryTableColumnAndValue) {
  const std::string codebook = codebook_markdown(built_in_dataset(), "2024-01-22", "ofsight 0.0.0");
  for (const Table& table : built_in_dataset().tables) {
    EXPECT_NE(codebook.find("\n## " + table.name + "\n"), std::string::npos);
    for (const Column& column : table.columns)
      EXPECT_NE(codebook.find("| `" + column.name + "` | "), std::string::npos) << column.name;
  }
  for (const Enumeration& enumeration : built_in_dataset().enumerations)
    for (const EnumeratedValue& value : enumeration.values)
      EXPECT_NE(codebook.find("| `" + value.value + "` | "), std::string::npos) << value.value;
  for (const std::string& caution : built_in_dataset().about.cautions)
    EXPECT_NE(codebook.find(caution), std::string::npos);
}

TEST(DatasetteMetadata, DescribesEveryTable) {
  const json metadata = json::parse(datasette_json(built_in_dataset(), "2024-01-22"));
  EXPECT_EQ(metadata["license"], built_in_dataset().about.licence.title);
  for (const Table& table : built_in_dataset().tables) {
    const json& described = metadata["databases"]["ofsight"]["tables"][table.name];
    EXPECT_EQ(described["columns"].size(), table.columns.size()) << table.name;
  }
}

}  // namespace
}  // namespace ofsight
