#include "corpus/corpus_status.h"
#include "corpus/store.h"

namespace ofsight {
namespace {

constexpr std::string_view kRunColumns =
    "SELECT program, site, started_at, ended_at, outcome, message, councils, pages, reports, "
    "new_reports, unknown_kinds, downloaded, gone, failed FROM run ";

RunStatus run_of(const Statement& row) {
  RunStatus run;
  run.program = row.text(0);
  run.site = row.text(1);
  run.started_at = row.text(2);
  run.ended_at = row.text(3);
  run.outcome = row.text(4);
  run.message = row.text(5);
  run.counts = {row.integer(6),  row.integer(7),  row.integer(8),  row.integer(9),
                row.integer(10), row.integer(11), row.integer(12), row.integer(13)};
  return run;
}

const std::string kLastRun = std::string(kRunColumns) + "ORDER BY id DESC LIMIT 1";
const std::string kLastCompleteRun =
    std::string(kRunColumns) + "WHERE outcome = 'complete' ORDER BY id DESC LIMIT 1";

}  // namespace

Expected<void> Store::read_status(CorpusStatus& status) {
  const struct {
    std::int64_t& to;
    std::string_view sql;
  } numbers[] = {
      {status.councils, "SELECT count(*) FROM council WHERE delisted_at = ''"},
      {status.councils_delisted, "SELECT count(*) FROM council WHERE delisted_at <> ''"},
      {status.councils_without_reports,
       "SELECT count(*) FROM council c WHERE delisted_at = '' AND NOT EXISTS "
       "(SELECT 1 FROM listing l WHERE l.urn = c.urn AND l.delisted_at = '')"},
      {status.documents, "SELECT count(*) FROM document"},
      {status.bytes, "SELECT coalesce(sum(bytes), 0) FROM document"},
      {status.local_documents, "SELECT count(DISTINCT sha256) FROM local_file"},
      {status.delisted_documents,
       "SELECT count(*) FROM document d WHERE EXISTS (SELECT 1 FROM retrieval r WHERE r.sha256 = "
       "d.sha256) AND NOT EXISTS (SELECT 1 FROM retrieval r JOIN listing l ON l.file_id = "
       "r.file_id "
       "WHERE r.sha256 = d.sha256 AND l.delisted_at = '')"},
  };
  for (const auto& number : numbers) {
    const auto value = queries_->integer(number.sql);
    if (!value) return tl::unexpected(value.error());
    number.to = *value;
  }
  auto done =
      queries_->each(kLastRun, [&](const Statement& row) { status.last_run = run_of(row); });
  if (!done) return done;
  done = queries_->each(kLastCompleteRun,
                        [&](const Statement& row) { status.last_complete_run = run_of(row); });
  if (!done) return done;
  return queries_->each(
      "SELECT f.id, f.url, c.name, l.title, f.published, f.state, f.failure, f.attempts, "
      "f.tried_at, "
      "f.next_try FROM file f JOIN listing l ON l.id = (SELECT min(id) FROM listing WHERE file_id "
      "= "
      "f.id AND delisted_at = '') JOIN council c ON c.urn = l.urn WHERE f.state <> 'held' "
      "ORDER BY c.name, f.published, f.id",
      [&](const Statement& row) {
        MissingFile file;
        std::string* const texts[] = {&file.file_id,   &file.url,   &file.council, &file.title,
                                      &file.published, &file.state, &file.failure};
        for (int i = 0; i < 7; ++i) *texts[i] = row.text(i);
        file.attempts = row.integer(7);
        file.tried_at = row.text(8);
        file.next_try = row.text(9);
        status.missing.push_back(std::move(file));
      });
}

}  // namespace ofsight
