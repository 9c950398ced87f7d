#pragma once

#include <string>
#include <vector>

#include "corpus/error.h"
#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

struct ComparisonRequest {
  std::vector<std::string> councils;     // names or codes, as people write them
  std::vector<std::string> with = {};    // of kGroups
  std::vector<std::string> themes = {};  // empty: all
  std::string since = {};                // first day of what was asked for; empty: five years
  bool evidence = false;
  bool for_people = true;  // side by side; otherwise one row for each council and value
};

inline const std::vector<std::string> kGroups = {"region", "neighbours", "england"};

// Latest judgements with those before them, how they stand among other councils, and what was asked
// for, by theme and with quotes. kUsage if a council or theme is not known.
Expected<Answer> compare(ReleaseReader& release, const ComparisonRequest& request);

}  // namespace ofsight
