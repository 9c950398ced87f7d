#include "pipeline/ask/release_reader.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "corpus/day.h"
#include "corpus/name_words.h"
#include "corpus/nearest.h"
#include "pipeline/publish/previous_release.h"
#include "pipeline/publish/sqlite_writer.h"

namespace ofsight {
namespace {

constexpr const char* kLastDay = "9999-12-31";

tl::unexpected<Error> unknown(const std::string& what, const std::string& value,
                              const std::vector<std::string>& known) {
  const std::string guess = nearest(value, known);
  if (!guess.empty())
    return fail(ErrorCode::kUsage,
                "there is no " + what + " '" + value + "'; did you mean '" + guess + "'?");
  std::string few;
  for (const std::string& one : nearest_few(value, known, 3))
    few += (few.empty() ? "" : ", ") + one;
  return fail(ErrorCode::kUsage,
              "there is no " + what + " '" + value + "'; the nearest are " + few);
}

std::string folded(std::string_view text) {
  std::string all;
  for (const Word& word : fold_words(text)) all += (all.empty() ? "" : " ") + word.folded;
  return all;
}

Expected<std::map<std::string, std::string>> read_properties(Database& database) {
  auto select = database.prepare("SELECT property, value FROM release");
  if (!select) return tl::unexpected(select.error());
  std::map<std::string, std::string> properties;
  auto read = for_each_row(
      *select, [&](const Statement& row) { properties.emplace(row.text(0), row.text(1)); });
  if (!read) return tl::unexpected(read.error());
  return properties;
}

// Of a folder of releases the newest, else the folder itself.
std::string release_in(const std::string& folder) {
  std::error_code ignored;
  if (std::filesystem::exists(folder + "/" + kQualityFile, ignored)) return folder;
  const auto newest = latest_release_in(folder, kLastDay);
  return newest ? newest->folder : folder;
}

}  // namespace

Expected<ReleaseReader> ReleaseReader::open(const std::string& given) {
  const std::string folder = release_in(given);
  auto database = Database::open(folder + "/" + kReleaseDatabase, Database::Access::kRead);
  if (!database)
    return fail(ErrorCode::kUsage,
                "'" + folder + "' is no release with a database (" + database.error().message +
                    "); make one with 'ofsight publish', or name one: --release DIR");
  const auto version = database->version();
  if (!version) return tl::unexpected(version.error());
  if (*version > kReleaseVersion)
    return fail(ErrorCode::kUsage, "release '" + folder + "' has version " +
                                       std::to_string(*version) + ", and this program reads " +
                                       std::to_string(kReleaseVersion) + "; use a newer ofsight");
  auto properties = read_properties(*database);
  if (!properties)
    return fail(ErrorCode::kUsage, "'" + folder + "' is no release: " + properties.error().message);
  auto dataset = Dataset::built_in();
  if (!dataset) return tl::unexpected(dataset.error());
  auto councils = CouncilRegister::from_json((*properties)["council_register"]);
  if (!councils) return tl::unexpected(councils.error());
  return ReleaseReader(folder, std::move(*database), std::move(*dataset), std::move(*councils),
                       std::move(*properties));
}

std::string ReleaseReader::property(const std::string& name) const {
  const auto found = properties_.find(name);
  return found == properties_.end() ? std::string() : found->second;
}

Expected<void> ReleaseReader::check_theme(const std::string& theme) {
  auto select = database_.prepare("SELECT theme FROM themes");
  if (!select) return tl::unexpected(select.error());
  std::vector<std::string> themes;
  auto read =
      for_each_row(*select, [&](const Statement& row) { themes.emplace_back(row.text(0)); });
  if (!read) return read;
  if (std::find(themes.begin(), themes.end(), theme) != themes.end()) return {};
  return unknown("theme", theme, themes);
}

Expected<void> ReleaseReader::check_value(const std::string& name, const std::string& value) const {
  const Enumeration& enumeration = *dataset_.enumeration(name);
  if (enumeration.rank(value)) return {};
  std::vector<std::string> values;
  for (const EnumeratedValue& one : enumeration.values) values.push_back(one.value);
  return unknown(name, value, values);
}

Expected<std::string> ReleaseReader::region_code(const std::string& name) const {
  std::vector<std::string> regions;
  for (const Council& council : councils_.councils()) {
    if (folded(council.region) == folded(name) || council.region_code == name)
      return council.region_code;
    if (std::find(regions.begin(), regions.end(), council.region) == regions.end())
      regions.push_back(council.region);
  }
  return unknown("region", name, regions);
}

std::string ReleaseReader::label(const std::string& name, const std::string& value) const {
  const Enumeration* enumeration = dataset_.enumeration(name);
  const auto rank = enumeration != nullptr ? enumeration->rank(value) : std::nullopt;
  return rank ? enumeration->values[*rank].label : value;
}

std::string ReleaseReader::area_label(const std::string& area) const {
  for (const Area& one : dataset_.areas)
    if (one.area == area) return one.label;
  std::string words = area;
  std::replace(words.begin(), words.end(), '_', ' ');
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z')
    words[0] = static_cast<char>(words[0] - 32);
  return words;
}

Expected<std::string> day_asked(const std::string& option, const std::string& text) {
  auto day = first_day_of(text);
  if (day) return std::move(*day);
  return fail(ErrorCode::kUsage,
              option + " '" + text + "' is not a date; write 2021, 2021-06 or 2021-06-15");
}

std::string placeholders(std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += i == 0 ? "?" : ", ?";
  return all;
}

Expected<void> for_each_row(Statement& statement,
                            const std::function<void(const Statement&)>& take) {
  while (true) {
    const auto row = statement.step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
    take(statement);
  }
}

}  // namespace ofsight
