#include "corpus/clock.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

bool stop = false;

TEST(Clock, WritesTimeAsRfc3339) {
  const Clock::Time time =
      Clock::Time() + std::chrono::seconds(1'783'415'400) + std::chrono::milliseconds(7);
  EXPECT_EQ(rfc3339(time), "2026-07-07T09:10:00Z");
  EXPECT_EQ(rfc3339_with_ms(time), "2026-07-07T09:10:00.007Z");
  EXPECT_EQ(rfc3339(Clock::Time() - std::chrono::milliseconds(1)), "1969-12-31T23:59:59Z");
}

TEST(SystemClock, SleepsUntilAskedToStop) {
  SystemClock clock([] { return stop; });
  const auto started = clock.steady();
  EXPECT_TRUE(clock.sleep(Clock::Duration(0.02)));
  EXPECT_GE(clock.steady() - started, Clock::Duration(0.02));
  EXPECT_TRUE(clock.sleep(Clock::Duration(-5)));
  stop = true;
  EXPECT_FALSE(clock.sleep(Clock::Duration(100)));
  stop = false;
}

}  // namespace
}  // namespace ofsight
