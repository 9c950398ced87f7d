#include <string>

#include "corpus/json_text.h"
#include "corpus/store.h"

namespace ofsight {
namespace {

std::string_view code_of(FileState state) {
  switch (state) {
    case FileState::kNew: return "new";
    case FileState::kHeld: return "held";
    case FileState::kRecheck: return "recheck";
    case FileState::kGone: return "gone";
    case FileState::kFailed: return "failed";
  }
  return "failed";
}

std::string json_list(const std::vector<std::string>& values) {
  JsonWriter json(JsonStyle::kLine);
  json.begin_row();
  for (const std::string& value : values) json.bytes(value);
  json.end_array();
  return std::move(json).take();
}

// Parameters 1 to 6: councils, kinds (JSON lists), since, waiting too, held too, now.
const std::string kFromWanted =
    " FROM file f WHERE (f.state <> 'held' OR ?5) AND (?4 OR f.next_try <= ?6) AND EXISTS ("
    "SELECT 1 FROM listing l WHERE l.file_id = f.id AND l.delisted_at = '' "
    "AND (?1 = '[]' OR l.urn IN (SELECT value FROM json_each(?1))) "
    "AND (?2 = '[]' OR l.kind IN (SELECT value FROM json_each(?2))) "
    "AND (l.published = '' OR l.published >= ?3))";

const std::string kCountWanted = "SELECT count(*)" + kFromWanted;

// Parameters 7 to 9: date and id of the file before, limit. An index by date would cost every new
// listing more than it saves: a hundred files take longer to fetch than to find.
const std::string kNextWanted =
    "SELECT f.id, f.url, f.published, f.attempts, f.partial_etag, f.partial_last_modified, "
    "f.partial_bytes, "
    "(SELECT r.etag FROM retrieval r WHERE r.file_id = f.id ORDER BY r.id DESC LIMIT 1), "
    "(SELECT r.last_modified FROM retrieval r WHERE r.file_id = f.id ORDER BY r.id DESC LIMIT 1)" +
    kFromWanted +
    " AND f.published <= ?7 AND (f.published < ?7 OR f.id > ?8) "
    "ORDER BY f.published DESC, f.id LIMIT ?9";

}  // namespace

Expected<std::vector<WantedFile>> Store::wanted(const Wanted& wanted,
                                                const std::optional<WantedFile>& after,
                                                std::int64_t limit, const std::string& now) {
  std::vector<WantedFile> files;
  const auto take = [&](const Statement& row) {
    WantedFile file;
    file.id = row.text(0);
    file.url = row.text(1);
    file.published = row.text(2);
    file.attempts = row.integer(3);
    file.partial_etag = row.text(4);
    file.partial_last_modified = row.text(5);
    file.partial_bytes = static_cast<std::uint64_t>(row.integer(6));
    file.held = !row.is_null(7);
    file.etag = row.text(7);
    file.last_modified = row.text(8);
    files.push_back(std::move(file));
  };
  const std::string latest = after ? after->published : "9999", id = after ? after->id : "";
  auto done =
      queries_->each(kNextWanted, take, json_list(wanted.urns), json_list(wanted.kinds),
                     wanted.since, wanted.waiting_too, wanted.held_too, now, latest, id, limit);
  if (!done) return tl::unexpected(done.error());
  return files;
}

Expected<std::int64_t> Store::count_wanted(const Wanted& wanted, const std::string& now) {
  return queries_->integer(kCountWanted, json_list(wanted.urns), json_list(wanted.kinds),
                           wanted.since, wanted.waiting_too, wanted.held_too, now);
}

Expected<void> Store::begin_partial(const std::string& file_id, const std::string& etag,
                                    const std::string& last_modified, std::uint64_t bytes) {
  return queries_->run(
      "UPDATE file SET partial_etag = ?, partial_last_modified = ?, partial_bytes = ? WHERE id = ?",
      etag, last_modified, bytes, file_id);
}

Expected<void> Store::receive(const std::string& file_id, const Received& received) {
  auto transaction = Transaction::begin(queries_->database());
  if (!transaction) return tl::unexpected(transaction.error());
  auto done = queries_->run(
      "INSERT INTO document (sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      received.sha256, received.media_type, received.bytes);
  if (!done) return done;
  done = queries_->run(
      "INSERT INTO retrieval (file_id, sha256, url, etag, last_modified, retrieved_at) "
      "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET etag = excluded.etag, "
      "last_modified = excluded.last_modified",
      file_id, received.sha256, received.url, received.etag, received.last_modified, received.at);
  if (!done) return done;
  done = queries_->run(
      "UPDATE file SET state = 'held', attempts = 0, tried_at = ?, next_try = '', status = NULL, "
      "failure = '', partial_etag = '', partial_last_modified = '', partial_bytes = 0 WHERE id = ?",
      received.at, file_id);
  if (!done) return done;
  return transaction->commit();
}

Expected<void> Store::unchanged(const std::string& file_id, const std::string& at) {
  return queries_->run(
      "UPDATE file SET state = 'held', attempts = 0, tried_at = ?, next_try = '', status = NULL, "
      "failure = '' WHERE id = ?",
      at, file_id);
}

Expected<void> Store::miss(const std::string& file_id, FileState state, std::optional<int> status,
                           const std::string& failure, const std::string& at,
                           const std::string& next_try) {
  return queries_->run(
      "UPDATE file SET state = ?, attempts = attempts + 1, tried_at = ?, next_try = ?, status = ?, "
      "failure = ? WHERE id = ?",
      code_of(state), at, next_try, status, failure, file_id);
}

}  // namespace ofsight
