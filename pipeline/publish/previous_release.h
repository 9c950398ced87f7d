#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "pipeline/publish/quality.h"

namespace ofsight {

// An earlier release to compare with.
struct PreviousRelease {
  std::string folder, name;
  Quality quality;
};

// The release at `folder`; kUsage if there is none.
Expected<PreviousRelease> read_release(const std::string& folder);

// The latest release beside `target` that is not of the same input and not of a later date; nothing
// if there is none. Folders that are no release are passed over.
std::optional<PreviousRelease> latest_release_beside(const std::string& target,
                                                     const Quality& quality);

// How many of `report_ids`, sorted, the release does not have, and how many of its own are not
// among them.
struct ReportDifference {
  std::size_t added = 0, dropped = 0;
};
Expected<ReportDifference> difference_to(const PreviousRelease& previous,
                                         const std::vector<std::uint64_t>& report_ids);

}  // namespace ofsight
