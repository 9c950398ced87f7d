#pragma once

#include <cstddef>
#include <map>
#include <string>

namespace ofsight {

// Counts what came of the documents, for the last line of a run.
struct OutcomeCounts {
  std::size_t reports = 0;
  std::map<std::string, std::size_t, std::less<>> rejections;  // by reason

  std::string summary() const {
    std::size_t rejected = 0;
    std::string reasons;
    for (const auto& [reason, count] : rejections) {
      rejected += count;
      reasons += (reasons.empty() ? "" : ", ") + std::to_string(count) + " " + reason;
    }
    return std::to_string(reports + rejected) + " documents read: " + std::to_string(reports) +
           " extracted, " + std::to_string(rejected) + " rejected" +
           (reasons.empty() ? "" : " (" + reasons + ")");
  }
};

}  // namespace ofsight
