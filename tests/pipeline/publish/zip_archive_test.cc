#include "pipeline/publish/zip_archive.h"

#include <gtest/gtest.h>

#include "pipeline/publish/xlsx_writer.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

class ZipArchiveTest : public testing::Test {
 protected:
  void SetUp() override {
    XlsxWriter writer(folder_.path(), [] { return std::string(); });
    ASSERT_TRUE(writer.begin(built_in_dataset()));
    ASSERT_TRUE(writer.end());
    bytes_ = content_of(folder_.path(kReleaseWorkbook));
  }
  // Whether all of an archive with these bytes can be read.
  bool reads(const std::string& bytes) {
    const std::string path = folder_.write("copy.zip", bytes);
    const auto entries = zip_entries(path);
    if (!entries) return false;
    for (const ZipEntry& entry : *entries)
      if (!read_zip_entry(path, entry, [](std::string_view) {})) return false;
    return true;
  }

  TemporaryFolder folder_;
  std::string bytes_;
};

TEST_F(ZipArchiveTest, ReadsWhatAnotherLibraryWrote) {
  EXPECT_TRUE(reads(bytes_));
  const auto entries = zip_entries(folder_.path(kReleaseWorkbook));
  ASSERT_TRUE(entries);
  std::string types;
  for (const ZipEntry& entry : *entries)
    if (entry.name == "[Content_Types].xml")
      ASSERT_TRUE(read_zip_entry(folder_.path(kReleaseWorkbook), entry,
                                 [&](std::string_view piece) { types += piece; }));
  EXPECT_TRUE(types.ends_with("</Types>"));
}

TEST_F(ZipArchiveTest, AnythingCutOffIsNoticed) {
  for (std::size_t size = 0; size < bytes_.size(); size += 997)
    EXPECT_FALSE(reads(bytes_.substr(0, size))) << size;
}

TEST_F(ZipArchiveTest, DamageAnywhereIsNeverFatalAndInDataAlwaysNoticed) {
  const auto damaged_at = [&](std::size_t at) {
    std::string damaged = bytes_;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
    return reads(damaged);
  };
  // Dates and the like may change unnoticed.
  for (std::size_t at = 0; at < bytes_.size(); at += 101) damaged_at(at);
  std::size_t checked = 0;
  const auto entries = zip_entries(folder_.path(kReleaseWorkbook));
  ASSERT_TRUE(entries);
  for (const ZipEntry& entry : *entries) {
    const std::size_t data = entry.offset + 30 + entry.name.size();
    // The last bytes only say that nothing follows.
    for (std::size_t at = data; at + 4 < data + entry.packed_bytes; at += 37, ++checked)
      EXPECT_FALSE(damaged_at(at)) << entry.name << " at " << at - data;
  }
  EXPECT_GT(checked, 100u);
}

TEST_F(ZipArchiveTest, OtherFilesAreNone) {
  for (const std::string& bytes :
       {std::string(), std::string("PK\x05\x06"), std::string(100, '\xff'),
        std::string("PK\x05\x06") + std::string(18, '\xff')})
    EXPECT_FALSE(reads(bytes));
  EXPECT_FALSE(zip_entries(folder_.path("none")));
}

}  // namespace
}  // namespace ofsight
