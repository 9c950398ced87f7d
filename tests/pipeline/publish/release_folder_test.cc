#include "pipeline/publish/release_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

void put(const ReleaseFolder& folder, const std::string& name, const std::string& content) {
  fs::create_directories(fs::path(folder.path() + "/" + name).parent_path());
  std::ofstream(folder.path() + "/" + name) << content;
}

TEST(ReleaseFolder, AppearsWholeOrNotAtAll) {
  const TemporaryFolder parent;
  {
    auto folder = ReleaseFolder::create(parent.path("a/b/release"));
    ASSERT_TRUE(folder) << folder.error().message;
    put(*folder, "csv/x.csv", "1");
    EXPECT_FALSE(fs::exists(parent.path("a/b/release")));
    EXPECT_EQ(folder->commit(), ReleaseFolder::Outcome::kPublished);
    EXPECT_EQ(content_of(parent.path("a/b/release/csv/x.csv")), "1");
  }
  {
    auto folder = ReleaseFolder::create(parent.path("a/b/other"));
    put(*folder, "x", "1");
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(parent.path("a/b")), {}), 1)
      << "what was not finished is gone";
}

TEST(ReleaseFolder, ReplacesAnEmptyFolderOnly) {
  const TemporaryFolder parent;
  fs::create_directory(parent.path("empty"));
  auto folder = ReleaseFolder::create(parent.path("empty/"));
  ASSERT_TRUE(folder);
  put(*folder, "x", "1");
  EXPECT_EQ(folder->commit(), ReleaseFolder::Outcome::kPublished);
  parent.write("full/notes.txt", "mine");
  const auto refused = ReleaseFolder::create(parent.path("full"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
  EXPECT_NE(refused.error().message.find("not a release"), std::string::npos);
  EXPECT_EQ(content_of(parent.path("full/notes.txt")), "mine");
}

TEST(ReleaseFolder, TheSameReleaseIsUnchangedAndAnotherIsRefused) {
  const TemporaryFolder parent;
  const auto publish = [&](const std::string& content) {
    auto folder = ReleaseFolder::create(parent.path("r"));
    put(*folder, kReleaseDescription, "{}");
    put(*folder, "csv/x.csv", content);
    return folder->commit();
  };
  EXPECT_EQ(publish("1"), ReleaseFolder::Outcome::kPublished);
  EXPECT_EQ(publish("1"), ReleaseFolder::Outcome::kUnchanged);
  for (const char* other : {"2", "12", ""}) {
    const auto refused = publish(other);
    ASSERT_FALSE(refused) << other;
    EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
  }
  EXPECT_EQ(content_of(parent.path("r/csv/x.csv")), "1");
  EXPECT_EQ(parent.entries(), 1u);
}

TEST(ReleaseFolder, PlacesThatCannotBeAreRefused) {
  const TemporaryFolder parent;
  parent.write("file", "x");
  for (const std::string& path : {parent.path("file"), std::string("."), std::string("/"),
                                  std::string(".."), parent.path("file/below")})
    EXPECT_FALSE(ReleaseFolder::create(path)) << path;
}

TEST(FilesBelow, ListsFilesByTheirPlaceInByteOrder) {
  const TemporaryFolder folder;
  for (const char* name : {"b/2", "a", "b/1", "B"}) folder.write(name, "");
  EXPECT_EQ(files_below(folder.path()).value(), (std::vector<std::string>{"B", "a", "b/1", "b/2"}));
  EXPECT_FALSE(files_below(folder.path("none")));
}

}  // namespace
}  // namespace ofsight
