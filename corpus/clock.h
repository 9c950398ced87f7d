#pragma once

#include <chrono>
#include <string>

namespace ofsight {

// Time as the program sees it, so that tests can own it.
class Clock {
 public:
  using Time = std::chrono::system_clock::time_point;
  using Duration = std::chrono::duration<double>;  // seconds

  virtual ~Clock() = default;
  virtual Time now() = 0;
  // Seconds since some moment; never goes back, whatever happens to the calendar.
  virtual Duration steady() = 0;
  // Waits for so long, or until the program is asked to stop: false then, at once from then on.
  virtual bool sleep(Duration duration) = 0;
};

// The system's clock. `stop_requested` is asked several times a second.
class SystemClock : public Clock {
 public:
  explicit SystemClock(bool (*stop_requested)()) : stop_requested_(stop_requested) {}
  Time now() override;
  Duration steady() override;
  bool sleep(Duration duration) override;

 private:
  bool (*stop_requested_)();
};

// RFC 3339 in UTC: "2026-07-07T09:30:00Z", or with milliseconds "2026-07-07T09:30:00.250Z".
std::string rfc3339(Clock::Time time);
std::string rfc3339_with_ms(Clock::Time time);

}  // namespace ofsight
