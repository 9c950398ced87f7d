#include "corpus/nearest.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(Nearest, FindsTheMisspeltAndNothingFarAway) {
  const std::vector<std::string> words = {"supervision", "caseloads", "neglect"};
  EXPECT_EQ(nearest("supervison", words), "supervision");
  EXPECT_EQ(nearest("caselodas", words), "caseloads");
  EXPECT_EQ(nearest("weather", words), "");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(NearestFew, ComesInOrderHoweverFar) {
  const std::vector<std::string> words = {"aaaa", "bbbb", "bbba"};
  EXPECT_EQ(nearest_few("bbbb", words, 2), (std::vector<std::string>{"bbbb", "bbba"}));
  EXPECT_EQ(nearest_few("zz", words, 9).size(), 3u);
}

}  // namespace
}  // namespace ofsight
