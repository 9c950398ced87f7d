#pragma once

#include <string>
#include <vector>

#include "corpus/error.h"
#include "extractors/rule_set.h"

namespace ofsight {

// The rules built into the program, and those of the .json files in `folder`, which add to them or
// take their places. No folder: "". Every problem of the rules is logged; the Error sums them up.
Expected<RuleSet> load_rules(const std::string& folder);

}  // namespace ofsight
