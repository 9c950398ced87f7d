// The made-up reports through the real program: against what a reader wrote down for each, and
// against the whole JSON as it was when last looked at (tests/golden/update.sh).

#include <gtest/gtest.h>

#include <cctype>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const std::string kRegister = "corpus/samples/councils.json";

// By the name of the file, .pdf and .html alike.
const std::map<std::string, json>& reports() {
  static const std::map<std::string, json> all = [] {
    std::map<std::string, json> out;
    const auto result = ofsight_program({"extract", "corpus/samples", "--councils", kRegister});
    for (const std::string& line : lines_of(result.out)) {
      json report = json::parse(line);
      out[fs::path(report["source"]["file"].get<std::string>()).filename()] = report;
    }
    return out;
  }();
  return all;
}

// By the name of the PDF.
const json& expectations() {
  static const json all =
      json::parse(content_of(source_path("tests/golden/expected-by-hand.json")));
  return all;
}

std::multiset<std::string> grades(const json& report) {
  std::multiset<std::string> out;
  for (const json& judgement : report.at("judgements"))
    out.insert(judgement.at("area").get<std::string>() + ": " +
               judgement.at("grade").get<std::string>());
  return out;
}

std::vector<std::string> items(const json& report) {
  std::vector<std::string> out;
  for (const json& item : report.at("improvements"))
    out.push_back(item.at("type").get<std::string>() + ", " + item.at("body").get<std::string>() +
                  ": " + item.at("text").get<std::string>());
  return out;
}

void expect_details(const json& report, const json& expected) {
  for (const char* key :
       {"kind", "inspection_start", "inspection_end", "published", "lead_inspector", "inspectors"})
    EXPECT_EQ(report.at(key), expected.at(key)) << key;
  const json& council = report.at("council");
  EXPECT_EQ(council.is_null() ? json() : council.at("name"), expected.at("council"));
  EXPECT_EQ(grades(report), grades(expected));
}

class Sample : public testing::TestWithParam<std::string> {};

TEST_P(Sample, IsReadAsWrittenDownByHand) {
  ASSERT_TRUE(reports().contains(GetParam() + ".pdf"));
  const json& report = reports().at(GetParam() + ".pdf");
  const json& expected = expectations().at(GetParam() + ".pdf");
  expect_details(report, expected);
  EXPECT_EQ(items(report), items(expected));
}

// As on the page, but for what only the page shows.
TEST_P(Sample, IsReadAlikeFromItsHtml) {
  ASSERT_TRUE(reports().contains(GetParam() + ".html"));
  const json& report = reports().at(GetParam() + ".html");
  const json& expected = expectations().at(GetParam() + ".pdf");
  expect_details(report, expected);
  for (const char* list : {"judgements", "improvements"})
    for (const json& item : report.at(list)) {
      EXPECT_TRUE(item.at("evidence").at("page").is_null());
      EXPECT_TRUE(item.at("evidence").at("boxes").empty());
    }
  std::vector<std::string> read = items(report), due = items(expected);
  // In HTML a word has the hyphen that its author gave it, which on the page falls on a line end.
  for (auto* texts : {&read, &due})
    for (std::string& text : *texts) std::erase(text, '-');
  // Its second list is a table of one column: a frame in print, and layout like any other in HTML.
  if (GetParam() == "area_send_inspection-thornbury-and-wye") due.resize(3);
  EXPECT_EQ(read, due);
}

// The lines of 'provenance' that change with the versions of the program, its rules and libraries.
std::string masked(const std::string& json_text) {
  std::string out;
  for (std::string line : lines_of(json_text)) {
    for (const std::string key : {"program", "rules", "text_engine", "icu"}) {
      const std::string start = "    \"" + key + "\": ";
      if (line.starts_with(start + "\"")) line = start + "\"-\"" + (line.ends_with(',') ? "," : "");
    }
    out += line + "\n";
  }
  return out;
}

TEST_P(Sample, KeepsItsWholeJsonByteForByte) {
  const auto result = ofsight_program({"extract", "--format", "json", "--councils", kRegister,
                                       "corpus/samples/" + GetParam() + ".pdf"});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(masked(result.out),
            content_of(source_path("tests/golden/expected/" + GetParam() + ".json")));
}

std::vector<std::string> sample_names() {
  std::vector<std::string> names;
  for (const auto& [name, expected] : expectations().items())
    names.push_back(fs::path(name).stem());
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, Sample, testing::ValuesIn(sample_names()), [](const auto& info) {
  std::string name = info.param;
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
});

TEST(Samples, EveryPdfHasAnExpectation) {
  std::size_t pdfs = 0;
  for (const auto& entry : fs::directory_iterator(source_path("corpus/samples"))) {
    if (entry.path().extension() != ".pdf") continue;
    ++pdfs;
    EXPECT_TRUE(expectations().contains(entry.path().filename())) << entry.path();
  }
  EXPECT_EQ(pdfs, expectations().size());
}

TEST(Samples, EveryKindHasOne) {
  std::set<std::string> kinds;
  for (const json& expected : expectations()) kinds.insert(expected.at("kind"));
  EXPECT_EQ(kinds.size(), 11u) << "the kinds of the report schema";
}

}  // namespace
}  // namespace ofsight
