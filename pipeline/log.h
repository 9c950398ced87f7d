#pragma once

#include <string_view>

namespace ofsight {

// One line per message on standard error, coloured on a terminal unless NO_COLOR is set.
// A progress bar on the terminal is wiped before a message is written. Messages may hold any bytes:
// control characters are written as '?'.
class Log {
 public:
  static void open();
  static void info(std::string_view message);
  static void warn(std::string_view message);
  static void error(std::string_view message);
};

}  // namespace ofsight
