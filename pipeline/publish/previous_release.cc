#include "pipeline/publish/previous_release.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <tuple>

#include "corpus/database.h"
#include "corpus/document_files.h"
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

std::optional<PreviousRelease> latest_release_beside(const std::string& target,
                                                     const Quality& quality) {
  const fs::path parent =
      fs::path(target).has_parent_path() ? fs::path(target).parent_path() : fs::path(".");
  std::optional<PreviousRelease> latest;
  std::error_code error;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    if (name.starts_with('.') || !fs::exists(entry->path() / kQualityFile, error)) continue;
    auto release = read_release(entry->path().string());
    if (!release || release->quality.input == quality.input || release->quality.date > quality.date)
      continue;
    if (!latest || std::tie(latest->quality.date, latest->name) <
                       std::tie(release->quality.date, release->name))
      latest = std::move(*release);
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
