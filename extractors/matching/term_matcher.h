#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "extractors/matching/matcher.h"
#include "extractors/matching/rule_parts.h"
#include "extractors/rule.h"

namespace ofsight {

// When a hit counts: always, in improvement items only, or where no other rule has any.
enum class Counts { kFully, kInItems, kWeakly };

struct TermHit {
  std::size_t rule = 0;  // index into TermMatcher::rules()
  ByteSpan span;         // of a near pair: from the first word of the one to the last of the other
  Counts counts = Counts::kFully;
};

// A hit that did not count, or a pair of which one part is missing.
struct NearMiss {
  std::size_t rule = 0;
  ByteSpan span;
  std::string reason;  // one line
};

// Whether at most `words` words stand in what is between two hits. Spaces part words: a dash
// between spaces counts as one.
bool at_most_words(std::string_view gap, int words);

// Finds where rules match with all their parts: patterns, early and weak ones, those for items,
// near pairs, except and unless. May be used by several threads at once. Movable.
class TermMatcher {
 public:
  // Rules of a RuleSet. They are not copied and must outlive the TermMatcher.
  static Expected<TermMatcher> compile(std::vector<const Rule*> rules);

  TermMatcher(TermMatcher&&) noexcept;
  TermMatcher& operator=(TermMatcher&&) noexcept;
  ~TermMatcher();

  const std::vector<const Rule*>& rules() const { return rules_; }

  // Every hit once, by rule, then as they count, then by position. Hits of one rule may overlap
  // where its patterns or near pairs do.
  std::vector<TermHit> all(const Words& words) const;

  // What a rule has that a text almost gave it, for explanations; by rule.
  std::vector<NearMiss> near_misses(const Words& words) const;

 private:
  struct Found;
  TermMatcher(std::vector<const Rule*> rules, std::unique_ptr<const RuleParts> parts);
  void read(std::string_view text, std::span<const TermStart> starts, Found& found) const;

  std::vector<const Rule*> rules_;
  std::unique_ptr<const RuleParts> parts_;
};

}  // namespace ofsight
