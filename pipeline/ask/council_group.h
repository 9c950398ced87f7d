#pragma once

#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/error.h"

namespace ofsight {

// Councils that one is compared with; it is not among them itself.
struct CouncilGroup {
  std::string name;  // "West Midlands", "Statistical neighbours", "England"
  std::vector<std::string> la_codes;
};

// `kind` is "region", "neighbours" or "england". Councils of today only.
CouncilGroup group_of(const CouncilRegister& councils, const Council& council,
                      const std::string& kind);

}  // namespace ofsight
