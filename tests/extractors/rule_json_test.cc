#include "extractors/rule_json.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "corpus/json_schema.h"
#include "extractors/matching/matcher.h"
#include "extractors/rule_set.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

JsonSchema schema() {
  auto schema = JsonSchema::from_json(source_file("schemas/rules.schema.json"));
  EXPECT_TRUE(schema) << (schema ? "" : schema.error().message);
  return std::move(*schema);
}

std::vector<RuleSource> shipped() {
  std::vector<RuleSource> files;
  const fs::path root = source_path("extractors/rules");
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = fs::relative(entry.path(), root);
    files.push_back({name, source_file("extractors/rules/" + name)});
  }
  EXPECT_FALSE(files.empty());
  return files;
}

// "pointer message" of every structural problem.
Strings problems(const std::string& json) {
  ProblemList list("f");
  read_rule_file({"f", json}, list);
  Strings shown;
  for (const auto& problem : std::move(list).take()) {
    shown.push_back(problem.pointer + " " + problem.message);
  }
  return shown;
}

std::string file_of(const std::string& rule) {
  return R"({"description": "d", "rules": [)" + rule + "]}";
}

std::string rule_with(const std::string& member) {
  return file_of(R"({"id": "a.b", "description": "d", "patterns": ["x"], "match": ["x"],
                     "no_match": ["y"], )" +
                 member + "}");
}

TEST(ShippedRules, LoadWithAllTheirExamples) {
  const auto loaded = RuleSet::load(shipped());
  if (loaded) return;
  for (const auto& problem : loaded.error()) {
    ADD_FAILURE() << problem.file << " " << problem.pointer << ": " << problem.message;
  }
}

TEST(ShippedRules, FollowTheSchema) {
  const auto rules_schema = schema();
  for (const auto& file : shipped()) {
    for (const auto& problem : rules_schema.check(file.json)) {
      ADD_FAILURE() << file.name << " " << problem.pointer << ": " << problem.message;
    }
  }
}

TEST(ShippedRules, StateEveryPrintedGrade) {
  const auto loaded = RuleSet::load({{"grades.json", source_file("extractors/rules/grades.json")}});
  ASSERT_TRUE(loaded);
  const auto matcher = Matcher::compile(loaded->family("grade"));
  ASSERT_TRUE(matcher);
  const struct {
    std::string text, grade;
  } cases[] = {
      {"Outstanding", "outstanding"},
      {"Good", "good"},
      {"Requires improvement to be good", "requires_improvement"},
      {"Require improvement", "requires_improvement"},
      {"Inadequate", "inadequate"},
      {"Adequate", "adequate"},
      {"Adequate Grade 3", "adequate"},
      {"Grade 4 (Inadequate)", "inadequate"},
      {"Good (Grade 2)", "good"},
      {"Grade", ""},
      {"Judgement", ""},
      {"Good practice", ""},
      {"Grade 4 (Good)", ""},
  };
  for (const auto& c : cases) {
    const auto match = matcher->first(c.text);
    EXPECT_EQ(match ? match->rule->yields.at("grade") : "", c.grade) << c.text;
    EXPECT_LE(matcher->firing(c.text).size(), 1u) << c.text;
  }
}

TEST(RuleJson, LoaderAndSchemaAcceptTheSameKindsAndPlaces) {
  const auto rules_schema = schema();
  for (const auto kind : kRuleKinds) {
    const auto json = rule_with(R"("kinds": [")" + std::string(kind) + "\"]");
    EXPECT_EQ(problems(json), Strings{}) << kind;
    EXPECT_TRUE(rules_schema.check(json).empty()) << kind;
  }
  for (const auto place : kPlaceNames) {
    const auto json = rule_with(R"("in": [")" + std::string(place) + "\"]");
    EXPECT_EQ(problems(json), Strings{}) << place;
    EXPECT_TRUE(rules_schema.check(json).empty()) << place;
  }
}

TEST(RuleJson, LoaderAndSchemaRefuseTheSame) {
  const auto rules_schema = schema();
  const struct {
    std::string json;
    Strings expected;
  } cases[] = {
      {"[]", {" must be an object"}},
      {"7", {" must be an object"}},
      {"{}", {" key 'description' is missing", " key 'rules' is missing"}},
      {R"({"description": "d", "rules": []})", {"/rules must be a list of at least one rule"}},
      {R"({"description": "d", "rules": {}})", {"/rules must be a list of at least one rule"}},
      {R"({"description": "", "rules": [7]})",
       {"/description must not be empty", "/rules/0 must be an object"}},
      {R"({"description": 7, "rule/s~": 1, "rules": [{}]})",
       {"/rule~1s~0 unknown key", "/description must be a string", "/rules/0 key 'id' is missing",
        "/rules/0 key 'description' is missing", "/rules/0 key 'match' is missing",
        "/rules/0 key 'no_match' is missing",
        "/rules/0 one of the keys 'patterns', 'terms' and 'near' is needed"}},
      {R"({"description": "d", "definitions": [], "rules": [7]})",
       {"/definitions must be an object", "/rules/0 must be an object"}},
      {R"({"description": "d", "definitions": {"A": 1, "B": ""}, "rules": [7]})",
       {"/definitions/A must be a string", "/definitions/B must not be empty",
        "/rules/0 must be an object"}},
      {file_of(R"({"id": 1, "description": null, "patterns": "x", "match": [], "no_match": {}})"),
       {"/rules/0/id must be a string", "/rules/0/description must be a string",
        "/rules/0/patterns must be a list of at least one string",
        "/rules/0/match must be a list of at least one string",
        "/rules/0/no_match must be a list of at least one string"}},
      {file_of(R"({"id": "a.b", "description": "d", "patterns": ["", 7, "x", "x"],
                   "match": ["x", [], "x"], "no_match": [null]})"),
       {"/rules/0/patterns/0 must not be empty", "/rules/0/patterns/1 must be a string",
        "/rules/0/patterns/3 is listed twice", "/rules/0/match/1 must be a string",
        "/rules/0/match/2 is listed twice", "/rules/0/no_match/0 must be a string"}},
      {rule_with(R"("pattern": "x")"), {"/rules/0/pattern unknown key"}},
      {rule_with(R"("yields": [])"), {"/rules/0/yields must be an object"}},
      {rule_with(R"("yields": {"a": 7, "b": ""})"),
       {"/rules/0/yields/a must be a string", "/rules/0/yields/b must not be empty"}},
      {rule_with(R"("kinds": [])"), {"/rules/0/kinds must be a list of at least one string"}},
      {rule_with(R"("kinds": ["jtai", "jtai"])"), {"/rules/0/kinds/1 is listed twice"}},
      {rule_with(R"("in": ["heading", "sentences"])"),
       {"/rules/0/in/1 must be one of title, first_page, heading, paragraph, list_item, "
        "table_row, label, sentence, signature"}},
      {rule_with(R"("near": [])"), {"/rules/0/near must be a list of pairs"}},
      {rule_with(R"("near": [7, {"terms": ["x"], "words": 41}])"),
       {"/rules/0/near/0 must be an object", "/rules/0/near/1/terms must be two",
        "/rules/0/near/1/words must be a whole number up to 40"}},
      {rule_with(R"("near": [{"terms": ["x", "y"]}])"), {"/rules/0/near/0 key 'words' is missing"}},
      {rule_with(R"("terms": [], "except": "x", "unless": [1])"),
       {"/rules/0/terms must be a list of at least one string",
        "/rules/0/except must be a list of at least one string",
        "/rules/0/unless/0 must be a string"}},
      {rule_with(R"("kinds": [1], "in": "label")"),
       {"/rules/0/kinds/0 must be a string", "/rules/0/in must be a list of at least one string"}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(problems(c.json), c.expected) << c.json;
    EXPECT_FALSE(rules_schema.check(c.json).empty()) << c.json;
  }
}

// What both refuse, but the loader only when it looks at ids and names.
TEST(RuleJson, LoaderAndSchemaRefuseTheSameNames) {
  const auto rules_schema = schema();
  const auto with_id = [](const std::string& id) {
    return file_of(R"({"id": ")" + id +
                   R"(", "description": "d", "patterns": ["x"], "match": ["x"],
                       "no_match": ["y"]})");
  };
  const auto with_name = [](const std::string& name) {
    return R"({"description": "d", "definitions": {")" + name +
           R"(": "x"}, "rules": [{"id": "a.b", "description": "d", "patterns": ["x"],
              "match": ["x"], "no_match": ["y"]}]})";
  };
  for (const auto& json : {with_id("a.b"), with_id("a1.2.c_d"), with_name("A"), with_name("A_1")}) {
    EXPECT_TRUE(RuleSet::load({{"f", json}})) << json;
    EXPECT_TRUE(rules_schema.check(json).empty()) << json;
  }
  for (const auto& json :
       {with_id("a"), with_id("a."), with_id("A.b"), with_id("1.b"), with_id("a..b"),
        with_id("a.b "), with_name("a"), with_name("1A"), with_name("A-B"), with_name("")}) {
    EXPECT_FALSE(RuleSet::load({{"f", json}})) << json;
    EXPECT_FALSE(rules_schema.check(json).empty()) << json;
  }
}

// A parsed document cannot show these to a schema.
TEST(RuleJson, RefusesRepeatedKeysAndDeepNesting) {
  EXPECT_EQ(problems(R"({"description": "d", "description": "e"})"),
            Strings{"/description key is given twice"});
  EXPECT_EQ(problems(file_of(R"({"yields": {}}, {"yields": {"a/b": "x", "a/b": "y"}})")),
            Strings{"/rules/1/yields/a~1b key is given twice"});
  EXPECT_EQ(problems(R"({"rules": [[[[[[[[[1]]]]]]]]]})"),
            Strings{"/rules/0/0/0/0/0/0/0 nested deeper than 8 levels"});
}

TEST(RuleJson, SaysWhereTheJsonBreaks) {
  for (const std::string json :
       {"", "{", "{\n  \"a\" 1}", "{} x", "\xff", "{\"\xc3(\": 1}", "nul"}) {
    const auto found = problems(json);
    ASSERT_EQ(found.size(), 1u) << json;
    EXPECT_EQ(found[0].rfind(" not JSON: parse error at line ", 0), 0u) << found[0];
    for (const char c : found[0]) EXPECT_TRUE(c >= 0x20 && c < 0x7f) << found[0];
  }
}

TEST(RuleJson, KeepsTheOrderOfDefinitions) {
  ProblemList list("f");
  const auto file = read_rule_file(
      {"f", R"({"description": "d", "definitions": {"Z": "1", "A": "2", "M": "3"}, "rules": [1]})"},
      list);
  ASSERT_EQ(file.definitions.size(), 3u);
  EXPECT_EQ(file.definitions[0].first, "Z");
  EXPECT_EQ(file.definitions[1].first, "A");
  EXPECT_EQ(file.definitions[2].second, "3");
}

}  // namespace
}  // namespace ofsight
