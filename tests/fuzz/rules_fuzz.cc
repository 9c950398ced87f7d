// Rule files of any bytes: loading them never crashes, and what loads can be used.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "extractors/matcher.h"
#include "extractors/rule_set.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ofsight;
  const std::string json(reinterpret_cast<const char*>(data), size);
  const auto loaded = RuleSet::load({{"fuzz.json", json}});
  if (!loaded) {
    if (loaded.error().empty()) std::abort();
    return 0;
  }
  for (const auto& rule : loaded->rules()) {
    const auto matcher = Matcher::compile({&rule});
    if (!matcher) continue;  // a set needs a little more memory than a pattern alone
    for (const auto& text : rule.match) {
      if (matcher->firing(text).empty() || !matcher->first(text)) std::abort();
      std::size_t end = 0;
      for (const auto& match : matcher->all(text)) {
        if (match.whole.start < end || match.whole.end > text.size()) std::abort();
        end = match.whole.end;
      }
    }
    for (const auto& text : rule.no_match) {
      if (!matcher->firing(text).empty()) std::abort();
    }
  }
  return 0;
}
