#include "extractors/matching/anchor.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(Anchor, SaysWhereTheStartOfTheTextIsAskedFor) {
  for (const char* pattern : {"^a", "(?i)^a", "(?is)^(?:a|b)", "^[|]a\\|b"})
    EXPECT_EQ(anchor_of(pattern), Anchor::kWhole) << pattern;
  for (const char* pattern : {"^a|b", "(?i)^a|b", "(?:^a|b)", "a^"})
    EXPECT_EQ(anchor_of(pattern), Anchor::kPart) << pattern;
  for (const char* pattern : {"", "a|b", "[^a]", "\\^a", "(?i)a", "(?:a)", "[]^]"})
    EXPECT_EQ(anchor_of(pattern), Anchor::kNone) << pattern;
}

}  // namespace
}  // namespace ofsight
