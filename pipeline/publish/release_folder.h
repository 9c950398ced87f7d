#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "pipeline/publish/partial_folder.h"

namespace ofsight {

inline constexpr const char* kReleaseDescription = "datapackage.json";

// A folder that appears whole or not at all: written beside its place under a hidden name
// (partial_folder.h) and renamed by commit(). Without commit() it is removed. A folder that is
// there already is never written into.
class ReleaseFolder {
 public:
  // `target` is where the release will be. kUsage if something is there that is neither an empty
  // folder nor a release.
  static Expected<ReleaseFolder> create(const std::string& target);

  // Where files are written until commit().
  const std::string& path() const { return partial_.path(); }
  const std::string& target() const { return target_; }

  enum class Outcome { kPublished, kUnchanged };
  // Puts everything on the disk and gives the folder its name. kUnchanged: the same release, byte
  // for byte, is there already. kUsage: another one is.
  Expected<Outcome> commit();

 private:
  ReleaseFolder(std::string target, PartialFolder partial)
      : target_(std::move(target)), partial_(std::move(partial)) {}

  std::string target_;
  PartialFolder partial_;
};

// Every file below a folder, by its path relative to it, in byte order.
Expected<std::vector<std::string>> files_below(const std::string& folder);

}  // namespace ofsight
