#include "extractors/rule_lint.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Strings remarks(const std::string& keys, const std::string& example) {
  const RuleSet rules = written_rules({rule_json("a.b", keys, example)});
  Strings messages;
  for (const LintFinding& finding : lint(rules)) messages.push_back(finding.message);
  return messages;
}

TEST(RuleLint, SaysNothingOfOrdinaryTerms) {
  EXPECT_EQ(
      remarks(R"x("terms": ["audits?", "dip[- ]sampl(?:e|es)", "children’s files"])x", "audits"),
      Strings{});
}

TEST(RuleLint, ATermThatAnotherMatchesWholeIsNeedless) {
  EXPECT_EQ(remarks(R"("terms": ["audits", "audits?"])", "audits"),
            Strings{"'audits' is needless beside 'audits?'"});
  EXPECT_EQ(remarks(R"("terms": ["audits", "audit", "case audits"])", "audit"), Strings{});
}

TEST(RuleLint, OfTwoEqualTermsTheLaterIsNeedless) {
  EXPECT_EQ(remarks(R"("terms": ["CICC", "CiCC"])", "CICC"),
            Strings{"'CiCC' is needless beside 'CICC'"});
}

TEST(RuleLint, ATermBeginsAndEndsAWord) {
  EXPECT_EQ(remarks(R"("terms": ["audits", "% of them"])", "audits").front(),
            "'% of them' begins no word, and so matches nothing; say it under 'patterns'");
  EXPECT_EQ(remarks(R"("terms": ["per cent,"])", "per cent,a"),
            Strings{"'per cent,' cannot end a word, and matches only straight before one"});
}

TEST(RuleLint, ATermSpellsOutItsFirstWord) {
  for (const std::string term : {"audit[a-z]*", "[a-z]+ly done", "(?:[a-z]+ )?late"})
    EXPECT_EQ(remarks(R"("terms": [")" + term + R"("])", "very late audits are weekly done"),
              Strings{"'" + term +
                      "' is tried at every word, which takes time; spell out its first word"});
  EXPECT_EQ(remarks(R"("terms": ["[0-9]+ audits", "audits? [a-z]+"])", "12 audits x"), Strings{})
      << "numbers cannot be";
  EXPECT_EQ(
      remarks(R"x("terms": ["audits", "\\(audit"])x", "audits"),
      (Strings{"'\\(audit' begins no word, and so matches nothing; say it under 'patterns'",
               "'\\(audit' is tried at every word, which takes time; spell out its first word"}));
}

TEST(RuleLint, LongGapsAreNamed) {
  for (const std::string gap : {".*", ".+", ".{0,200}", "[^.]{3,}", "[^,]*"})
    EXPECT_EQ(
        remarks(R"("terms": ["plan )" + gap + R"(delay"])", "plan  and delay"),
        Strings{"'plan " + gap + "delay' has a long gap; two terms under 'near' say it better"})
        << gap;
  for (const std::string gap : {".{0,20}", "[a-z ]{1,40}", "[a-z ]+"})
    EXPECT_EQ(remarks(R"("terms": ["plan )" + gap + R"(delay"])", "plan  and delay"), Strings{})
        << gap;
}

TEST(RuleLint, PatternsAreTheirAuthorsBusiness) {
  EXPECT_EQ(remarks(R"("patterns": ["^.*x"])", "x").size(), 0u);
}

}  // namespace
}  // namespace ofsight
