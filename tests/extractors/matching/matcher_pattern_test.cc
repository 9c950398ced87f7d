// The checks of single patterns in matcher.h.

#include <gtest/gtest.h>

#include "extractors/matching/matcher.h"

namespace ofsight {
namespace {

TEST(PatternProblem, SaysWhyOrNothing) {
  const struct {
    std::string pattern;
    std::optional<std::string> problem;
  } cases[] = {
      {"good", std::nullopt},
      {"(?i)good|bad", std::nullopt},
      {"x?", std::nullopt},  // fine as a fragment
      {"", "pattern is empty"},
      {"a)", "bad pattern: unexpected ): a)"},
      {"[z-a]", "bad pattern: invalid character class range: z-a"},
      {"a{1001}", "bad pattern: invalid repetition size: {1001}"},
      {"(?=a)", "bad pattern: invalid perl operator: (?="},
      {"\\1", "bad pattern: invalid escape sequence: \\1"},
      {"((a{100}){100}){100}", "bad pattern: invalid repetition size: {100}"},
      {std::string("a\xff", 2), "bad pattern: invalid UTF-8"},
      {std::string(1'000'000, '('), "pattern is longer than 16384 bytes"},
      {"(" + std::string(300, 'a'), "bad pattern: missing ): (" + std::string(68, 'a') + "…"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(pattern_problem(c.pattern), c.problem) << c.pattern.substr(0, 60);
  }
}

TEST(TryPattern, SaysWhichTextsMatch) {
  const std::vector<std::string> texts = {"good", "bad", "very good", ""};
  const auto trial = try_pattern("good$", texts);
  EXPECT_EQ(trial.problem, std::nullopt);
  EXPECT_EQ(trial.matched, (std::vector<bool>{true, false, true, false}));
}

TEST(TryPattern, RefusesWhatDoesNotCompile) {
  EXPECT_EQ(try_pattern("(", {}).problem, "bad pattern: missing ): (");
  EXPECT_EQ(try_pattern("", {}).problem, "pattern is empty");
  EXPECT_EQ(try_pattern("(?:\\pL{500}){2}", {}).problem,
            "pattern needs more than 1024 KiB when compiled");
}

TEST(TryPattern, RefusesPatternsThatMatchNothing) {
  for (const std::string pattern : {"x*", "(?:)", "^", "$", "\\b", "\\B", "a??", "x*\\b", "^\\s*$",
                                    "(?m)^", "(?:good)?", "\\b|good", "a|"}) {
    EXPECT_EQ(try_pattern(pattern, {}).problem, "pattern matches the empty string") << pattern;
  }
  for (const std::string pattern : {"x+", "^ *x", "\\bgood\\b", "x*y", "."}) {
    EXPECT_EQ(try_pattern(pattern, {}).problem, std::nullopt) << pattern;
  }
}

}  // namespace
}  // namespace ofsight
