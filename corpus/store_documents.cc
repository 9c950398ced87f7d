#include <algorithm>
#include <map>
#include <tuple>

#include "corpus/store.h"

namespace ofsight {
namespace {

std::optional<std::string> maybe(std::string_view text) {
  if (text.empty()) return std::nullopt;
  return std::string(text);
}

// By the councils' numbers, as numbers; documents of no known council last.
auto order_of(const CorpusDocument& document) {
  const std::string& urn = document.council_urn;
  const auto& published = document.source.published_on_site;
  return std::tuple(urn.empty() ? std::string::npos : urn.size(), std::string_view(urn),
                    published ? std::string_view(*published) : std::string_view(),
                    std::string_view(document.source.sha256));
}

}  // namespace

Expected<void> Store::add_local(const LocalDocument& document) {
  auto transaction = Transaction::begin(queries_->database());
  if (!transaction) return tl::unexpected(transaction.error());
  auto done = queries_->run(
      "INSERT INTO document (sha256, media_type, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      document.sha256, document.media_type, document.bytes);
  if (!done) return done;
  done = queries_->run(
      "INSERT INTO local_file (sha256, path, urn, title, kind, published, added_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
      document.sha256, document.path, document.urn, document.title, document.kind,
      document.published, document.added_at);
  if (!done) return done;
  return transaction->commit();
}

Expected<bool> Store::has(std::string_view sha256) {
  const auto count = queries_->integer("SELECT count(*) FROM document WHERE sha256 = ?", sha256);
  if (!count) return tl::unexpected(count.error());
  return *count > 0;
}

Expected<std::vector<CorpusDocument>> Store::documents() {
  std::map<std::string, CorpusDocument, std::less<>> documents;
  const auto entry = [&](const Statement& row) -> CorpusDocument* {
    const auto [at, is_new] = documents.try_emplace(std::string(row.text(0)));
    CorpusDocument& document = at->second;
    if (!is_new) return nullptr;
    document.source.sha256 = at->first;
    document.source.media_type = row.text(1);
    document.source.bytes = static_cast<std::uint64_t>(row.integer(2));
    return &document;
  };
  // The link that counts comes first: one still there, and of those the oldest.
  auto done = queries_->each(
      "SELECT d.sha256, d.media_type, d.bytes, r.retrieved_at, l.url, l.title, l.label, "
      "l.published, c.urn, c.name, l.kind FROM document d JOIN retrieval r ON r.sha256 = d.sha256 "
      "JOIN listing l ON l.file_id = r.file_id JOIN council c ON c.urn = l.urn "
      "ORDER BY d.sha256, l.delisted_at <> '', l.id, r.id",
      [&](const Statement& row) {
        CorpusDocument* document = entry(row);
        if (document == nullptr) return;
        Source& source = document->source;
        source.retrieved_at = maybe(row.text(3));
        source.url = maybe(row.text(4));
        source.title_on_site = maybe(row.text(5).empty() ? row.text(6) : row.text(5));
        source.published_on_site = maybe(row.text(7));
        document->council_urn = row.text(8);
        document->council_name = row.text(9);
        document->kind = row.text(10);
      });
  if (!done) return tl::unexpected(done.error());
  done = queries_->each(
      "SELECT d.sha256, d.media_type, d.bytes, f.path, f.published, f.urn, coalesce(c.name, ''), "
      "f.kind "
      "FROM document d JOIN local_file f ON f.sha256 = d.sha256 LEFT JOIN council c ON c.urn = "
      "f.urn "
      "ORDER BY d.sha256, f.rowid",
      [&](const Statement& row) {
        CorpusDocument* document = entry(row);
        CorpusDocument& known = documents.find(row.text(0))->second;
        if (!known.source.file) known.source.file = maybe(row.text(3));
        if (document == nullptr) return;
        document->source.published_on_site = maybe(row.text(4));
        document->council_urn = row.text(5);
        document->council_name = row.text(6);
        document->kind = row.text(7);
      });
  if (!done) return tl::unexpected(done.error());
  std::vector<CorpusDocument> out;
  out.reserve(documents.size());
  for (auto& [sha256, document] : documents) out.push_back(std::move(document));
  std::stable_sort(out.begin(), out.end(), [](const CorpusDocument& a, const CorpusDocument& b) {
    return order_of(a) < order_of(b);
  });
  return out;
}

}  // namespace ofsight
