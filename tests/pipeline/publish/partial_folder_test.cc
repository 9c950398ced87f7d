#include "pipeline/publish/partial_folder.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

TEST(FolderLock, IsOfOneAtATime) {
  const TemporaryFolder folder;
  {
    const FolderLock first(folder.path());
    EXPECT_EQ(first.state(), FolderLock::State::kHeld);
    EXPECT_TRUE(first.is_of(folder.path()));
    EXPECT_EQ(FolderLock(folder.path()).state(), FolderLock::State::kBusy);
  }
  EXPECT_EQ(FolderLock(folder.path()).state(), FolderLock::State::kHeld);
  EXPECT_EQ(FolderLock(folder.path("none")).state(), FolderLock::State::kUnknown);
  EXPECT_EQ(folder.entries(), 0u);
}

TEST(FolderLock, KnowsThatItsFolderWasReplaced) {
  const TemporaryFolder folder;
  fs::create_directory(folder.path("a"));
  const FolderLock lock(folder.path("a"));
  fs::rename(folder.path("a"), folder.path("b"));
  fs::create_directory(folder.path("a"));
  EXPECT_FALSE(lock.is_of(folder.path("a")));
  EXPECT_TRUE(lock.is_of(folder.path("b")));
}

TEST(PartialFolder, GoesUnlessItBecomesWhatItIsFor) {
  const TemporaryFolder parent;
  {
    auto given_up = PartialFolder::create(parent.path("r"));
    ASSERT_TRUE(given_up);
    EXPECT_TRUE(fs::is_directory(given_up->path()));
  }
  EXPECT_EQ(parent.entries(), 0u);
  {
    auto kept = PartialFolder::create(parent.path("r"));
    ASSERT_EQ(kept->become(parent.path("r")), 0);
  }
  EXPECT_TRUE(fs::is_directory(parent.path("r")));
  EXPECT_EQ(parent.entries(), 1u);
}

TEST(PartialFolder, RemovesOnlyWhatIsAbandonedAndOfTheSameName) {
  const TemporaryFolder parent;
  for (const char* name :
       {".r.partial-00000001", ".2026-01-31.partial-00000001", ".2026-01-31-2.partial-ffffffff",
        ".s.partial-00000001", ".r.partial-0000000g", ".r.partial-1", "r.partial-00000001"})
    parent.write(std::string(name) + "/x", "");
  parent.write(".r.partial-00000002", "a file");
  fs::create_symlink(parent.path("r.partial-00000001"), parent.path(".r.partial-00000003"));
  const auto living = PartialFolder::create(parent.path("r"));
  EXPECT_FALSE(fs::exists(parent.path(".r.partial-00000001")));
  EXPECT_EQ(parent.entries(), 9u);
  const auto another = PartialFolder::create(parent.path("r"));
  EXPECT_TRUE(fs::exists(living->path()));
  EXPECT_EQ(parent.entries(), 10u);
  const auto of_a_day = PartialFolder::create(parent.path("2026-02-01"));
  EXPECT_FALSE(fs::exists(parent.path(".2026-01-31.partial-00000001")));
  EXPECT_FALSE(fs::exists(parent.path(".2026-01-31-2.partial-ffffffff")));
  EXPECT_EQ(parent.entries(), 9u);
}

}  // namespace
}  // namespace ofsight
