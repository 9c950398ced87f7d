#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "extractors/rule.h"

namespace ofsight {

// The rules of a run, checked. Frozen once loaded; safe to read from threads. Pointers to its rules
// stay valid as long as it, and through a move.
class RuleSet {
 public:
  // Checks every file and every example in it, and either returns all rules or every problem there
  // is, by file. Files are taken in the order of their names, whatever order they come in, local
  // ones last. A rule of a local file takes the place of one with its id elsewhere.
  static tl::expected<RuleSet, std::vector<RuleProblem>> load(const std::vector<RuleSource>& files);

  RuleSet(RuleSet&&) = default;
  RuleSet& operator=(RuleSet&&) = default;
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  const std::vector<Rule>& rules() const { return rules_; }

  // The rules of a family in order of priority: by file name, then as in the file.
  std::vector<const Rule*> family(std::string_view name) const;

  // Those of a family that apply in a place, in the same order.
  std::vector<const Rule*> family_in(std::string_view name, Place place) const;

  // The rules whose ids begin with these words and a dot, in order of priority.
  std::vector<const Rule*> below(std::string_view words) const;

  // The rule with this id, or null.
  const Rule* find(std::string_view id) const;

  // "sha256:" and 64 hex digits over the names and bytes of all files.
  const std::string& digest() const { return digest_; }

 private:
  RuleSet() = default;
  void add(Rule rule);

  std::vector<Rule> rules_;
  std::string digest_;
};

}  // namespace ofsight
