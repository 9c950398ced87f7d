#include <cstdint>

#include "corpus/store.h"

namespace ofsight {
namespace {

constexpr std::string_view kListedFiles =
    "SELECT count(DISTINCT file_id) FROM listing WHERE urn = ? AND delisted_at = ''";

// Files whose links on this council's page have all gone.
constexpr std::string_view kMissingFiles =
    "SELECT count(*) FROM (SELECT 1 FROM listing WHERE urn = ?1 AND delisted_at = '' "
    "GROUP BY file_id HAVING max(last_run) <> ?2)";

}  // namespace

Expected<PageChange> Store::see_listings(const std::string& urn,
                                         const std::vector<Listing>& listings, std::int64_t run,
                                         const std::string& at) {
  auto transaction = Transaction::begin(queries_->database());
  if (!transaction) return tl::unexpected(transaction.error());
  PageChange change;
  const auto before = queries_->integer(kListedFiles, urn);
  if (!before) return tl::unexpected(before.error());
  change.before = *before;
  Database& database = queries_->database();
  for (const Listing& listing : listings) {
    auto done = queries_->run(
        "INSERT INTO file (id, url, published) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        listing.file_id, listing.url, listing.published);
    if (!done) return tl::unexpected(done.error());
    const bool is_new_file = database.changed_rows() > 0;
    change.first_seen += is_new_file ? 1 : 0;
    done = queries_->run(
        "UPDATE file SET url = ?2, published = max(published, ?3) "
        "WHERE id = ?1 AND (url <> ?2 OR published < ?3)",
        listing.file_id, listing.url, listing.published);
    if (!done) return tl::unexpected(done.error());
    done = queries_->run(
        "UPDATE listing SET last_seen = ?8, last_run = ?9, delisted_at = '', kind = ?10 "
        "WHERE urn = ?1 AND file_id = ?2 AND url = ?3 AND title = ?4 AND label = ?5 "
        "AND published = ?6 AND inspected = ?7",
        urn, listing.file_id, listing.url, listing.title, listing.label, listing.published,
        listing.inspected, at, run, listing.kind);
    if (!done) return tl::unexpected(done.error());
    if (database.changed_rows() > 0) continue;
    if (!is_new_file) {
      done = queries_->run(
          "UPDATE file SET state = 'recheck', next_try = '' WHERE id = ?2 AND state = 'held' AND "
          "EXISTS (SELECT 1 FROM listing WHERE urn = ?1 AND file_id = ?2 AND last_run <> ?3)",
          urn, listing.file_id, run);
      if (!done) return tl::unexpected(done.error());
    }
    done = queries_->run(
        "INSERT INTO listing (urn, file_id, url, title, label, published, inspected, kind, "
        "first_seen, last_seen, last_run) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10)",
        urn, listing.file_id, listing.url, listing.title, listing.label, listing.published,
        listing.inspected, listing.kind, at, run);
    if (!done) return tl::unexpected(done.error());
  }
  const auto missing = queries_->integer(kMissingFiles, urn, run);
  if (!missing) return tl::unexpected(missing.error());
  change.missing = *missing;
  const auto after = queries_->integer(kListedFiles, urn);
  if (!after) return tl::unexpected(after.error());
  change.listed = *after - change.missing;
  if (auto done = transaction->commit(); !done) return tl::unexpected(done.error());
  return change;
}

Expected<void> Store::delist_missing(const std::string& urn, std::int64_t run,
                                     const std::string& at) {
  return queries_->run(
      "UPDATE listing SET delisted_at = ? WHERE urn = ? AND delisted_at = '' AND last_run <> ?", at,
      urn, run);
}

}  // namespace ofsight
