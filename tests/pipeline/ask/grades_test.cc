#include "pipeline/ask/grades.h"

#include <gtest/gtest.h>

#include "tests/pipeline/ask/sample_release.h"

namespace ofsight {
namespace {

TEST(Grades, ToneFollowsThePlaceOnTheScale) {
  const auto release = ReleaseReader::open(sample_release());
  const std::vector<std::tuple<const char*, const char*, Tone>> table = {
      {"outstanding", "Outstanding", Tone::kBest},
      {"good", "Good", Tone::kFine},
      {"requires_improvement", "Requires improvement", Tone::kWeak},
      {"adequate", "Adequate", Tone::kWeak},
      {"inadequate", "Inadequate", Tone::kBad},
      {"typically_positive", "Typically positive", Tone::kBest},
      {"inconsistent", "Inconsistent", Tone::kWeak},
      {"widespread_failings", "Widespread and/or systemic failings", Tone::kBad},
      {"unheard_of", "unheard_of", Tone::kPlain}};
  for (const auto& [grade, shown, tone] : table) {
    const Cell cell = grade_cell(*release, grade);
    EXPECT_EQ(cell.text, grade);
    EXPECT_EQ(cell.shown, shown);
    EXPECT_EQ(cell.tone, tone) << grade;
  }
}

TEST(Grades, DirectionsSayInWordsWhatTheirSignsSay) {
  EXPECT_EQ(direction_cell("better").shown, "▲ better");
  EXPECT_EQ(direction_cell("worse").shown, "▼ worse");
  EXPECT_EQ(direction_cell("first").shown, "");
}

}  // namespace
}  // namespace ofsight
