#include <sys/ioctl.h>
#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <cstring>

#include "pipeline/ask/answer.h"

namespace ofsight {

Screen standard_screen() {
  Screen screen;
  if (isatty(STDOUT_FILENO) != 1) return screen;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  screen.colour = (no_colour == nullptr || *no_colour == '\0') && terminal != nullptr &&
                  std::strcmp(terminal, "dumb") != 0;
  winsize size{};
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr) {
    std::from_chars(columns, columns + std::strlen(columns), screen.width);
  } else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    screen.width = size.ws_col;
  }
  if (screen.width <= 0) screen.width = 80;
  return screen;
}

}  // namespace ofsight
