#include "pipeline/publish/partial_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <random>
#include <string_view>
#include <system_error>
#include <vector>

#include "pipeline/publish/release_series.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr int kNameAttempts = 16;
constexpr std::string_view kMark = ".partial-";
constexpr std::size_t kEndingDigits = 8;

tl::unexpected<Error> cannot_write(const std::string& path, const std::string& reason) {
  return fail(ErrorCode::kIo, "cannot write '" + path + "': " + reason);
}

std::string random_ending() {
  std::random_device device;
  char digits[16];
  std::snprintf(digits, sizeof digits, "%08x", static_cast<unsigned>(device()));
  return digits;
}

// The name of what was to be made in a folder of this name; empty if it is not one of ours.
std::string_view made_in(std::string_view name) {
  const std::size_t tail = kMark.size() + kEndingDigits;
  if (name.size() <= 1 + tail || name.front() != '.') return {};
  const std::string_view ending = name.substr(name.size() - kEndingDigits);
  if (name.substr(name.size() - tail, kMark.size()) != kMark ||
      ending.find_first_not_of("0123456789abcdef") != ending.npos)
    return {};
  return name.substr(1, name.size() - tail - 1);
}

bool alike(std::string_view name, std::string_view other) {
  return name == other || (number_in_series(name) && number_in_series(other));
}

// What cannot be removed, or not told, stays.
void remove_abandoned(const fs::path& parent, const std::string& target) {
  std::error_code error;
  std::vector<fs::path> found;
  for (fs::directory_iterator entry(parent, error), end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename().string();
    const std::string_view made = made_in(name);
    if (!made.empty() && alike(made, target)) found.push_back(entry->path());
  }
  for (const fs::path& folder : found)
    if (const FolderLock lock(folder.string()); lock.state() == FolderLock::State::kHeld)
      fs::remove_all(folder, error);
}

}  // namespace

FolderLock::FolderLock(const std::string& folder)
    : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)) {
  if (descriptor_ < 0) return;
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) {
    state_ = State::kHeld;
  } else if (errno == EWOULDBLOCK) {
    state_ = State::kBusy;
  }
}

FolderLock::~FolderLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool FolderLock::is_of(const std::string& folder) const {
  struct stat locked {
  }, named{};
  return ::fstat(descriptor_, &locked) == 0 && ::lstat(folder.c_str(), &named) == 0 &&
         locked.st_dev == named.st_dev && locked.st_ino == named.st_ino;
}

Expected<PartialFolder> PartialFolder::create(const std::string& target) {
  const fs::path place(target);
  const fs::path parent = place.has_parent_path() ? place.parent_path() : fs::path(".");
  const std::string name = place.filename().string();
  std::error_code error;
  fs::create_directories(parent, error);
  if (error) return cannot_write(parent.string(), error.message());
  remove_abandoned(parent, name);
  for (int attempt = 0; attempt < kNameAttempts; ++attempt) {
    const std::string path = parent / ("." + name + std::string(kMark) + random_ending());
    if (::mkdir(path.c_str(), 0777) != 0) {
      if (errno == EEXIST) continue;
      return cannot_write(target, std::generic_category().message(errno));
    }
    // Before it was locked, another process may have taken it for abandoned.
    FolderLock lock(path);
    if (lock.state() == FolderLock::State::kBusy ||
        (lock.state() == FolderLock::State::kHeld && !lock.is_of(path)))
      continue;
    return PartialFolder(path, std::move(lock));
  }
  return cannot_write(target, "no name for a folder beside it is free");
}

PartialFolder::~PartialFolder() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

int PartialFolder::become(const std::string& target) {
  if (::rename(path_.c_str(), target.c_str()) != 0) return errno;
  path_.clear();
  return 0;
}

}  // namespace ofsight
