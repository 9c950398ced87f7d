#include "corpus/input_lines.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

std::vector<std::string> lines_in(const std::string& content, std::size_t max = 1 << 20) {
  const TemporaryFolder folder;
  auto input = InputLines::open(folder.write("x", content), max);
  std::vector<std::string> lines;
  while (true) {
    auto line = input->next();
    if (!line) {
      lines.push_back("error: " + line.error().message.substr(line.error().message.rfind('/')));
      return lines;
    }
    if (!*line) return lines;
    lines.emplace_back(**line);
    EXPECT_EQ(input->number(), lines.size());
  }
}

TEST(InputLines, TheLastLineNeedsNoEnd) {
  EXPECT_EQ(lines_in("a\nb"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(lines_in("a\nb\n"), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(lines_in("\n\na\n"), (std::vector<std::string>{"", "", "a"}));
  EXPECT_TRUE(lines_in("").empty());
  EXPECT_EQ(lines_in("\n"), (std::vector<std::string>{""}));
}

TEST(InputLines, LinesMayBeLongerThanAnyBuffer) {
  const std::string first(700'000, 'x'), second(300'001, 'y');
  EXPECT_EQ(lines_in(first + "\n" + second + "\nend"),
            (std::vector<std::string>{first, second, "end"}));
}

TEST(InputLines, ALineBeyondTheLimitIsAnErrorThatNamesIt) {
  const auto lines = lines_in("a\n" + std::string(2'000'000, 'x') + "\n", 1'000'000);
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[1], "error: /x:2: the line is longer than 1000000 bytes");
}

TEST(InputLines, WhatIsNotThereOrAFolderIsAnError) {
  const TemporaryFolder folder;
  EXPECT_EQ(InputLines::open(folder.path("none"), 10).error().code, ErrorCode::kIo);
  auto input = InputLines::open(folder.path(), 10);
  EXPECT_TRUE(!input || !input->next());
}

}  // namespace
}  // namespace ofsight
