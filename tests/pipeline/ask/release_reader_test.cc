#include "pipeline/ask/release_reader.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "pipeline/publish/sqlite_writer.h"
#include "tests/pipeline/ask/sample_release.h"

namespace ofsight {
namespace {

TEST(ReleaseReader, KnowsTheReleaseAndItsCouncils) {
  const auto release = ReleaseReader::open(sample_release());
  ASSERT_TRUE(release) << release.error().message;
  EXPECT_EQ(release->property("date"), "2024-01-22");
  EXPECT_EQ(release->property("no such"), "");
  EXPECT_NE(release->councils().find("Ambleford"), nullptr);
  EXPECT_EQ(release->region_code("south WEST"), "E12000009");
  EXPECT_EQ(release->region_code("E12000009"), "E12000009");
  EXPECT_EQ(release->label("grade", "good"), "Good");
  EXPECT_EQ(release->area_label("impact_of_leaders"), "Impact of leaders on social work practice");
  EXPECT_EQ(release->area_label("capacity_to_improve"), "Capacity to improve");
}

TEST(ReleaseReader, RefusesWhatIsNoReleaseOrTooNew) {
  const TemporaryFolder folder;
  const auto refused = [](const std::string& path) {
    const auto release = ReleaseReader::open(path);
    EXPECT_FALSE(release);
    EXPECT_EQ(release.error().code, ErrorCode::kUsage);
    return release ? "" : release.error().message;
  };
  EXPECT_NE(refused(folder.path("none")).find("ofsight publish"), std::string::npos);
  folder.write("text/ofsight.sqlite", "not a database at all, but long enough to be read as one");
  EXPECT_NE(refused(folder.path("text")).find("not an SQLite database"), std::string::npos);
  std::filesystem::create_directory(folder.path("empty"));
  {
    auto database = Database::open(folder.path("empty/ofsight.sqlite"), Database::Access::kBuild);
    ASSERT_TRUE(database->execute("CREATE TABLE x (y)"));
  }
  EXPECT_NE(refused(folder.path("empty")).find("is no release"), std::string::npos);
  std::filesystem::create_directory(folder.path("newer"));
  {
    auto database = Database::open(folder.path("newer/ofsight.sqlite"), Database::Access::kBuild);
    ASSERT_TRUE(database->execute("PRAGMA user_version = 99"));
  }
  EXPECT_NE(refused(folder.path("newer")).find("has version 99"), std::string::npos);
}

TEST(DayAsked, SaysHowToWriteADate) {
  EXPECT_EQ(day_asked("--since", "2021"), "2021-01-01");
  EXPECT_EQ(day_asked("--since", "May 2021").error().message,
            "--since 'May 2021' is not a date; write 2021, 2021-06 or 2021-06-15");
}

}  // namespace
}  // namespace ofsight
