#include "pipeline/ask/answer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "corpus/json_schema.h"
#include "tests/pipeline/publish/read_back.h"
#include "tests/pipeline/publish/sample_reports.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

using nlohmann::json;

Answer sample_answer() {
  Answer answer;
  answer.title = "Two tables";
  AnswerTable& first = answer.tables.emplace_back();
  first.key = "grades";
  first.title = "Grades";
  first.headings = {{"la_name", "Council"}, {"grade", "Grade"}, {"pages", "Pages"}};
  Cell grade("good", Tone::kFine);
  grade.shown = "Good";
  first.rows = {{"Ambleford", grade, std::size_t{12}}, {"Salt|mere", Cell(), number_cell("")}};
  AnswerTable& second = answer.tables.emplace_back();
  second.key = "quotes";
  second.title = "Quotes";
  second.headings = {{"la_name", "Council"}, {"quote", "Quote", true}};
  Cell quote("Supervision, \"reflective\" <b>");
  quote.shown = "\x02Supervision\x03, \"reflective\" <b>";
  second.rows = {{"Ambleford", quote}};
  AnswerTable& third = answer.tables.emplace_back();
  third.key = "nothing";
  third.title = "Nothing";
  third.empty = "There is nothing.";
  answer.notes = {"A note."};
  return answer;
}

TEST(Answer, CsvIsOneTableWithTheColumnsOfAll) {
  const auto rows = read_csv(render(sample_answer(), AnswerFormat::kCsv, {}));
  EXPECT_EQ(rows,
            (Table2d{{"table", "la_name", "grade", "pages", "quote"},
                     {"grades", "Ambleford", "good", "12", kNull},
                     {"grades", "Salt|mere", kNull, kNull, kNull},
                     {"quotes", "Ambleford", kNull, kNull, "Supervision, \"reflective\" <b>"}}));
}

TEST(Answer, JsonIsAsItsSchemaSays) {
  const std::string text = render(sample_answer(), AnswerFormat::kJson, {});
  const auto schema = JsonSchema::from_json(source_file("schemas/answer.schema.json"));
  ASSERT_TRUE(schema) << schema.error().message;
  for (const SchemaProblem& problem : schema->check(text))
    ADD_FAILURE() << problem.pointer << ": " << problem.message;
  const json answer = json::parse(text);
  EXPECT_EQ(answer["tables"]["grades"][0]["pages"], 12);
  EXPECT_EQ(answer["tables"]["grades"][1]["grade"], nullptr);
  EXPECT_EQ(answer["tables"]["quotes"][0]["quote"], "Supervision, \"reflective\" <b>");
  EXPECT_EQ(answer["tables"]["nothing"], json::array());
}

TEST(Answer, TablesOfOneNameAreOneListInJson) {
  Answer answer = sample_answer();
  answer.tables.push_back(answer.tables[0]);
  const json parsed = json::parse(render(answer, AnswerFormat::kJson, {}));
  EXPECT_EQ(parsed["tables"]["grades"].size(), 4u);
}

TEST(Answer, MarkdownShowsTextAsItIs) {
  const std::string text = render(sample_answer(), AnswerFormat::kMarkdown, {});
  EXPECT_NE(text.find("# Two tables\n\n## Grades\n\n| Council | Grade | Pages |\n|---|---|--:|\n"
                      "| Ambleford | Good | 12 |\n| Salt\\|mere |  |  |\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("| **Supervision**, \"reflective\" \\<b\\> |"), std::string::npos) << text;
  EXPECT_NE(text.find("## Nothing\n\nThere is nothing.\n"), std::string::npos);
  EXPECT_NE(text.find("\n- A note.\n"), std::string::npos);
}

TEST(AnswerFormat, HasANameForEach) {
  for (const std::string& name : kAnswerFormats) EXPECT_TRUE(answer_format(name));
  EXPECT_EQ(answer_format("markdown"), AnswerFormat::kMarkdown);
  EXPECT_FALSE(answer_format("xml"));
}

}  // namespace
}  // namespace ofsight
