#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "corpus/embedded.h"
#include "extractors/rule_set.h"

// Rule sets for tests: written in the test, or some files of the built-in ones.
namespace ofsight {

// A rule as JSON with `keys`, such as R"("terms": ["x"])". Its example is `match`.
inline std::string rule_json(const std::string& id, const std::string& keys,
                             const std::string& match) {
  return R"({"id": ")" + id + R"(", "description": "d", )" + keys + R"(, "match": [")" + match +
         R"("], "no_match": ["-"]})";
}

// A rule of one term, which is its own example; `yields` as in R"("weight": "2")".
inline std::string term_rule(const std::string& id, const std::string& term,
                             const std::string& yields = "", const std::string& more = "") {
  return rule_json(id, R"("yields": {)" + yields + R"(}, "terms": [")" + term + R"("])" + more,
                   term);
}

// They make one file. The codes of its theme rules are declared as they are used.
inline RuleSource rule_source(const std::vector<std::string>& rules) {
  std::string listed, themes;
  for (const std::string& rule : rules) {
    listed += (listed.empty() ? "" : ", ") + rule;
    constexpr std::string_view kTheme = R"({"id": "theme.)";
    if (!rule.starts_with(kTheme)) continue;
    const auto code = rule.substr(kTheme.size(), rule.find('"', kTheme.size()) - kTheme.size());
    themes += (themes.empty() ? "" : ", ") + ('"' + code + '"');
  }
  if (!themes.empty()) themes = R"("themes": [)" + themes + "], ";
  return {"written.json", R"({"description": "d", )" + themes + R"("rules": [)" + listed + "]}"};
}

inline RuleSet loaded(const std::vector<RuleSource>& sources) {
  auto set = RuleSet::load(sources);
  if (!set)
    for (const auto& problem : set.error()) ADD_FAILURE() << problem.pointer << problem.message;
  return std::move(set.value());
}

inline RuleSet written_rules(const std::vector<std::string>& rules) {
  return loaded({rule_source(rules)});
}

// The built-in rules about how reports are written, none about what they say; and those written.
inline RuleSet report_rules(const std::vector<std::string>& written = {}) {
  std::vector<RuleSource> sources;
  if (!written.empty()) sources.push_back(rule_source(written));
  for (const char* name :
       {"kinds.json", "details.json", "judgements.json", "grades.json", "improvements.json"})
    sources.push_back({name, std::string(embedded_file(embedded_rules(), name)), true});
  return loaded(sources);
}

}  // namespace ofsight
