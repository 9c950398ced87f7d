#pragma once

#include <string>
#include <utility>

#include "corpus/error.h"

namespace ofsight {

// A folder that one process at a time works on. The system takes the lock back whatever way the
// process ends. Nothing is written: the folder itself is what is locked.
class FolderLock {
 public:
  enum class State { kHeld, kBusy, kUnknown };  // kUnknown: not every file system can

  FolderLock() = default;
  explicit FolderLock(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), state_(other.state_) {}
  FolderLock& operator=(FolderLock&& other) = delete;
  ~FolderLock();

  State state() const { return state_; }
  // Whether the locked folder is still the one of this name.
  bool is_of(const std::string& folder) const;

 private:
  int descriptor_ = -1;
  State state_ = State::kUnknown;
};

// A hidden folder for what is not finished, beside the place where it will be:
// ".NAME.partial-<8 hex digits>". It goes with this object and is locked until then, so that the
// next one sees which such folders a killed process left behind, and removes them.
class PartialFolder {
 public:
  // Makes the folders that lead to it. Removes what killed processes left of the same target, or,
  // if that is named by a day, of any such.
  static Expected<PartialFolder> create(const std::string& target);

  PartialFolder(PartialFolder&& other) noexcept
      : path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}
  PartialFolder& operator=(PartialFolder&& other) = delete;
  ~PartialFolder();

  const std::string& path() const { return path_; }
  // Renames it, in the place of an empty folder if there is one: 0 or the system's error number.
  int become(const std::string& target);

 private:
  PartialFolder(std::string path, FolderLock lock)
      : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  FolderLock lock_;
};

}  // namespace ofsight
