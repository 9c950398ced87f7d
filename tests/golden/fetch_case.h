#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "corpus/digest.h"
#include "corpus/store.h"
#include "tests/golden/program.h"
#include "tests/site/stand_in_site.h"

namespace ofsight {

// A stand-in of the site and an empty corpus that the real program fetches into.
class FetchCase : public testing::Test {
 protected:
  explicit FetchCase(std::size_t councils = 8) : site(stand_in_councils(councils)) {}

  std::vector<std::string> arguments(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> all = {"fetch", "--site", site.url(), "--corpus", corpus()};
    const std::vector<std::string> usual[] = {
        {"--delay", "0"}, {"--tries", "2"}, {"--timeout", "1"}};
    for (const auto& option : usual)
      if (std::find(more.begin(), more.end(), option[0]) == more.end())
        all.insert(all.end(), option.begin(), option.end());
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  ProgramResult fetch(const std::vector<std::string>& more = {}) const {
    return ofsight_program(arguments(more));
  }
  // A fetch that ends well, and only then goes on.
  void fetch_well(const std::vector<std::string>& more = {}) const {
    const ProgramResult result = fetch(more);
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }

  std::string corpus() const { return folder.path("corpus"); }
  nlohmann::json status() const {
    const ProgramResult result = ofsight_program({"status", "--json", "--corpus", corpus()});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    return nlohmann::json::parse(result.out);
  }
  std::vector<CorpusDocument> documents() const {
    auto store = Store::open(corpus(), Store::Access::kRead);
    EXPECT_TRUE(store) << (store ? "" : store.error().message);
    return store ? store->documents().value() : std::vector<CorpusDocument>();
  }
  std::set<std::string> digests() const {
    std::set<std::string> out;
    for (const CorpusDocument& document : documents()) out.insert(document.source.sha256);
    return out;
  }
  // The missing file with this id, or null.
  nlohmann::json missing(const std::string& id) const {
    const nlohmann::json whole = status();
    for (const auto& file : whole["missing"])
      if (file["file_id"] == id) return file;
    return nullptr;
  }
  // All that the site lists and has, by digest.
  std::set<std::string> listed_digests() {
    std::set<std::string> out;
    site.change([&](std::vector<StandInCouncil>& councils) {
      for (const StandInCouncil& council : councils)
        for (const StandInReport& report : council.reports)
          if (!report.bytes.empty()) out.insert(sha256_of(report.bytes));
    });
    return out;
  }
  static std::string sha256_of(const std::string& bytes) { return sha256_hex(bytes); }

  // The first report of the first council.
  StandInReport first() {
    StandInReport report;
    site.change([&](std::vector<StandInCouncil>& councils) { report = councils[0].reports[0]; });
    return report;
  }
  std::string first_path() { return "/v1/file/" + first().id; }

  TemporaryFolder folder;
  StandInSite site;
};

}  // namespace ofsight
