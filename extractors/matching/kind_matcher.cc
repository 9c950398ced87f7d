#include "extractors/matching/kind_matcher.h"

#include <algorithm>
#include <utility>

namespace ofsight {

Expected<KindMatcher> KindMatcher::compile(const std::vector<const Rule*>& rules) {
  std::vector<const Rule*> for_all;
  std::copy_if(rules.begin(), rules.end(), std::back_inserter(for_all),
               [](const Rule* rule) { return rule->kinds.empty(); });
  auto others = Matcher::compile(for_all);
  if (!others) return tl::unexpected(others.error());
  KindMatcher result(std::move(*others));
  std::map<std::vector<const Rule*>, std::shared_ptr<const Matcher>> known;
  for (const std::string_view kind : kRuleKinds) {
    std::vector<const Rule*> applying;
    std::copy_if(rules.begin(), rules.end(), std::back_inserter(applying),
                 [kind](const Rule* rule) { return rule->applies_to(kind); });
    if (applying == for_all) continue;
    auto& matcher = known[applying];
    if (!matcher) {
      auto compiled = Matcher::compile(applying);
      if (!compiled) return tl::unexpected(compiled.error());
      matcher = std::make_shared<const Matcher>(std::move(*compiled));
    }
    result.by_kind_.emplace(kind, matcher);
  }
  return result;
}

const Matcher& KindMatcher::of(std::string_view kind) const {
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? others_ : *found->second;
}

const Rule* KindMatcher::firing(std::string_view words, std::string_view kind) const {
  const Matcher& matcher = of(kind);
  const auto rules = matcher.firing(words);
  return rules.empty() ? nullptr : matcher.rules()[rules.front()];
}

std::optional<Match> KindMatcher::first(std::string_view words, std::string_view kind) const {
  return of(kind).first(words);
}

}  // namespace ofsight
