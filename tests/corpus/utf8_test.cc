#include "corpus/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ofsight {
namespace {

TEST(Utf8Test, CountsCodePoints) {
  const struct {
    std::string bytes;
    std::optional<std::size_t> count;
  } cases[] = {
      {"", 0},
      {"plain", 5},
      {std::string("\0", 1), 1},
      {"é’😀", 3},
      {"e\xCC\x81", 2},          // a combining mark counts for itself
      {"\xED\x9F\xBF", 1},       // U+D7FF, the last before the surrogates
      {"\xF4\x8F\xBF\xBF", 1},   // U+10FFFF, the last
      {"\x80", {}},              // a follower alone
      {"\xC0\xAF", {}},          // overlong
      {"\xE0\x9F\xBF", {}},      // overlong
      {"\xF0\x8F\xBF\xBF", {}},  // overlong
      {"\xED\xA0\x80", {}},      // a surrogate
      {"\xF4\x90\x80\x80", {}},  // beyond the last
      {"\xF5\x80\x80\x80", {}},  // no lead byte
      {"ab\xE2\x80", {}},        // breaks off
      {"caf\xE9", {}},           // Latin-1
  };
  for (const auto& [bytes, count] : cases) EXPECT_EQ(count_code_points(bytes), count) << bytes;
}

// The example of the Unicode Standard, table 3-8, and its like.
TEST(Utf8Test, StepsOverBrokenSequencesAsUnicodeAdvises) {
  const struct {
    std::string bytes;
    std::vector<std::size_t> sizes;
  } cases[] = {
      {"\x61\xF1\x80\x80\xE1\x80\xC2\x62\x80\x63\x80\xBF\x64", {1, 3, 2, 1, 1, 1, 1, 1, 1, 1}},
      {"\xC0\xAF\xE0\x80\xBF", {1, 1, 1, 1, 1}},
      {"\xED\xA0\x80", {1, 1, 1}},
      {"\xF0\x9F\x98", {3}},
  };
  for (const auto& [bytes, sizes] : cases) {
    std::vector<std::size_t> steps;
    for (std::size_t at = 0; at < bytes.size(); at += steps.back()) {
      steps.push_back(utf8_step(bytes, at).size);
    }
    EXPECT_EQ(steps, sizes);
  }
}

}  // namespace
}  // namespace ofsight
