#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "extractors/cue.h"
#include "extractors/matching/term_matcher.h"
#include "extractors/rule_set.h"

namespace ofsight {

// One cue in a sentence.
struct CueHit {
  const Cue* cue = nullptr;
  ByteSpan span;
  std::size_t clause = 0;  // clauses count from 0, in order
};

// The cues of one sentence. Within one of the lists they do not overlap and are in text order.
struct SentenceCues {
  std::vector<CueHit> evaluative;  // strength, concern, neutral
  std::vector<CueHit> negations, conditions, purposes, historical, planned, attributed, directives,
      extents, clause_ends;
};

// Finds cues and cuts a sentence into clauses. Of overlapping cues of a list the leftmost counts,
// then the longest, then that of the earlier rule. Safe to use from several threads at once;
// `rules` must outlive it.
class CueFinder {
 public:
  // Reads the families `polarity` and `context`.
  static Expected<CueFinder> compile(const RuleSet& rules);

  SentenceCues find(const Words& sentence) const;

 private:
  CueFinder(std::vector<Cue> cues, TermMatcher matcher)
      : cues_(std::move(cues)), matcher_(std::move(matcher)) {}

  std::vector<Cue> cues_;  // in the order of the matcher's rules
  TermMatcher matcher_;
};

// Whether an operator acts on a cue: within its reach, on the side its direction says, in the same
// clause unless it crosses clauses, and with no `until` between the two.
bool acts_on(std::string_view sentence, const CueHit& op, const CueHit& cue);

// The same for turning a concern into a strength: within `flips`, never across a comma, forward
// only where the direction is both, and no statement by an operator that undoes things: "reducing
// delay" is good, "improvements in delay are needed" is not.
bool flips(std::string_view sentence, const CueHit& op, const CueHit& cue);

}  // namespace ofsight
