#include "pipeline/progress.h"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <optional>
#include <thread>

#include "tests/pipeline/terminal.h"

namespace ofsight {
namespace {

constexpr auto kClear = "\r\033[K";

class ProgressOnATerminal : public testing::Test {
 protected:
  void SetUp() override {
    terminal_.emplace();
    if (!terminal_->is_open()) GTEST_SKIP() << "no pseudo-terminal can be had here";
  }

  std::optional<Terminal> terminal_;
};

TEST_F(ProgressOnATerminal, DrawsABarWithRateAndTimeLeft) {
  Progress progress(4);
  EXPECT_EQ(terminal_->shown(), "");
  progress.advance();
  const std::string bar = terminal_->shown();
  EXPECT_TRUE(bar.starts_with(std::string(kClear) + "[#######.......................] 1/4  "))
      << bar;
  EXPECT_NE(bar.find("/s  "), bar.npos) << bar;
  EXPECT_TRUE(bar.ends_with(" s left")) << bar;
}

TEST_F(ProgressOnATerminal, DrawsAtMostTenTimesASecond) {
  const auto started = std::chrono::steady_clock::now();
  Progress progress(100'000);
  std::chrono::steady_clock::duration elapsed{};
  for (; elapsed < std::chrono::milliseconds(250);
       elapsed = std::chrono::steady_clock::now() - started) {
    for (int i = 0; i < 50; ++i) progress.advance();
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  const std::string shown = terminal_->shown();
  std::chrono::milliseconds::rep draws = 0;
  for (auto at = shown.find("s left"); at != shown.npos; at = shown.find("s left", at + 1)) ++draws;
  EXPECT_GE(draws, 2);
  EXPECT_LE(draws, 1 + std::chrono::duration_cast<std::chrono::milliseconds>(elapsed).count() / 100)
      << shown;
}

TEST_F(ProgressOnATerminal, IsWipedForAMessageAndAtItsEnd) {
  auto progress = std::make_unique<Progress>(2);
  Progress::wipe();
  EXPECT_EQ(terminal_->shown(), "") << "nothing is drawn yet";
  progress->advance();
  terminal_->shown();
  Progress::wipe();
  EXPECT_EQ(terminal_->shown(), kClear);
  Progress::wipe();
  EXPECT_EQ(terminal_->shown(), "") << "it is gone already";
  std::this_thread::sleep_for(std::chrono::milliseconds(110));
  progress->advance();
  EXPECT_NE(terminal_->shown(), "");
  progress.reset();
  EXPECT_EQ(terminal_->shown(), kClear);
}

TEST_F(ProgressOnATerminal, OfNothingDrawsNothing) {
  Progress progress(0);
  progress.advance();
  EXPECT_EQ(terminal_->shown(), "");
}

TEST(Progress, ElsewhereDrawsNothing) {
  testing::internal::CaptureStderr();
  {
    Progress progress(2);
    progress.advance();
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

}  // namespace
}  // namespace ofsight
