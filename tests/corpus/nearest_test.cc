#include "corpus/nearest.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(Nearest, IsTheCandidateWithTheFewestChanges) {
  const std::vector<std::string> commands = {"extract", "text", "validate", "rules"};
  const struct {
    const char *word, *nearest;
  } cases[] = {
      {"extract", "extract"},
      {"extrct", "extract"},
      {"exrtact", "extract"},
      {"extracts", "extract"},
      {"tex", "text"},
      {"validat", "validate"},
      {"rule", "rules"},
      {"roles", "rules"},
      {"", ""},
      {"x", ""},
      {"publish", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(nearest(c.word, commands), c.nearest) << c.word;
  EXPECT_EQ(nearest("rules", {}), "");
}

TEST(Nearest, OfSeveralIsTheFirst) { EXPECT_EQ(nearest("bat", {"cat", "hat"}), "cat"); }

TEST(NearestFew, ComesInOrderHoweverFar) {
  const std::vector<std::string> words = {"aaaa", "bbbb", "bbba"};
  EXPECT_EQ(nearest_few("bbbb", words, 2), (std::vector<std::string>{"bbbb", "bbba"}));
  EXPECT_EQ(nearest_few("zz", words, 9).size(), 3u);
}

}  // namespace
}  // namespace ofsight
