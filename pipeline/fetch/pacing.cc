#include "pipeline/fetch/pacing.h"

#include <algorithm>
#include <cmath>

namespace ofsight {
namespace {

constexpr double kMaxPauseSeconds = 60;

}  // namespace

void Pacer::at_least(double seconds) {
  least_ = std::max(least_, seconds);
  pause_ = std::max(pause_, least_);
  hold(pause_);
}

void Pacer::hold(double seconds) {
  not_before_ = std::max(not_before_, clock_->steady().count() + seconds);
}

bool Pacer::wait() {
  const double left = not_before_ - clock_->steady().count();
  return clock_->sleep(Clock::Duration(std::max(left, 0.0)));
}

void Pacer::answered(double latency_seconds, bool well) {
  if (least_ > 0) {
    const double most = std::max(kMaxPauseSeconds, least_);
    const double target = well ? (pause_ + std::max(latency_seconds, least_)) / 2 : pause_ * 2;
    pause_ = std::clamp(std::max(target, latency_seconds), least_, most);
  }
  hold(pause_);
}

double backoff_seconds(int retry, double base, double cap, const std::function<double()>& random) {
  const double whole = std::min(cap, base * std::exp2(std::min(retry - 1, 30)));
  return whole * (1 - random() / 2);
}

}  // namespace ofsight
