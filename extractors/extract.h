#pragma once

#include <memory>
#include <optional>
#include <string>
#include <tl/expected.hpp>

#include "corpus/council.h"
#include "corpus/report.h"
#include "corpus/text.h"
#include "extractors/details.h"
#include "extractors/findings.h"
#include "extractors/improvements.h"
#include "extractors/judgements.h"
#include "extractors/kind.h"
#include "extractors/rule_set.h"

namespace ofsight {

// Turns texts into reports: every extractor with its rules, compiled once.
// extract() is safe to call from several threads at once.
class Extractor {
 public:
  static Expected<Extractor> create(RuleSet rules, CouncilRegister councils);

  // The report without source and provenance of the program; or why the text is none (a detail for
  // a kNotAReport rejection).
  tl::expected<Report, std::string> extract(const Text& text) const;

  const RuleSet& rules() const { return *rules_; }
  const FindingExtractor& findings() const { return findings_; }

 private:
  Extractor(std::unique_ptr<const RuleSet> rules, CouncilRegister councils, KindExtractor kinds,
            DetailsExtractor details, JudgementExtractor judgements,
            ImprovementExtractor improvements, FindingExtractor findings);

  std::unique_ptr<const RuleSet> rules_;  // matchers point into it
  CouncilRegister councils_;
  KindExtractor kinds_;
  DetailsExtractor details_;
  JudgementExtractor judgements_;
  ImprovementExtractor improvements_;
  FindingExtractor findings_;
};

}  // namespace ofsight
