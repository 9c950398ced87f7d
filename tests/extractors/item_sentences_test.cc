#include "extractors/item_sentences.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/text_of.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Strings sentences(const Text& text, Span item) {
  Strings all;
  for (const Span sentence : sentences_of_item(text, item)) all.emplace_back(text.slice(sentence));
  return all;
}

TEST(ItemSentences, AreThoseOfTheItemOnly) {
  const Text text = text_of(R"(
      It rains.
      • Improve plans. They are late.
      • The quality of visits.
      )");
  EXPECT_EQ(sentences(text, text.blocks.at(1).span), (Strings{"Improve plans.", "They are late."}));
  EXPECT_EQ(sentences(text, text.blocks.at(2).span), Strings{"The quality of visits."});
}

TEST(ItemSentences, SubItemsArePartsOfTheSentenceThatListsThem) {
  const Text text = text_of(R"(
      • Improve plans, so that
      • they are short
      • they are kept.
      )");
  const Span item{text.blocks.at(0).span.start, text.blocks.at(2).span.end};
  EXPECT_EQ(sentences(text, item).size(), 1u);
  EXPECT_EQ(role_in_item(text, item), SentenceRole::kItem);
}

TEST(ItemSentences, SeveralMayTellMoreThanWhatIsAskedFor) {
  const Text text = text_of("• Plans are late. Visits are good.");
  EXPECT_EQ(role_in_item(text, text.blocks.at(0).span), SentenceRole::kPartOfItem);
  const Text referring = text_of("• The quality of plans. (Outcome 9, framework)");
  EXPECT_EQ(role_in_item(referring, referring.blocks.at(0).span), SentenceRole::kItem);
  EXPECT_TRUE(is_listed(SentenceRole::kPartOfItem));
  EXPECT_FALSE(is_listed(SentenceRole::kProse));
}

}  // namespace
}  // namespace ofsight
