#include "pipeline/fetch/page_source.h"

#include <optional>

#include "corpus/digest.h"

namespace ofsight {
namespace {

constexpr std::uint64_t kMaxPageBytes = 8 << 20;
constexpr double kPageSeconds = 60;

Outcome unreadable(Outcome outcome, std::string detail) {
  outcome.end = Outcome::End::kFailed;
  outcome.detail = std::move(detail);
  return outcome;
}

}  // namespace

Outcome PageSource::ask(const Url& url, const KeptPage& kept, std::string& body) {
  Errand errand;
  errand.url = url;
  errand.max_bytes = kMaxPageBytes;
  errand.max_seconds = kPageSeconds;
  errand.prepare = [&](HttpRequest& request) {
    body.clear();
    if (!kept.etag.empty()) request.headers.emplace_back("If-None-Match", kept.etag);
    if (!kept.last_modified.empty())
      request.headers.emplace_back("If-Modified-Since", kept.last_modified);
    request.on_body = [&](std::string_view bytes) {
      body += bytes;
      return true;
    };
  };
  return client_.get(errand);
}

Expected<Outcome> PageSource::get(const Url& url, const Read& read) {
  auto found = store_.page(url.text);
  if (!found) return tl::unexpected(found.error());
  KeptPage kept = found->value_or(KeptPage{});
  std::string body;
  // Without the bytes a page that has not changed says nothing.
  std::optional<std::string> kept_body;
  if (!kept.sha256.empty()) {
    auto bytes = store_.page_bytes(kept.sha256);
    if (!bytes) return tl::unexpected(bytes.error());
    kept_body = std::move(*bytes);
  }
  if (!kept_body) kept = {};
  Outcome outcome = ask(url, kept, body);
  if (outcome.end != Outcome::End::kAnswered) return outcome;
  const bool is_unchanged = outcome.answer.status == 304 && kept_body;
  if (!is_unchanged && outcome.answer.status != 200)
    return unreadable(std::move(outcome), "status " + std::to_string(outcome.answer.status));
  const std::string& bytes = is_unchanged ? *kept_body : body;
  const auto records = read(bytes, outcome.url);
  if (!records) return unreadable(std::move(outcome), records.error().message);
  if (is_unchanged) return outcome;
  KeptPage now{std::string(outcome.answer.header("etag")),
               std::string(outcome.answer.header("last-modified")), kept.sha256,
               sha256_hex(*records)};
  const bool is_new = now.records != kept.records || kept.sha256.empty();
  if (is_new) now.sha256 = sha256_hex(body);
  auto done = store_.keep_page(
      url.text, now, is_new ? std::optional(std::move(body)) : std::nullopt, rfc3339(clock_.now()));
  if (!done) return tl::unexpected(done.error());
  return outcome;
}

}  // namespace ofsight
