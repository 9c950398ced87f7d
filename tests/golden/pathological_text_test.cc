// Texts that would take for ever in anything but linear time. The time limit of every test says so.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;

constexpr std::size_t kLineBytes = 10'000'000;

const std::string kLetter =
    "31 October 2024\n\nFocused visit to Fenmoor children’s services\n\n"
    "This letter summarises what was seen at the focused visit to Fenmoor on 1 and 2 October "
    "2024.\n\n"
    "What needs to improve?\n\n";

std::string repeated(const std::string& words, std::size_t bytes) {
  std::string out;
  out.reserve(bytes + words.size());
  while (out.size() < bytes) out += words;
  return out;
}

json report_of(const std::string& text) {
  const TemporaryFolder folder;
  folder.write("letter.txt", text);
  const auto result = ofsight_program(
      {"extract", "--councils", "corpus/samples/councils.json", folder.path("letter.txt")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  return json::parse(result.out);
}

class LongLine : public testing::TestWithParam<std::string> {};

TEST_P(LongLine, LeavesTheRestReadable) {
  const json report = report_of(kLetter + repeated(GetParam(), kLineBytes) + "\n");
  EXPECT_EQ(report["council"]["name"], "Fenmoor");
  EXPECT_EQ(report["inspection_end"], "2024-10-02");
}

INSTANTIATE_TEST_SUITE_P(Words, LongLine,
                         testing::Values("not ", "the quality of plans, ", "a. ",
                                         "which means that children ", "délai ’’ ", "and so that ",
                                         "1 October ", "("));

TEST(PathologicalText, EveryOneOfVeryManyItemsIsListed) {
  constexpr int kItems = 100'000;
  std::string text = kLetter;
  for (int i = 0; i < kItems; ++i)
    text += "• The quality of plan number " + std::to_string(i) + ".\n";
  const json report = report_of(text);
  ASSERT_EQ(report["improvements"].size(), kItems);
  EXPECT_EQ(report["improvements"].back()["text"], "The quality of plan number 99999.");
}

}  // namespace
}  // namespace ofsight
