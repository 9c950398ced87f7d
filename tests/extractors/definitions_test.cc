#include "extractors/definitions.h"

#include <gtest/gtest.h>

#include "extractors/matching/matcher.h"

namespace ofsight {
namespace {

TEST(Definitions, NamesAreCapitals) {
  for (const auto* name : {"A", "MONTH", "DAY_2", "X__"}) {
    EXPECT_TRUE(Definitions::is_name(name)) << name;
  }
  for (const auto* name : {"", "a", "Month", "2", "2DAY", "_X", "A B", "A,", "É"}) {
    EXPECT_FALSE(Definitions::is_name(name)) << name;
  }
}

TEST(Definitions, ExpandReplacesNamesByGroups) {
  Definitions definitions;
  definitions.declare("A", "x|y");
  definitions.declare("L", "letter");
  definitions.declare("FF", "hex");
  const struct {
    std::string pattern, expected;
  } cases[] = {
      {"", ""},
      {"plain", "plain"},
      {"{A}", "(?:x|y)"},
      {"^{A}+ {A}$", "^(?:x|y)+ (?:x|y)$"},
      {"a{2}b{2,}c{2,3}", "a{2}b{2,}c{2,3}"},
      {"{A}{2}", "(?:x|y){2}"},
      {"{a}{A", "{a}{A"},
      {"\\{A}", "\\{A}"},
      {"\\\\{A}", "\\\\(?:x|y)"},
      {"\\p{L}\\P{L}{L}", "\\p{L}\\P{L}(?:letter)"},
      {"\\x{FF}{FF}", "\\x{FF}(?:hex)"},
      {"\\pL{A}", "\\pL(?:x|y)"},
      {"\\Q{A}\\E{A}", "\\Q{A}\\E(?:x|y)"},
      {"\\Q{A}", "\\Q{A}"},
      {"[{A}]{A}", "[{A}](?:x|y)"},
      {"[]{A}]{A}", "[]{A}](?:x|y)"},
      {"[^]{A}]{A}", "[^]{A}](?:x|y)"},
      {"[\\]{A}]{A}", "[\\]{A}](?:x|y)"},
      {"[[:alpha:]{A}]{A}", "[[:alpha:]{A}](?:x|y)"},
      {"[\\p{L}]{A}", "[\\p{L}](?:x|y)"},
      {"[{A}", "[{A}"},
      {"{A}\\", "(?:x|y)\\"},
      {"\\x{", "\\x{"},
  };
  for (const auto& c : cases) {
    const auto expanded = definitions.expand(c.pattern);
    ASSERT_TRUE(expanded) << c.pattern;
    EXPECT_EQ(*expanded, c.expected) << c.pattern;
  }
}

TEST(Definitions, ExpandNamesWhatItCannotReplace) {
  Definitions definitions;
  definitions.declare_broken("BAD");
  EXPECT_EQ(definitions.expand("a {MONTH}").error().message, "{MONTH} is not defined above");
  EXPECT_EQ(definitions.expand("a {BAD}").error().message, "{BAD} has a problem of its own");
}

TEST(Definitions, ExpandStopsBeforeDoublingFillsTheMemory) {
  Definitions definitions;
  definitions.declare("X0", "abcdefgh");
  std::string problem;
  for (int i = 0; i < 64 && problem.empty(); ++i) {
    const auto name = "{X" + std::to_string(i) + "}";
    const auto expanded = definitions.expand(name + name);
    if (expanded) {
      EXPECT_LE(expanded->size(), kMaxPatternBytes);
      definitions.declare("X" + std::to_string(i + 1), *expanded);
    } else {
      problem = expanded.error().message;
    }
  }
  EXPECT_EQ(problem, "pattern is longer than 16384 bytes with its definitions");
}

}  // namespace
}  // namespace ofsight
