#include "pipeline/commands/setup.h"

#include <gtest/gtest.h>

#include "tests/corpus/temporary_folder.h"
#include "tests/extractors/written_rules.h"
#include "tests/pipeline/logged.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

// The council that a setup finds in a letter about it; "" where it finds none.
std::string council_of(const ExtractionSetup& setup, const std::string& name) {
  const TemporaryFolder folder;
  const auto outcome =
      extract_document({folder.write("letter.txt", "Focused visit to " + name +
                                                       " children’s services\n\n1 May 2024\n"),
                        {}},
                       setup, {});
  const auto* report = std::get_if<Report>(&outcome);
  return report != nullptr && report->council ? report->council->name : "";
}

TEST(LoadExtractionSetup, TakesTheBuiltInRegisterUnlessAnotherIsNamed) {
  const auto built_in = load_extraction_setup("", "");
  ASSERT_TRUE(built_in) << built_in.error().message;
  EXPECT_EQ(council_of(*built_in, "Leeds"), "Leeds");
  EXPECT_EQ(council_of(*built_in, "Kestrel Vale"), "");
  const auto made_up = load_extraction_setup("", source_path("corpus/samples/councils.json"));
  ASSERT_TRUE(made_up) << made_up.error().message;
  EXPECT_EQ(council_of(*made_up, "Leeds"), "");
  EXPECT_EQ(council_of(*made_up, "Kestrel Vale"), "Kestrel Vale");
}

TEST(LoadExtractionSetup, NamesTheRegisterThatIsWrong) {
  const TemporaryFolder folder;
  const auto missing = load_extraction_setup("", folder.path("none.json"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIo);
  EXPECT_TRUE(missing.error().message.starts_with(folder.path("none.json") + ": "));
  const auto broken = load_extraction_setup("", folder.write("c.json", "{}"));
  ASSERT_FALSE(broken);
  EXPECT_EQ(broken.error().code, ErrorCode::kInvalidData);
  EXPECT_TRUE(broken.error().message.starts_with(folder.path("c.json") + ": "));
}

TEST(LoadExtractionSetup, TakesRulesOfTheUsersOwn) {
  const TemporaryFolder folder;
  folder.write("mine.json", rule_source({term_rule("theme.tea", "tea")}).json);
  const auto setup = load_extraction_setup(folder.path(), "");
  ASSERT_TRUE(setup) << setup.error().message;
  EXPECT_NE(setup->extractor.rules().find("theme.tea"), nullptr);
}

TEST(LoadExtractionSetup, RefusesRulesThatAreValidButNoCues) {
  const TemporaryFolder folder;
  folder.write("mine.json", rule_source({term_rule("polarity.flavour.sweet", "sweet")}).json);
  const auto setup = load_extraction_setup(folder.path(), "");
  ASSERT_FALSE(setup);
  EXPECT_TRUE(setup.error().message.starts_with("polarity.flavour.sweet")) << setup.error().message;
}

}  // namespace
}  // namespace ofsight
