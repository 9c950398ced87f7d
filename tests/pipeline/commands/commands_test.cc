#include "pipeline/commands/commands.h"

#include <gtest/gtest.h>

#include <cctype>
#include <set>
#include <string>

#include "tests/lines_of.h"

namespace ofsight {
namespace {

// The options that help lists, above the examples.
std::set<std::string> options_of(const Command& command) {
  const char* argv[] = {"ofsight", command.name.c_str(), "--help"};
  testing::internal::CaptureStdout();
  EXPECT_EQ(run_command_line(3, argv, "1", all_commands()), kDone);
  const std::string help = testing::internal::GetCapturedStdout();
  std::set<std::string> options;
  for (std::size_t at = help.find("--"); at < help.find("Examples:"); at = help.find("--", at + 2))
    options.insert(help.substr(at, help.find_first_of(" ,\n", at) - at));
  return options;
}

TEST(Commands, HaveNamesOfTheirOwnAndSayWhatTheyDo) {
  std::set<std::string> names;
  for (const Command& command : all_commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    ASSERT_FALSE(command.summary.empty()) << command.name;
    EXPECT_EQ(command.summary.find('\n'), std::string::npos) << command.name;
    EXPECT_TRUE(std::isupper(static_cast<unsigned char>(command.summary.front())))
        << command.summary;
  }
  EXPECT_TRUE(names.contains("extract"));
}

TEST(Commands, EveryExampleIsALineThatRunsTheProgram) {
  for (const Command& command : all_commands()) {
    EXPECT_NE(command.examples.find("ofsight " + command.name), std::string::npos) << command.name;
    for (const std::string& line : lines_of(command.examples)) {
      EXPECT_TRUE(line.starts_with("  ")) << line;
      EXPECT_NE(line.find("ofsight "), std::string::npos) << line;
    }
  }
}

TEST(Commands, ExamplesUseOptionsThatExist) {
  std::size_t used = 0;
  for (const Command& command : all_commands()) {
    const auto options = options_of(command);
    EXPECT_TRUE(options.contains("--help")) << command.name;
    for (std::string line : lines_of(command.examples)) {
      const std::size_t start = line.find("ofsight " + command.name);
      if (start == line.npos) continue;  // an example of what comes before
      line = line.substr(start, line.find('|', start) - start);
      for (std::size_t at = line.find(" --"); at != line.npos; at = line.find(" --", at + 1)) {
        const std::string option = line.substr(at + 1, line.find_first_of(" =", at + 1) - at - 1);
        EXPECT_TRUE(options.contains(option)) << option << " in: " << line;
        ++used;
      }
    }
  }
  EXPECT_GT(used, 5u);
}

}  // namespace
}  // namespace ofsight
