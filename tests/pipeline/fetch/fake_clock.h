#pragma once

#include <vector>

#include "corpus/clock.h"

namespace ofsight {

// Time that passes only by sleeping.
class FakeClock : public Clock {
 public:
  Time now() override {
    return Time() + std::chrono::seconds(1'780'000'000) +
           std::chrono::duration_cast<Time::duration>(at_);
  }
  Duration steady() override { return at_; }
  bool sleep(Duration duration) override {
    if (stopped) return false;
    at_ += duration;
    return true;
  }
  void pass(double seconds) { at_ += Duration(seconds); }

  bool stopped = false;

 private:
  Duration at_{1000};
};

}  // namespace ofsight
