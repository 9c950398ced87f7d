#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "extractors/improvements.h"
#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

// What the built-in rules list as improvements.
namespace ofsight {

using Strings = std::vector<std::string>;

inline Improvements listed(const std::string& kind_code, const Text& text) {
  static const RuleSet rules = report_rules();
  static const ImprovementExtractor extractor = ImprovementExtractor::compile(rules).value();
  Kind kind;
  kind.kind = kind_code;
  if (kind_code == "jtai" || kind_code == "area_send_inspection" ||
      kind_code == "joint_area_review")
    kind.body = "partnership";
  if (kind_code == "lscb_review") kind.body = "lscb";
  Improvements improvements = extractor.extract(text, kind);
  for (const Improvement& item : improvements.improvements)
    EXPECT_EQ(text.slice(item.evidence.span), item.evidence.quote);
  return improvements;
}

// The items' words, "! " before those of priority.
inline Strings items(const Improvements& improvements) {
  Strings out;
  for (const Improvement& item : improvements.improvements)
    out.push_back((item.type == "priority_action" ? "! " : "") + item.text);
  return out;
}

inline Strings items(const std::string& kind, const std::string& outline) {
  const Improvements improvements = listed(kind, text_of(outline));
  for (const Warning& warning : improvements.warnings) ADD_FAILURE() << warning.message;
  return items(improvements);
}

inline Strings bodies(const std::string& kind, const std::string& outline) {
  Strings out;
  for (const Improvement& item : listed(kind, text_of(outline)).improvements)
    out.push_back(item.body);
  return out;
}

inline Strings warnings(const std::string& kind, const std::string& outline) {
  Strings out;
  for (const Warning& warning : listed(kind, text_of(outline)).warnings)
    out.push_back(warning.code + ": " + warning.message);
  return out;
}

}  // namespace ofsight
