#include "corpus/corpus_status.h"

#include "corpus/extraction_cache.h"
#include "corpus/json_text.h"

namespace ofsight {
namespace {

constexpr std::size_t kYearSize = 4;

void write(JsonWriter& json, std::string_view key, std::int64_t number) {
  json.key(key);
  json.number(number);
}

// Empty is null.
void write(JsonWriter& json, std::string_view key, const std::string& text) {
  json.key(key);
  text.empty() ? json.null() : json.bytes(text);
}

void write(JsonWriter& json, std::string_view key, const std::optional<RunStatus>& run) {
  json.key(key);
  if (!run) return json.null();
  json.begin_object();
  write(json, "program", run->program);
  write(json, "site", run->site);
  write(json, "started_at", run->started_at);
  write(json, "ended_at", run->ended_at);
  write(json, "outcome", run->outcome);
  write(json, "message", run->message);
  write(json, "councils", run->counts.councils);
  write(json, "pages", run->counts.pages);
  write(json, "reports", run->counts.reports);
  write(json, "new_reports", run->counts.new_reports);
  write(json, "unknown_kinds", run->counts.unknown_kinds);
  write(json, "downloaded", run->counts.downloaded);
  write(json, "gone", run->counts.gone);
  write(json, "failed", run->counts.failed);
  json.end_object();
}

void write(JsonWriter& json, const MissingFile& file) {
  json.begin_object();
  write(json, "file_id", file.file_id);
  write(json, "url", file.url);
  write(json, "council", file.council);
  write(json, "title", file.title);
  write(json, "published", file.published);
  write(json, "state", file.state);
  write(json, "failure", file.failure);
  write(json, "attempts", file.attempts);
  write(json, "tried_at", file.tried_at);
  write(json, "next_try", file.next_try);
  json.end_object();
}

}  // namespace

Expected<CorpusStatus> corpus_status(Store& store) {
  CorpusStatus status;
  if (auto done = store.read_status(status); !done) return tl::unexpected(done.error());
  const auto documents = store.documents();
  if (!documents) return tl::unexpected(documents.error());
  const ExtractionCache cache(store.folder());
  for (const CorpusDocument& document : *documents) {
    const auto extracted = cache.kind(document.source.sha256);
    const std::string kind = extracted               ? *extracted
                             : document.kind.empty() ? "unknown"
                                                     : document.kind;
    const std::string year = document.source.published_on_site.value_or("undated");
    ++status.by_kind_and_year[kind][year == "undated" ? year : year.substr(0, kYearSize)];
  }
  return status;
}

std::string to_json(const CorpusStatus& status) {
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  write(json, "schema_version", "1");
  write(json, "councils", status.councils);
  write(json, "councils_delisted", status.councils_delisted);
  write(json, "councils_without_reports", status.councils_without_reports);
  write(json, "documents", status.documents);
  write(json, "bytes", status.bytes);
  write(json, "local_documents", status.local_documents);
  write(json, "delisted_documents", status.delisted_documents);
  json.key("by_kind_and_year");
  json.begin_object();
  for (const auto& [kind, years] : status.by_kind_and_year) {
    json.key(kind);
    json.begin_object();
    for (const auto& [year, count] : years) write(json, year, count);
    json.end_object();
  }
  json.end_object();
  write(json, "last_run", status.last_run);
  write(json, "last_complete_run", status.last_complete_run);
  json.key("missing");
  json.begin_array();
  for (const MissingFile& file : status.missing) write(json, file);
  json.end_array();
  json.end_object();
  return std::move(json).take();
}

}  // namespace ofsight
