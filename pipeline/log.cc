#include "pipeline/log.h"

#include <cstdlib>

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include "pipeline/progress.h"

namespace ofsight {

void Log::open() {
  const char* no_color = std::getenv("NO_COLOR");
  const auto mode = no_color != nullptr && *no_color != '\0' ? spdlog::color_mode::never : spdlog::color_mode::automatic;
  auto logger = spdlog::stderr_color_mt("ofsight", mode);
  logger->set_pattern("%n: %^%l%$: %v");
  spdlog::set_default_logger(std::move(logger));
}

void Log::info(std::string_view message) {
  Progress::wipe();
  spdlog::info("{}", message);
}

void Log::warn(std::string_view message) {
  Progress::wipe();
  spdlog::warn("{}", message);
}

void Log::error(std::string_view message) {
  Progress::wipe();
  spdlog::error("{}", message);
}

}  // namespace ofsight
