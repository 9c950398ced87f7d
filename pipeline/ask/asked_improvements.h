#pragma once

#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/error.h"
#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

struct AskedRequest {
  std::vector<const Council*> councils;
  std::vector<std::string> groups;  // "region", "neighbours", "england"
  std::vector<std::string> themes;  // empty: all
  std::string since;                // a day
  bool evidence = false;
};

// Adds what councils were asked to improve since a day: their themes beside those of other
// councils, and every item with its quote.
Expected<void> add_asked(ReleaseReader& release, const AskedRequest& request, Answer& answer);

}  // namespace ofsight
