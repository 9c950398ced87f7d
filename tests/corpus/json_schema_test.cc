#include "corpus/json_schema.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "corpus/report_json.h"
#include "tests/corpus/sample_report.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

using nlohmann::json;
using Problems = std::vector<SchemaProblem>;

JsonSchema schema(const std::string& name) {
  return JsonSchema::from_json(source_file("schemas/" + name + ".schema.json")).value();
}

const JsonSchema& report_schema() {
  static const JsonSchema loaded = schema("report");
  return loaded;
}

json report_json() { return json::parse(to_json(full_report(), JsonStyle::kLine)); }

Problems check(const std::string& schema_text, const std::string& text) {
  return JsonSchema::from_json(schema_text).value().check(text);
}

TEST(ReportSchemaTest, AcceptsReports) {
  Report former = bare_report();
  former.council = {"Oldshire", "", "998", "E10000999", "South East"};
  former.findings.push_back(full_report().findings[0]);
  former.findings[0].evidence.page = 0;
  former.findings[0].evidence.boxes.clear();
  former.findings[0].extent.reset();
  for (const Report& report : {full_report(), bare_report(), former}) {
    EXPECT_EQ(report_schema().check(to_json(report, JsonStyle::kLine)), Problems());
    EXPECT_EQ(report_schema().check(to_json(report, JsonStyle::kPretty)), Problems());
  }
}

TEST(ReportSchemaTest, NamesWhatIsWrong) {
  const struct {
    const char *pointer, *value, *message;
  } cases[] = {
      {"", "[]", "must not be an array"},
      {"/schema_version", R"("2")", R"("2" is not the one choice)"},
      {"/source", "null", "must not be null"},
      {"/source/sha256", R"("ABC")", R"("ABC" is not in the right form)"},
      {"/source/sha256", "null", "must not be null"},
      {"/source/media_type", R"("pdf")", R"("pdf" is not in the right form)"},
      {"/source/bytes", "-1", "must be at least 0"},
      {"/source/bytes", "1.5", "must not be a number"},
      {"/source/pages", R"("5")", "must not be a string"},
      {"/source/file", R"("")", "must have at least 1 character"},
      {"/source/published_on_site", R"("1 May 2020")", R"("1 May 2020" is not in the right form)"},
      {"/source/retrieved_at", R"("2024-11-02 03:04")",
       R"("2024-11-02 03:04" is not in the right form)"},
      {"/kind", R"("visit")", R"("visit" is not one of the choices)"},
      {"/kind", "null", "null is not one of the choices"},
      {"/framework", "{}", "an object is not one of the choices"},
      {"/title", R"("")", "must have at least 1 character"},
      {"/council", R"("Brackenshire")", "must not be a string"},
      {"/council/urn", R"("")", R"("" is not in the right form)"},
      {"/council/gss_code", R"("X1")", R"("X1" is not in the right form)"},
      {"/council/la_code", R"("99")", R"("99" is not in the right form)"},
      {"/inspection_start", R"("2024-13-01")", R"("2024-13-01" is not in the right form)"},
      {"/inspection_end", R"("2024-10-32")", R"("2024-10-32" is not in the right form)"},
      {"/published", R"("2024-10-31 ")", R"("2024-10-31 " is not in the right form)"},
      {"/lead_inspector", "[]", "must not be an array"},
      {"/inspectors", "null", "must not be null"},
      {"/inspectors/1", R"("")", "must have at least 1 character"},
      {"/judgements/0/area", R"("Care leavers")", R"("Care leavers" is not in the right form)"},
      {"/judgements/0/grade", R"("great")", R"("great" is not one of the choices)"},
      {"/judgements/0/rule", R"("judgement")", R"("judgement" is not in the right form)"},
      {"/judgements/0/evidence/page", "0", "must be at least 1"},
      {"/judgements/0/evidence/start", "-2", "must be at least 0"},
      {"/judgements/0/evidence/quote", R"("")", "must have at least 1 character"},
      {"/judgements/0/evidence/boxes/1", "[3,1,2,3]", "must have at least 5 items"},
      {"/judgements/0/evidence/boxes/1", "[3,1,2,3,4,5]", "must have at most 5 items"},
      {"/judgements/0/evidence/boxes/1/0", "0", "must be at least 1"},
      {"/judgements/0/evidence/boxes/1/4", R"("low")", "must not be a string"},
      {"/improvements/0/type", R"("area")", R"("area" is not one of the choices)"},
      {"/improvements/0/body", R"("police")", R"("police" is not one of the choices)"},
      {"/improvements/0/themes/0", R"("Early help")", R"("Early help" is not in the right form)"},
      {"/findings/0/polarity", R"("bad")", R"("bad" is not one of the choices)"},
      {"/findings/0/extent", R"("many")", R"("many" is not one of the choices)"},
      {"/findings/0/context/0", R"("past")", R"("past" is not one of the choices)"},
      {"/findings/0/rules/1", "7", "must not be a number"},
      {"/warnings/0/code", R"("Oh no")", R"("Oh no" is not in the right form)"},
      {"/provenance/rules", R"("abc")", R"("abc" is not in the right form)"},
  };
  for (const auto& [pointer, value, message] : cases) {
    auto report = report_json();
    report.at(json::json_pointer(pointer)) = json::parse(value);
    EXPECT_EQ(report_schema().check(report.dump()), (Problems{{pointer, message}}));
  }
}

TEST(ReportSchemaTest, NamesEveryMissingAndEveryUnknownKey) {
  for (const char* parent : {"", "/source", "/council", "/judgements/0", "/judgements/0/evidence",
                             "/improvements/0", "/improvements/0/evidence", "/findings/0",
                             "/findings/0/evidence", "/warnings/0", "/provenance"}) {
    const json::json_pointer pointer(parent);
    const auto whole = report_json();
    for (const auto& [key, _] : whole.at(pointer).items()) {
      auto report = report_json();
      report.at(pointer).erase(key);
      EXPECT_EQ(report_schema().check(report.dump()),
                (Problems{{parent, "key '" + key + "' is missing"}}));
    }
    auto report = report_json();
    report.at(pointer)["a/b"] = report.at(pointer)["zeal"] = 1;
    EXPECT_EQ(report_schema().check(report.dump()),
              (Problems{{std::string(parent) + "/a~1b", "is not allowed here"},
                        {std::string(parent) + "/zeal", "is not allowed here"}}));
  }
}

TEST(ReportSchemaTest, NamesAllProblemsAtOnce) {
  auto report = report_json();
  report.erase("kind");
  report["judgements"].push_back(report["judgements"][0]);
  report["judgements"][0]["grade"] = "great";
  report["judgements"][1]["evidence"].erase("quote");
  report["council"]["urn"] = 80999;
  const auto problems = report_schema().check(report.dump());
  const Problems expected = {{"", "key 'kind' is missing"},
                             {"/judgements/0/grade", R"("great" is not one of the choices)"},
                             {"/judgements/1/evidence", "key 'quote' is missing"},
                             {"/council/urn", "must not be a number"}};
  EXPECT_EQ(problems.size(), expected.size());
  for (const auto& problem : expected) {
    EXPECT_NE(std::find(problems.begin(), problems.end(), problem), problems.end())
        << problem.pointer;
  }
}

TEST(RejectionSchemaTest, AcceptsEveryReasonAndUnreadSources) {
  const auto rejections = schema("rejection");
  for (int reason = 0; reason <= static_cast<int>(RejectionReason::kInternal); ++reason) {
    Rejection rejection = sample_rejection();
    rejection.reason = static_cast<RejectionReason>(reason);
    EXPECT_EQ(rejections.check(to_json(rejection, JsonStyle::kLine)), Problems());
    rejection.source = Source();
    rejection.source.file = "caf\xE9.pdf";
    EXPECT_EQ(rejections.check(to_json(rejection, JsonStyle::kLine)), Problems());
  }
}

TEST(RejectionSchemaTest, NamesWhatIsWrong) {
  const auto rejections = schema("rejection");
  auto rejection = json::parse(to_json(sample_rejection(), JsonStyle::kLine));
  rejection["stage"] = "publish";
  rejection["reason"] = "tired";
  rejection["detail"] = "";
  rejection["source"]["sha256"] = "";
  EXPECT_EQ(rejections.check(rejection.dump()),
            (Problems{{"/detail", "must have at least 1 character"},
                      {"/reason", R"("tired" is not one of the choices)"},
                      {"/source/sha256", R"("" is not in the right form)"},
                      {"/stage", R"("publish" is not one of the choices)"}}));
}

// A rejected document may not have been read; else a source is a source.
TEST(RejectionSchemaTest, HasTheSourceOfTheReport) {
  auto of_report = json::parse(source_file("schemas/report.schema.json"))["definitions"];
  auto of_rejection = json::parse(source_file("schemas/rejection.schema.json"))["definitions"];
  for (const char* key : {"sha256", "media_type"}) {
    of_report["source"]["properties"].erase(key);
    of_rejection["source"]["properties"].erase(key);
  }
  EXPECT_EQ(of_report["source"], of_rejection["source"]);
  EXPECT_EQ(of_report["day_or_null"], of_rejection["day_or_null"]);
}

void expect_described(const json& value, const std::string& pointer) {
  if (!value.is_structured()) return;
  if (value.is_object() && value.contains("properties") &&
      pointer.find("/enum") == std::string::npos) {
    for (const auto& [key, property] : value["properties"].items()) {
      const auto text = property.value("description", "");
      EXPECT_TRUE(text.ends_with('.') && text.find(' ') != std::string::npos)
          << pointer << " " << key;
    }
  }
  for (const auto& [key, item] : value.items()) expect_described(item, pointer + "/" + key);
}

TEST(SchemaFilesTest, EveryPropertyOfReportsIsDescribed) {
  for (const char* name : {"report", "rejection"}) {
    expect_described(json::parse(source_file("schemas/" + std::string(name) + ".schema.json")),
                     name);
  }
}

TEST(SchemaFilesTest, AllCanBeUsed) {
  for (const auto& file : std::filesystem::directory_iterator(OFSIGHT_SOURCE_DIR "/schemas")) {
    const auto loaded =
        JsonSchema::from_json(source_file("schemas/" + file.path().filename().string()));
    EXPECT_TRUE(loaded) << file.path() << " " << loaded.error().message;
  }
}

TEST(JsonSchemaTest, RefusesWhatIsNoSchema) {
  for (const char* text :
       {"", "[]", "7", R"({"type": 7})", R"({"type": "string", "pattern": "("})",
        R"({"patternProperties": {"[": {}}})", R"({"$ref": "#/definitions/nowhere"})",
        R"({"$ref": "https://example.org/other.json"})", R"({"minLength": -1})"}) {
    const auto loaded = JsonSchema::from_json(text);
    ASSERT_FALSE(loaded) << text;
    EXPECT_EQ(loaded.error().code, ErrorCode::kInvalidData);
    EXPECT_TRUE(loaded.error().message.starts_with("JSON schema: ")) << loaded.error().message;
  }
}

TEST(JsonSchemaTest, SaysPlainlyWhatIsWrong) {
  const struct {
    const char *schema, *text;
    Problems problems;
  } cases[] = {
      {R"({"type": "integer", "maximum": 9})", "10", {{"", "must be at most 9"}}},
      {R"({"exclusiveMinimum": 0.5})", "0.5", {{"", "must be more than 0.5"}}},
      {R"({"minimum": 100})", "99", {{"", "must be at least 100"}}},
      {R"({"minItems": 2})", "[1]", {{"", "must have at least 2 items"}}},
      {R"({"maxLength": 1})", R"("ab")", {{"", "must have at most 1 character"}}},
      {R"({"uniqueItems": true})", "[1, 2, 1]", {{"", "has the same item twice"}}},
      {R"({"anyOf": [{"type": "string", "pattern": "^a$"}, {"type": "null"}]})",
       R"("b")",
       {{"", R"("b" is not in the right form)"}}},
      {R"({"anyOf": [{"type": "null"}, {"type": "string", "pattern": "^a$"}]})",
       R"("b")",
       {{"", R"("b" is not in the right form)"}}},
      {R"({"oneOf": [{"minimum": 1}, {"minimum": 2}]})", "3", {{"", "fits more than one choice"}}},
      {R"({"not": {"type": "null"}})", "null", {{"", "is not allowed here"}}},
      {R"({"properties": {"a": false}})", R"({"a": 1})", {{"", "does not fit the schema"}}},
      {R"({"items": {"required": ["a", "b"]}})",
       R"([{}, {"b": 1}])",
       {{"/0", "key 'a' is missing"}, {"/0", "key 'b' is missing"}, {"/1", "key 'a' is missing"}}},
      {R"({"additionalProperties": {"type": "string"}})",
       R"({"a]b": 1, "0": 2})",
       {{"/0", "must not be a number"}, {"/a]b", "must not be a number"}}},
      {R"({"enum": ["a"]})",
       R"("ééééééééééééééééééééééééééééééééééé")",
       {{"", R"("éééééééééééééééééééééééééééééé…" is not one of the choices)"}}},
  };
  for (const auto& [schema_text, text, problems] : cases) {
    EXPECT_EQ(check(schema_text, text), problems) << schema_text;
  }
}

TEST(JsonSchemaTest, SurvivesHostileText) {
  const std::string word(3000000, 'a');
  const std::string deep = std::string(3000000, '[');
  const std::string patterns = R"({"additionalProperties": {"pattern": "^[a-z][a-z0-9_]*$"}})";
  const struct {
    std::string text;
    Problems problems;
  } cases[] = {
      {"", {{"", "not JSON from byte 1 on"}}},
      {"\xFF", {{"", "not JSON from byte 1 on"}}},
      {"[1e999]", {{"", "a number is too large"}}},
      {deep, {{"", "nested deeper than 64 levels"}}},
      {std::string(64, '[') + std::string(64, ']'), {}},
      {R"({"x": ")" + word + "\"}", {{"/x", "must have at most 512 characters"}}},
      {R"({"x": ")" + std::string(512, 'a') + "\"}", {}},
      {R"({"x": ")" + std::string(513, 'a') + "\"}", {{"/x", "must have at most 512 characters"}}},
      {"{\"" + word + "\": 1}", {{"", "has a key longer than 256 bytes"}}},
  };
  for (const auto& [text, problems] : cases) {
    EXPECT_EQ(check(patterns, text), problems) << text.substr(0, 40);
  }
}

TEST(JsonSchemaTest, ALongTextWithoutPatternIsFine) {
  Report report = full_report();
  report.findings[0].text = std::string(3000000, 'x');
  EXPECT_EQ(report_schema().check(to_json(report, JsonStyle::kLine)), Problems());
}

TEST(JsonSchemaTest, ChecksFromSeveralThreads) {
  auto report = report_json();
  report["kind"] = "visit";
  const auto text = report.dump();
  std::vector<Problems> found(4);
  std::vector<std::thread> threads;
  for (auto& problems : found) {
    threads.emplace_back([&] { problems = report_schema().check(text); });
  }
  for (auto& thread : threads) thread.join();
  for (const auto& problems : found) {
    EXPECT_EQ(problems, (Problems{{"/kind", R"("visit" is not one of the choices)"}}));
  }
}

}  // namespace
}  // namespace ofsight
