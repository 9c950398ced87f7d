#pragma once

#include <chrono>
#include <cstddef>

namespace ofsight {

// A bar with rate and time left on standard error, drawn at most ten times a second, and only where
// that is a terminal. Debian has no C++ library made for this. For one thread at a time.
class Progress {
 public:
  explicit Progress(std::size_t total);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void advance();
  // Clears the terminal's line, so that something else can be written there.
  static void wipe();

 private:
  void draw() const;

  std::size_t total_, done_ = 0;
  bool terminal_;
  std::chrono::steady_clock::time_point started_, drawn_;
};

}  // namespace ofsight
