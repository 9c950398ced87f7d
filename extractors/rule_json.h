#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/rule.h"

namespace ofsight {

// The problems of one rule file, in the order they were found.
class ProblemList {
 public:
  explicit ProblemList(std::string file) : file_(std::move(file)) {}

  void add(const std::string& pointer, std::string message);
  bool has(const std::string& pointer) const { return pointers_.count(pointer) > 0; }
  std::vector<RuleProblem> take() && { return std::move(problems_); }

 private:
  std::string file_;
  std::vector<RuleProblem> problems_;
  std::set<std::string> pointers_;
};

// Reads what schemas/rules.schema.json describes. Names everything that is not so in `problems` and
// goes on: places in lists are kept, with an empty value where `problems` has the pointer. Patterns
// and examples are taken as text.
RuleFile read_rule_file(const RuleSource& source, ProblemList& problems);

}  // namespace ofsight
