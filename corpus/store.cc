#include "corpus/store.h"

#include <utility>

#include "corpus/store_schema.h"

namespace ofsight {
namespace {

std::string_view code_of(RunOutcome outcome) {
  switch (outcome) {
    case RunOutcome::kComplete: return "complete";
    case RunOutcome::kPartial: return "partial";
    case RunOutcome::kIncomplete: return "incomplete";
    case RunOutcome::kStopped: return "stopped";
  }
  return "incomplete";
}

}  // namespace

Expected<Store> Store::open(const std::string& path, Access access, const std::string& purpose) {
  const bool writes = access == Access::kWrite;
  auto folder = writes ? CorpusFolder::create(path) : CorpusFolder::existing(path);
  if (!folder) return tl::unexpected(folder.error());
  std::optional<CorpusLock> lock;
  if (writes) {
    auto taken = CorpusLock::take(*folder, purpose);
    if (!taken) return tl::unexpected(taken.error());
    lock = std::move(*taken);
  }
  auto database = Database::open(folder->database(),
                                 writes ? Database::Access::kWrite : Database::Access::kRead);
  if (!database) return tl::unexpected(database.error());
  if (auto done = database->migrate(store_migrations()); !done) return tl::unexpected(done.error());
  return Store(std::move(*folder), std::move(lock), std::move(*database));
}

Expected<std::int64_t> Store::begin_run(const std::string& program, const std::string& site,
                                        const std::string& at) {
  auto done = queries_->run("INSERT INTO run (program, site, started_at) VALUES (?, ?, ?)", program,
                            site, at);
  if (!done) return tl::unexpected(done.error());
  return queries_->database().last_row_id();
}

Expected<void> Store::end_run(std::int64_t run, RunOutcome outcome, const RunCounts& counts,
                              const std::string& message, const std::string& at) {
  return queries_->run(
      "UPDATE run SET ended_at = ?, outcome = ?, message = ?, councils = ?, pages = ?, reports = "
      "?, "
      "new_reports = ?, unknown_kinds = ?, downloaded = ?, gone = ?, failed = ? WHERE id = ?",
      at, code_of(outcome), message, counts.councils, counts.pages, counts.reports,
      counts.new_reports, counts.unknown_kinds, counts.downloaded, counts.gone, counts.failed, run);
}

Expected<std::optional<KeptPage>> Store::page(std::string_view url) {
  std::optional<KeptPage> page;
  auto done = queries_->each(
      "SELECT etag, last_modified, sha256, records FROM page WHERE url = ?",
      [&](const Statement& row) {
        page = KeptPage{std::string(row.text(0)), std::string(row.text(1)),
                        std::string(row.text(2)), std::string(row.text(3))};
      },
      url);
  if (!done) return tl::unexpected(done.error());
  return page;
}

Expected<std::optional<std::string>> Store::page_bytes(std::string_view sha256) {
  std::optional<std::string> bytes;
  auto done = queries_->each(
      "SELECT bytes FROM page_bytes WHERE sha256 = ?",
      [&](const Statement& row) { bytes = row.text(0); }, sha256);
  if (!done) return tl::unexpected(done.error());
  return bytes;
}

Expected<void> Store::keep_page(std::string_view url, const KeptPage& page,
                                const std::optional<std::string>& bytes, const std::string& at) {
  auto transaction = Transaction::begin(queries_->database());
  if (!transaction) return tl::unexpected(transaction.error());
  if (bytes) {
    auto done =
        queries_->run("INSERT INTO page_bytes (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
                      page.sha256, Bytes{*bytes});
    if (!done) return done;
  }
  auto done = queries_->run(
      "INSERT INTO page (url, etag, last_modified, sha256, records, read_at) VALUES (?, ?, ?, ?, "
      "?, ?) "
      "ON CONFLICT DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, "
      "sha256 = excluded.sha256, records = excluded.records, read_at = excluded.read_at",
      url, page.etag, page.last_modified, page.sha256, page.records, at);
  if (!done) return done;
  return transaction->commit();
}

Expected<std::int64_t> Store::listed_councils() {
  return queries_->integer("SELECT count(*) FROM council WHERE delisted_at = ''");
}

Expected<void> Store::see_councils(const std::vector<ListedCouncil>& councils, std::int64_t run,
                                   const std::string& at) {
  auto transaction = Transaction::begin(queries_->database());
  if (!transaction) return tl::unexpected(transaction.error());
  for (const ListedCouncil& council : councils) {
    auto done = queries_->run(
        "INSERT INTO council (urn, name, url, first_seen, last_seen, last_run) "
        "VALUES (?1, ?2, ?3, ?4, ?4, ?5) ON CONFLICT DO UPDATE SET name = excluded.name, "
        "url = excluded.url, last_seen = excluded.last_seen, last_run = excluded.last_run, "
        "delisted_at = ''",
        council.urn, council.name, council.url, at, run);
    if (!done) return done;
  }
  return transaction->commit();
}

Expected<std::vector<std::string>> Store::missing_councils(std::int64_t run) {
  std::vector<std::string> names;
  auto done = queries_->each(
      "SELECT name FROM council WHERE delisted_at = '' AND last_run <> ? ORDER BY name",
      [&](const Statement& row) { names.emplace_back(row.text(0)); }, run);
  if (!done) return tl::unexpected(done.error());
  return names;
}

Expected<void> Store::delist_missing_councils(std::int64_t run, const std::string& at) {
  auto transaction = Transaction::begin(queries_->database());
  if (!transaction) return tl::unexpected(transaction.error());
  auto done = queries_->run(
      "UPDATE council SET delisted_at = ? WHERE delisted_at = '' AND last_run <> ?", at, run);
  if (!done) return done;
  done = queries_->run(
      "UPDATE listing SET delisted_at = ? WHERE delisted_at = '' AND urn IN "
      "(SELECT urn FROM council WHERE delisted_at <> '')",
      at);
  if (!done) return done;
  return transaction->commit();
}

}  // namespace ofsight
