#pragma once

#include <string>
#include <vector>

#include "corpus/text.h"
#include "extractors/kind.h"
#include "extractors/matcher.h"

namespace ofsight {

struct Improvements {
  std::vector<Improvement> improvements;  // in document order
  std::vector<Warning> warnings;
};

// Reads the items listed under headings that ask for improvement, each whole: with its sub-items,
// without bullets, numbers, boxes and case studies.
// Safe to use from several threads at once; `rules` must outlive it.
class ImprovementExtractor {
 public:
  static Expected<ImprovementExtractor> compile(const RuleSet& rules);
  Improvements extract(const Text& text, const Kind& kind) const;

 private:
  ImprovementExtractor(Matcher headings, Matcher bodies, Matcher headers)
      : headings_(std::move(headings)), bodies_(std::move(bodies)), headers_(std::move(headers)) {}

  Matcher headings_, bodies_, headers_;
};

}  // namespace ofsight
