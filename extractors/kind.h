#pragma once

#include <optional>
#include <string>

#include "corpus/text.h"
#include "extractors/matching/matcher.h"
#include "extractors/rule_set.h"

namespace ofsight {

struct Kind {
  std::string kind = "other", framework = "other";
  std::string body = "local_authority";  // whose improvements the report lists, unless it says
  std::optional<Span> title;             // the headings that told the kind
  std::optional<Span> title_page;        // with those right above, where the council may stand
  bool recognised = false;
};

// Tells what kind of report a text is, by its title or else by its first page.
// Safe to use from several threads at once; `rules` must outlive it.
class KindExtractor {
 public:
  static Expected<KindExtractor> compile(const RuleSet& rules);
  Kind extract(const Text& text) const;

 private:
  KindExtractor(Matcher titles, Matcher sentences)
      : titles_(std::move(titles)), sentences_(std::move(sentences)) {}
  std::size_t title_start(const Text& text, std::size_t first, std::size_t last,
                          const Rule& rule) const;

  Matcher titles_, sentences_;
};

}  // namespace ofsight
