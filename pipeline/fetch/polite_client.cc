#include "pipeline/fetch/polite_client.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "corpus/digest.h"

namespace ofsight {
namespace {

constexpr int kMaxRedirects = 5;
constexpr std::uint64_t kMaxRobotsBytes = 1 << 20;
constexpr double kRobotsSeconds = 60;
constexpr double kMaxCrawlDelaySeconds = 600;

constexpr std::array<std::string_view, 11> kLoggedHeaders = {
    "content-type",  "content-length", "content-encoding", "content-range", "etag",
    "last-modified", "date",           "location",         "retry-after",   "server",
    "x-cache"};

bool is_redirect(const HttpAnswer& answer) {
  return (answer.status == 301 || answer.status == 302 || answer.status == 303 ||
          answer.status == 307 || answer.status == 308) &&
         !answer.header("location").empty();
}

bool is_passing(int status) {
  return status == 403 || status == 408 || status == 425 || status == 429 || status >= 500;
}

bool is_passing(HttpProblem problem) {
  return problem == HttpProblem::kNoConnection || problem == HttpProblem::kTimeout ||
         problem == HttpProblem::kBroken;
}

Outcome ended(Outcome::End end, const Url& url, std::string detail) {
  Outcome outcome;
  outcome.end = end;
  outcome.url = url;
  outcome.detail = std::move(detail);
  return outcome;
}

}  // namespace

// One try, with its redirects.
struct PoliteClient::Try {
  Outcome outcome;
  bool again = false;  // it may pass
};

PoliteClient::PoliteClient(HttpTransport& transport, Clock& clock, RequestLog* log, Manners manners)
    : transport_(transport),
      clock_(clock),
      log_(log),
      manners_(std::move(manners)),
      jitter_(manners_.seed) {}

Outcome PoliteClient::get(const Errand& errand) { return get(errand, true); }

Outcome PoliteClient::get(const Errand& errand, bool ask_robots) {
  for (int tries = 1;; ++tries) {
    Try attempt = follow(errand, ask_robots);
    Outcome& outcome = attempt.outcome;
    if (!attempt.again) {
      if (outcome.end == Outcome::End::kAnswered) given_up_in_a_row_ = 0;
      return std::move(outcome);
    }
    if (tries >= manners_.tries) {
      ++given_up_in_a_row_;
      return std::move(outcome);
    }
    const double pause = pacer_of(outcome.url).pause_seconds();
    const double backoff = backoff_seconds(tries, 2 * pause, manners_.backoff_cap_seconds,
                                           [this] { return random(); });
    const double wait = std::max(outcome.answer.retry_after_seconds.value_or(0), backoff);
    if (wait > manners_.max_wait_seconds) {
      outcome.end = Outcome::End::kBusy;
      outcome.wait_seconds = wait;
      return std::move(outcome);
    }
    pacer_of(outcome.url).hold(wait);
  }
}

PoliteClient::Try PoliteClient::follow(const Errand& errand, bool ask_robots) {
  Url url = errand.url;
  for (int redirects = 0;; ++redirects) {
    if (auto no = forbidden(url, ask_robots)) return {std::move(*no), false};
    if (!pacer_of(url).wait()) return {ended(Outcome::End::kStopped, url, "stopped"), false};
    HttpResult result = ask(errand, url);
    Try attempt{ended(Outcome::End::kAnswered, url, result.detail), false};
    Outcome& outcome = attempt.outcome;
    outcome.answer = std::move(result.answer);
    outcome.problem = result.problem;
    if (log_failure_ || result.problem == HttpProblem::kStopped) {
      outcome.end = Outcome::End::kStopped;
    } else if (result.problem == HttpProblem::kClosed) {
      outcome.end = Outcome::End::kRefused;
    } else if (result.problem != HttpProblem::kNone && result.problem != HttpProblem::kCut) {
      outcome.end = Outcome::End::kFailed;
      attempt.again = is_passing(result.problem);
    } else if (is_passing(outcome.answer.status)) {
      outcome.end = Outcome::End::kFailed;
      outcome.detail = "status " + std::to_string(outcome.answer.status);
      attempt.again = true;
    } else if (is_redirect(outcome.answer)) {
      const auto next = resolve_url(url, outcome.answer.header("location"));
      if (next && redirects < kMaxRedirects) {
        url = *next;
        continue;
      }
      outcome.end = Outcome::End::kRefused;
      outcome.detail = next ? "redirected more than " + std::to_string(kMaxRedirects) + " times"
                            : "redirected to " + next.error().message;
    } else if (result.problem == HttpProblem::kNone && errand.check) {
      if (auto wrong = errand.check()) {
        outcome.end = Outcome::End::kFailed;
        outcome.problem = HttpProblem::kBroken;
        outcome.detail = std::move(*wrong);
        attempt.again = true;
      }
    }
    return attempt;
  }
}

HttpResult PoliteClient::ask(const Errand& errand, const Url& url) {
  HttpRequest request;
  request.url = url;
  request.compressed = errand.compressed;
  request.max_bytes = errand.max_bytes;
  request.max_seconds = errand.max_seconds;
  request.max_idle_seconds = manners_.max_idle_seconds;
  if (errand.prepare) errand.prepare(request);
  Sha256 digest;
  bool counts = false;
  const auto on_answer = std::move(request.on_answer);
  request.on_answer = [&](const HttpAnswer& answer) {
    counts = !is_redirect(answer) && !is_passing(answer.status);
    return !counts || !on_answer || on_answer(answer);
  };
  const auto on_body = std::move(request.on_body);
  request.on_body = [&](std::string_view bytes) {
    digest.add(bytes);
    return !counts || !on_body || on_body(bytes);
  };
  const Clock::Time started = clock_.now();
  HttpResult result = transport_.get(request);
  const bool well = (result.problem == HttpProblem::kNone || result.problem == HttpProblem::kCut) &&
                    !is_passing(result.answer.status);
  pacer_of(url).answered(result.first_byte_seconds, well);
  record(request, result, result.bytes > 0 ? digest.hex() : std::string(), started);
  return result;
}

// Also makes http of a host that is known with https into https.
std::optional<Outcome> PoliteClient::forbidden(Url& url, bool ask_robots) {
  if (url.scheme == "http" && !manners_.origins.contains(url.origin()))
    if (auto secure = parse_url("https" + url.text.substr(4)); secure && url.port == 80)
      url = *secure;
  if (!manners_.origins.contains(url.origin()))
    return ended(Outcome::End::kRefused, url, url.origin() + " is not one of the site's hosts");
  if (!ask_robots) return std::nullopt;
  Outcome unread;
  const RobotsRules* robots = robots_of(url, unread);
  if (robots == nullptr) return unread;
  if (robots->allows(url.target())) return std::nullopt;
  return ended(Outcome::End::kRefused, url,
               "robots.txt of " + url.host + " does not allow " + url.path);
}

const RobotsRules* PoliteClient::robots_of(const Url& url, Outcome& unread) {
  const auto known = robots_.find(url.origin());
  if (known != robots_.end()) return &known->second;
  if (const auto closed = unread_.find(url.origin()); closed != unread_.end()) {
    unread = closed->second;
    return nullptr;
  }
  std::string body;
  Errand errand;
  errand.url = parse_url(url.origin() + "/robots.txt").value_or(url);
  errand.max_bytes = kMaxRobotsBytes;
  errand.max_seconds = kRobotsSeconds;
  errand.prepare = [&](HttpRequest& request) {
    body.clear();
    request.on_body = [&](std::string_view bytes) {
      body += bytes;
      return true;
    };
  };
  Outcome outcome = get(errand, false);
  const std::string where = "robots.txt of " + url.host;
  RobotsRules rules = RobotsRules::nothing();
  if (outcome.end == Outcome::End::kAnswered && outcome.answer.status < 300) {
    rules = RobotsRules::parse(body, manners_.product);
  } else if (outcome.end == Outcome::End::kAnswered && outcome.answer.status >= 400) {
    rules = RobotsRules();  // there is none: RFC 9309, 2.3.1.3
  } else if (outcome.problem == HttpProblem::kTooLarge) {
    rules = RobotsRules::parse(body, manners_.product);
  } else {
    unread = std::move(outcome);
    if (unread.end == Outcome::End::kAnswered) unread.end = Outcome::End::kFailed;
    unread.detail = where + " cannot be read, so nothing may be fetched: " + unread.detail;
    if (unread.end != Outcome::End::kStopped) unread_[url.origin()] = unread;
    return nullptr;
  }
  const double crawl_delay = rules.crawl_delay_seconds().value_or(0);
  if (crawl_delay > kMaxCrawlDelaySeconds) {
    unread = ended(Outcome::End::kRefused, url,
                   where + " asks for a pause of more than " +
                       std::to_string(std::lround(kMaxCrawlDelaySeconds)) + " seconds");
    unread_[url.origin()] = unread;
    return nullptr;
  }
  pacer_of(url).at_least(crawl_delay);
  return &robots_.emplace(url.origin(), std::move(rules)).first->second;
}

void PoliteClient::record(const HttpRequest& request, const HttpResult& result,
                          const std::string& sha256, Clock::Time started) {
  if (log_ == nullptr || log_failure_) return;
  RequestRecord record;
  record.time = rfc3339_with_ms(started);
  record.url = request.url.text;
  if (result.answer.status != 0) record.status = result.answer.status;
  if (result.problem == HttpProblem::kCut) {
    record.failure = "cut off: not wanted";
  } else if (result.problem == HttpProblem::kStopped) {
    record.failure = "stopped";
  } else if (result.problem != HttpProblem::kNone) {
    record.failure = result.detail;
  }
  for (const std::string_view name : kLoggedHeaders)
    if (const auto value = result.answer.header(name); !value.empty())
      record.headers.emplace_back(name, value);
  if (!sha256.empty()) record.sha256 = sha256;
  record.bytes = result.bytes;
  record.seconds = result.seconds;
  if (auto done = log_->add(record); !done) log_failure_ = done.error();
}

Pacer& PoliteClient::pacer_of(const Url& url) {
  return pacers_.try_emplace(url.host, manners_.pause_seconds, clock_).first->second;
}

double PoliteClient::random() { return std::uniform_real_distribution<double>(0, 1)(jitter_); }

}  // namespace ofsight
