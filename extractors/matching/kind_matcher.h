#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/matching/matcher.h"
#include "extractors/rule.h"

namespace ofsight {

// The Matchers of one family of rules for the kinds of report, each with the rules that apply to
// its kind. May be used by several threads at once. Movable.
class KindMatcher {
 public:
  // As Matcher::compile().
  static Expected<KindMatcher> compile(const std::vector<const Rule*>& rules);

  const Matcher& of(std::string_view kind) const;

  // The first rule, in order of priority, that matches somewhere in `words`, or null.
  const Rule* firing(std::string_view words, std::string_view kind) const;
  // Its leftmost match.
  std::optional<Match> first(std::string_view words, std::string_view kind) const;

 private:
  explicit KindMatcher(Matcher others) : others_(std::move(others)) {}

  std::map<std::string, std::shared_ptr<const Matcher>, std::less<>> by_kind_;
  Matcher others_;  // of the rules that apply to every kind
};

}  // namespace ofsight
