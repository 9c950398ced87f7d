#pragma once

#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/error.h"
#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

struct OthersRequest {
  std::vector<const Council*> councils;  // those whose others are asked about
  std::vector<std::string> groups;       // "region", "neighbours", "england"
  std::vector<std::string> areas;        // that standings were counted of
  std::vector<std::string> themes;       // empty: all that a council was asked to improve
  std::string since;                     // a day
};

// Adds the evidence of what is counted of other councils: the grade of each with its words, and
// what each was asked to improve.
Expected<void> add_others(ReleaseReader& release, const OthersRequest& request, Answer& answer);

}  // namespace ofsight
