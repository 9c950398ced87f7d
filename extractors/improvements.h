#pragma once

#include <string>
#include <vector>

#include "corpus/text.h"
#include "extractors/kind.h"
#include "extractors/matching/kind_matcher.h"

namespace ofsight {

struct Improvements {
  std::vector<Improvement> improvements;  // in document order
  std::vector<Warning> warnings;
};

// The rule families about lists of improvements.
struct ImprovementMatchers {
  KindMatcher headings, bodies, headers, ends, none, intros;
};

// Reads the items listed under headings that ask for improvement, each whole: with its sub-items,
// without bullets, numbers, boxes and case studies.
// Safe to use from several threads at once; `rules` must outlive it.
class ImprovementExtractor {
 public:
  static Expected<ImprovementExtractor> compile(const RuleSet& rules);
  Improvements extract(const Text& text, const Kind& kind) const;

 private:
  explicit ImprovementExtractor(ImprovementMatchers matchers) : matchers_(std::move(matchers)) {}

  ImprovementMatchers matchers_;
};

}  // namespace ofsight
