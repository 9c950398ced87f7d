#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

inline constexpr const char* kReleaseDescription = "datapackage.json";

// A folder that appears whole or not at all: written beside its place under a hidden name
// (".NAME.partial-<random>") and renamed by commit(). Without commit() it is removed, unless the
// process is killed. A folder that is there already is never written into.
class ReleaseFolder {
 public:
  // `target` is where the release will be. kUsage if something is there that is neither an empty
  // folder nor a release.
  static Expected<ReleaseFolder> create(const std::string& target);

  ReleaseFolder(ReleaseFolder&& other) noexcept;
  ReleaseFolder& operator=(ReleaseFolder&& other) = delete;
  ~ReleaseFolder();

  // Where files are written until commit().
  const std::string& path() const { return partial_; }
  const std::string& target() const { return target_; }

  enum class Outcome { kPublished, kUnchanged };
  // Puts everything on the disk and gives the folder its name. kUnchanged: the same release, byte
  // for byte, is there already. kUsage: another one is.
  Expected<Outcome> commit();

 private:
  ReleaseFolder(std::string target, std::string partial)
      : target_(std::move(target)), partial_(std::move(partial)) {}

  std::string target_, partial_;
};

// Every file below a folder, by its path relative to it, in byte order.
Expected<std::vector<std::string>> files_below(const std::string& folder);

}  // namespace ofsight
