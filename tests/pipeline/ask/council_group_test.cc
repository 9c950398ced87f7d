#include "pipeline/ask/council_group.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

TEST(GroupOf, LeavesOutTheCouncilItselfAndFormerOnes) {
  const Council& stowe = *sample_councils().find("Stowe-on-Arden");
  const CouncilGroup region = group_of(sample_councils(), stowe, "region");
  EXPECT_EQ(region.name, "West Midlands");
  EXPECT_EQ(region.la_codes, std::vector<std::string>{"998"});
  const CouncilGroup england = group_of(sample_councils(), stowe, "england");
  EXPECT_EQ(england.la_codes.size(), 9u);
  EXPECT_EQ(std::count(england.la_codes.begin(), england.la_codes.end(), "989"), 0)
      << "Westerby is no more";
  EXPECT_EQ(group_of(sample_councils(), stowe, "neighbours").la_codes,
            stowe.statistical_neighbours);
}

}  // namespace
}  // namespace ofsight
