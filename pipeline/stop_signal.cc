#include "pipeline/stop_signal.h"

#include <csignal>

namespace ofsight {
namespace {

volatile std::sig_atomic_t requested = 0;

void on_signal(int number) {
  requested = 1;
  std::signal(number, SIG_DFL);
}

}  // namespace

void heed_stop_signals() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

bool stop_requested() { return requested != 0; }

}  // namespace ofsight
