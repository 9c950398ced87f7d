#include "pipeline/publish/previous_release.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <tuple>

#include "corpus/database.h"
#include "corpus/document_files.h"
#include "pipeline/publish/release_series.h"
#include "pipeline/publish/sqlite_writer.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxQualityBytes = 64u << 20;

}  // namespace

Expected<PreviousRelease> read_release(const std::string& folder) {
  const fs::path path = fs::path(folder).lexically_normal();
  const auto document =
      read_document({(path / kQualityFile).string(), std::nullopt}, kMaxQualityBytes);
  if (!document)
    return fail(ErrorCode::kUsage,
                "'" + folder + "' is no release: " + kQualityFile + ": " + document.error().detail);
  auto quality = quality_from_json(document->bytes);
  if (!quality) return fail(ErrorCode::kUsage, "'" + folder + "': " + quality.error().message);
  const fs::path name = path.has_filename() ? path.filename() : path.parent_path().filename();
  return PreviousRelease{folder, name.string(), std::move(*quality)};
}

std::optional<PreviousRelease> latest_release_in(const std::string& folder, const std::string& date,
                                                 const std::string& other_than) {
  const auto rank = [](const PreviousRelease& release) {
    return std::tuple(release.quality.date, number_in_series(release.name), release.name);
  };
  std::optional<PreviousRelease> latest;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    std::error_code ignored;
    if (name.starts_with('.') || !fs::exists(entry->path() / kQualityFile, ignored)) continue;
    auto release = read_release(entry->path().string());
    if (!release || release->quality.date > date ||
        (!other_than.empty() && release->quality.input == other_than))
      continue;
    if (!latest || rank(*latest) < rank(*release)) latest = std::move(*release);
  }
  return latest;
}

Expected<ReportDifference> difference_to(const PreviousRelease& previous,
                                         const std::vector<std::uint64_t>& report_ids) {
  auto database = Database::open((fs::path(previous.folder) / kReleaseDatabase).string(),
                                 Database::Access::kRead);
  if (!database) return tl::unexpected(database.error());
  auto select = database->prepare("SELECT report_id FROM reports");
  if (!select) return tl::unexpected(select.error());
  ReportDifference difference{report_ids.size(), 0};
  while (true) {
    const auto row = select->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return difference;
    const std::string_view text = select->text(0);
    std::uint64_t id = 0;
    std::from_chars(text.data(), text.data() + text.size(), id, 16);
    if (std::binary_search(report_ids.begin(), report_ids.end(), id)) {
      --difference.added;
    } else {
      ++difference.dropped;
    }
  }
}

}  // namespace ofsight
