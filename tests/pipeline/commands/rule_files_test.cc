#include "pipeline/commands/rule_files.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/corpus/temporary_folder.h"
#include "tests/extractors/written_rules.h"
#include "tests/pipeline/logged.h"

namespace ofsight {
namespace {

// A file of one rule.
std::string file_of(const std::string& rule) { return rule_source({rule}).json; }

TEST(LoadRules, WithoutAFolderAreTheBuiltInOnes) {
  const auto rules = load_rules("", BuiltIn::kTrust);
  ASSERT_TRUE(rules) << rules.error().message;
  EXPECT_NE(rules->find("kind.jtai"), nullptr);
  EXPECT_NE(rules->find("grade.good"), nullptr);
  const auto tried = load_rules("", BuiltIn::kTry);
  ASSERT_TRUE(tried) << tried.error().message;
  EXPECT_EQ(tried->digest(), rules->digest());
}

TEST(LoadRules, ThoseOfAFolderAddToTheBuiltInOrTakeTheirPlaces) {
  const TemporaryFolder folder;
  folder.write("a.json", file_of(term_rule("theme.tea", "tea")));
  folder.write("b.json",
               file_of(rule_json("kind.jtai", R"("patterns": ["tea round"])", "tea round")));
  folder.write("notes.txt", "no rules");
  const auto rules = load_rules(folder.path(), BuiltIn::kTrust);
  ASSERT_TRUE(rules) << rules.error().message;
  ASSERT_NE(rules->find("theme.tea"), nullptr);
  EXPECT_EQ(rules->find("theme.tea")->file, "a.json") << "below the folder";
  EXPECT_EQ(rules->find("kind.jtai")->file, "b.json");
  EXPECT_EQ(rules->find("kind.focused_visit")->file, "kinds.json");
  const auto slash = load_rules(folder.path() + "/", BuiltIn::kTrust);
  ASSERT_TRUE(slash);
  EXPECT_EQ(slash->digest(), rules->digest());
  EXPECT_NE(rules->digest(), load_rules("", BuiltIn::kTrust)->digest());
}

TEST(LoadRules, LogsEveryProblemAndSumsThemUp) {
  const TemporaryFolder folder;
  folder.write("a.json", file_of(rule_json("kind.mine", R"("patterns": ["("])", "x")));
  folder.write("b.json", "{");
  Expected<RuleSet> rules = fail(ErrorCode::kIo, "");
  const std::string log = logged([&] { rules = load_rules(folder.path(), BuiltIn::kTrust); });
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::kInvalidData);
  EXPECT_EQ(rules.error().message, "2 problems in the rules");
  EXPECT_NE(log.find("error: a.json/rules/0/patterns/0: "), log.npos) << log;
  EXPECT_NE(log.find("error: b.json: "), log.npos) << log;
}

TEST(LoadRules, TriesTheUsersOwnExamplesEvenOnTrust) {
  const TemporaryFolder folder;
  folder.write("a.json", file_of(rule_json("kind.mine", R"("patterns": ["tea"])", "coffee")));
  const std::string log = logged([&] { EXPECT_FALSE(load_rules(folder.path(), BuiltIn::kTrust)); });
  EXPECT_NE(log.find("a.json/rules/0/match/0: "), log.npos) << log;
}

TEST(LoadRules, AFolderThatIsNoneIsNamed) {
  const TemporaryFolder folder;
  const auto missing = load_rules(folder.path("none"), BuiltIn::kTrust);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIo);
  EXPECT_TRUE(missing.error().message.starts_with("--rules " + folder.path("none") + ": "));
  const auto empty = load_rules(folder.path(), BuiltIn::kTrust);
  ASSERT_FALSE(empty);
  EXPECT_EQ(empty.error().code, ErrorCode::kUsage);
  EXPECT_EQ(empty.error().message, "--rules " + folder.path() + ": no .json file is in it");
}

TEST(LoadRules, MoreFilesThanAnyoneWritesAreRefused) {
  const TemporaryFolder folder;
  for (int i = 0; i < 1001; ++i) folder.write(std::to_string(i) + ".json", "");
  const auto rules = load_rules(folder.path(), BuiltIn::kTrust);
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::kUsage);
  EXPECT_NE(rules.error().message.find("more than 1000 files"), std::string::npos)
      << rules.error().message;
}

TEST(LoadRules, AFileThatCannotBeReadIsNamed) {
  const TemporaryFolder folder;
  folder.write("rules.json/inner", "a folder in a file’s place");
  const auto rules = load_rules(folder.path(), BuiltIn::kTrust);
  ASSERT_FALSE(rules);
  EXPECT_EQ(rules.error().code, ErrorCode::kIo);
  EXPECT_TRUE(rules.error().message.starts_with(folder.path("rules.json") + ": "))
      << rules.error().message;
}

}  // namespace
}  // namespace ofsight
