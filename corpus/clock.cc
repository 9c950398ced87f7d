#include "corpus/clock.h"

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <thread>

namespace ofsight {
namespace {

constexpr Clock::Duration kStopLatency(0.05);

std::string calendar(std::time_t seconds) {
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &parts);
  return text;
}

}  // namespace

Clock::Time SystemClock::now() { return std::chrono::system_clock::now(); }

Clock::Duration SystemClock::steady() {
  return std::chrono::steady_clock::now().time_since_epoch();
}

bool SystemClock::sleep(Duration duration) {
  const Duration end = steady() + duration;
  while (!stop_requested_()) {
    const Duration left = end - steady();
    if (left <= Duration::zero()) return true;
    std::this_thread::sleep_for(std::min(left, kStopLatency));
  }
  return false;
}

std::string rfc3339(Clock::Time time) {
  return calendar(
             std::chrono::system_clock::to_time_t(std::chrono::floor<std::chrono::seconds>(time))) +
         "Z";
}

std::string rfc3339_with_ms(Clock::Time time) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
  const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time - seconds).count();
  char fraction[16];
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(ms));
  return calendar(std::chrono::system_clock::to_time_t(seconds)) + fraction;
}

}  // namespace ofsight
