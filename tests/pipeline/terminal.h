#pragma once

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <string>

namespace ofsight {

// Standard error on a terminal as long as it lives. GoogleTest's own messages would go there too.
class Terminal {
 public:
  Terminal() : terminal_(posix_openpt(O_RDWR | O_NOCTTY)) {
    if (terminal_ < 0 || grantpt(terminal_) != 0 || unlockpt(terminal_) != 0) return;
    const int line = open(ptsname(terminal_), O_RDWR | O_NOCTTY);
    if (line < 0) return;
    termios raw;
    tcgetattr(line, &raw);
    cfmakeraw(&raw);
    tcsetattr(line, TCSANOW, &raw);
    std::fflush(stderr);
    before_ = dup(STDERR_FILENO);
    dup2(line, STDERR_FILENO);
    close(line);
  }
  ~Terminal() {
    std::fflush(stderr);
    if (before_ >= 0) {
      dup2(before_, STDERR_FILENO);
      close(before_);
    }
    if (terminal_ >= 0) close(terminal_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  // There is none where the system has no pseudo-terminals.
  bool is_open() const { return before_ >= 0; }

  // What was written since the last call.
  std::string shown() const {
    std::fflush(stderr);
    std::string all;
    pollfd ready{terminal_, POLLIN, 0};
    char bytes[4096];
    while (poll(&ready, 1, 50) == 1 && (ready.revents & POLLIN) != 0) {
      const ssize_t count = read(terminal_, bytes, sizeof bytes);
      if (count <= 0) break;
      all.append(bytes, static_cast<std::size_t>(count));
    }
    return all;
  }

 private:
  int terminal_, before_ = -1;
};

}  // namespace ofsight
