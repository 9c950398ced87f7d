#include "extractors/matching/rule_parts.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace ofsight {
namespace {

Rule rule_of(std::string id) {
  Rule rule;
  rule.id = std::move(id);
  return rule;
}

// "rule role words" of each start that matches.
std::vector<std::string> found(const std::vector<const Rule*>& rules, const std::string& text) {
  const auto parts = RuleParts::compile(rules);
  EXPECT_TRUE(parts);
  std::vector<std::string> all;
  for (const TermStart& start : parts->starts(text)) {
    const auto span = parts->span(start, text);
    if (!span) continue;
    const RulePart& part = parts->part(start);
    all.push_back(std::to_string(part.rule) + " " + std::to_string(static_cast<int>(part.role)) +
                  " " + text.substr(span->start, span->length()));
  }
  return all;
}

TEST(RuleParts, ComeByRuleThenByRoleWhateverTheyAre) {
  Rule first = rule_of("a"), second = rule_of("b");
  first.patterns = {bound_term("plans?"),
                    "re-?view"};  // the other is no term, so it may stand in a word
  first.except = {bound_term("plan of action")};
  second.weak = {bound_term("plan")};
  second.near = {{bound_term("plan"), bound_term("late"), 3}};
  EXPECT_EQ(found({&first, &second}, "preview a plan of action late"),
            (std::vector<std::string>{"0 0 plan", "0 0 review", "0 6 plan of action", "1 3 plan",
                                      "1 4 plan", "1 5 late"}));
}

TEST(RuleParts, NamesTheRuleOfABadPattern) {
  Rule rule = rule_of("theme.audit");
  rule.weak = {bound_term("(audit")};
  const auto parts = RuleParts::compile({&rule});
  ASSERT_FALSE(parts);
  EXPECT_EQ(parts.error().message.find("theme.audit: "), 0u) << parts.error().message;
}

}  // namespace
}  // namespace ofsight
