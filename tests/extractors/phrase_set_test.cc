#include "extractors/phrase_set.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "corpus/embedded.h"
#include "extractors/rule_set.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

std::string term(const std::string& words) { return "(?i)\\b(?:" + words + ")\\b"; }

// What the phrases find, or "-" where the term is not taken.
Strings found(const std::string& words, const std::string& text) {
  PhraseSet set;
  if (!set.add(term(words), 0)) return {"-"};
  Strings all;
  for (const PhraseMatch& match : set.each(text))
    all.push_back(text.substr(match.span.start, match.span.length()));
  return all;
}

TEST(PhraseSet, FindsWholeWordsInAnyCase) {
  EXPECT_EQ(found("case audit", "A Case Audit, case audits, casework audit"), Strings{"Case Audit"});
}

TEST(PhraseSet, WritesOutAlternativesAndOptionalParts) {
  EXPECT_EQ(found("audit(?:s|ed)?", "audit audits audited auditor"), (Strings{"audit", "audits", "audited"}));
  EXPECT_EQ(found("pre[- ]?birth", "pre-birth prebirth pre birth pre_birth"),
            (Strings{"pre-birth", "prebirth", "pre birth"}));
  EXPECT_EQ(found("child’?s (?:plan|case)s", "child’s plans; childs cases"), (Strings{"child’s plans", "childs cases"}));
  EXPECT_EQ(found("s\\.47", "s.47 enquiries"), Strings{"s.47"});
}

TEST(PhraseSet, OfWordingsThatFitTheFirstCounts) {
  EXPECT_EQ(found("care|care plan", "care plan"), Strings{"care"});
  EXPECT_EQ(found("care(?: plan)?", "care plan"), Strings{"care plan"});
}

TEST(PhraseSet, MatchesOfAPhraseDoNotOverlap) {
  EXPECT_EQ(found("care care", "care care care care"), (Strings{"care care", "care care"}));
}

TEST(PhraseSet, AnchoredTermsStandAtTheStart) {
  EXPECT_EQ(found("^however", "However, not however"), Strings{"However"});
  EXPECT_EQ(found("^(?:but|and)", "And so and"), Strings{"And"});
}

// Those that begin with known words are tried where one of them stands.
TEST(PhraseSet, TriesPatternsAtTheirFirstWords) {
  EXPECT_EQ(found("(?:no|little) [a-z]+ of", "no use of it, a little help of hers, none of it"),
            (Strings{"no use of", "little help of"}));
  EXPECT_EQ(found("visits? .{1,9} late", "A visit is late"), Strings{"visit is late"});
  EXPECT_EQ(found("^[a-z]+ly complete", "Fully complete, partly complete"), Strings{"Fully complete"});
  std::string many = "a";
  for (int i = 0; i < 12; ++i) many += " (?:b|c)";
  EXPECT_EQ(found(many, "a b b b b b b c c c c c c"), Strings{"a b b b b b b c c c c c c"});
}

TEST(PhraseSet, LeavesPatternsThatMayBeginWithAnyWord) {
  for (const char* words : {"a.b", "a+", "a*", "[a-z]x", "[^a]", "\\w+", "a$", "^a|b", "(?P<x>a)", "a??", "(?:a",
                            "% of", "é", "\\bcare"})
    EXPECT_EQ(found(words, "a"), Strings{"-"}) << words;
  PhraseSet set;
  EXPECT_FALSE(set.add("audit", 0)) << "no term";
}

// On the words that the built-in rules are about, in all their examples.
TEST(PhraseSet, FindsWhatRe2Finds) {
  std::vector<RuleSource> sources;
  for (const EmbeddedFile& file : embedded_rules())
    sources.push_back({std::string(file.name), std::string(file.bytes), true});
  const auto rules = RuleSet::load(sources);
  ASSERT_TRUE(rules);
  Strings texts;
  for (const Rule& rule : rules->rules()) {
    texts.insert(texts.end(), rule.match.begin(), rule.match.end());
    texts.insert(texts.end(), rule.no_match.begin(), rule.no_match.end());
  }
  std::string all;
  for (const auto& text : texts) all += text + " ";
  texts.push_back(all);
  std::size_t phrases = 0, matches = 0;
  for (const Rule& rule : rules->rules())
    for (const std::string& pattern : rule.patterns) {
      PhraseSet set;
      if (!set.add(pattern, 0)) continue;
      ++phrases;
      PatternSet re2;
      ASSERT_FALSE(re2.add(pattern));
      ASSERT_TRUE(re2.compile());
      for (const auto& text : texts) {
        std::vector<ByteSpan> ours, theirs;
        for (const PhraseMatch& match : set.each(text)) ours.push_back(match.span);
        for (auto at = re2.locate(0, text, 0); at; at = re2.locate(0, text, at->end)) theirs.push_back(*at);
        ASSERT_EQ(ours, theirs) << pattern << " in " << text;
        matches += ours.size();
      }
    }
  EXPECT_GT(phrases, 1000u);
  EXPECT_GT(matches, 1000u);
}

}  // namespace
}  // namespace ofsight
