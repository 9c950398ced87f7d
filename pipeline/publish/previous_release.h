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

// The latest release in `folder` that is not of a later date; nothing if there is none. One made of
// `other_than`, the digest of an input, does not count, and folders that are no release are passed
// over.
std::optional<PreviousRelease> latest_release_in(const std::string& folder, const std::string& date,
                                                 const std::string& other_than = "");

// How many of `report_ids`, sorted, the release does not have, and how many of its own are not
// among them.
struct ReportDifference {
  std::size_t added = 0, dropped = 0;
};
Expected<ReportDifference> difference_to(const PreviousRelease& previous,
                                         const std::vector<std::uint64_t>& report_ids);

}  // namespace ofsight
