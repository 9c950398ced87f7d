#include "pipeline/publish/previous_release.h"

#include <gtest/gtest.h>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

class PreviousReleaseTest : public testing::Test {
 protected:
  void put(const std::string& name, const std::string& date, const std::string& input) {
    Quality quality;
    quality.date = date;
    quality.input = input;
    folder_.write(name + "/" + kQualityFile, quality_json(quality, std::nullopt));
  }
  std::string latest(const std::string& date, const std::string& other_than = "") {
    const auto release = latest_release_in(folder_.path(), date, other_than);
    return release ? release->name : "none";
  }

  TemporaryFolder folder_;
};

TEST_F(PreviousReleaseTest, TheLatestIsThatOfTheDayThenOfTheNumber) {
  EXPECT_EQ(latest("2026-12-31"), "none");
  put("zebra", "2026-01-01", "a");
  put("2026-02-01", "2026-02-01", "b");
  put("2026-02-01-2", "2026-02-01", "c");
  put("2026-02-01-10", "2026-02-01", "d");
  put("2026-03-01", "2026-03-01", "e");
  EXPECT_EQ(latest("2026-12-31"), "2026-03-01");
  EXPECT_EQ(latest("2026-02-28"), "2026-02-01-10") << "not one of a later day";
  EXPECT_EQ(latest("2026-02-28", "d"), "2026-02-01-2");
  EXPECT_EQ(latest("2026-01-31"), "zebra");
}

TEST_F(PreviousReleaseTest, WhatIsNoReleaseIsPassedOver) {
  put("2026-02-01", "2026-02-01", "a");
  folder_.write("2026-03-01/quality.json", "{");
  folder_.write("2026-04-01/notes.txt", "");
  folder_.write("a file", "");
  put(".2026-05-01.partial-00000000", "2026-05-01", "b");
  EXPECT_EQ(latest("2026-12-31"), "2026-02-01");
  EXPECT_FALSE(read_release(folder_.path("2026-03-01")));
}

}  // namespace
}  // namespace ofsight
