#pragma once

#include <string>
#include <vector>

#include "extractors/rule_set.h"

namespace ofsight {

// What works, but is seldom meant.
struct LintFinding {
  const Rule* rule = nullptr;
  std::string message;  // one line, with the pattern
};

// Looks for terms that another term of the same rule makes needless, terms that cannot begin or end
// a word, long gaps, and terms without letters to look for, which are tried on every sentence.
// Rules come in their order.
std::vector<LintFinding> lint(const RuleSet& rules);

}  // namespace ofsight
