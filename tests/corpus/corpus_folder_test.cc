#include "corpus/corpus_folder.h"

#include <gtest/gtest.h>

#include "corpus/digest.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

class CorpusFolderTest : public testing::Test {
 protected:
  TemporaryFolder folder;
  CorpusFolder corpus = CorpusFolder::create(folder.path("corpus")).value();
};

TEST_F(CorpusFolderTest, KeepsBytesUnderTheirDigestOnce) {
  const std::string digest = sha256_hex("report");
  EXPECT_EQ(corpus.keep("report").value(), digest);
  const std::string file = corpus.file(digest);
  EXPECT_EQ(file, folder.path("corpus") + "/files/" + digest.substr(0, 2) + "/" + digest);
  const auto written = fs::last_write_time(file);
  EXPECT_EQ(corpus.keep("report").value(), digest);
  EXPECT_EQ(fs::last_write_time(file), written);
  EXPECT_EQ(corpus.read(digest, 100), "report");
  EXPECT_EQ(corpus.read(digest, 3), std::nullopt);
  EXPECT_EQ(corpus.read(sha256_hex("other"), 100), std::nullopt);
}

TEST_F(CorpusFolderTest, DamageIsSeenAndMended) {
  const std::string digest = corpus.keep("report").value();
  folder.write("corpus/files/" + digest.substr(0, 2) + "/" + digest, "REPORT");
  EXPECT_EQ(corpus.read(digest, 100), std::nullopt);
  corpus.keep("report");
  EXPECT_EQ(corpus.read(digest, 100), "report");
}

TEST_F(CorpusFolderTest, AWholePartialBecomesAFile) {
  const std::string digest = sha256_hex("whole");
  const std::string id = "../../etc/passwd";
  EXPECT_EQ(corpus.partial(id), folder.path("corpus") + "/partial/" + sha256_hex(id));
  for (int i = 0; i < 2; ++i) {
    folder.write("corpus/partial/" + sha256_hex(id), "whole");
    ASSERT_TRUE(corpus.keep_partial(id, digest));
    EXPECT_FALSE(fs::exists(corpus.partial(id)));
    EXPECT_EQ(corpus.read(digest, 100), "whole");
  }
  EXPECT_FALSE(corpus.keep_partial("none", sha256_hex("none")));
}

TEST_F(CorpusFolderTest, CacheEntriesAreReplacedWhole) {
  const std::string file = corpus.text(sha256_hex("x"));
  EXPECT_EQ(CorpusFolder::read_cache(file, 100), std::nullopt);
  ASSERT_TRUE(corpus.write_cache(file, "one"));
  ASSERT_TRUE(corpus.write_cache(file, "two, longer"));
  EXPECT_EQ(CorpusFolder::read_cache(file, 100), "two, longer");
  EXPECT_EQ(CorpusFolder::read_cache(file, 3), std::nullopt);
}

TEST_F(CorpusFolderTest, OnlyOneProcessMayWrite) {
  auto lock = CorpusLock::take(corpus, "'ofsight add', process 1, since now");
  ASSERT_TRUE(lock);
  const auto second = CorpusLock::take(corpus, "another");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kIo);
  EXPECT_EQ(second.error().message,
            "corpus '" + folder.path("corpus") +
                "' is in use by 'ofsight add', process 1, since now; wait for it "
                "to end, or name another corpus with --corpus");
  { const CorpusLock gone = std::move(*lock); }
  EXPECT_TRUE(CorpusLock::take(corpus, "another"));
}

TEST_F(CorpusFolderTest, WithoutAnIndexThereIsNoCorpus) {
  const auto none = CorpusFolder::existing(folder.path("corpus"));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kUsage);
  folder.write("corpus/corpus.sqlite", "");
  EXPECT_TRUE(CorpusFolder::existing(folder.path("corpus")));
  folder.write("file", "");
  EXPECT_FALSE(CorpusFolder::create(folder.path("file/corpus")));
}

}  // namespace
}  // namespace ofsight
