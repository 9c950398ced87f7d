// The real reports, where they are at hand, served by a stand-in of the site.

#include <filesystem>
#include <map>

#include "corpus/media_type.h"
#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

const std::string kShared = source_path("../shared/reports");

// index.csv has no quoted field: sha256, URN, path, title, date, bytes.
std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else if (c != '\r') {
      fields.back() += c;
    }
  }
  return fields;
}

std::string site_date(const std::string& iso) {
  static const char* const months[] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};
  return iso.substr(8, 2) + " " + months[std::stoul(iso.substr(5, 2)) - 1] + " " + iso.substr(0, 4);
}

class FetchReal : public FetchCase {
 protected:
  FetchReal() : FetchCase(0) {}

  void SetUp() override {
    if (!fs::exists(kShared + "/index.csv"))
      GTEST_SKIP() << "../shared/reports is not here: real reports are not fetched";
    std::map<std::string, StandInCouncil> councils;
    const auto lines = lines_of(content_of(kShared + "/index.csv"));
    for (std::size_t i = 1; i < lines.size(); ++i) {
      const auto fields = fields_of(lines[i]);
      ASSERT_EQ(fields.size(), 6u) << lines[i];
      StandInReport report;
      report.id = std::to_string(50'000'000 + i);
      report.title = fields[3];
      report.published = site_date(fields[4]);
      report.bytes = content_of(kShared + "/" + fields[2]);
      if (media_type_of(report.bytes) == "application/pdf") pdfs.insert(fields[0]);
      StandInCouncil& council = councils[fields[1]];
      council.urn = fields[1];
      council.name = "Council " + fields[1];
      council.reports.push_back(std::move(report));
    }
    site.change([&](auto& all) {
      for (auto& [urn, council] : councils) all.push_back(std::move(council));
    });
    listed = lines.size() - 1;
  }

  std::set<std::string> pdfs;
  std::size_t listed = 0;
};

TEST_F(FetchReal, EveryPdfArrivesAndEveryPageIsGone) {
  fetch_well();
  EXPECT_EQ(digests(), pdfs);
  const auto held = documents();
  for (const CorpusDocument& document : held) {
    EXPECT_NE(document.kind, "") << *document.source.title_on_site;
    EXPECT_EQ(document.source.published_on_site->size(), 10u);
  }
  const nlohmann::json now = status();
  EXPECT_EQ(now["last_run"]["gone"], listed - pdfs.size());
  EXPECT_EQ(now["last_run"]["unknown_kinds"], 0);
  for (const auto& file : now["missing"]) EXPECT_EQ(file["failure"], "a page instead of a PDF");
}

}  // namespace
}  // namespace ofsight
