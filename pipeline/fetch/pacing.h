#pragma once

#include <functional>

#include "corpus/clock.h"

namespace ofsight {

// When the next request to one host may start. The pause counts from the end of an answer to the
// start of the next request, so it never falls below what a server sees between two.
class Pacer {
 public:
  // `pause_seconds` is the least; 0 is for sites of one's own, and then there is never any.
  Pacer(double pause_seconds, Clock& clock)
      : least_(pause_seconds), pause_(pause_seconds), clock_(&clock) {}

  // Raises the least pause, as Crawl-delay does, from now on.
  void at_least(double seconds);
  // Not before so many seconds from now, whatever the pause.
  void hold(double seconds);

  // Waits for the turn. False: the program is to stop.
  bool wait();
  // An answer has ended. A server slower than the pause gets as long as it took; one in trouble
  // twice the pause, up to a minute; and after good answers it falls back by halves to the least.
  void answered(double latency_seconds, bool well);

  double pause_seconds() const { return pause_; }

 private:
  double least_, pause_;
  double not_before_ = 0;  // of clock_->steady()
  Clock* clock_;
};

// How long to wait before try number `retry` (1: the second try): `base` seconds, doubled each
// time, up to `cap`, of which a random part of up to a half is taken off so that clients which fell
// together do not come back together. `random` gives [0, 1).
double backoff_seconds(int retry, double base, double cap, const std::function<double()>& random);

}  // namespace ofsight
