#pragma once

#include <string>
#include <vector>

#include "corpus/text.h"
#include "extractors/kind.h"
#include "extractors/matching/kind_matcher.h"
#include "extractors/matching/matcher.h"

namespace ofsight {

struct Judgements {
  std::vector<Judgement> judgements;  // in document order, one per area
  std::vector<Warning> warnings;
};

// Reads grades from tables by row, from headlines, and outcomes from sentences. An area that is
// stated twice with different grades is left out and named in the warnings.
// Safe to use from several threads at once; `rules` must outlive it.
class JudgementExtractor {
 public:
  static Expected<JudgementExtractor> compile(const RuleSet& rules);
  Judgements extract(const Text& text, const Kind& kind) const;

 private:
  struct Matchers {
    KindMatcher labels, headlines, outcomes;
    Matcher grades;
  };
  explicit JudgementExtractor(Matchers matchers) : m_(std::move(matchers)) {}

  std::vector<Judgement> from_table_row(const Text& text, const Block& row, const Kind& kind) const;
  std::vector<Judgement> from_headline(const Text& text, const Block& block,
                                       const Kind& kind) const;

  Matchers m_;
};

}  // namespace ofsight
