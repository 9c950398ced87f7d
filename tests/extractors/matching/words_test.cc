#include "extractors/matching/words.h"

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace ofsight {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  const Words words(text);
  std::vector<std::string> all;
  for (std::size_t i = 0; i < words.all().size(); ++i) all.emplace_back(words.at(i));
  return all;
}

TEST(Words, AreRunsOfAsciiLettersDigitsAndUnderlines) {
  EXPECT_EQ(words_of("The child’s pre-birth plan_2, é!"),
            (std::vector<std::string>{"the", "child", "s", "pre", "birth", "plan_2"}));
  EXPECT_TRUE(words_of("").empty());
  EXPECT_TRUE(words_of(" ’ – ").empty());
  EXPECT_EQ(words_of("End"), std::vector<std::string>{"end"});
}

TEST(Words, KnowTheirPlacesAndHashes) {
  const std::string text = " No PLAN";
  const Words words(text);
  ASSERT_EQ(words.all().size(), 2u);
  EXPECT_EQ(words.text(), text);
  EXPECT_EQ(words.folded(), " no plan");
  EXPECT_EQ(words.all()[1].start, 4u);
  EXPECT_EQ(words.all()[1].end, 8u);
  EXPECT_EQ(words.all()[1].spaces, 2u);
  EXPECT_EQ(words.all()[1].hash, std::hash<std::string_view>{}("plan"));
}

TEST(Words, StandInPairsWithWhatIsBetween) {
  const std::string text = "Pre-birth plans";
  const Words words(text);
  EXPECT_EQ(words.pair_at(0), "pre-birth");
  EXPECT_EQ(words.pair_at(1), "birth plans");
  EXPECT_EQ(words.pair_at(2), "");
}

TEST(FirstWord, IsARunOfWordBytes) {
  EXPECT_EQ(first_word("co_2 x"), "co_2");
  EXPECT_EQ(first_word(" x"), "");
  EXPECT_EQ(first_word("’s"), "");
}

TEST(FirstTwoWords, IncludeWhatIsBetween) {
  EXPECT_EQ(first_two_words("co-op x"), "co-op");
  EXPECT_EQ(first_two_words("child’s, x y"), "child’s");
  EXPECT_EQ(first_two_words("a (b"), "a (b");
  EXPECT_EQ(first_two_words("one."), "");
  EXPECT_EQ(first_two_words(" one two"), "");
}

}  // namespace
}  // namespace ofsight
