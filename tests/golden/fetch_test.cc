// Drives the real program against a stand-in of the site: what goes well.

#include <map>

#include "corpus/json_schema.h"
#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

using nlohmann::json;

class WholeSite : public FetchCase {
 protected:
  WholeSite() : FetchCase(153) {}
};

TEST_F(WholeSite, IsFetchedOnceAndThenOnlyAskedWhatIsNew) {
  fetch_well();
  EXPECT_EQ(site.requests("/search").size(), 2u) << "153 councils, 100 a page";
  EXPECT_EQ(site.requests("/provider/44/").size(), 153u);
  EXPECT_EQ(digests(), listed_digests());
  const json first = status();
  EXPECT_EQ(first["councils"], 153);
  EXPECT_EQ(first["councils_without_reports"], 1);
  EXPECT_EQ(first["documents"], 379);
  EXPECT_EQ(first["missing"], json::array());
  EXPECT_EQ(first["last_run"]["outcome"], "complete");
  EXPECT_EQ(first["last_run"]["unknown_kinds"], 0);
  site.forget_requests();
  const ProgramResult second = fetch();
  EXPECT_EQ(second.exit_code, 0);
  EXPECT_NE(
      second.err.find("153 councils, 379 reports listed, 0 new; 0 downloaded, 0 gone, 0 failed"),
      std::string::npos)
      << second.err;
  EXPECT_TRUE(site.requests("/v1/file/").empty());
  for (const SeenRequest& seen : site.requests())
    if (seen.path != "/robots.txt") {
      EXPECT_EQ(seen.status, 304) << seen.path;
    }
}

class Fetch : public FetchCase {};

TEST_F(Fetch, TakesWhatIsNew) {
  fetch_well();
  StandInReport report = first();
  report.id = "50309857";
  report.published = "20 August 2026";
  report.bytes = stand_in_pdf(report.id);
  site.change(
      [&](auto& councils) { councils[3].reports.insert(councils[3].reports.begin(), report); });
  site.forget_requests();
  fetch_well();
  EXPECT_EQ(site.requests("/v1/file/").size(), 1u);
  EXPECT_TRUE(digests().contains(sha256_of(report.bytes)));
}

TEST_F(Fetch, ChoosesByCouncilKindDateAndNumber) {
  const ProgramResult wrong = fetch({"--council", "Atlantis"});
  EXPECT_EQ(wrong.exit_code, 2);
  EXPECT_NE(wrong.err.find("the site lists no council 'Atlantis'"), std::string::npos) << wrong.err;
  EXPECT_EQ(fetch({"--kind", "nonsense"}).exit_code, 2);
  EXPECT_NE(wrong.err.find("the nearest are "), std::string::npos) << wrong.err;
  for (const char* since : {"yesterday", "2024-02-30", "2024-13"})
    EXPECT_EQ(fetch({"--since", since}).exit_code, 2) << since;
  std::string name, urn;
  site.change([&](auto& councils) {
    name = councils[0].name;
    urn = councils[1].urn;
  });
  const ProgramResult dry = fetch({"--dry-run", "--council", name, "--council", urn});
  EXPECT_EQ(dry.exit_code, 0);
  EXPECT_NE(dry.err.find("would download 5"), std::string::npos) << dry.err;
  EXPECT_EQ(site.requests("/provider/").size(), 2u);
  EXPECT_TRUE(site.requests("/v1/file/").empty());
  EXPECT_EQ(status()["last_run"]["outcome"], "partial");
  EXPECT_EQ(status()["last_complete_run"], nullptr);
  fetch_well({"--kind", "focused_visit"});
  const auto held = documents();
  for (const CorpusDocument& document : held)
    EXPECT_EQ(document.source.title_on_site, "Children's services focused visit");
  const std::size_t visits = held.size();
  EXPECT_GT(visits, 0u);
  fetch_well({"--since", "2020", "--max-documents", "1"});
  ASSERT_EQ(documents().size(), visits + 1);
}

TEST_F(Fetch, ReadsEveryFormOfALink) {
  site.change([](auto& councils) {
    auto& reports = councils[0].reports;
    const auto add = [&](std::string id, std::string title, std::string date) -> StandInReport& {
      StandInReport& report = reports.emplace_back();
      report.bytes = stand_in_pdf(id);
      report.id = std::move(id);
      report.title = std::move(title);
      report.published = std::move(date);
      return report;
    };
    reports.clear();
    add("1", "Joint area child protection inspection", "24 November 2017");
    add("2", "Children&#039;s services inspection", "20 August 2013").separator = ",  ";
    add("3", "Joint area review - progress inspection", "03 july 2009").separator = ",  ";
    add("4", "Letter about something quite new", "09 may 2022");
    add("5", "Area SEND full inspection", "15 July 2024").newer_layout = true;
    add("6", "Single inspection of LA children&#039;s services as pdf", "10 February 2015");
    councils[0].name = "King&#039;s &amp; <b>Queen&rsquo;s</b>\r\n  Council";
  });
  fetch_well({"--council", "King's & Queen\xE2\x80\x99s Council"});
  const auto held = documents();
  std::map<std::string, CorpusDocument> by_id;
  for (const CorpusDocument& document : held)
    by_id[document.source.url->substr(document.source.url->rfind('/') + 1)] = document;
  ASSERT_EQ(by_id.size(), 6u);
  const struct {
    const char *id, *kind, *title, *published;
  } expected[] = {
      {"1", "jtai", "Joint area child protection inspection", "2017-11-24"},
      {"2", "inspection", "Children's services inspection", "2013-08-20"},
      {"3", "joint_area_review", "Joint area review - progress inspection", "2009-07-03"},
      {"4", "", "Letter about something quite new", "2022-05-09"},
      {"5", "area_send_inspection", "Area SEND full inspection", "2024-07-15"},
      {"6", "inspection", "Single inspection of LA children's services as pdf", "2015-02-10"},
  };
  for (const auto& e : expected) {
    const CorpusDocument& document = by_id[e.id];
    EXPECT_EQ(document.kind, e.kind) << e.id;
    EXPECT_EQ(document.source.title_on_site, e.title);
    EXPECT_EQ(document.source.published_on_site, e.published);
    EXPECT_EQ(document.council_name, "King's & Queen\xE2\x80\x99s Council");
  }
  EXPECT_EQ(status()["last_run"]["unknown_kinds"], 1);
}

TEST_F(Fetch, TheSameReportUnderTwoCouncilsIsFetchedOnce) {
  const StandInReport report = first();
  site.change([&](auto& councils) {
    councils[1].reports.push_back(report);
    councils[0].reports.push_back(report);
    StandInReport twin = report;
    twin.id = "777";  // the same bytes under another number
    councils[2].reports.push_back(twin);
  });
  fetch_well();
  EXPECT_EQ(site.requests("/v1/file/" + report.id).size(), 1u);
  EXPECT_EQ(digests(), listed_digests());
}

TEST_F(Fetch, ACouncilsNewNumberBringsNothingTwice) {
  fetch_well();
  const auto before = digests();
  site.change([](auto& councils) { councils[0].urn = "2999999"; });
  site.forget_requests();
  fetch_well();
  EXPECT_TRUE(site.requests("/v1/file/").empty());
  EXPECT_EQ(digests(), before);
  EXPECT_EQ(status()["councils"], 8);
  EXPECT_EQ(status()["councils_delisted"], 1);
  EXPECT_EQ(status()["delisted_documents"], 0);
}

TEST_F(Fetch, WhatIsDelistedStaysAndIsMarked) {
  fetch_well();
  const auto before = digests();
  site.change([](auto& councils) { councils[1].reports.pop_back(); });
  fetch_well();
  EXPECT_EQ(digests(), before);
  EXPECT_EQ(status()["delisted_documents"], 1);
}

TEST_F(Fetch, ChangedBytesAreKeptBesideTheOld) {
  fetch_well();
  auto expected = digests();
  const std::string changed = stand_in_pdf("changed");
  site.change([&](auto& councils) { councils[0].reports[0].bytes = changed; });
  fetch_well();
  EXPECT_EQ(digests(), expected) << "held files are not asked for";
  site.forget_requests();
  fetch_well({"--recheck"});
  expected.insert(sha256_of(changed));
  EXPECT_EQ(digests(), expected);
  int received = 0;
  for (const SeenRequest& seen : site.requests("/v1/file/")) received += seen.status == 200 ? 1 : 0;
  EXPECT_EQ(received, 1);
  const std::string again = stand_in_pdf("again");
  site.change([&](auto& councils) {
    councils[0].reports[0].bytes = again;
    councils[0].reports[0].published = "08 June 2023";
  });
  fetch_well();
  expected.insert(sha256_of(again));
  EXPECT_EQ(digests(), expected) << "a link with another date is reason enough";
}

TEST_F(Fetch, StatusAndRequestLogAreAsTheirSchemasSay) {
  site.answer(first_path(), status_answer(404));
  fetch_well();
  const auto schema = [](const std::string& name) {
    return JsonSchema::from_json(content_of(source_path("schemas/" + name))).value();
  };
  const ProgramResult status = ofsight_program({"status", "--json", "--corpus", corpus()});
  EXPECT_EQ(schema("status.schema.json").check(status.out), std::vector<SchemaProblem>{});
  const auto lines = lines_of(content_of(corpus() + "/requests.ndjson"));
  EXPECT_EQ(lines.size(), site.requests().size());
  for (const std::string& line : lines)
    EXPECT_EQ(schema("request.schema.json").check(line), std::vector<SchemaProblem>{}) << line;
  const ProgramResult text = ofsight_program({"status", "--corpus", corpus()});
  EXPECT_NE(text.out.find("8 councils listed"), std::string::npos) << text.out;
  EXPECT_NE(text.out.find("gone: "), std::string::npos) << text.out;
  EXPECT_EQ(ofsight_program({"status", "--corpus", folder.path("none")}).exit_code, 2);
}

TEST_F(Fetch, RunExtractsWhatIsNewAndNamesItsSource) {
  std::vector<std::string> arguments = this->arguments({"--output", folder.path("reports.ndjson")});
  arguments[0] = "run";
  ASSERT_EQ(ofsight_program(arguments).exit_code, 0);
  const std::string once = content_of(folder.path("reports.ndjson"));
  const auto lines = lines_of(once);
  const auto held = documents();
  ASSERT_EQ(lines.size(), held.size());
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const json source = json::parse(lines[i])["source"];
    const Source& expected = held[i].source;
    EXPECT_EQ(source["sha256"], expected.sha256);
    EXPECT_EQ(source["url"], *expected.url);
    EXPECT_EQ(source["title_on_site"], *expected.title_on_site);
    EXPECT_EQ(source["published_on_site"], *expected.published_on_site);
    EXPECT_EQ(source["retrieved_at"], *expected.retrieved_at);
    EXPECT_EQ(source["file"], nullptr);
  }
  const ProgramResult again = ofsight_program(arguments);
  EXPECT_NE(again.err.find(std::to_string(lines.size()) +
                           " unchanged, 0 extracted anew from stored text, 0 read"),
            std::string::npos)
      << again.err;
  EXPECT_EQ(content_of(folder.path("reports.ndjson")), once);
}

}  // namespace
}  // namespace ofsight
