#include "pipeline/ask/council_group.h"

namespace ofsight {

CouncilGroup group_of(const CouncilRegister& councils, const Council& council,
                      const std::string& kind) {
  if (kind == "neighbours") return {"Statistical neighbours", council.statistical_neighbours};
  CouncilGroup group{kind == "region" ? council.region : "England", {}};
  for (const Council& other : councils.councils()) {
    if (other.former || other.la_code == council.la_code) continue;
    if (kind == "region" && other.region_code != council.region_code) continue;
    group.la_codes.push_back(other.la_code);
  }
  return group;
}

}  // namespace ofsight
