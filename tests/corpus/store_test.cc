#include "corpus/store.h"

#include <gtest/gtest.h>

#include "corpus/corpus_status.h"
#include "corpus/digest.h"
#include "corpus/json_schema.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

constexpr const char* kMonday = "2026-07-06T09:00:00Z";
constexpr const char* kTuesday = "2026-07-07T09:00:00Z";

Listing listing(const std::string& id, const std::string& published = "2024-01-31") {
  Listing out;
  out.file_id = id;
  out.url = "https://files.example.org/v1/file/" + id;
  out.title = "Focused visit";
  out.kind = "focused_visit";
  out.published = published;
  return out;
}

class StoreTest : public testing::Test {
 protected:
  StoreTest() : store(Store::open(folder.path("corpus"), Store::Access::kWrite, "test").value()) {}

  std::int64_t begin(const std::string& at = kMonday) {
    return store.begin_run("ofsight", "https://example.org", at).value();
  }
  // A run in which council 1 lists `listings`.
  PageChange see(const std::vector<Listing>& listings, const std::string& at = kMonday) {
    const std::int64_t run = begin(at);
    EXPECT_TRUE(store.see_councils(
        {{"1", "Ambleford", "https://example.org/1"}, {"2", "Fenmoor", "https://example.org/2"}},
        run, at));
    const PageChange change = store.see_listings("1", listings, run, at).value();
    EXPECT_TRUE(store.delist_missing("1", run, at));
    return change;
  }
  std::vector<std::string> wanted_ids(const Wanted& wanted = {}, const std::string& now = kMonday) {
    std::vector<std::string> ids;
    const auto files = store.wanted(wanted, std::nullopt, 100, now).value();
    for (const WantedFile& file : files) ids.push_back(file.id);
    EXPECT_EQ(store.count_wanted(wanted, now).value(), static_cast<std::int64_t>(ids.size()));
    return ids;
  }
  void receive(const std::string& id, const std::string& bytes, const std::string& at = kMonday) {
    Received received;
    received.url = "https://files.example.org/v1/file/" + id;
    received.sha256 = sha256_hex(bytes);
    received.media_type = "application/pdf";
    received.etag = "\"" + bytes + "\"";
    received.at = at;
    received.bytes = bytes.size();
    ASSERT_TRUE(store.receive(id, received));
  }

  TemporaryFolder folder;
  Store store;
};

using Ids = std::vector<std::string>;

TEST_F(StoreTest, CouncilsAreSeenMissedAndComeBack) {
  const std::vector<ListedCouncil> both = {{"1", "Ambleford", "a"}, {"2", "Fenmoor", "f"}};
  ASSERT_TRUE(store.see_councils(both, begin(), kMonday));
  const std::int64_t run = begin(kTuesday);
  ASSERT_TRUE(store.see_councils({both[0]}, run, kTuesday));
  EXPECT_EQ(store.listed_councils().value(), 2);
  EXPECT_EQ(store.missing_councils(run).value(), Ids{"Fenmoor"});
  ASSERT_TRUE(store.delist_missing_councils(run, kTuesday));
  EXPECT_EQ(store.listed_councils().value(), 1);
  ASSERT_TRUE(store.see_councils(both, begin(kTuesday), kTuesday));
  EXPECT_EQ(store.listed_councils().value(), 2);
}

TEST_F(StoreTest, ListingsSayWhatChanged) {
  PageChange change = see({listing("a"), listing("b"), listing("b", "2024-02-01")});
  EXPECT_EQ(change.before, 0);
  EXPECT_EQ(change.listed, 2);
  EXPECT_EQ(change.first_seen, 2);
  change = see({listing("a"), listing("c")}, kTuesday);
  EXPECT_EQ(change.before, 2);
  EXPECT_EQ(change.listed, 2);
  EXPECT_EQ(change.missing, 1);
  EXPECT_EQ(change.first_seen, 1);
  EXPECT_EQ(wanted_ids(), (Ids{"a", "c"})) << "what is no longer listed is not wanted";
  see({listing("b")}, kTuesday);
  EXPECT_EQ(wanted_ids(), Ids{"b"}) << "until it comes back";
}

TEST_F(StoreTest, WantedFilesAreNewestFirstAndFiltered) {
  Listing undated = listing("u", "");
  Listing other = listing("o", "2020-05-05");
  other.kind = "";
  see({listing("a", "2022-01-01"), listing("b", "2024-01-01"), listing("c", "2024-01-01"), undated,
       other});
  EXPECT_EQ(wanted_ids(), (Ids{"b", "c", "a", "o", "u"}));
  Wanted wanted;
  wanted.since = "2022-01-01";
  EXPECT_EQ(wanted_ids(wanted), (Ids{"b", "c", "a", "u"}));
  wanted = {};
  wanted.kinds = {"focused_visit"};
  EXPECT_EQ(wanted_ids(wanted), (Ids{"b", "c", "a", "u"}));
  wanted = {};
  wanted.urns = {"2"};
  EXPECT_EQ(wanted_ids(wanted), Ids{});
  Ids paged;
  std::optional<WantedFile> last;
  while (true) {
    const auto batch = store.wanted({}, last, 2, kMonday).value();
    if (batch.empty()) break;
    for (const WantedFile& file : batch) paged.push_back(file.id);
    last = batch.back();
  }
  EXPECT_EQ(paged, (Ids{"b", "c", "a", "o", "u"}));
}

TEST_F(StoreTest, WhatIsHeldIsWantedAgainOnlyIfItsLinkChanges) {
  see({listing("a")});
  receive("a", "bytes");
  EXPECT_EQ(wanted_ids(), Ids{});
  see({listing("a")}, kTuesday);
  EXPECT_EQ(wanted_ids(), Ids{});
  Wanted held;
  held.held_too = true;
  EXPECT_EQ(wanted_ids(held), Ids{"a"});
  see({listing("a", "2024-02-02")}, kTuesday);
  const auto wanted = store.wanted({}, std::nullopt, 1, kTuesday).value();
  ASSERT_EQ(wanted.size(), 1u);
  EXPECT_TRUE(wanted[0].held);
  EXPECT_EQ(wanted[0].etag, "\"bytes\"");
  ASSERT_TRUE(store.unchanged("a", kTuesday));
  EXPECT_EQ(wanted_ids(), Ids{});
}

TEST_F(StoreTest, FailuresWaitForTheirNextTry) {
  see({listing("a"), listing("b")});
  ASSERT_TRUE(store.miss("a", FileState::kGone, 404, "status 404", kMonday, kTuesday));
  ASSERT_TRUE(store.miss("b", FileState::kFailed, std::nullopt, "timeout", kMonday, ""));
  EXPECT_EQ(wanted_ids(), Ids{"b"});
  EXPECT_EQ(wanted_ids({}, kTuesday), (Ids{"a", "b"}));
  Wanted all;
  all.waiting_too = true;
  EXPECT_EQ(wanted_ids(all), (Ids{"a", "b"}));
  ASSERT_TRUE(store.miss("a", FileState::kGone, 404, "status 404", kTuesday, ""));
  EXPECT_EQ(store.wanted({}, std::nullopt, 1, kTuesday).value()[0].attempts, 2);
  receive("a", "back again");
  EXPECT_EQ(wanted_ids({}, kTuesday), Ids{"b"});
}

TEST_F(StoreTest, ABrokenOffTransferIsRemembered) {
  see({listing("a")});
  ASSERT_TRUE(store.begin_partial("a", "\"x\"", "Mon", 1234));
  const WantedFile file = store.wanted({}, std::nullopt, 1, kMonday).value()[0];
  EXPECT_EQ(file.partial_etag, "\"x\"");
  EXPECT_EQ(file.partial_last_modified, "Mon");
  EXPECT_EQ(file.partial_bytes, 1234u);
  EXPECT_FALSE(file.held);
}

TEST_F(StoreTest, DocumentsNameWhereTheyCameFrom) {
  see({listing("b"), listing("a", "2023-01-01")});
  receive("a", "first");
  receive("b", "second");
  receive("a", "changed", kTuesday);
  LocalDocument local{sha256_hex("local"),
                      "text/html",
                      "x/9_y/2001-01-01-z.html",
                      "9",
                      "z",
                      "",
                      "2001-01-01",
                      kMonday,
                      5};
  ASSERT_TRUE(store.add_local(local));
  local.sha256 = sha256_hex("second");
  ASSERT_TRUE(store.add_local(local));
  local.sha256 = sha256_hex("stray");
  local.urn = local.published = "";
  ASSERT_TRUE(store.add_local(local));
  const auto documents = store.documents().value();
  ASSERT_EQ(documents.size(), 5u);
  EXPECT_EQ(documents[0].source.published_on_site, "2023-01-01");
  EXPECT_EQ(documents[1].source.published_on_site, "2023-01-01") << "both versions are there";
  EXPECT_EQ(documents[0].source.url, "https://files.example.org/v1/file/a");
  EXPECT_NE(documents[0].source.retrieved_at, documents[1].source.retrieved_at);
  EXPECT_EQ(documents[2].source.sha256, sha256_hex("second"));
  EXPECT_EQ(documents[2].source.file, "x/9_y/2001-01-01-z.html");
  EXPECT_EQ(documents[2].council_name, "Ambleford");
  EXPECT_EQ(documents[3].council_urn, "9");
  EXPECT_EQ(documents[3].source.url, std::nullopt);
  EXPECT_EQ(documents[4].council_urn, "");
  EXPECT_TRUE(store.has(sha256_hex("changed")).value());
  EXPECT_FALSE(store.has(sha256_hex("nothing")).value());
}

TEST_F(StoreTest, PagesAreKeptWithTheirBytes) {
  EXPECT_EQ(store.page("u").value(), std::nullopt);
  const std::string bytes("<p>\0\xFF", 5);
  const KeptPage page{"\"1\"", "Mon", sha256_hex(bytes), "r"};
  ASSERT_TRUE(store.keep_page("u", page, bytes, kMonday));
  EXPECT_EQ(store.page("u").value()->etag, "\"1\"");
  EXPECT_EQ(store.page_bytes(page.sha256).value(), bytes);
  EXPECT_EQ(store.page_bytes("none").value(), std::nullopt);
  ASSERT_TRUE(store.keep_page("u", {"\"2\"", "", page.sha256, "r"}, std::nullopt, kTuesday));
  EXPECT_EQ(store.page("u").value()->etag, "\"2\"");
}

TEST_F(StoreTest, StatusCountsAndIsJson) {
  const std::int64_t killed = begin();
  EXPECT_EQ(killed, 1);
  see({listing("a"), listing("b"), listing("c", "")});
  receive("a", "bytes");
  receive("b", "more bytes");
  ASSERT_TRUE(store.miss("c", FileState::kGone, 404, "status 404", kMonday, kTuesday));
  const std::int64_t run = begin(kTuesday);
  RunCounts counts;
  counts.councils = 2;
  counts.gone = 1;
  ASSERT_TRUE(store.end_run(run, RunOutcome::kComplete, counts, "", kTuesday));
  begin(kTuesday);
  see({listing("a"), listing("c", "")}, kTuesday);
  const CorpusStatus status = corpus_status(store).value();
  EXPECT_EQ(status.councils, 2);
  EXPECT_EQ(status.councils_without_reports, 1);
  EXPECT_EQ(status.documents, 2);
  EXPECT_EQ(status.bytes, 15);
  EXPECT_EQ(status.delisted_documents, 1);
  EXPECT_EQ(status.by_kind_and_year.at("focused_visit").at("2024"), 2);
  EXPECT_EQ(status.last_run->outcome, "killed");
  EXPECT_EQ(status.last_complete_run->counts.gone, 1);
  ASSERT_EQ(status.missing.size(), 1u);
  EXPECT_EQ(status.missing[0].council, "Ambleford");
  EXPECT_EQ(status.missing[0].next_try, kTuesday);
  const auto schema = JsonSchema::from_json(
      content_of(std::string(OFSIGHT_SOURCE_DIR) + "/schemas/status.schema.json"));
  EXPECT_EQ(schema->check(to_json(status)), std::vector<SchemaProblem>{});
}

TEST_F(StoreTest, ReadersNeedNoLock) {
  EXPECT_TRUE(Store::open(folder.path("corpus"), Store::Access::kRead));
  EXPECT_FALSE(Store::open(folder.path("corpus"), Store::Access::kWrite, "second"));
  EXPECT_FALSE(Store::open(folder.path("none"), Store::Access::kRead));
}

}  // namespace
}  // namespace ofsight
