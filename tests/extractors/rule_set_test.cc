#include "extractors/rule_set.h"

#include <gtest/gtest.h>

#include "extractors/matching/matcher.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

// A rule file of one rule; `extra` is further members of the rule, `top` of the file.
std::string one_rule(const std::string& id, const std::string& patterns, const std::string& match,
                     const std::string& no_match, const std::string& extra = "",
                     const std::string& top = "") {
  return R"({"description": "d", )" + top + R"("rules": [{"id": ")" + id +
         R"(", "description": "d", "patterns": )" + patterns + R"(, "match": )" + match +
         R"(, "no_match": )" + no_match + extra + "}]}";
}

// "file pointer message" of every problem.
Strings problems(const std::vector<RuleSource>& files) {
  const auto loaded = RuleSet::load(files);
  Strings shown;
  if (loaded) return shown;
  for (const auto& problem : loaded.error()) {
    shown.push_back(problem.file + " " + problem.pointer + " " + problem.message);
  }
  return shown;
}

Strings problems(const std::string& json) { return problems({{"f", json}}); }

TEST(RuleSet, LoadsEveryMember) {
  const auto loaded =
      RuleSet::load({{"a.json", one_rule("grade.good", R"(["(?i)^{GOOD}$", "fine"])",
                                         R"(["Good", "fine"])", R"(["goods"])",
                                         R"(, "yields": {"grade": "good"},
                "kinds": ["jtai"], "in": ["table_row"])",
                                         R"("definitions": {"GOOD": "good"}, )")}});
  ASSERT_TRUE(loaded);
  ASSERT_EQ(loaded->rules().size(), 1u);
  const auto& rule = loaded->rules()[0];
  EXPECT_EQ(rule.id, "grade.good");
  EXPECT_EQ(rule.family(), "grade");
  EXPECT_EQ(rule.yields.at("grade"), "good");
  EXPECT_EQ(rule.patterns, (Strings{"(?i)^(?:good)$", "fine"}));
  EXPECT_EQ(rule.match, (Strings{"Good", "fine"}));
  EXPECT_TRUE(rule.applies_to("jtai"));
  EXPECT_FALSE(rule.applies_to("other"));
  EXPECT_TRUE(rule.applies_in(Place::kTableRow));
  EXPECT_FALSE(rule.applies_in(Place::kSentence));
}

TEST(RuleSet, ARuleWithoutKindsAndPlacesAppliesToAll) {
  const auto loaded = RuleSet::load({{"f", one_rule("a.b", R"(["x"])", R"(["x"])", R"(["y"])")}});
  ASSERT_TRUE(loaded);
  EXPECT_TRUE(loaded->rules()[0].applies_to("jtai"));
  EXPECT_TRUE(loaded->rules()[0].applies_in(Place::kSignature));
}

TEST(RuleSet, PriorityIsByFileNameThenByPlace) {
  const auto rule = [](const std::string& id) {
    return R"({"id": ")" + id +
           R"(", "description": "d", "patterns": ["x"], "match": ["x"], "no_match": ["y"]})";
  };
  const auto file = [](const std::string& rules) {
    return R"({"description": "d", "rules": [)" + rules + "]}";
  };
  const RuleSource first{"a.json", file(rule("t.z") + "," + rule("other.x") + "," + rule("t.a"))};
  const RuleSource second{"b.json", file(rule("t.m") + "," + rule("tt.m"))};
  for (const auto& files : {std::vector{first, second}, std::vector{second, first}}) {
    const auto loaded = RuleSet::load(files);
    ASSERT_TRUE(loaded);
    Strings ids;
    for (const auto* rule_of_family : loaded->family("t")) ids.push_back(rule_of_family->id);
    EXPECT_EQ(ids, (Strings{"t.z", "t.a", "t.m"}));
    EXPECT_TRUE(loaded->family("none").empty());
    EXPECT_EQ(loaded->find("tt.m"), loaded->family("tt")[0]);
    EXPECT_EQ(loaded->find("tt"), nullptr);
  }
}

TEST(RuleSet, RulesStayInPlaceWhenTheSetMoves) {
  auto loaded = RuleSet::load({{"f", one_rule("a.b", R"(["x"])", R"(["x"])", R"(["y"])")}});
  ASSERT_TRUE(loaded);
  const auto* rule = loaded->find("a.b");
  const RuleSet moved = std::move(*loaded);
  EXPECT_EQ(moved.find("a.b"), rule);
}

TEST(RuleSet, DigestIsOfNamesAndBytesInAnyOrder) {
  const RuleSource a{"a", one_rule("a.b", R"(["x"])", R"(["x"])", R"(["y"])")};
  const RuleSource b{"b", one_rule("b.b", R"(["x"])", R"(["x"])", R"(["y"])")};
  const auto digest = [](const std::vector<RuleSource>& files) {
    return RuleSet::load(files).value().digest();
  };
  const auto both = digest({a, b});
  EXPECT_EQ(both.size(), 7 + 64u);
  EXPECT_EQ(both.substr(0, 7), "sha256:");
  EXPECT_EQ(digest({b, a}), both);
  EXPECT_NE(digest({a}), both);
  EXPECT_NE(digest({a, {"c", b.json}}), both);
  EXPECT_NE(digest({a, {"b", b.json + " "}}), both);
  EXPECT_EQ(digest({}).size(), 7 + 64u);
}

TEST(RuleSet, NamesEveryProblemOfARule) {
  const struct {
    std::string json;
    Strings expected;
  } cases[] = {
      {one_rule("a.b", R"-(["("])-", R"(["x"])", R"(["y"])"),
       {"f /rules/0/patterns/0 a.b: bad pattern: missing ): ("}},
      {one_rule("a.b", R"(["x", "a*", ""])", R"(["x"])", R"(["y"])"),
       {"f /rules/0/patterns/2 must not be empty",
        "f /rules/0/patterns/1 a.b: pattern matches the empty string"}},
      {one_rule("a.b", R"(["(?:\\pL{500}){2}"])", R"(["x"])", R"(["y"])"),
       {"f /rules/0/patterns/0 a.b: pattern needs more than 1024 KiB when compiled"}},
      {one_rule("a.b", R"(["x{MONTH}"])", R"(["x"])", R"(["y"])"),
       {"f /rules/0/patterns/0 a.b: {MONTH} is not defined above"}},
      {one_rule("a.b", R"(["x", "z"])", R"(["ax", "y", "q\n"])", R"(["y", "xx", "z"])"),
       {"f /rules/0/match/1 a.b: no pattern matches 'y'",
        "f /rules/0/match/2 a.b: no pattern matches 'q '",
        "f /rules/0/no_match/1 a.b: 'x' matches in 'xx'",
        "f /rules/0/no_match/2 a.b: 'z' matches in 'z'"}},
      {one_rule("a.b", R"(["x"])", "[]", R"(["y"])"),
       {"f /rules/0/match must be a list of at least one string"}},
  };
  for (const auto& c : cases) EXPECT_EQ(problems(c.json), c.expected) << c.json;
}

TEST(RuleSet, IdsAreDottedWords) {
  const auto with_id = [](const std::string& id) {
    return one_rule(id, R"(["x"])", R"(["x"])", R"(["y"])");
  };
  for (const auto* id : {"a.b", "judgement.ilacs.overall_effectiveness", "a1_.2.3", "a.b.c_d"}) {
    EXPECT_EQ(problems(with_id(id)), Strings{}) << id;
  }
  for (const auto* id :
       {"a", "a.", ".a", "a..b", "A.b", "a.B", "1.a", "_.a", "a.b ", "a-b.c", "é.b", "a.b."}) {
    EXPECT_EQ(problems(with_id(id)).size(), 1u) << id;
  }
}

TEST(RuleSet, AnIdIsUsedOnceInAllFiles) {
  const auto json = one_rule("a.b", R"(["x"])", R"(["x"])", R"(["y"])");
  EXPECT_EQ(problems({{"2.json", json}, {"1.json", json}}),
            Strings{"2.json /rules/0/id 'a.b' is already the id of 1.json /rules/0/id"});
}

TEST(RuleSet, DefinitionsMayUseEarlierOnes) {
  const auto load = [](const std::string& definitions) {
    return problems(one_rule("a.b", R"(["^{DATE}$"])", R"(["7 May"])", R"(["May"])", "",
                             R"("definitions": {)" + definitions + "}, "));
  };
  EXPECT_EQ(load(R"("MONTH": "May|June", "DATE": "\\d+ {MONTH}")"), Strings{});
  EXPECT_EQ(load(R"("DATE": "\\d+ {MONTH}", "MONTH": "May|June")"),
            (Strings{"f /definitions/DATE {MONTH} is not defined above",
                     "f /rules/0/patterns/0 a.b: {DATE} has a problem of its own"}));
  EXPECT_EQ(load(R"("DATE": "\\d+ {DATE}")"),
            (Strings{"f /definitions/DATE {DATE} is not defined above",
                     "f /rules/0/patterns/0 a.b: {DATE} has a problem of its own"}));
  EXPECT_EQ(load(R"("DATE": "(")"),
            (Strings{"f /definitions/DATE bad pattern: missing ): (",
                     "f /rules/0/patterns/0 a.b: {DATE} has a problem of its own"}));
  EXPECT_EQ(load(R"("DATE": "\\d+ May", "month": "May")"),
            Strings{"f /definitions/month name must be capital letters, digits and underscores, a "
                    "letter first"});
}

TEST(RuleSet, DefinitionsHoldForTheirFileOnly) {
  const auto with =
      one_rule("a.b", R"(["{X}"])", R"(["x"])", R"(["y"])", "", R"("definitions": {"X": "x"}, )");
  const auto without = one_rule("b.b", R"(["{X}"])", R"(["x"])", R"(["y"])");
  EXPECT_EQ(problems({{"1", with}, {"2", without}}),
            Strings{"2 /rules/0/patterns/0 b.b: {X} is not defined above"});
}

TEST(RuleSet, ReportsAllFilesAtOnce) {
  EXPECT_EQ(problems({{"c", one_rule("c.b", R"(["x"])", R"(["q"])", R"(["y"])")},
                      {"b", one_rule("b.b", R"(["x"])", R"(["x"])", R"(["y"])")},
                      {"a", "[]"}}),
            (Strings{"a  must be an object", "c /rules/0/match/0 c.b: no pattern matches 'q'"}));
}

TEST(RuleSet, RefusesWhatIsHostile) {
  const std::string deep(1'000'000, '[');
  EXPECT_EQ(problems(deep), Strings{"f /0/0/0/0/0/0/0/0 nested deeper than 8 levels"});
  EXPECT_EQ(problems(R"({"a": [{"b/~": )" + deep).size(), 1u);
  EXPECT_EQ(problems(one_rule("a.b", "[\"" + std::string(1'000'000, 'a') + "\"]", R"(["x"])",
                              R"(["y"])")),
            Strings{"f /rules/0/patterns/0 a.b: pattern is longer than 16384 bytes with its "
                    "definitions"});
  EXPECT_EQ(problems("{\"description\": \"\xff\"}").size(), 1u);
  EXPECT_EQ(problems("").size(), 1u);
  EXPECT_EQ(problems(std::string(1, '\0')).size(), 1u);
  EXPECT_EQ(
      problems(one_rule("a.b", R"(["(?:(?:a+)+)+$"])", "[\"" + std::string(100'000, 'a') + "\"]",
                        "[\"" + std::string(100'000, 'a') + "b\"]")),
      Strings{});
}

TEST(RuleSet, ItsFamiliesCompile) {
  const auto loaded =
      RuleSet::load({{"f", one_rule("a.b", R"-(["{N} (?P<what>May)"])-", R"(["7 May"])",
                                    R"(["May"])", "", R"("definitions": {"N": "[0-9]+"}, )")}});
  ASSERT_TRUE(loaded);
  const auto matcher = Matcher::compile(loaded->family("a"));
  ASSERT_TRUE(matcher);
  const auto match = matcher->first("on 17 May");
  ASSERT_TRUE(match);
  EXPECT_EQ(match->rule, loaded->find("a.b"));
  EXPECT_EQ(match->group("what"), (ByteSpan{6, 9}));
}

std::string plain_rule(const std::string& id) {
  return R"({"id": ")" + id +
         R"(", "description": "d", "patterns": ["x"], "match": ["x"], "no_match": ["y"]})";
}

std::string file_of(const std::string& rules) {
  return R"({"description": "d", "rules": [)" + rules + "]}";
}

std::string theme_file(const std::string& themes, const std::string& code) {
  return R"({"description": "d", )" + themes + R"("rules": [{"id": "theme.)" + code +
         R"(", "description": "d", "terms": ["x"], "match": ["x"], "no_match": ["y"]}]})";
}

TEST(RuleSet, AThemeIsInAListOfAnyFile) {
  EXPECT_TRUE(RuleSet::load({{"a", theme_file("", "care")},
                             {"b", theme_file(R"("themes": ["care", "court"], )", "court")}}));
  EXPECT_EQ(problems({{"a", theme_file("", "care")}}),
            Strings{"a /rules/0/id 'care' is in no list of 'themes'"});
}

TEST(RuleSet, AThemeMayHaveSeveralRules) {
  EXPECT_TRUE(RuleSet::load({{"a", theme_file(R"("themes": ["care"], )", "care.letters")}}));
  EXPECT_EQ(problems({{"a", theme_file(R"("themes": ["care"], )", "court.care")}}),
            Strings{"a /rules/0/id 'court' is in no list of 'themes'"});
}

TEST(RuleSet, WhatAppliesToAllKindsIsLimitedToNone) {
  const std::string rule =
      R"({"id": "scope.x", "description": "d", "kinds": ["jtai"], "terms": ["x"], )"
      R"("match": ["x"], "no_match": ["y"]})";
  EXPECT_EQ(problems({{"a", file_of(rule)}}),
            Strings{"a /rules/0/kinds scope.x: rules of the family 'scope' apply to every kind of "
                    "report"});
}

TEST(RuleSet, ALocalRuleTakesThePlaceOfItsNamesake) {
  const std::string built_in =
      file_of(plain_rule("t.a") + "," + plain_rule("t.b") + "," + plain_rule("t.c"));
  const std::string local = one_rule("t.b", R"(["q"])", R"(["q"])", R"(["y"])");
  const auto rules = RuleSet::load({{"z", local, false, true}, {"a", built_in}});
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->rules().size(), 3u);
  EXPECT_EQ(rules->rules()[1].id, "t.b");
  EXPECT_EQ(rules->rules()[1].file, "z");
  EXPECT_EQ(rules->rules()[1].patterns, Strings{"q"});
  EXPECT_NE(rules->digest(), RuleSet::load({{"a", built_in}})->digest());
}

TEST(RuleSet, ALocalRuleWithANewIdComesLast) {
  const auto rules =
      RuleSet::load({{"a", one_rule("t.new", R"(["q"])", R"(["q"])", R"(["y"])"), false, true},
                     {"b", file_of(plain_rule("t.a"))}});
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->rules()[1].id, "t.new");
}

TEST(RuleSet, BelowTakesWholeWordsOfIds) {
  const auto rules = RuleSet::load(
      {{"f", file_of(plain_rule("t.a.x") + "," + plain_rule("t.ab.x") + "," + plain_rule("t.a"))}});
  ASSERT_TRUE(rules);
  ASSERT_EQ(rules->below("t.a").size(), 1u);
  EXPECT_EQ(rules->below("t.a")[0]->id, "t.a.x");
}

TEST(RuleSet, OfAProvenFileOnlyTheExamplesAreTakenOnTrust) {
  const auto wrong_example = one_rule("t.a", R"(["x"])", R"(["q"])", R"(["y"])");
  EXPECT_FALSE(RuleSet::load({{"f", wrong_example}}));
  EXPECT_TRUE(RuleSet::load({{"f", wrong_example, true}}));
  EXPECT_FALSE(
      RuleSet::load({{"f", one_rule("t.a", R"(["{NO}"])", R"(["q"])", R"(["y"])"), true}}));
}

}  // namespace
}  // namespace ofsight
