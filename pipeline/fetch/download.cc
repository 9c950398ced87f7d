#include "pipeline/fetch/download.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <system_error>
#include <utility>

#include "corpus/media_type.h"
#include "pipeline/fetch/partial_file.h"

namespace ofsight {
namespace {

constexpr double kFileSeconds = 1800;
constexpr double kDaySeconds = 86'400;
constexpr std::int64_t kMaxWaitDays = 7;
constexpr std::uint64_t kMaxPageBytes = 1 << 20;  // of an answer that is no PDF
constexpr std::string_view kPdf = "application/pdf";

bool is_strong(std::string_view etag) { return etag.starts_with('"'); }

// "bytes 100-199/200" is {100, 200}; the total may be "*".
struct ContentRange {
  std::uint64_t first = 0, total = 0;
};

std::optional<ContentRange> content_range(std::string_view header) {
  constexpr std::string_view kUnit = "bytes ";
  if (!header.starts_with(kUnit)) return std::nullopt;
  header.remove_prefix(kUnit.size());
  ContentRange range;
  const char* const end = header.data() + header.size();
  if (std::from_chars(header.data(), end, range.first).ec != std::errc()) return std::nullopt;
  const std::size_t slash = header.find('/');
  if (slash == header.npos) return std::nullopt;
  std::from_chars(header.data() + slash + 1, end, range.total);
  return range;
}

std::uint64_t content_length(const HttpAnswer& answer) {
  const std::string_view text = answer.header("content-length");
  std::uint64_t bytes = 0;
  std::from_chars(text.data(), text.data() + text.size(), bytes);
  return answer.header("content-encoding").empty() ? bytes : 0;
}

// One file on its way, over all tries.
class Arrival {
 public:
  Arrival(const WantedFile& file, Store& store, PartialFile partial)
      : file_(file),
        store_(store),
        partial_(std::move(partial)),
        etag_(file.partial_etag),
        last_modified_(file.partial_last_modified),
        total_(file.partial_bytes) {}

  void prepare(HttpRequest& request) {
    page_bytes_ = 0;
    status_ = 0;
    is_foreign_ = false;
    if (partial_.size() > 0 && has_validator()) {
      request.headers.emplace_back("Range", "bytes=" + std::to_string(partial_.size()) + "-");
      request.headers.emplace_back("If-Range", is_strong(etag_) ? etag_ : last_modified_);
    } else if (file_.held) {
      if (!file_.etag.empty()) request.headers.emplace_back("If-None-Match", file_.etag);
      if (!file_.last_modified.empty())
        request.headers.emplace_back("If-Modified-Since", file_.last_modified);
    }
    request.on_answer = [this](const HttpAnswer& answer) { return begin(answer); };
    request.on_body = [this](std::string_view bytes) { return take(bytes); };
  }

  // What is wrong with a body that came whole; then the next try starts anew.
  std::optional<std::string> check() {
    std::optional<std::string> wrong;
    if (is_foreign_ || status_ == 416) {
      wrong = "the server has no rest of what came before";
      etag_.clear();
      last_modified_.clear();
    } else if (status_ != 200 && status_ != 206) {
      return std::nullopt;
    } else if (total_ != 0 && partial_.size() != total_) {
      wrong =
          "it has " + std::to_string(partial_.size()) + " bytes and not " + std::to_string(total_);
    } else if (is_pdf() && partial_.tail().find("%%EOF") == std::string::npos) {
      const std::string sha256 = partial_.sha256();
      digest_ = sha256;
      if (sha256 != endless_sha256_) wrong = "the PDF has no end";
      endless_sha256_ = sha256;
    }
    if (wrong)
      if (auto done = partial_.restart(); !done) error_ = done.error();
    return wrong;
  }

  bool is_pdf() const { return media_type_of(partial_.start()) == kPdf; }
  bool is_page() const { return media_type_of(partial_.start()) == "text/html"; }
  const std::optional<Error>& error() const { return error_; }
  PartialFile& partial() { return partial_; }
  std::string sha256() { return digest_.empty() ? partial_.sha256() : digest_; }

 private:
  bool has_validator() const { return is_strong(etag_) || !last_modified_.empty(); }

  bool keep(Expected<void> done) {
    if (!done) error_ = done.error();
    return done.has_value();
  }

  bool begin(const HttpAnswer& answer) {
    status_ = answer.status;
    digest_.clear();
    is_foreign_ = answer.status == 206 && !is_rest(answer);
    if (answer.status != 200) return true;
    etag_ = answer.header("etag");
    last_modified_ = answer.header("last-modified");
    // A date of change proves something only if the file cannot have changed twice in that second.
    const std::string_view date = answer.header("date");
    if (date.empty() || date == last_modified_) last_modified_.clear();
    total_ = content_length(answer);
    return keep(partial_.restart()) &&
           keep(store_.begin_partial(file_.id, etag_, last_modified_, total_));
  }

  // Whether a part is that of the same file which is missing here.
  bool is_rest(const HttpAnswer& answer) {
    const auto range = content_range(answer.header("content-range"));
    const bool same = is_strong(etag_) ? answer.header("etag") == etag_
                                       : answer.header("last-modified") == last_modified_;
    return range && same && range->first == partial_.size() &&
           (total_ == 0 || range->total == 0 || range->total == total_);
  }

  bool take(std::string_view bytes) {
    if (is_foreign_ || (status_ != 200 && status_ != 206)) return true;
    if (!keep(partial_.append(bytes))) return false;
    if (!is_pdf()) page_bytes_ += bytes.size();
    return page_bytes_ <= kMaxPageBytes;
  }

  const WantedFile& file_;
  Store& store_;
  PartialFile partial_;
  std::string etag_, last_modified_;
  std::uint64_t total_;
  std::uint64_t page_bytes_ = 0;
  int status_ = 0;
  bool is_foreign_ = false;  // a part that does not go on where this one ends
  std::string digest_, endless_sha256_;
  std::optional<Error> error_;
};

}  // namespace

Expected<Download> Downloader::get(const WantedFile& file) {
  const auto url = parse_url(file.url);
  if (!url) {
    Outcome refused;
    refused.end = Outcome::End::kRefused;
    return miss(file, refused, false, url.error().message);
  }
  auto partial = PartialFile::open(store_.folder().partial(file.id));
  if (!partial) return tl::unexpected(partial.error());
  Arrival arrival(file, store_, std::move(*partial));
  Errand errand;
  errand.url = *url;
  errand.max_bytes = max_bytes_;
  errand.max_seconds = kFileSeconds;
  errand.compressed = false;
  errand.prepare = [&](HttpRequest& request) { arrival.prepare(request); };
  errand.check = [&] { return arrival.check(); };
  Outcome outcome = client_.get(errand);
  if (arrival.error()) return tl::unexpected(*arrival.error());
  const int status = outcome.answer.status;
  if (outcome.end != Outcome::End::kAnswered) return miss(file, outcome, false, outcome.detail);
  if (status == 304 && file.held) {
    if (auto done = store_.unchanged(file.id, rfc3339(clock_.now())); !done)
      return tl::unexpected(done.error());
    return Download{Download::Result::kUnchanged, {}, outcome, 0};
  }
  if (status == 404 || status == 410)
    return miss(file, outcome, true, "status " + std::to_string(status));
  if (status != 200 && status != 206)
    return miss(file, outcome, false, "status " + std::to_string(status));
  if (arrival.is_page()) return miss(file, outcome, true, "a page instead of a PDF");
  if (!arrival.is_pdf()) return miss(file, outcome, false, "not a PDF");
  const std::uint64_t bytes = arrival.partial().size();
  return keep(file, outcome, arrival.sha256(), bytes);
}

Expected<Download> Downloader::keep(const WantedFile& file, const Outcome& outcome,
                                    const std::string& sha256, std::uint64_t bytes) {
  if (auto done = store_.folder().keep_partial(file.id, sha256); !done)
    return tl::unexpected(done.error());
  Received received;
  received.url = file.url;
  received.sha256 = sha256;
  received.media_type = kPdf;
  received.etag = outcome.answer.header("etag");
  received.last_modified = outcome.answer.header("last-modified");
  received.at = rfc3339(clock_.now());
  received.bytes = bytes;
  if (auto done = store_.receive(file.id, received); !done) return tl::unexpected(done.error());
  return Download{Download::Result::kReceived, {}, outcome, bytes};
}

Expected<Download> Downloader::miss(const WantedFile& file, Outcome outcome, bool is_gone,
                                    std::string detail) {
  const bool is_over = outcome.end == Outcome::End::kStopped;
  const bool is_lasting = is_gone || outcome.end == Outcome::End::kRefused ||
                          outcome.problem == HttpProblem::kTooLarge ||
                          outcome.end == Outcome::End::kAnswered;
  // What may go on where it broke off stays; the rest would only be in the way.
  if (is_lasting) {
    std::error_code ignored;
    std::filesystem::remove(store_.folder().partial(file.id), ignored);
  }
  if (is_over) return Download{Download::Result::kOver, std::move(detail), std::move(outcome), 0};
  const Clock::Time now = clock_.now();
  std::string next_try;
  if (is_lasting) {
    const std::int64_t days = std::min<std::int64_t>(
        kMaxWaitDays, std::int64_t{1} << std::min<std::int64_t>(file.attempts, 3));
    // A daily run that starts a little earlier than the day before still tries.
    const Clock::Duration wait(kDaySeconds * static_cast<double>(days) - kDaySeconds / 6);
    next_try = rfc3339(now + std::chrono::duration_cast<Clock::Time::duration>(wait));
  }
  FileState state = is_gone ? FileState::kGone : FileState::kFailed;
  if (file.held) state = is_lasting ? FileState::kHeld : FileState::kRecheck;
  const std::optional<int> status =
      outcome.answer.status != 0 ? std::optional(outcome.answer.status) : std::nullopt;
  if (auto done = store_.miss(file.id, state, status, detail, rfc3339(now), next_try); !done)
    return tl::unexpected(done.error());
  return Download{is_gone ? Download::Result::kGone : Download::Result::kFailed, std::move(detail),
                  std::move(outcome), 0};
}

}  // namespace ofsight
