#include "extractors/matching/matcher.h"

#include <gtest/gtest.h>

#include <deque>
#include <thread>

namespace ofsight {
namespace {

// Rules that live as long as the test, and the Matcher over them.
class Rules {
 public:
  Rules(std::initializer_list<std::vector<std::string>> patterns_of_rules) {
    for (const auto& patterns : patterns_of_rules) {
      Rule rule;
      rule.id = "test.r" + std::to_string(rules_.size());
      rule.patterns = patterns;
      rules_.push_back(rule);
    }
  }

  std::vector<const Rule*> pointers() const {
    std::vector<const Rule*> pointers;
    for (const auto& rule : rules_) pointers.push_back(&rule);
    return pointers;
  }
  Matcher matcher() const {
    auto matcher = Matcher::compile(pointers());
    EXPECT_TRUE(matcher) << (matcher ? "" : matcher.error().message);
    return std::move(*matcher);
  }

 private:
  std::deque<Rule> rules_;
};

// "id:words" of every match.
std::vector<std::string> shown(const std::vector<Match>& matches, std::string_view text) {
  std::vector<std::string> shown;
  for (const auto& match : matches) {
    shown.push_back(match.rule->id.substr(5) + ":" +
                    std::string(text.substr(match.whole.start, match.whole.length())));
  }
  return shown;
}

using Indexes = std::vector<std::size_t>;
using Strings = std::vector<std::string>;

TEST(Matcher, FiringNamesEachRuleOnceInAscendingOrder) {
  const Rules rules{{"cat"}, {"dog", "do"}, {"(?i)^the"}, {"bird$"}};
  const auto matcher = rules.matcher();
  const struct {
    std::string text;
    Indexes expected;
  } cases[] = {
      {"", {}},
      {"nothing", {}},
      {"The dog and the cat", {0, 1, 2}},
      {"a bird, a dog", {1}},
      {"THE bird", {2, 3}},
      {"cat", {0}},
  };
  for (const auto& c : cases) EXPECT_EQ(matcher.firing(c.text), c.expected) << c.text;
}

TEST(Matcher, FiringAgreesWithFindOnEveryRule) {
  const Rules rules{{"\\bgood\\b"}, {"(?i)not.{0,10}good"}, {"^good$"}, {"[^a-z ]"}, {"go+d|bad"}};
  const auto matcher = rules.matcher();
  for (const std::string text : {"good", "not so good", "goods", "NOT good", "é", "bad", "god\n"}) {
    Indexes found;
    for (std::size_t i = 0; i < matcher.rules().size(); ++i) {
      if (matcher.find(i, text)) found.push_back(i);
    }
    EXPECT_EQ(matcher.firing(text), found) << text;
  }
}

TEST(Matcher, WithoutRulesNothingFires) {
  const auto matcher = Rules{}.matcher();
  EXPECT_TRUE(matcher.firing("text").empty());
  EXPECT_FALSE(matcher.first("text"));
  EXPECT_TRUE(matcher.all("text").empty());
  EXPECT_FALSE(matcher.find(0, "text"));
}

TEST(Matcher, FindCountsBytes) {
  const Rules rules{{"good"}};
  const std::string text = "é’😀 good";  // 2 + 3 + 4 bytes, then the space
  const auto match = rules.matcher().find(0, text);
  ASSERT_TRUE(match);
  EXPECT_EQ(match->whole, (ByteSpan{10, 14}));
}

TEST(Matcher, FindTakesTheLeftmostThenTheLongerThenTheEarlierPattern) {
  const Rules rules{{"2019", "4 to", "4 to 15 (?P<month>May)", "(?P<other>4 to 15 May)"}};
  const auto matcher = rules.matcher();
  const auto match = matcher.find(0, "on 4 to 15 May 2019");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->whole, (ByteSpan{3, 14}));
  EXPECT_TRUE(match->group("month"));
  EXPECT_FALSE(match->group("other"));
}

TEST(Matcher, FindFromSeesWhatStandsBefore) {
  const Rules rules{{"^may"}, {"\\bday"}, {"may"}};
  const auto matcher = rules.matcher();
  EXPECT_TRUE(matcher.find(0, "may", 0));
  EXPECT_FALSE(matcher.find(0, "a may", 2));
  EXPECT_FALSE(matcher.find(1, "mayday", 3));
  EXPECT_TRUE(matcher.find(1, "may day", 3));
  EXPECT_EQ(matcher.find(2, "may may", 1)->whole, (ByteSpan{4, 7}));
  EXPECT_FALSE(matcher.find(2, "may", 3));
  EXPECT_FALSE(matcher.find(2, "may", 4));  // past the end
  EXPECT_FALSE(matcher.find(3, "may"));     // no such rule
}

TEST(Matcher, GroupsThatTookPartHaveSpans) {
  const Rules rules{
      {"(?P<day>\\d+)(?: to (?P<last>\\d+))? (?P<month>[A-Z]\\p{L}+)(?P<nothing>x?)"}};
  const auto matcher = rules.matcher();
  const auto match = matcher.find(0, "on 7 Février");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->group("day"), (ByteSpan{3, 4}));
  EXPECT_EQ(match->group("month"), (ByteSpan{5, 13}));
  EXPECT_EQ(match->group("nothing"), (ByteSpan{13, 13}));
  EXPECT_FALSE(match->group("last"));
  EXPECT_FALSE(match->group("year"));
  ASSERT_EQ(match->groups.size(), 3u);
  EXPECT_EQ(match->groups[0].name, "day");
}

TEST(Matcher, FirstGoesByPriorityNotByPosition) {
  const Rules rules{{"inadequate"}, {"good"}, {"(?P<what>requires) improvement"}};
  const auto matcher = rules.matcher();
  const std::string text = "requires improvement, was good, once inadequate";
  EXPECT_EQ(matcher.first(text)->rule, rules.pointers()[0]);
  EXPECT_EQ(matcher.first("requires improvement to be good")->rule, rules.pointers()[1]);
  const auto last = matcher.first("it requires improvement");
  EXPECT_EQ(last->rule, rules.pointers()[2]);
  EXPECT_EQ(last->group("what"), (ByteSpan{3, 11}));
  EXPECT_FALSE(matcher.first("fine"));
}

TEST(Matcher, AllGivesMatchesThatDoNotOverlapInTextOrder) {
  const Rules rules{{"\\d+ May", "May \\d{4}"}, {"\\d+ May \\d{4}"}, {"May"}, {"May"}, {"aba"}};
  const auto matcher = rules.matcher();
  const struct {
    std::string text;
    Strings expected;
  } cases[] = {
      {"", {}},
      {"7 June", {}},
      {"7 May", {"r0:7 May"}},
      {"7 May 2019", {"r1:7 May 2019"}},  // the longer of those that start together
      {"May", {"r2:May"}},                // the earlier rule of equal ones
      {"May 2019", {"r0:May 2019"}},
      {"4 May, 5 May 2020 and May", {"r0:4 May", "r1:5 May 2020", "r2:May"}},
      {"ababa aba", {"r4:aba", "r4:aba"}},
  };
  for (const auto& c : cases) EXPECT_EQ(shown(matcher.all(c.text), c.text), c.expected) << c.text;
}

TEST(Matcher, AllPassesOverMatchesOfNothing) {
  const Rules rules{{"x*"}, {"\\b"}};
  const std::string text = "axé xx";
  EXPECT_EQ(shown(rules.matcher().all(text), text), (Strings{"r0:x", "r0:xx"}));
}

TEST(Matcher, BytesThatAreNotUtf8MatchNothing) {
  const Rules rules{{"a.b"}, {"good"}, {"[^x]y"}};
  const auto matcher = rules.matcher();
  EXPECT_EQ(matcher.firing("a\xff"
                           "b \xc3good \xe2y"),
            Indexes{1});
  EXPECT_EQ(matcher.firing(std::string("a\0b", 3)), Indexes{0});
}

TEST(Matcher, NestedQuantifiersCostNoMoreThanTheTextIsLong) {
  const Rules rules{{"(?:(?:a+)+)+b"}, {"(?:a|aa)+c"}};
  const auto matcher = rules.matcher();
  EXPECT_TRUE(matcher.firing(std::string(1'000'000, 'a')).empty());
  EXPECT_EQ(matcher.firing(std::string(1'000'000, 'a') + "c"), Indexes{1});
}

// Patterns whose common automaton needs a new state at nearly every letter.
TEST(Matcher, FiringIsRightWhereTheAutomatonKeepsOutgrowingItsMemory) {
  std::vector<Rule> rules(60);
  std::vector<const Rule*> pointers;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    rules[i].id = "test.gap";
    rules[i].patterns = {"[ab" + std::string(1, static_cast<char>('c' + i % 20)) + "]a.{0," +
                         std::to_string(200 + i) + "}z" + std::to_string(i) + "!"};
    pointers.push_back(&rules[i]);
  }
  const auto matcher = Matcher::compile(pointers);
  ASSERT_TRUE(matcher) << matcher.error().message;
  std::string text;
  unsigned state = 1;
  for (int i = 0; i < 4000; ++i) {
    state = state * 1664525u + 1013904223u;
    text += static_cast<char>('a' + (state >> 24) % 6);
  }
  EXPECT_TRUE(matcher->firing(text).empty());
  EXPECT_EQ(matcher->firing(text + "bac z7! z31!"), (Indexes{7, 31}));
}

TEST(Matcher, CompileNamesTheRuleAtFault) {
  const struct {
    std::string pattern, message;
  } cases[] = {
      {"(", "test.r1: bad pattern: missing ): ("},
      {"", "test.r1: pattern is empty"},
      {"(?:\\pL{500}){2}", "test.r1: pattern needs more than 1024 KiB when compiled"},
      {std::string(kMaxPatternBytes + 1, 'a'), "test.r1: pattern is longer than 16384 bytes"},
  };
  for (const auto& c : cases) {
    const Rules rules{{"fine"}, {c.pattern}};
    const auto matcher = Matcher::compile(rules.pointers());
    ASSERT_FALSE(matcher) << c.message;
    EXPECT_EQ(matcher.error().message, c.message);
    EXPECT_EQ(matcher.error().code, ErrorCode::kInvalidData);
  }
}

TEST(Matcher, CompileRefusesRulesThatAreTooLargeTogether) {
  std::vector<Rule> rules(100);
  std::vector<const Rule*> pointers;
  for (auto& rule : rules) {
    rule.id = "test.large";
    rule.patterns = {std::to_string(pointers.size()) + "(?:abcdefghij){1000}"};
    ASSERT_EQ(try_pattern(rule.patterns[0], {}).problem, std::nullopt);
    pointers.push_back(&rule);
  }
  const auto matcher = Matcher::compile(pointers);
  ASSERT_FALSE(matcher);
  EXPECT_NE(matcher.error().message.find("test.large"), std::string::npos);
}

TEST(Matcher, WorksAfterAMove) {
  const Rules rules{{"(?P<word>good)"}};
  auto matcher = rules.matcher();
  const auto before = matcher.first("good");
  Matcher moved = std::move(matcher);
  EXPECT_EQ(before->groups[0].name, "word");
  EXPECT_EQ(moved.firing("good"), Indexes{0});
  moved = Rules{{"bad"}}.matcher();
  EXPECT_TRUE(moved.firing("good").empty());
}

TEST(Matcher, AnswersSeveralThreadsAlike) {
  const Rules rules{{"a.{0,20}b"}, {"(?i)[c-e]+f"}, {"\\d+ (?P<m>May|June)"}};
  const auto matcher = rules.matcher();
  std::vector<std::string> texts;
  for (int i = 0; i < 500; ++i) {
    texts.push_back(std::to_string(i) + (i % 2 ? " May" : " June") + std::string(i % 31, 'C') +
                    "f a" + std::string(i % 27, 'x') + "b");
  }
  const auto answers = [&] {
    Strings answers;
    for (const auto& text : texts) {
      for (auto& match : shown(matcher.all(text), text)) answers.push_back(std::move(match));
    }
    return answers;
  };
  std::vector<Strings> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results) threads.emplace_back([&] { result = answers(); });
  }
  for (const auto& result : results) EXPECT_EQ(result, answers());
  EXPECT_FALSE(results[0].empty());
}

}  // namespace
}  // namespace ofsight
