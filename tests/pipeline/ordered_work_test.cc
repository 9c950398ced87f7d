#include "pipeline/ordered_work.h"

#include <gtest/gtest.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace ofsight {
namespace {

TEST(OrderedWork, ResultsComeInOrderWhateverTheThreads) {
  for (const std::size_t jobs : {1u, 4u}) {
    std::vector<std::string> taken;
    work_in_order<std::string>(
        50, jobs,
        [](std::size_t i) {
          std::this_thread::sleep_for(std::chrono::microseconds(i % 5 * 200));
          return std::to_string(i);
        },
        [&](std::string result) {
          taken.push_back(std::move(result));
          return true;
        });
    ASSERT_EQ(taken.size(), 50u);
    for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(taken[i], std::to_string(i));
  }
}

TEST(OrderedWork, EndsWhenNoMoreIsTaken) {
  int taken = 0;
  work_in_order<int>(
      1'000'000, 2, [](std::size_t i) { return static_cast<int>(i); },
      [&](int) { return ++taken < 3; });
  EXPECT_EQ(taken, 3);
  work_in_order<int>(
      0, 2, [](std::size_t) { return 0; }, [&](int) { return ++taken < 0; });
  EXPECT_EQ(taken, 3);
}

}  // namespace
}  // namespace ofsight
