#pragma once

#include <string>
#include <vector>

#include "corpus/error.h"
#include "extractors/rule_set.h"

namespace ofsight {

// The rules built into the program, and those of the .json files in `folder`, which add to them or
// take their places. No folder: "". Every problem of the rules is logged; the Error sums them up.
// The patterns and examples of the built-in rules are tried only on demand: the tests did that.
enum class BuiltIn { kTrust, kTry };
Expected<RuleSet> load_rules(const std::string& folder, BuiltIn built_in);

}  // namespace ofsight
