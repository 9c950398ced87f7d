#include "extractors/matching/rule_parts.h"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace ofsight {

std::optional<std::string> RuleParts::add(RulePart part, const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    const auto number = static_cast<std::uint32_t>(parts_.size());
    parts_.push_back(part);
    if (unbound_term(pattern)) {
      if (auto problem = terms_.add(pattern, number)) return problem;
    } else {
      rules_.emplace_back().patterns = {pattern};
      part_of_.push_back(number);
    }
  }
  return std::nullopt;
}

std::optional<std::string> RuleParts::add(std::size_t index, const Rule& rule) {
  const auto add_lists =
      [&](std::initializer_list<std::pair<Role, const std::vector<std::string>*>> lists)
      -> std::optional<std::string> {
    for (const auto& [role, patterns] : lists)
      if (auto problem = add({index, role}, *patterns)) return problem;
    return std::nullopt;
  };
  if (auto problem = add_lists({{Role::kTerm, &rule.patterns},
                                {Role::kEarly, &rule.early},
                                {Role::kInItems, &rule.in_items},
                                {Role::kWeak, &rule.weak}}))
    return problem;
  for (std::size_t k = 0; k < rule.near.size(); ++k) {
    if (auto problem = add({index, Role::kNearFirst, k}, {rule.near[k].first})) return problem;
    if (auto problem = add({index, Role::kNearSecond, k}, {rule.near[k].second})) return problem;
  }
  return add_lists({{Role::kExcept, &rule.except}, {Role::kUnless, &rule.unless}});
}

Expected<RuleParts> RuleParts::compile(const std::vector<const Rule*>& rules) {
  RuleParts parts;
  for (std::size_t i = 0; i < rules.size(); ++i)
    if (const auto problem = parts.add(i, *rules[i]))
      return fail(ErrorCode::kInvalidData, rules[i]->id + ": " + *problem);
  if (!parts.terms_.compile())
    return fail(ErrorCode::kInvalidData,
                "terms that may begin with any word need more than " +
                    std::to_string(kMaxMatcherMemoryBytes / (1024 * 1024)) + " MiB together");
  std::vector<const Rule*> others;
  for (std::size_t i = 0; i < parts.rules_.size(); ++i) {
    parts.rules_[i].id = rules[parts.parts_[parts.part_of_[i]].rule]->id;
    others.push_back(&parts.rules_[i]);
  }
  auto matcher = Matcher::compile(std::move(others));
  if (!matcher) return tl::unexpected(matcher.error());
  parts.matcher_ = std::move(*matcher);
  return parts;
}

std::vector<TermStart> RuleParts::starts(const Words& words) const {
  std::vector<TermStart> starts = terms_.starts(words);
  if (part_of_.empty()) return starts;
  const auto middle = static_cast<std::ptrdiff_t>(starts.size());
  for (const RuleMatch& match : matcher_->each(words.text()))
    starts.push_back({part_of_[match.rule], static_cast<std::uint32_t>(match.span.start),
                      static_cast<std::uint32_t>(match.span.end), 0, 0, 0});
  std::inplace_merge(starts.begin(), starts.begin() + middle, starts.end(),
                     [](const TermStart& a, const TermStart& b) { return a.term < b.term; });
  return starts;
}

std::optional<ByteSpan> RuleParts::span(const TermStart& start, std::string_view text) const {
  const auto end = terms_.end_of(start, text);
  if (!end) return std::nullopt;
  return ByteSpan{start.at, *end};
}

}  // namespace ofsight
