#include "pipeline/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <string>

#include "pipeline/progress.h"

namespace ofsight {
namespace {

// Names of files and titles of pages come from anywhere, and a terminal obeys control characters.
std::string printable(std::string_view message) {
  std::string out;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const unsigned char c = message[i];
    const unsigned char next = i + 1 < message.size() ? message[i + 1] : 0;
    const bool of_two_bytes = c == 0xC2 && next >= 0x80 && next < 0xA0;  // U+0080 to U+009F
    out += c < 0x20 || c == 0x7F || of_two_bytes ? '?' : message[i];
    if (of_two_bytes) ++i;
  }
  return out;
}

}  // namespace

void Log::open() {
  const char* no_color = std::getenv("NO_COLOR");
  const auto mode = no_color != nullptr && *no_color != '\0' ? spdlog::color_mode::never
                                                             : spdlog::color_mode::automatic;
  auto logger = spdlog::stderr_color_mt("ofsight", mode);
  logger->set_pattern("%n: %^%l%$: %v");
  spdlog::set_default_logger(std::move(logger));
}

void Log::info(std::string_view message) {
  Progress::wipe();
  spdlog::info("{}", printable(message));
}

void Log::warn(std::string_view message) {
  Progress::wipe();
  spdlog::warn("{}", printable(message));
}

void Log::error(std::string_view message) {
  Progress::wipe();
  spdlog::error("{}", printable(message));
}

}  // namespace ofsight
