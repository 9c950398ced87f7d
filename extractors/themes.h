#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/text.h"
#include "extractors/matching/term_matcher.h"
#include "extractors/rule_set.h"
#include "extractors/sentence_role.h"

namespace ofsight {

struct ThemeHit {
  const Rule* rule = nullptr;
  ByteSpan span;
};

// Tells what a sentence or an improvement item is about: family `theme`. What stands only after
// words that open an aside, as a clause of purpose (family `aside`), is no theme unless nothing
// else is; nor is what only weak terms name. A theme may have several rules, some for certain kinds
// of report only: theme.CODE and theme.CODE.WORD. Safe to use from several threads at once; `rules`
// must outlive it.
class ThemeExtractor {
 public:
  static Expected<ThemeExtractor> compile(const RuleSet& rules);

  // What makes the themes of a sentence in a report of a kind, by rule, then by position.
  std::vector<ThemeHit> hits(const Words& sentence, SentenceRole role, std::string_view kind) const;

  // The themes of an improvement item: those of its first sentence, and those that at least two of
  // its sentences are about.
  std::vector<std::string> codes_of_item(const Text& text, Span item, std::string_view kind) const;

  // Why hits of the sentence make no theme, and what almost was one; one line each.
  std::vector<std::pair<const Rule*, std::string>> near_misses(const Words& sentence,
                                                               SentenceRole role,
                                                               std::string_view kind) const;

  // The codes of hits, each once, in the order of the rules.
  static std::vector<std::string> codes(const std::vector<ThemeHit>& hits);

 private:
  ThemeExtractor(TermMatcher themes, TermMatcher asides)
      : themes_(std::move(themes)), asides_(std::move(asides)) {}

  TermMatcher themes_, asides_;
};

}  // namespace ofsight
