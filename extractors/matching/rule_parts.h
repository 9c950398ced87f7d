#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "extractors/matching/matcher.h"
#include "extractors/matching/term_set.h"
#include "extractors/rule.h"

namespace ofsight {

// What a pattern is to its rule. The last two only take hits away.
enum class Role { kTerm, kEarly, kInItems, kWeak, kNearFirst, kNearSecond, kExcept, kUnless };

struct RulePart {
  std::size_t rule = 0;  // as given to compile()
  Role role = Role::kTerm;
  std::size_t pair = 0;  // near pair of the rule
};

// The patterns of many rules, found in one go. Movable; safe to read from several threads at once.
class RuleParts {
 public:
  // Rules of a RuleSet. They are not kept.
  static Expected<RuleParts> compile(const std::vector<const Rule*>& rules);

  // Where patterns may match: by rule, then by role, then by pattern, then in text order.
  std::vector<TermStart> starts(const Words& words) const;

  const RulePart& part(const TermStart& start) const { return parts_[start.term]; }
  // Of the match, if there is one.
  std::optional<ByteSpan> span(const TermStart& start, std::string_view text) const;

 private:
  // Return what is wrong with a pattern that cannot be used.
  std::optional<std::string> add(std::size_t index, const Rule& rule);
  std::optional<std::string> add(RulePart part, const std::vector<std::string>& patterns);

  std::vector<RulePart> parts_;         // of every pattern
  TermSet terms_;                       // numbered as parts_
  std::deque<Rule> rules_;              // one for each pattern that is no term
  std::vector<std::uint32_t> part_of_;  // of each of rules_
  std::optional<Matcher> matcher_;      // of rules_
};

}  // namespace ofsight
