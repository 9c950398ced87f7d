#include "pipeline/publish/release_series.h"

#include <charconv>
#include <filesystem>
#include <system_error>

#include "corpus/day.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kDaySize = 10;
constexpr unsigned kMaxReleasesOfADay = 100'000;

}  // namespace

std::optional<unsigned> number_in_series(std::string_view name) {
  if (!is_day(name.substr(0, kDaySize))) return std::nullopt;
  if (name.size() == kDaySize) return 1;
  unsigned number = 0;
  const std::string_view digits = name.substr(kDaySize + 1);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (name[kDaySize] != '-' || error != std::errc() || end != digits.data() + digits.size() ||
      number < 2 || digits.front() == '0')
    return std::nullopt;
  return number;
}

Expected<std::string> free_place(const std::string& folder, const std::string& day) {
  for (unsigned number = 1; number <= kMaxReleasesOfADay; ++number) {
    const std::string name = number == 1 ? day : day + "-" + std::to_string(number);
    std::string place = (fs::path(folder) / name).lexically_normal().string();
    std::error_code error;
    const auto type = fs::symlink_status(place, error).type();
    if (type == fs::file_type::not_found) return place;
    if (type == fs::file_type::none)
      return fail(ErrorCode::kIo, "cannot write '" + place + "': " + error.message());
  }
  return fail(ErrorCode::kIo, "'" + folder + "' has too many releases of " + day);
}

}  // namespace ofsight
