#include "pipeline/progress.h"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace ofsight {
namespace {

constexpr auto kRedraw = std::chrono::milliseconds(100);
constexpr std::size_t kBarWidth = 30;

bool line_in_use = false;

}  // namespace

Progress::Progress(std::size_t total)
    : total_(total),
      terminal_(isatty(STDERR_FILENO) == 1),
      started_(std::chrono::steady_clock::now()) {}

Progress::~Progress() { wipe(); }

void Progress::advance() {
  ++done_;
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || total_ == 0 || now - drawn_ < kRedraw) return;
  drawn_ = now;
  draw();
}

void Progress::draw() const {
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - started_;
  const double rate = elapsed.count() > 0 ? static_cast<double>(done_) / elapsed.count() : 0;
  const double left = rate > 0 ? static_cast<double>(total_ - done_) / rate : 0;
  const std::size_t filled = kBarWidth * done_ / total_;
  std::fprintf(stderr, "\r\033[K[%s%s] %zu/%zu  %.0f/s  %.0f s left",
               std::string(filled, '#').c_str(), std::string(kBarWidth - filled, '.').c_str(),
               done_, total_, rate, left);
  std::fflush(stderr);
  line_in_use = true;
}

void Progress::wipe() {
  if (!line_in_use) return;
  std::fputs("\r\033[K", stderr);
  line_in_use = false;
}

}  // namespace ofsight
