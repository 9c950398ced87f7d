#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpus/text.h"
#include "extractors/polarity.h"
#include "extractors/themes.h"

namespace ofsight {

struct Findings {
  std::vector<Finding> findings;  // in document order
  std::vector<Warning> warnings;
};

// Reads what each sentence of the body says: one finding for a sentence that is about a theme or
// has evaluative words. Headings are none, nor are table rows but those listed as improvements, nor
// what the report says of itself: sentences, and all but listed improvements below headings, that a
// rule of the family `scope` matches.
// Safe to use from several threads at once; the RuleSet must outlive it.
class FindingExtractor {
 public:
  static Expected<FindingExtractor> compile(const RuleSet& rules);

  Findings extract(const Text& text, const std::vector<Improvement>& improvements,
                   std::string_view kind) const;

  // Of the sentences of an item: lists below some headings ask only, others tell more (`asks` of
  // the rules of the family `improvements`).
  SentenceRole role_of(const Text& text, const Improvement& item) const;

  const ThemeExtractor& themes() const { return themes_; }
  const PolarityExtractor& polarity() const { return polarity_; }

 private:
  FindingExtractor(ThemeExtractor themes, PolarityExtractor polarity, TermMatcher own_sentences,
                   TermMatcher own_sections)
      : themes_(std::move(themes)),
        polarity_(std::move(polarity)),
        own_sentences_(std::move(own_sentences)),
        own_sections_(std::move(own_sections)) {}

  std::optional<Finding> read(const Text& text, Span sentence, SentenceRole role,
                              std::string_view kind) const;

  ThemeExtractor themes_;
  PolarityExtractor polarity_;
  TermMatcher own_sentences_, own_sections_;  // of the report about itself
  std::set<std::string, std::less<>> asking_rules_;
};

}  // namespace ofsight
