#include "corpus/council.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <vector>

#include "tests/source_file.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

struct Case {
  const char *name, *urn;
};
struct DatedCase {
  const char *name, *date, *result;
};

std::string register_json() { return source_file("corpus/councils.json"); }

const CouncilRegister& councils() {
  static const CouncilRegister all = CouncilRegister::from_json(register_json()).value();
  return all;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string urn_of(const Council* council) {
  if (council == nullptr) return "none";
  return council->former ? "former " + council->la_code : council->urn;
}

// "80564:Stoke-on-Trent City Council" for each mention.
Strings mentioned(const std::string& text, std::string_view date = {}) {
  Strings found;
  for (const CouncilMention& mention : councils().mentions(text, date)) {
    found.push_back(urn_of(mention.council) + ":" +
                    text.substr(mention.begin, mention.end - mention.begin));
  }
  return found;
}

TEST(CouncilRegisterTest, HoldsEveryCouncilOnceInOrder) {
  std::set<std::string> urns, la_codes, gss_codes;
  std::vector<std::string> names;
  for (const Council& council : councils().councils()) {
    EXPECT_TRUE(la_codes.insert(council.la_code).second) << council.name;
    EXPECT_TRUE(gss_codes.insert(council.gss_code).second) << council.name;
    if (council.former) continue;
    EXPECT_TRUE(urns.insert(council.urn).second) << council.name;
    EXPECT_EQ(councils().find_by_urn(council.urn), &council);
    names.push_back(council.name);
  }
  EXPECT_EQ(urns.size(), 153u);
  EXPECT_TRUE(std::is_sorted(names.begin(), names.end()));
}

TEST(CouncilRegisterTest, NeighboursAndSuccessorsAreInTheRegister) {
  for (const Council& council : councils().councils()) {
    if (!council.former) {
      EXPECT_EQ(council.statistical_neighbours.size(), 10u) << council.name;
    }
    for (const std::string& la_code : council.statistical_neighbours) {
      EXPECT_NE(councils().find_by_la_code(la_code), nullptr) << council.name << " " << la_code;
      EXPECT_NE(la_code, council.la_code);
    }
    EXPECT_EQ(council.successors.empty(), !council.former) << council.name;
    for (const std::string& urn : council.successors) {
      ASSERT_NE(councils().find_by_urn(urn), nullptr) << council.name << " " << urn;
      EXPECT_EQ(councils().find_by_urn(urn)->from, council.to) << council.name;
    }
  }
}

TEST(CouncilRegisterTest, CodesFollowEachOtherAndEndWithThePresentOne) {
  for (const Council& council : councils().councils()) {
    if (council.codes.empty()) continue;
    EXPECT_EQ(council.codes.back().gss_code, council.gss_code) << council.name;
    EXPECT_EQ(council.codes.back().la_code, council.la_code) << council.name;
    for (std::size_t i = 1; i < council.codes.size(); ++i) {
      EXPECT_FALSE(council.codes[i].from.empty());
      EXPECT_EQ(council.codes[i].from, council.codes[i - 1].to) << council.name;
    }
  }
}

TEST(CouncilRegisterTest, FindsEveryCouncilInEverySpelling) {
  for (const Council& council : councils().councils()) {
    if (council.former) continue;
    std::string lower = council.name, upper = council.name;
    std::transform(lower.begin(), lower.end(), lower.begin(), ::tolower);
    std::transform(upper.begin(), upper.end(), upper.begin(), ::toupper);
    for (const std::string& name :
         {council.name, lower, upper, replaced(council.name, "-", " "), replaced(lower, " ", "-"),
          replaced(lower, " and ", " & "),
          replaced(replaced(lower, " and ", " & "), " ", "-"),  // a folder of downloads
          council.name + " City Council", council.name + " County Council",
          council.name + " Metropolitan Borough Council", council.name + " local authority",
          "London Borough of " + council.name, "the Royal Borough of " + council.name,
          "Council of the City of " + council.name}) {
      EXPECT_EQ(councils().find(name), &council) << name;
    }
    for (const std::string& name : council.names) {
      EXPECT_EQ(councils().find(name), &council) << name;
    }
  }
}

TEST(CouncilRegisterTest, FindsNamesReportsUse) {
  const Case kCases[] = {
      {"Bristol City Council", "80441"},
      {"Bristol, City of", "80441"},
      {"Bristol (City of)", "80441"},
      {"Kingston Upon Hull City Council", "80477"},
      {"Hull", "80477"},
      {"City of York Council", "80453"},
      {"City of Westminster", "80519"},
      {"Westminster City Council", "80519"},
      {"City of London", "80450"},
      {"london-corporation", "80450"},
      {"Council of the Isles of Scilly", "80455"},
      {"City of Bradford Metropolitan District Council", "80449"},
      {"Birmingham Children\u2019s Trust", "80429"},
      {"Sandwell Children's Trust", "80549"},
      {"Newcastle City Council", "80525"},
      {"Newcastle", "none"},  // under Lyme or upon Tyne
      {"Northamptonshire Children's Trust", "none"},
      {"Achieving for Children", "none"},
      {"London", "none"},
      {"Greater Manchester", "none"},
      {"St. Helens Metropolitan Borough Council", "80560"},
      {"St Helen\u2019s", "80560"},
      {"Stoke\u2013on\u2013Trent", "80564"},
      {"Stoke-on-\nTrent City Council", "80564"},
      {"Southend on Sea", "80559"},
      {"Telford & Wrekin Council", "80570"},
      {"windsor-&-maidenhead", "80546"},
      {"The Royal Borough of Windsor and Maidenhead", "80546"},
      {"Durham County Council", "80465"},
      {"County Durham", "80465"},
      {"Herefordshire, County of", "80474"},
      {"Bedford Borough", "80428"},
      {"Derby City", "80459"},
      {"East Riding", "80466"},
      {"bournemouth, christchurch & poole", "2532287"},
      {"BCP Council", "2532287"},
      {"BCP", "none"},  // Bolton's parent carers, too
      {"the Wirral", "80581"},
      {"Lincoln", "none"},
      {"Derbys", "none"},
      {"Derby\u00e9", "none"},
      {"", "none"},
      {"the", "none"},
      {"City Council", "none"},
      {"London Borough of", "none"},
  };
  for (const auto& c : kCases) EXPECT_EQ(urn_of(councils().find(c.name)), c.urn) << c.name;
}

TEST(CouncilRegisterTest, DateDecidesBetweenNamesakes) {
  const DatedCase kCases[] = {
      {"Dorset", "", "2532283"},
      {"Dorset", "2019-03-31", "former 835"},
      {"Dorset County Council", "2016-02-22", "former 835"},
      {"Dorset", "2019-04-01", "2532283"},
      {"Dorset Council", "2025-01-01", "2532283"},
      {"Cumbria", "", "former 909"},
      {"Cumbria", "2023-06-01", "former 909"},  // a report may come out after the end
      {"Northamptonshire", "2019-07-29", "former 928"},
      {"Poole", "2017-01-01", "former 836"},
      {"Bournemouth Borough Council", "2014-01-01", "former 837"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(urn_of(councils().find(c.name, c.date)), c.result) << c.name << " " << c.date;
  }
}

TEST(CouncilRegisterTest, FindsCodesOnlyWhereTheyAre) {
  EXPECT_EQ(councils().find_by_urn(""), nullptr);
  EXPECT_EQ(councils().find_by_urn("80457"), nullptr);
  EXPECT_EQ(councils().find_by_la_code(""), nullptr);
  EXPECT_EQ(councils().find_by_la_code("928")->name, "Northamptonshire");
}

TEST(GssCodeOnTest, FollowsTheDate) {
  const DatedCase kCases[] = {
      {"Barnsley", "2025-03-31", "E08000016"},
      {"Barnsley", "2025-04-01", "E08000038"},
      {"Barnsley", "", "E08000038"},
      {"Sheffield", "2024-01-01", "E08000019"},
      {"Buckinghamshire", "2018-01-29", "E10000002"},
      {"Buckinghamshire", "2021-12-06", "E06000060"},
      {"Gateshead", "2013-01-01", "E08000020"},
      {"Northumberland", "2014-01-01", "E06000057"},
      {"Somerset", "2022-09-01", "E10000027"},
      {"North Yorkshire", "2023-04-01", "E06000065"},
      {"Leeds", "2012-01-01", "E08000035"},
      {"Cumbria", "2024-01-01", "E10000006"},
      {"Cumberland", "2020-01-01", "E06000063"},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(gss_code_on(*councils().find(c.name), c.date), c.result) << c.name << " " << c.date;
  }
}

TEST(CouncilMentionsTest, FindsEveryCouncilInATitle) {
  for (const Council& council : councils().councils()) {
    const std::string before = "Inspection of ";
    const auto mentions =
        councils().mentions(before + council.name + "\u2019s children\u2019s services");
    ASSERT_EQ(mentions.size(), 1u) << council.name;
    EXPECT_EQ(mentions[0].council->name, council.name);
    EXPECT_EQ(mentions[0].begin, before.size()) << council.name;
    EXPECT_EQ(mentions[0].end, before.size() + council.name.size()) << council.name;
    EXPECT_FALSE(mentions[0].decorated);
  }
}

TEST(CouncilMentionsTest, TakesTheLongestNameAtWordBoundaries) {
  const struct {
    const char* text;
    Strings mentions;
  } kCases[] = {
      {"Focused visit to Stoke-on-Trent children's services", {"80564:Stoke-on-Trent"}},
      {"Stoke-on-\nTrent City Council", {"80564:Stoke-on-\nTrent City Council"}},
      {"London Borough of Barking and Dagenham\nInspection of children's services",
       {"80486:London Borough of Barking and Dagenham"}},
      {"Area SEND inspection of Barking and\nDagenham Local Area Partnership",
       {"80486:Barking and\nDagenham"}},
      {"Derbyshire", {"80460:Derbyshire"}},
      {"Derby City and Derbyshire", {"80459:Derby City", "80460:Derbyshire"}},
      {"Nottingham, not Nottinghamshire", {"80533:Nottingham", "80534:Nottinghamshire"}},
      {"North East Lincolnshire Council", {"80526:North East Lincolnshire Council"}},
      {"Bath and North East Somerset", {"80427:Bath and North East Somerset"}},
      {"North East Somerset", {}},
      {"Kingston upon Thames and Kingston upon Hull",
       {"80545:Kingston upon Thames", "80477:Kingston upon Hull"}},
      {"the City of York Council", {"80453:City of York Council"}},
      {"the City of London and Hackney", {"80450:City of London", "80496:Hackney"}},
      {"St. Helens\u2019 leaders", {"80560:St. Helens"}},
      {"Brighton & Hove", {"80438:Brighton & Hove"}},
      {"Hampshire county council", {"80472:Hampshire county council"}},
      {"Bournemouth, Christchurch and Poole", {"2532287:Bournemouth, Christchurch and Poole"}},
      {"West Northamptonshire (from Northamptonshire)",
       {"2637548:West Northamptonshire", "former 928:Northamptonshire"}},
      {"Newcastle City Council, Newcastle-under-Lyme", {"80525:Newcastle City Council"}},
      {"moved to the north. Somerset agreed", {"80555:Somerset"}},
      {"leaders in Wigan \u2013 North West", {"80579:Wigan"}},
      {"pan-Lancashire", {}},
      {"Greater Manchester Police and Kent Police", {}},
      {"NHS Derby and Derbyshire ICB", {}},
      {"Liverpool City Region Combined Authority", {}},
      {"12 Derby Road, Bury St Edmunds", {}},
      {"Store Street\nManchester\nM1 2WD", {}},
      {"time for reading; they bury themselves", {}},
      {"children living together, the borough council", {}},
      {"", {}},
  };
  for (const auto& c : kCases) EXPECT_EQ(mentioned(c.text), c.mentions) << c.text;
}

TEST(CouncilMentionsTest, SaysWhetherTheNameIsDecorated) {
  const auto mentions = councils().mentions("Halton Borough Council, Halton, the City of Derby");
  ASSERT_EQ(mentions.size(), 3u);
  EXPECT_TRUE(mentions[0].decorated);
  EXPECT_FALSE(mentions[1].decorated);
  EXPECT_TRUE(mentions[2].decorated);
}

TEST(CouncilMentionsTest, DateDecidesBetweenNamesakes) {
  EXPECT_EQ(mentioned("in Dorset", "2016-01-01"), Strings{"former 835:Dorset"});
  EXPECT_EQ(mentioned("in Dorset", "2021-01-01"), Strings{"2532283:Dorset"});
}

TEST(CouncilMentionsTest, TakesAnyBytes) {
  std::string text = "Leeds";
  for (int c = 0; c < 256; ++c) text += std::string(1, static_cast<char>(c)) + "Leeds\xE2";
  for (const CouncilMention& mention : councils().mentions(text)) {
    EXPECT_EQ(text.substr(mention.begin, mention.end - mention.begin), "Leeds");
  }
  EXPECT_TRUE(councils().mentions("\xE2\x80").empty());
  EXPECT_EQ(mentioned("\xE2Leeds"), Strings{"80481:Leeds"});
}

TEST(CouncilRegisterTest, RefusesWhatIsNoRegister) {
  const std::string good = register_json();
  const struct {
    std::string json;
    const char* message;
  } kCases[] = {
      {"", "parse error"},
      {"[]", "register of councils"},
      {"{}", "'councils' not found"},
      {replaced(good, "\"urn\": \"80487\", ", ""), "/councils/1: "},
      {replaced(good, "\"urn\": \"80487\"", "\"urn\": 80487"), "/councils/1: "},
      {replaced(good, "\"80487\"", "\"80486\""), "80486"},
      {replaced(good, "\"RBKC\"", "\"RBWM\""), "names two councils of one time"},
      {replaced(good, "\"RBKC\"", "\"-\""), "a name is empty"},
      {replaced(good, "\"to\": \"2019-04-01\"", "\"to\": \"2019-04-02\""), "'Dorset'"},
  };
  for (const auto& c : kCases) {
    const auto read = CouncilRegister::from_json(c.json);
    ASSERT_FALSE(read.has_value()) << c.message;
    EXPECT_EQ(read.error().code, ErrorCode::kInvalidData);
    EXPECT_NE(read.error().message.find(c.message), std::string::npos) << read.error().message;
  }
}

}  // namespace
}  // namespace ofsight
