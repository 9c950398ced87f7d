// Rule files of any bytes: loading them never crashes, and what loads can be used.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractors/matching/matcher.h"
#include "extractors/matching/term_matcher.h"
#include "extractors/rule_set.h"

namespace ofsight {
namespace {

// Some sets need a little more memory than their patterns alone, and do not compile.
void check(const Matcher& matcher) {
  const Rule& rule = *matcher.rules().front();
  for (const auto& text : rule.match) {
    if (matcher.firing(text).empty() || !matcher.first(text)) std::abort();
    std::size_t end = 0;
    for (const auto& match : matcher.all(text)) {
      if (match.whole.start < end || match.whole.end > text.size()) std::abort();
      end = match.whole.end;
    }
  }
  for (const auto& text : rule.no_match)
    if (!matcher.firing(text).empty()) std::abort();
}

void check(const TermMatcher& matcher) {
  const Rule& rule = *matcher.rules().front();
  for (const auto& text : rule.match) {
    const auto hits = matcher.all(text);
    if (hits.empty()) std::abort();
    for (const auto& hit : hits)
      if (hit.span.start > hit.span.end || hit.span.end > text.size()) std::abort();
    matcher.near_misses(text);
  }
  for (const auto& text : rule.no_match)
    if (!matcher.all(text).empty()) std::abort();
}

}  // namespace
}  // namespace ofsight

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ofsight;
  const std::string json(reinterpret_cast<const char*>(data), size);
  const auto loaded = RuleSet::load({{"fuzz.json", json}});
  if (!loaded) {
    if (loaded.error().empty()) std::abort();
    return 0;
  }
  for (const auto& rule : loaded->rules()) {
    if (const auto terms = TermMatcher::compile({&rule})) check(*terms);
    if (const auto matcher = Matcher::compile({&rule}); matcher && !rule.is_composed())
      check(*matcher);
  }
  return 0;
}
