#include "corpus/extraction_cache.h"

#include <gtest/gtest.h>

#include "corpus/digest.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

class ExtractionCacheTest : public testing::Test {
 protected:
  TemporaryFolder folder;
  CorpusFolder corpus = CorpusFolder::create(folder.path()).value();
  ExtractionCache cache{corpus};
  const std::string digest = sha256_hex("document");
};

TEST_F(ExtractionCacheTest, AReadingCountsForItsKey) {
  Text text;
  text.utf8 = "a\nb";
  text.byte_of = {0, 1, 2, 3};
  StoredReading reading;
  reading.text = text;
  reading.warnings = {{"code", "message: \xC3\xA9"}, {"code", "another"}};
  ASSERT_TRUE(cache.store(digest, "text 1", reading));
  const auto back = cache.reading(digest, "text 1");
  ASSERT_TRUE(back && back->text);
  EXPECT_EQ(back->text->utf8, "a\nb");
  ASSERT_EQ(back->warnings.size(), 2u);
  EXPECT_EQ(back->warnings[0].message, "message: \xC3\xA9");
  EXPECT_FALSE(cache.reading(digest, "text 2"));
  EXPECT_FALSE(cache.reading(sha256_hex("other"), "text 1"));
  reading.text.reset();
  reading.reason = RejectionReason::kEncrypted;
  reading.detail = "needs a password";
  ASSERT_TRUE(cache.store(digest, "text 2", reading));
  EXPECT_FALSE(cache.reading(digest, "text 1")) << "one entry a document";
  const auto rejected = cache.reading(digest, "text 2");
  ASSERT_TRUE(rejected);
  EXPECT_FALSE(rejected->text);
  EXPECT_EQ(rejected->reason, RejectionReason::kEncrypted);
  EXPECT_EQ(rejected->detail, "needs a password");
}

TEST_F(ExtractionCacheTest, AnOutcomeTellsItsKind) {
  EXPECT_EQ(cache.kind(digest), std::nullopt);
  ASSERT_TRUE(cache.store(digest, "key", StoredOutcome{true, "focused_visit", "{\"a\":1}"}));
  EXPECT_EQ(cache.kind(digest), "focused_visit");
  const auto outcome = cache.outcome(digest, "key");
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->is_report);
  EXPECT_EQ(outcome->code, "focused_visit");
  EXPECT_EQ(outcome->json, "{\"a\":1}");
  EXPECT_FALSE(cache.outcome(digest, "other key"));
  ASSERT_TRUE(cache.store(digest, "key", StoredOutcome{false, "not_a_pdf", "{}"}));
  EXPECT_EQ(cache.kind(digest), std::nullopt);
  EXPECT_EQ(cache.outcome(digest, "key")->code, "not_a_pdf");
}

TEST_F(ExtractionCacheTest, ADamagedEntryIsNone) {
  ASSERT_TRUE(cache.store(digest, "key", StoredOutcome{true, "other", "{\"a\":1}"}));
  const std::string whole = content_of(corpus.report(digest));
  const std::string path = corpus.report(digest).substr(folder.path().size() + 1);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    folder.write(path, whole.substr(0, size));
    EXPECT_FALSE(cache.outcome(digest, "key")) << size;
  }
  folder.write(path, whole.substr(0, whole.size() - 2) + "9}");
  EXPECT_FALSE(cache.outcome(digest, "key"));
  folder.write(path, whole);
  EXPECT_TRUE(cache.outcome(digest, "key"));
}

}  // namespace
}  // namespace ofsight
