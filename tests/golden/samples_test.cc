// The made-up reports through the real program: against what a reader wrote down for each, and
// against the whole JSON as it was when last looked at (tests/golden/update.sh).

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const std::map<std::string, json>& reports() {
  static const std::map<std::string, json> all = [] {
    std::map<std::string, json> out;
    const auto result = ofsight_program({"extract", "corpus/samples", "--councils", "corpus/samples/councils.json"});
    for (const std::string& line : lines_of(result.out)) {
      json report = json::parse(line);
      out[fs::path(report["source"]["file"].get<std::string>()).filename()] = report;
    }
    return out;
  }();
  return all;
}

json expectations() { return json::parse(read_file(source_path("tests/golden/expected-by-hand.json"))); }

json pick(const json& items, std::initializer_list<const char*> keys) {
  json out = json::array();
  for (const json& item : items) {
    json picked;
    for (const char* key : keys) picked[key] = item.at(key);
    out.push_back(picked);
  }
  return out;
}

json sorted(json items) {
  std::sort(items.begin(), items.end());
  return items;
}

class Sample : public testing::TestWithParam<std::string> {};

void compare(const json& report, const json& expected) {
  for (const char* key : {"kind", "inspection_start", "inspection_end", "published", "lead_inspector", "inspectors"})
    EXPECT_EQ(report.at(key), expected.at(key)) << key;
  EXPECT_EQ(report["council"].is_null() ? json() : report["council"]["name"], expected.at("council"));
  EXPECT_EQ(sorted(pick(report["judgements"], {"area", "grade"})), sorted(pick(expected["judgements"], {"area", "grade"})));
  EXPECT_EQ(pick(report["improvements"], {"type", "body", "text"}), pick(expected["improvements"], {"type", "body", "text"}));
}

TEST_P(Sample, IsReadAsWrittenDownByHand) {
  ASSERT_TRUE(reports().contains(GetParam()));
  compare(reports().at(GetParam()), expectations().at(GetParam()));
}

TEST_P(Sample, KeepsItsWholeJson) {
  json report = reports().at(GetParam());
  report["provenance"] = nullptr;
  const std::string golden = source_path("tests/golden/expected/" + fs::path(GetParam()).stem().string() + ".json");
  if (std::getenv("OFSIGHT_UPDATE_GOLDEN") != nullptr) {
    fs::create_directories(fs::path(golden).parent_path());
    std::ofstream(golden) << report.dump(1) << '\n';
  }
  EXPECT_EQ(report, json::parse(read_file(golden), nullptr, false));
}

std::vector<std::string> sample_names() {
  std::vector<std::string> names;
  const json all = expectations();
  for (const auto& [name, expected] : all.items()) names.push_back(name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Pdf, Sample, testing::ValuesIn(sample_names()), [](const auto& info) {
  std::string name = fs::path(info.param).stem();
  std::replace_if(name.begin(), name.end(), [](char c) { return !std::isalnum(static_cast<unsigned char>(c)); }, '_');
  return name;
});

TEST(Samples, EveryPdfHasAnExpectation) {
  const json all = expectations();
  for (const auto& entry : fs::directory_iterator(source_path("corpus/samples")))
    if (entry.path().extension() == ".pdf") EXPECT_TRUE(all.contains(entry.path().filename())) << entry.path();
  EXPECT_GE(all.size(), 12u);
}

}  // namespace
}  // namespace ofsight
