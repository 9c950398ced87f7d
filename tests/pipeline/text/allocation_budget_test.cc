#include "pipeline/text/allocation_budget.h"

#include <gtest/gtest.h>

#include <limits>

namespace ofsight {
namespace {

using std::chrono::steady_clock;

AllocationBudget budget_of(std::size_t max_bytes) {
  return {max_bytes, steady_clock::now() + std::chrono::hours(1)};
}

TEST(AllocationBudget, CountsWhatIsHeld) {
  AllocationBudget budget = budget_of(10'000);
  void* block = budget_malloc(&budget, 1'000);
  ASSERT_NE(block, nullptr);
  EXPECT_GE(budget.used_bytes, 1'000u);
  block = budget_realloc(&budget, block, 5'000);
  ASSERT_NE(block, nullptr);
  EXPECT_GE(budget.used_bytes, 5'000u);
  budget_free(&budget, block);
  EXPECT_EQ(budget.used_bytes, 0u);
  EXPECT_FALSE(budget.out_of_memory);
}

TEST(AllocationBudget, RefusesEverythingOnceItIsUsedUp) {
  AllocationBudget budget = budget_of(10'000);
  EXPECT_EQ(budget_malloc(&budget, std::numeric_limits<std::size_t>::max()), nullptr);
  EXPECT_TRUE(budget.out_of_memory);
  EXPECT_EQ(budget_malloc(&budget, 1), nullptr);
  EXPECT_EQ(budget.used_bytes, 0u);
}

TEST(AllocationBudget, ARefusedGrowthKeepsTheBlock) {
  AllocationBudget budget = budget_of(10'000);
  void* block = budget_malloc(&budget, 1'000);
  EXPECT_EQ(budget_realloc(&budget, block, 20'000), nullptr);
  EXPECT_GE(budget.used_bytes, 1'000u);
  budget_free(&budget, block);
  EXPECT_EQ(budget.used_bytes, 0u);
}

TEST(AllocationBudget, RunsOutOfTime) {
  AllocationBudget budget{10'000, steady_clock::now() - std::chrono::seconds(1)};
  for (int i = 0; i < 2'000; ++i) budget_free(&budget, budget_malloc(&budget, 1));
  EXPECT_TRUE(budget.out_of_time);
  EXPECT_EQ(budget_malloc(&budget, 1), nullptr);
}

}  // namespace
}  // namespace ofsight
