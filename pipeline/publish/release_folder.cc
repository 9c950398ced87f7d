#include "pipeline/publish/release_folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kCompareBytes = 256u << 10;

std::string reason_of(int error) { return std::generic_category().message(error); }

tl::unexpected<Error> cannot_write(const std::string& path, const std::string& reason) {
  return fail(ErrorCode::kIo, "cannot write '" + path + "': " + reason);
}

// Files and folders; 0 or the system's error number.
int sync(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return errno;
  const int error = ::fsync(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  return error;
}

bool same_bytes(const std::string& a, const std::string& b) {
  std::ifstream first(a, std::ios::binary), second(b, std::ios::binary);
  std::vector<char> x(kCompareBytes), y(kCompareBytes);
  while (first && second) {
    first.read(x.data(), kCompareBytes);
    second.read(y.data(), kCompareBytes);
    if (first.gcount() != second.gcount() ||
        !std::equal(x.begin(), x.begin() + first.gcount(), y.begin()))
      return false;
  }
  return first.eof() && second.eof();
}

bool same_folder(const std::string& a, const std::string& b) {
  const auto files = files_below(a);
  const auto others = files_below(b);
  if (!files || !others || *files != *others) return false;
  return std::all_of(files->begin(), files->end(), [&](const std::string& file) {
    return same_bytes(a + "/" + file, b + "/" + file);
  });
}

Expected<void> check_target(const std::string& target) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (!fs::exists(status)) return {};
  if (!fs::is_directory(status))
    return fail(ErrorCode::kUsage, "--output '" + target + "' is a file; name a folder");
  if (fs::is_empty(target, error)) return {};
  if (error) return cannot_write(target, error.message());
  if (!fs::exists(fs::path(target) / kReleaseDescription, error))
    return fail(ErrorCode::kUsage,
                "--output '" + target + "' is not empty and not a release; name a new folder");
  return {};
}

}  // namespace

Expected<std::vector<std::string>> files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->is_regular_file(error))
      files.push_back(entry->path().lexically_relative(folder).string());
  if (error) return fail(ErrorCode::kIo, "'" + folder + "': " + error.message());
  std::sort(files.begin(), files.end());
  return files;
}

Expected<ReleaseFolder> ReleaseFolder::create(const std::string& output) {
  fs::path target = fs::path(output).lexically_normal();
  if (!target.has_filename()) target = target.parent_path();
  if (target.filename() == "." || target.filename() == ".." || target.empty())
    return fail(ErrorCode::kUsage,
                "--output '" + output + "': name a new folder, such as releases/2026-01");
  if (auto checked = check_target(target.string()); !checked)
    return tl::unexpected(checked.error());
  auto partial = PartialFolder::create(target.string());
  if (!partial) return tl::unexpected(partial.error());
  return ReleaseFolder(target.string(), std::move(*partial));
}

Expected<ReleaseFolder::Outcome> ReleaseFolder::commit() {
  const auto files = files_below(path());
  if (!files) return tl::unexpected(files.error());
  for (const std::string& file : *files)
    if (const int error = sync(path() + "/" + file); error != 0)
      return cannot_write(target_, reason_of(error));
  // Takes the place of an empty folder, never of one with something in it.
  if (const int error = partial_.become(target_); error != 0) {
    if (error != ENOTEMPTY && error != EEXIST) return cannot_write(target_, reason_of(error));
    if (same_folder(path(), target_)) return Outcome::kUnchanged;
    return fail(ErrorCode::kUsage, "'" + target_ +
                                       "' is another release, and no release is overwritten; "
                                       "name a new folder, or move that one away");
  }
  // So that the new name survives a power failure; not every file system can.
  const fs::path parent = fs::path(target_).parent_path();
  static_cast<void>(sync(parent.empty() ? "." : parent.string()));
  return Outcome::kPublished;
}

}  // namespace ofsight
