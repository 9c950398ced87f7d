#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/text.h"
#include "extractors/kind.h"
#include "extractors/matching/kind_matcher.h"
#include "extractors/matching/matcher.h"

namespace ofsight {

// What a report says about itself.
struct Details {
  std::optional<std::string> inspection_start, inspection_end, published;  // YYYY-MM-DD
  std::optional<std::string> lead_inspector;
  std::vector<std::string> inspectors;
  std::vector<Warning> warnings;
};

// Reads dates and inspectors. Safe to use from several threads at once; `rules` must outlive it.
class DetailsExtractor {
 public:
  static Expected<DetailsExtractor> compile(const RuleSet& rules);
  Details extract(const Text& text, const Kind& kind) const;

 private:
  struct Matchers {
    KindMatcher dates, published, inspectors;
    Matcher closing, role, name;
  };
  explicit DetailsExtractor(Matchers matchers) : m_(std::move(matchers)) {}

  void find_dates(const Text& text, const Kind& kind, Details& details) const;
  void find_inspectors(const Text& text, const Kind& kind, Details& details) const;
  void find_team_by_line(const Text& text, const Kind& kind, Details& details) const;
  std::optional<std::string> signatory(const Text& text) const;
  std::vector<std::string> names_in(std::string_view words) const;

  Matchers m_;
};

// The council a report is about: named in its title, else most often on its first page.
// Null when none is named. `date` decides between namesakes of different times.
const Council* find_council(const Text& text, const Kind& kind, const CouncilRegister& councils,
                            std::string_view date);

}  // namespace ofsight
