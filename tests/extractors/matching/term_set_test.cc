#include "extractors/matching/term_set.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "corpus/embedded.h"
#include "extractors/rule_set.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

// What matches, by number, then in text order. Of matches of one term that overlap the first
// counts.
std::vector<ByteSpan> matches(const TermSet& set, const std::string& text) {
  std::vector<ByteSpan> spans;
  std::size_t term = 0;
  for (const TermStart& start : set.starts(text)) {
    if (!spans.empty() && term == start.term && start.at < spans.back().end) continue;
    const auto end = set.end_of(start, text);
    if (!end) continue;
    spans.push_back({start.at, *end});
    term = start.term;
  }
  return spans;
}

Strings found(const Strings& terms, const std::string& text) {
  TermSet set;
  for (std::size_t i = 0; i < terms.size(); ++i)
    EXPECT_FALSE(set.add(bound_term(terms[i]), i)) << terms[i];
  EXPECT_TRUE(set.compile());
  Strings all;
  for (const ByteSpan span : matches(set, text))
    all.push_back(text.substr(span.start, span.length()));
  return all;
}

TEST(TermSet, FindsWholeWordsInAnyCase) {
  EXPECT_EQ(found({"case audit"}, "A Case Audit, case audits, casework audit"),
            Strings{"Case Audit"});
  EXPECT_EQ(found({"audit(?:s|ed)?"}, "audit audits audited auditor"),
            (Strings{"audit", "audits", "audited"}));
  EXPECT_EQ(found({"pre[- ]?birth"}, "pre-birth prebirth pre birth pre_birth"),
            (Strings{"pre-birth", "prebirth", "pre birth"}));
  EXPECT_EQ(found({"s\\.47"}, "s.47 enquiries, ss.47"), Strings{"s.47"});
}

TEST(TermSet, SeesLettersOfEveryLanguage) {
  EXPECT_EQ(found({"child’?s", "école"}, "the child’s école, CHILD’S"),
            (Strings{"child’s", "CHILD’S"}))
      << "é is no ASCII letter, so no word begins with it";
  EXPECT_EQ(found({"caf."}, "café"), Strings{}) << "nor ends with it";
}

TEST(TermSet, OfAlternativesTheFirstThatFitsCounts) {
  EXPECT_EQ(found({"care|care plan"}, "care plan"), Strings{"care"});
  EXPECT_EQ(found({"care(?: plan)?"}, "care plan"), Strings{"care plan"});
}

TEST(TermSet, MatchesOfATermDoNotOverlap) {
  EXPECT_EQ(found({"care care"}, "care care care care"), (Strings{"care care", "care care"}));
  EXPECT_EQ(found({"care care", "care"}, "care care"), (Strings{"care care", "care", "care"}))
      << "of several they may";
}

TEST(TermSet, OrdersByNumberThenByPlace) {
  EXPECT_EQ(found({"plan", "audit"}, "audit plan audit plan"),
            (Strings{"plan", "plan", "audit", "audit"}));
}

TEST(TermSet, AnchoredTermsStandAtTheStart) {
  EXPECT_EQ(found({"^however"}, "However, not however"), Strings{"However"});
  EXPECT_EQ(found({"^(?:but|and)"}, "And so and"), Strings{"And"});
}

TEST(TermSet, GapsMayBeginAndEndTerms) {
  EXPECT_EQ(found({"(?:no|little) [a-z]+ of"}, "no use of it, a little help of hers"),
            (Strings{"no use of", "little help of"}));
  EXPECT_EQ(found({"[a-z]+ly complete"}, "Fully complete, partly complete"),
            (Strings{"Fully complete", "partly complete"}));
}

TEST(TermSet, WhatIsNotSpeltOutIsMatched) {
  EXPECT_EQ(found({"plan(?: [a-z]+ well)?"}, "plan goes well, plan fails"),
            (Strings{"plan goes well", "plan"}));
  EXPECT_EQ(found({"no (?:[a-z]+ )?plan|no", "no"}, "no such plan"),
            (Strings{"no such plan", "no"}));
  EXPECT_EQ(found({"^[a-z]+ly,"}, "Sadly, x"), Strings{}) << "a comma ends no word before a space";
  EXPECT_EQ(found({"^[a-z]+ly"}, "Sadly only"), Strings{"Sadly"});
}

TEST(TermSet, StartsMayMatchOrNot) {
  TermSet set;
  ASSERT_FALSE(set.add(bound_term("no [a-z]+ plan"), 7));
  ASSERT_TRUE(set.compile());
  const std::string text = "no such plan, no plan";
  const auto starts = set.starts(text);
  ASSERT_EQ(starts.size(), 2u);
  EXPECT_EQ(starts[0].term, 7u);
  EXPECT_EQ(set.end_of(starts[0], text), 12u);
  EXPECT_EQ(starts[1].at, 14u);
  EXPECT_FALSE(set.end_of(starts[1], text));
}

TEST(TermSet, NothingStartsWhereNoMatchCanEnd) {
  TermSet set;
  ASSERT_FALSE(set.add(bound_term("no [a-z]+ (?:plan|aim)"), 0));
  ASSERT_FALSE(set.add(bound_term("no [a-z]+ way[a-z]*"), 1));
  ASSERT_TRUE(set.compile());
  EXPECT_EQ(set.starts("a plan of no such thing").size(), 1u)
      << "of the other the end is not known";
  EXPECT_EQ(set.starts("no such thing as a plan").size(), 1u) << "too far away";
  EXPECT_EQ(set.starts("no such plan").size(), 2u);
  EXPECT_EQ(set.starts(std::string(200, ' ') + "no such plan").size(), 2u) << "of many places";
}

TEST(TermSet, NamesWhatCannotBeUsed) {
  TermSet set;
  EXPECT_TRUE(set.add(bound_term("(audit"), 0));
  EXPECT_TRUE(set.add(bound_term("an audit|^audit"), 1));
  EXPECT_TRUE(set.compile()) << "without any term";
  EXPECT_TRUE(set.starts("audit").empty());
}

TEST(TermSet, BindsAndUnbinds) {
  EXPECT_EQ(unbound_term(bound_term("a|b")), "a|b");
  EXPECT_FALSE(unbound_term("a|b"));
}

// Where RE2 finds the term, one match after the other.
std::vector<ByteSpan> matches_of_re2(const PatternSet& re2, const std::string& text) {
  std::vector<ByteSpan> spans;
  for (auto at = re2.locate(0, text, 0); at; at = re2.locate(0, text, at->end))
    spans.push_back(*at);
  return spans;
}

// On the words that the built-in rules are about, in all their examples.
TEST(TermSet, FindsWhatRe2Finds) {
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
  std::size_t terms = 0, found = 0;
  for (const Rule& rule : rules->rules())
    for (const std::string& pattern : rule.all_patterns()) {
      if (!unbound_term(pattern)) continue;
      TermSet set;
      ASSERT_FALSE(set.add(pattern, 0));
      ASSERT_TRUE(set.compile());
      ++terms;
      PatternSet re2;
      ASSERT_FALSE(re2.add(pattern));
      ASSERT_TRUE(re2.compile());
      for (const auto& text : texts) {
        const auto ours = matches(set, text);
        ASSERT_EQ(ours, matches_of_re2(re2, text)) << pattern << " in " << text;
        found += ours.size();
      }
    }
  EXPECT_GT(terms, 1000u);
  EXPECT_GT(found, 1000u);
}

// Makes up terms and texts of the same few words, so that many match, nearly match or overlap.
class Maker {
 public:
  std::string term() {
    std::string all = word() + (one_in(3) ? "s?" : "");
    for (int more = number(4); more > 0; --more) all += pick({" ", " ", "-", ", "}) + piece();
    return one_in(6) ? all + "|" + word() + " " + piece() : all;
  }

  std::string text() {
    std::string all = word();
    for (int more = number(14); more > 0; --more)
      all += pick({" ", " ", " ", "-", ", ", "  "}) + word() + pick({"", "", "s", "’s"});
    return all;
  }

 private:
  int number(int below) { return static_cast<int>(random_() % static_cast<unsigned>(below)); }
  bool one_in(int n) { return number(n) == 0; }
  std::string pick(const Strings& of) {
    return of[static_cast<std::size_t>(number(static_cast<int>(of.size())))];
  }
  std::string word() { return pick({"a", "no", "plan", "Plan", "audit", "care", "x1", "late"}); }

  std::string piece() {
    switch (number(9)) {
      case 0: return "(?:" + word() + "|" + word() + " " + word() + ")";
      case 1: return "(?:" + word() + " )?" + word();
      case 2: return "(?:[a-z]+ ){0,2}" + word() + "s?";
      case 3: return word() + "(?: [a-z-]+){1,2}";
      case 4: return word() + "[a-z]*";
      case 5: return "[a-z]+";
      case 6: return "(?:" + word() + " |" + word() + ", )*" + word();
      case 7: return word() + "(?:’s|s’)?";
      default: return word();
    }
  }

  std::mt19937 random_{20261127};
};

TEST(TermSet, FindsWhatRe2FindsOfMadeUpTerms) {
  Maker make;
  std::size_t found = 0;
  for (int i = 0; i < 1000; ++i) {
    const std::string term = bound_term(make.term());
    TermSet set;
    ASSERT_FALSE(set.add(term, 0)) << term;
    ASSERT_TRUE(set.compile());
    PatternSet re2;
    ASSERT_FALSE(re2.add(term));
    for (int k = 0; k < 30; ++k) {
      const std::string text = make.text();
      const auto ours = matches(set, text);
      ASSERT_EQ(ours, matches_of_re2(re2, text)) << term << " in " << text;
      found += ours.size();
    }
  }
  EXPECT_GT(found, 1000u);
}

}  // namespace
}  // namespace ofsight
