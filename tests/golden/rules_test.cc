// The commands that show, try and explain rules, as people meet them.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/extractors/written_rules.h"
#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;

const std::string kSample = "corpus/samples/ilacs_inspection-ambleford.pdf";

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != text.npos;
}

std::string theme(const std::string& code, const std::string& term, const std::string& example) {
  return rule_source({rule_json("theme." + code, R"("terms": [")" + term + R"("])", example)}).json;
}

TEST(Rules, ListNamesEveryRuleAndShowItsParts) {
  const auto list = ofsight_program({"rules", "list"});
  EXPECT_EQ(list.exit_code, 0);
  const auto lines = lines_of(list.out);
  EXPECT_GT(lines.size(), 150u);
  EXPECT_EQ(lines.at(0), "id\tpatterns\texamples\tfile");
  std::size_t themes = 0;
  for (const auto& line : lines) themes += line.starts_with("theme.");
  EXPECT_EQ(themes, 65u);
  const auto show = ofsight_program({"rules", "show", "theme.supervision"});
  EXPECT_EQ(show.exit_code, 0);
  EXPECT_EQ(json::parse(show.out).at("id"), "theme.supervision");
}

TEST(Rules, MistakesExitTwoWithAHint) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> table = {
      {{"rules", "chekc"}, "check"},
      {{"rules", "show"}, "ID"},
      {{"rules", "show", "theme.supervison"}, "theme.supervision"},
      {{"rules", "try", "x"}, "PATH"},
      {{"rules", "try", "(", kSample}, "missing )"},
      {{"rules", "check", "--rules", "/does/not/exist"}, "/does/not/exist"},
      {{"explain", kSample, "--rule", "no.rule"}, "no.rule"},
      {{"explain", kSample, "--at", "99999999"}, "no sentence"},
      {{"explain", kSample, kSample}, "one FILE"},
      {{"evaluate", "only-one"}, "OUTPUT"}};
  for (const auto& [arguments, hint] : table) {
    const auto result = ofsight_program(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments[1];
    EXPECT_TRUE(holds(result.err, hint)) << result.err;
    EXPECT_TRUE(result.out.empty());
  }
}

TEST(Rules, CheckPassesTheBuiltInRules) {
  const auto check = ofsight_program({"rules", "check"});
  EXPECT_EQ(check.exit_code, 0);
  EXPECT_TRUE(holds(check.err, "are valid")) << check.err;
}

TEST(Rules, TryShowsTheSentencesOfATerm) {
  const auto result = ofsight_program({"rules", "try", "child(?:ren)?", kSample, "--limit", "2"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto lines = lines_of(result.out);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_TRUE(lines[0].starts_with(kSample + ":"));
  EXPECT_TRUE(holds(lines[0], "[child") || holds(lines[0], "[Child")) << lines[0];
  EXPECT_TRUE(holds(result.err, "the first 2 are shown")) << result.err;
}

TEST(Rules, OfTheUsersOwnAddAndReplace) {
  const TemporaryFolder folder;
  folder.write("rules/mine.json", theme("tea_breaks", "social workers?", "social worker"));
  const auto result = ofsight_program({"extract", kSample, "--rules", folder.path("rules")});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(holds(result.out, "\"tea_breaks\""));
  EXPECT_NE(json::parse(result.out)["provenance"]["rules"],
            json::parse(ofsight_program({"extract", kSample}).out)["provenance"]["rules"]);
  folder.write("rules/mine.json", theme("supervision", "never said", "never said"));
  const auto replaced = ofsight_program({"extract", kSample, "--rules", folder.path("rules")});
  ASSERT_EQ(replaced.exit_code, 0) << replaced.err;
  EXPECT_FALSE(holds(replaced.out, "theme.supervision"));
}

TEST(Rules, EveryProblemIsNamedBeforeTheFirstDocument) {
  const TemporaryFolder folder;
  folder.write("rules/a.json", R"({"description": "d", "rules": [
      {"id": "theme.unheard_of", "description": "d", "terms": ["x"], "match": ["x"], "no_match": ["y"]},
      {"id": "polarity.concern.mine", "description": "d", "terms": ["("], "match": ["x"]},
      {"id": "polarity.concern.mine", "description": "d", "term": "x", "match": ["x"], "no_match": ["x"]}]})");
  const auto result = ofsight_program({"extract", kSample, "--rules", folder.path("rules")});
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_TRUE(result.out.empty());
  for (const char* problem :
       {"a.json/rules/0/id: 'unheard_of' is in no list of 'themes'",
        "a.json/rules/1/terms/0: ", "a.json/rules/1: key 'no_match' is missing",
        "a.json/rules/2/id: ", "a.json/rules/2/term: unknown key"})
    EXPECT_TRUE(holds(result.err, problem)) << problem << " in\n" << result.err;
}

TEST(Explain, MarksFindingsAndNamesTheirRules) {
  const auto result = ofsight_program({"explain", kSample});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(holds(result.out, "theme."));
  EXPECT_TRUE(holds(result.out, "["));
  const auto one = ofsight_program({"explain", kSample, "--rule", "theme.supervision"});
  EXPECT_LT(one.out.size(), result.out.size());
  for (const auto& line : lines_of(one.out))
    if (line.starts_with("  theme.") || line.starts_with("  polarity."))
      EXPECT_TRUE(holds(line, "theme.supervision"));
}

TEST(Explain, TellsOfOneSentenceWhatFiredAndWhatNearlyDid) {
  const json report = json::parse(ofsight_program({"extract", kSample}).out);
  const json& finding = report.at("findings").at(5);
  const auto result = ofsight_program(
      {"explain", kSample, "--at", std::to_string(finding["evidence"]["start"].get<int>())});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_TRUE(holds(result.out, finding["text"].get<std::string>()));
  for (const json& rule : finding["rules"])
    EXPECT_TRUE(holds(result.out, rule.get<std::string>())) << rule;
  EXPECT_TRUE(holds(result.out, "\nnearly fired\n"));
}

TEST(Explain, HtmlIsOnePageWithNothingFromOutside) {
  const TemporaryFolder folder;
  const auto result = ofsight_program({"explain", kSample, "--html", folder.path("page.html")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const std::string page = content_of(folder.path("page.html"));
  EXPECT_TRUE(page.starts_with("<!DOCTYPE html>"));
  for (const char* outside : {"<script", "src=", "href=", "@import", "url("})
    EXPECT_FALSE(holds(page, outside)) << outside;
  EXPECT_TRUE(holds(page, "<mark class=\"strength\">"));
  EXPECT_TRUE(holds(page, "<mark class=\"judgement\">"));
}

TEST(Explain, HtmlEscapesWhatADocumentHolds) {
  const TemporaryFolder folder;
  const auto file =
      folder.write("letter.txt",
                   "Focused visit to Ambleford children’s services\n\nPublished: 1 May 2024\n\n"
                   "Supervision is <script>alert(1)</script> & poor.\n");
  const auto result = ofsight_program({
      "explain",
      file,
      "--html",
      "-",
  });
  if (result.exit_code != 0) GTEST_FAIL() << result.err;
  EXPECT_FALSE(holds(result.out, "<script>"));
  EXPECT_TRUE(holds(result.out, "&lt;script&gt;"));
}

TEST(Evaluate, WritesTableCsvAndJsonOfTheSameScores) {
  const TemporaryFolder folder;
  const auto extracted = ofsight_program({"extract", kSample, "--output", folder.path("r.ndjson")});
  ASSERT_EQ(extracted.exit_code, 0) << extracted.err;
  const json report = json::parse(content_of(folder.path("r.ndjson")));
  const std::string id = report["source"]["sha256"].get<std::string>().substr(0, 16);
  folder.write(
      "labels/" + id + ".json",
      json{{"kind", report["kind"]}, {"council", nullptr}, {"judgements", json::array()}}.dump());
  const auto table = ofsight_program({"evaluate", folder.path("labels"), folder.path("r.ndjson")});
  EXPECT_EQ(table.exit_code, 0) << table.err;
  EXPECT_TRUE(holds(table.out, "field.kind                       1.0000"));
  const auto csv = ofsight_program(
      {"evaluate", folder.path("labels"), folder.path("r.ndjson"), "--format", "csv"});
  EXPECT_TRUE(holds(csv.out, "metric,field.kind,1.0000,"));
  const auto as_json = ofsight_program(
      {"evaluate", folder.path("labels"), folder.path("r.ndjson"), "--format", "json"});
  EXPECT_EQ(json::parse(as_json.out)["metrics"]["field.kind"], "1.0000");
}

TEST(Evaluate, NamesDifferencesWhereAsked) {
  const TemporaryFolder folder;
  ASSERT_EQ(ofsight_program({"extract", kSample, "--output", folder.path("r.ndjson")}).exit_code,
            0);
  const json report = json::parse(content_of(folder.path("r.ndjson")));
  const std::string id = report["source"]["sha256"].get<std::string>().substr(0, 16);
  folder.write("labels/" + id + ".json", R"({"kind": "jtai", "council": null, "judgements": []})");
  EXPECT_FALSE(
      holds(ofsight_program({"evaluate", folder.path("labels"), folder.path("r.ndjson")}).err, id));
  const auto named =
      ofsight_program({"evaluate", folder.path("labels"), folder.path("r.ndjson"), "--errors"});
  EXPECT_EQ(named.exit_code, 0);
  EXPECT_TRUE(holds(named.err, id) && holds(named.err, "kind")) << named.err;
}

TEST(Evaluate, NamesALineThatIsNoReport) {
  const TemporaryFolder folder;
  folder.write("labels/0123456789abcdef.json",
               R"({"kind": "jtai", "council": null, "judgements": []})");
  const auto result =
      ofsight_program({"evaluate", folder.path("labels"), folder.write("r.ndjson", "\n{}\n")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(holds(result.err, folder.path("r.ndjson") + ":2: ")) << result.err;
  EXPECT_TRUE(result.out.empty());
}

TEST(Evaluate, SaysWhichLabelledDocumentHasNoReport) {
  const TemporaryFolder folder;
  folder.write("labels/0123456789abcdef.json",
               R"({"kind": "jtai", "council": null, "judgements": []})");
  ASSERT_EQ(ofsight_program({"extract", kSample, "--output", folder.path("r.ndjson")}).exit_code,
            0);
  const auto result = ofsight_program({"evaluate", folder.path("labels"), folder.path("r.ndjson")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_TRUE(holds(result.err, "0123456789abcdef")) << result.err;
}

}  // namespace
}  // namespace ofsight
