#include "pipeline/publish/release_series.h"

#include <gtest/gtest.h>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

TEST(ReleaseSeries, NamesAreDaysWithANumber) {
  EXPECT_EQ(number_in_series("2026-01-31"), 1u);
  EXPECT_EQ(number_in_series("2026-01-31-2"), 2u);
  EXPECT_EQ(number_in_series("2026-01-31-10"), 10u);
  for (const char* other : {"", "release", "2026-01", "2026-02-30", "2026-01-31-", "2026-01-31-1",
                            "2026-01-31-02", "2026-01-31-x", "2026-01-31x2", "2026-01-31-2-3"})
    EXPECT_FALSE(number_in_series(other)) << other;
}

TEST(ReleaseSeries, TheFirstFreePlaceIsTaken) {
  const TemporaryFolder folder;
  EXPECT_EQ(free_place(folder.path("new"), "2026-01-31"), folder.path("new/2026-01-31"));
  EXPECT_EQ(free_place(folder.path() + "/", "2026-01-31"), folder.path("2026-01-31"));
  folder.write("2026-01-31", "a file, too, is in the way");
  folder.write("2026-01-31-2/x", "");
  EXPECT_EQ(free_place(folder.path(), "2026-01-31"), folder.path("2026-01-31-3"));
  EXPECT_EQ(free_place(folder.path(), "2026-02-01"), folder.path("2026-02-01"));
}

}  // namespace
}  // namespace ofsight
