#include "pipeline/ask/passage_search.h"

#include <gtest/gtest.h>

#include "tests/pipeline/ask/sample_release.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Expected<Answer> asked(SearchRequest request) {
  auto release = ReleaseReader::open(sample_release());
  EXPECT_TRUE(release) << release.error().message;
  return search(*release, request);
}

std::size_t hits(SearchRequest request) {
  const auto answer = asked(std::move(request));
  EXPECT_TRUE(answer) << answer.error().message;
  return rows_of(*answer, "hits").size();
}

TEST(PassageSearch, FindsImprovementsAndFindingsWithPageAndMarkedQuote) {
  const auto answer = asked({.query = "supervision newly"});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(rows_of(*answer, "hits"),
            Strings{"2022-02-07 | Saltmere | ilacs_inspection | area_for_improvement | 2 | "
                    "Supervision of newly qualified workers."});
  EXPECT_EQ(answer->tables[0].rows[0].back().shown,
            "\x02Supervision\x03 of \x02newly\x03 qualified workers.");
  EXPECT_EQ(answer->title, "1 passage matches supervision newly");
}

TEST(PassageSearch, EveryFilterNarrows) {
  EXPECT_EQ(hits({.query = "supervision"}), 6u);
  EXPECT_EQ(hits({.query = "supervision", .councils = {"saltmere"}}), 2u);
  EXPECT_EQ(hits({.query = "supervision", .councils = {"saltmere", "991"}}), 6u);
  EXPECT_EQ(hits({.query = "supervision", .regions = {"south west"}}), 4u);
  EXPECT_EQ(hits({.query = "supervision", .kinds = {"focused_visit"}}), 1u);
  EXPECT_EQ(hits({.query = "supervision", .polarities = {"concern"}}), 2u);
  EXPECT_EQ(hits({.query = "supervision", .polarities = {"concern", "strength"}}), 3u);
  EXPECT_EQ(hits({.query = "quality", .themes = {"plans_and_planning"}}), 2u);
  EXPECT_EQ(hits({.query = "supervision", .since = "2021-06-08"}), 4u);
  EXPECT_EQ(hits({.query = "supervision", .since = "2021-06-09"}), 3u);
  EXPECT_EQ(hits({.query = "supervision", .until = "2021-06-08"}), 2u);
  EXPECT_EQ(hits({.query = "supervision", .since = "2020-01-01", .until = "2021-12-31"}), 1u);
  EXPECT_EQ(hits({.query = "supervision", .since = "2030-01-01"}), 0u);
}

TEST(PassageSearch, QueriesMeanWhatTheySay) {
  EXPECT_EQ(hits({.query = "\"frequency of supervision\""}), 1u);
  EXPECT_EQ(hits({.query = "superv*"}), 6u);
  EXPECT_EQ(hits({.query = "supervision NOT weak"}), 5u);
  EXPECT_EQ(hits({.query = "weak OR seldom"}), 2u);
  EXPECT_EQ(hits({.query = "focused_visit"}), 0u) << "codes of other columns are not searched";
}

TEST(PassageSearch, CountsByFacetAddUp) {
  const auto answer = asked({.query = "supervision", .limit = 1});
  ASSERT_TRUE(answer);
  EXPECT_EQ(rows_of(*answer, "hits").size(), 1u);
  std::map<std::string, std::size_t> sums;
  for (const auto& row : answer->tables[1].rows) sums[row[0].text] += std::stoul(row[2].text);
  for (const char* facet : {"council", "kind", "region", "what it is", "year"})
    EXPECT_EQ(sums[facet], 6u) << facet;
}

TEST(PassageSearch, EvidenceAddsWhereTheQuoteStands) {
  const auto answer = asked({.query = "\"its recording\"", .evidence = true});
  ASSERT_TRUE(answer);
  const std::string row = rows_of(*answer, "hits").at(0);
  EXPECT_NE(row.find(sha256_hex("2").substr(0, 16) + " | 10 | "), std::string::npos) << row;
  EXPECT_TRUE(row.ends_with("https://example.org/visit")) << row;
}

TEST(PassageSearch, WhatIsUnknownIsRefusedWithTheNearest) {
  const std::vector<std::pair<SearchRequest, std::string>> table = {
      {{.query = "x", .themes = {"supervison"}}, "did you mean 'supervision'?"},
      {{.query = "x", .kinds = {"focussed_visit"}}, "did you mean 'focused_visit'?"},
      {{.query = "x", .polarities = {"strenght"}}, "did you mean 'strength'?"},
      {{.query = "x", .regions = {"South Wets"}}, "did you mean 'South West'?"},
      {{.query = "x", .councils = {"Amblefrod"}}, "Ambleford"},
      {{.query = "x", .themes = {"weather"}}, "the nearest are "},
      {{.query = "\"x"}, "not closed"}};
  for (const auto& [request, hint] : table) {
    const auto answer = asked(request);
    EXPECT_NE(error_of(answer).find(hint), std::string::npos) << error_of(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kUsage);
  }
}

}  // namespace
}  // namespace ofsight
