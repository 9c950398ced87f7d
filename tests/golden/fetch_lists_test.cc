// Drives the real program against a stand-in of the site whose lists are not what they should be.

#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

using nlohmann::json;

class FetchLists : public FetchCase {
 protected:
  // A fetch that says `problem`, exits with 1 and takes nothing out of the corpus.
  void expect_incomplete(const std::string& problem) {
    const auto before = digests();
    const ProgramResult result = fetch();
    EXPECT_EQ(result.exit_code, 1);
    EXPECT_NE(result.err.find(problem), std::string::npos) << result.err;
    EXPECT_NE(result.err.find("the run is incomplete; nothing was removed"), std::string::npos)
        << result.err;
    const json after = status();
    EXPECT_EQ(after["last_run"]["outcome"], "incomplete");
    EXPECT_EQ(after["delisted_documents"], 0);
    EXPECT_EQ(after["councils_delisted"], 0);
    for (const std::string& digest : before) EXPECT_TRUE(digests().contains(digest));
  }
  std::string urn(std::size_t council) {
    std::string out;
    site.change([&](auto& councils) { out = councils[council].urn; });
    return out;
  }
};

TEST_F(FetchLists, NumbersThatDisagreeMakeARunIncomplete) {
  fetch_well();
  site.count_as(200);
  expect_incomplete("the site counts 200 councils, and its pages list 8");
  EXPECT_EQ(site.requests("/search?").size(), 1u + 2 * 2) << "both walks look for the rest";
  site.count_as(-1);
  fetch_well();
  site.answer("/search", [](const httplib::Request&, httplib::Response& response) {
    response.set_content("<html><a href='/provider/44/80999'>Somewhere</a>", "text/html");
  });
  expect_incomplete("the search pages do not say how many councils there are");
}

TEST_F(FetchLists, NoCouncilAtAllIsNotBelieved) {
  site.change([](auto& councils) { councils.clear(); });
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("the site lists no council at all"), std::string::npos) << result.err;
}

TEST_F(FetchLists, FarFewerCouncilsThanBeforeAreNotBelieved) {
  fetch_well();
  std::string name;
  std::vector<StandInCouncil> all;
  site.change([&](auto& councils) {
    all = councils;
    name = councils.back().name;
    councils.pop_back();
  });
  expect_incomplete("the site lists 7 councils, and listed 8 before; missing: " + name +
                    "; if that is right, say --accept-fewer");
  site.change([&](auto& councils) { councils = all; });
  fetch_well();
  site.change([&](auto& councils) { councils.pop_back(); });
  fetch_well({"--accept-fewer"});
  EXPECT_EQ(status()["councils_delisted"], 1);
  fetch_well();
}

TEST_F(FetchLists, FarFewerReportsThanBeforeAreNotBelieved) {
  fetch_well();
  site.change([](auto& councils) {
    for (std::size_t i = 0; i < 3; ++i) councils[i].reports.pop_back();
  });
  expect_incomplete(
      "of 17 reports listed before, 3 are listed no longer; if that is right, say --accept-fewer");
  site.change([](auto& councils) {
    for (std::size_t i = 0; i < 3; ++i) councils[i].reports.push_back(councils[4].reports[0]);
    for (std::size_t i = 0; i < 20; ++i) {
      councils[6].reports.push_back(councils[6].reports[0]);
      councils[6].reports.back().id = std::to_string(900 + i);
    }
  });
  fetch({"--accept-fewer", "--dry-run"});
  site.change([](auto& councils) { councils[1].reports.clear(); });
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("(" + urn(1) + ") lists no report any more, and listed 3 before"),
            std::string::npos)
      << result.err;
}

TEST_F(FetchLists, APageThatIsNoCouncilsPageIsAProblemOfThatCouncil) {
  fetch_well();
  const std::string number = urn(1);
  for (const int code : {200, 404}) {
    site.answer("/provider/44/" + number, status_answer(code, not_found_page()));
    expect_incomplete(code == 200 ? "(" + number + "): it is not the page of provider " + number
                                  : "(" + number + "): status 404");
  }
  // Another council's page under this number.
  const std::string other = urn(5);
  site.answer("/provider/44/" + number, redirect_answer("/provider/44/" + other));
  expect_incomplete("(" + number + "): it is not the page of provider " + number);
  site.answer("/provider/44/" + number, [](const httplib::Request&, httplib::Response& response) {
    std::string page = "<h1>x</h1>";
    for (int i = 0; i < 10'000; ++i) page += "<div>";
    response.set_content(page, "text/html");
  });
  expect_incomplete("(" + number + "): its elements are nested too deep");
}

TEST_F(FetchLists, UnfitSiteRulesAreRefused) {
  const std::string rules = content_of(source_path("pipeline/fetch/site.json"));
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string changed = rules;
    changed.replace(changed.find(from), from.size(), to);
    return fetch({"--site-rules", folder.write("rules.json", changed)});
  };
  EXPECT_EQ(with("\"rows\": 100", "\"rows\": 0").exit_code, 2);
  EXPECT_EQ(with("//a[contains(@href, '/provider/')]", "//a[").exit_code, 2);
  EXPECT_TRUE(site.requests().empty());
  EXPECT_EQ(with("\"rows\": 100", "\"rows\": 3").exit_code, 0);
  EXPECT_EQ(site.requests("/search").size(), 3u);
  const ProgramResult blind = with("publication-link", "no-such-class");
  EXPECT_EQ(blind.exit_code, 1) << "no council lists a report any more";
}

}  // namespace
}  // namespace ofsight
