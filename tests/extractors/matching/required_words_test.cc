#include "extractors/matching/required_words.h"

#include <gtest/gtest.h>

#include "extractors/matching/term_syntax.h"

namespace ofsight {
namespace {

using Sets = std::vector<std::vector<std::string>>;

Sets sets(std::string_view term) { return required_words(term).sets; }

TEST(RequiredWords, AreThoseThatStandInEveryMatch) {
  EXPECT_EQ(sets("(?:staff|they)(?: [a-z]+){0,3} knows? it"), (Sets{{"know", "knows"}}))
      << "of words that follow each other the longest";
  EXPECT_EQ(sets("(?:staff|they)(?: [a-z]+){0,3} (?:knows?|see)"),
            (Sets{{"know", "knows", "see"}}));
  EXPECT_EQ(sets("[a-z]+ of the child’s"), (Sets{{"child"}}));
}

TEST(RequiredWords, StandInFull) {
  EXPECT_EQ(sets("plan[a-z]* of"), (Sets{{"of"}}));
  EXPECT_EQ(sets("[a-z]*ly, or [a-z]+ so[a-z]*"), (Sets{{"or"}}));
  EXPECT_EQ(sets("not (?:yet |always )?clear"), (Sets{{"clear"}}));
  EXPECT_EQ(sets("re(?:-| )?view"), Sets{}) << "review is one word";
  EXPECT_EQ(sets("not (?:[a-z]+ ){0,2}so(?:,? [a-z]+)?"), (Sets{{"so"}}));
}

TEST(RequiredWords, OfAlternativesAreTheRarest) {
  EXPECT_EQ(sets("(?:a|an) [a-z]+ review|no (?:[a-z]+ )?oversight"),
            (Sets{{"oversight", "review"}}));
  EXPECT_EQ(sets("no [a-z]+|[a-z]+"), Sets{});
}

TEST(RequiredWords, AreNoneWhereTheSyntaxIsNotKnown) {
  EXPECT_EQ(sets("é plan"), Sets{});
  EXPECT_EQ(sets(""), Sets{});
}

TEST(RequiredWords, StandWithinTheMostThatAMatchCovers) {
  EXPECT_EQ(required_words("not (?:[a-z]+ ){0,5}(?:seen|at ease)").max_spaces, 7u);
  EXPECT_EQ(required_words("not [a-z ]+ seen").max_spaces, kNoLimit);
  EXPECT_EQ(required_words("é").max_spaces, kNoLimit);
}

}  // namespace
}  // namespace ofsight
