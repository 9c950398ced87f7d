#include "pipeline/fetch/pacing.h"

#include <gtest/gtest.h>

#include "tests/pipeline/fetch/fake_clock.h"

namespace ofsight {
namespace {

class PacerTest : public testing::Test {
 protected:
  // Seconds that wait() takes.
  double waited(Pacer& pacer) {
    const auto from = clock.steady();
    EXPECT_TRUE(pacer.wait());
    return (clock.steady() - from).count();
  }
  FakeClock clock;
};

TEST_F(PacerTest, PausesFromTheEndOfAnAnswer) {
  Pacer pacer(1, clock);
  EXPECT_EQ(waited(pacer), 0);
  clock.pass(5);
  pacer.answered(0.2, true);
  clock.pass(0.25);
  EXPECT_DOUBLE_EQ(waited(pacer), 0.75);
}

TEST_F(PacerTest, ASlowServerGetsTheTimeItTakes) {
  Pacer pacer(1, clock);
  pacer.answered(4, true);
  EXPECT_DOUBLE_EQ(waited(pacer), 4);
  for (int i = 0; i < 12; ++i) pacer.answered(0.1, true);
  EXPECT_NEAR(pacer.pause_seconds(), 1, 0.01) << "and falls back when it has caught up";
}

TEST_F(PacerTest, TroubleNeverMakesItFaster) {
  Pacer pacer(1, clock);
  double last = pacer.pause_seconds();
  for (int i = 0; i < 10; ++i) {
    pacer.answered(0.01, false);
    EXPECT_GE(pacer.pause_seconds(), last);
    last = pacer.pause_seconds();
  }
  EXPECT_EQ(last, 60);
  pacer.answered(0.01, true);
  EXPECT_GT(pacer.pause_seconds(), 30) << "one good answer is not enough";
}

TEST_F(PacerTest, CrawlDelayAndHoldsAreKept) {
  Pacer pacer(1, clock);
  pacer.at_least(90);
  EXPECT_DOUBLE_EQ(waited(pacer), 90);
  pacer.answered(0.1, false);
  EXPECT_DOUBLE_EQ(pacer.pause_seconds(), 90);
  pacer.at_least(3);
  EXPECT_DOUBLE_EQ(pacer.pause_seconds(), 90);
  pacer.hold(500);
  pacer.hold(100);
  EXPECT_DOUBLE_EQ(waited(pacer), 500);
}

TEST_F(PacerTest, NoPauseIsForSitesOfOnesOwn) {
  Pacer pacer(0, clock);
  pacer.answered(3, true);
  pacer.answered(3, false);
  EXPECT_EQ(waited(pacer), 0);
}

TEST_F(PacerTest, StopsWithTheProgram) {
  Pacer pacer(1, clock);
  clock.stopped = true;
  EXPECT_FALSE(pacer.wait());
}

TEST(Backoff, DoublesUpToACapAndTakesAtMostHalfOff) {
  const auto none = [] { return 0.0; };
  const auto most = [] { return 0.999999; };
  EXPECT_EQ(backoff_seconds(1, 2, 120, none), 2);
  EXPECT_EQ(backoff_seconds(2, 2, 120, none), 4);
  EXPECT_EQ(backoff_seconds(5, 2, 120, none), 32);
  EXPECT_EQ(backoff_seconds(1000, 2, 120, none), 120);
  EXPECT_NEAR(backoff_seconds(5, 2, 120, most), 16, 0.001);
}

}  // namespace
}  // namespace ofsight
