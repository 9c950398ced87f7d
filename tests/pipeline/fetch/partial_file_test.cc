#include "pipeline/fetch/partial_file.h"

#include <gtest/gtest.h>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

TEST(PartialFile, GoesOnWhereItWasLeft) {
  const TemporaryFolder folder;
  const std::string path = folder.path("file");
  const std::string bytes = "%PDF-1.7\n" + std::string(200'000, 'x') + "%%EOF";
  {
    auto file = PartialFile::open(path);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->size(), 0u);
    ASSERT_TRUE(file->append(bytes.substr(0, 150'000)));
  }
  auto file = PartialFile::open(path);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 150'000u);
  ASSERT_TRUE(file->append(bytes.substr(150'000)));
  EXPECT_EQ(file->sha256(), sha256_hex(bytes));
  EXPECT_TRUE(file->start().starts_with("%PDF-1.7\n"));
  EXPECT_TRUE(file->tail().ends_with("xx%%EOF"));
  EXPECT_EQ(content_of(path), bytes);
}

TEST(PartialFile, StartsAnew) {
  const TemporaryFolder folder;
  auto file = PartialFile::open(folder.path("file"));
  ASSERT_TRUE(file->append("first"));
  file->sha256();
  ASSERT_TRUE(file->restart());
  ASSERT_TRUE(file->append("a"));
  EXPECT_EQ(file->size(), 1u);
  EXPECT_EQ(file->start() + file->tail(), "aa");
  EXPECT_EQ(file->sha256(), sha256_hex("a"));
  EXPECT_EQ(content_of(folder.path("file")), "a");
  EXPECT_FALSE(PartialFile::open(folder.path("no/such/folder")));
}

}  // namespace
}  // namespace ofsight
