#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>

#include "corpus/clock.h"
#include "corpus/request_log.h"
#include "pipeline/fetch/http_transport.h"
#include "pipeline/fetch/pacing.h"
#include "pipeline/fetch/robots.h"

namespace ofsight {

struct Manners {
  std::string product = "ofsight";  // the name robots.txt knows it by
  std::set<std::string> origins;    // Url::origin() of what may be asked at all
  double pause_seconds = 1;
  double max_wait_seconds = 300;  // for a server that says when to come back
  double backoff_cap_seconds = 120;
  double max_idle_seconds = 30;
  int tries = 5;                                     // of one request
  std::uint_fast32_t seed = std::random_device{}();  // of the jitter
};

// What to ask for. Callbacks see only the answer that counts: neither redirects, nor what is tried
// again.
struct Errand {
  Url url;
  std::uint64_t max_bytes = 0;
  double max_seconds = 0;
  bool compressed = true;
  // Before every try and every redirect: sets what the request says and where its body goes.
  std::function<void(HttpRequest&)> prepare;
  // After a body came whole: what is wrong with it, so that it is tried again.
  std::function<std::optional<std::string>()> check;
};

struct Outcome {
  enum class End {
    kAnswered,  // `answer`; any status but those that are tried again
    kFailed,    // given up, `detail` says why
    kRefused,   // never asked: robots.txt, a host or address that may not be asked
    kBusy,      // the server wants to be left alone for `wait_seconds`
    kStopped,   // the program is to end
  };
  End end = End::kFailed;
  HttpAnswer answer;
  Url url;  // where the answer came from
  std::string detail;
  HttpProblem problem = HttpProblem::kNone;
  double wait_seconds = 0;
};

// Asks as a guest does: reads robots.txt first, one request at a time and a pause between two,
// follows a redirect only to where it may go, waits when told to, tries again with longer and
// longer pauses what may be a passing trouble (403, 408, 425, 429, 5xx, timeouts, broken answers).
// Every request is logged. One thread at a time.
class PoliteClient {
 public:
  PoliteClient(HttpTransport& transport, Clock& clock, RequestLog* log, Manners manners);

  Outcome get(const Errand& errand);

  // Several requests in a row, each tried as often as it may be, got no good answer.
  bool is_down() const { return given_up_in_a_row_ >= kMaxGivenUp; }
  // A request could not be logged: the disk's reason. Nothing more should be asked then.
  const std::optional<Error>& log_failure() const { return log_failure_; }

 private:
  static constexpr int kMaxGivenUp = 3;
  struct Try;

  Outcome get(const Errand& errand, bool ask_robots);
  Try follow(const Errand& errand, bool ask_robots);
  HttpResult ask(const Errand& errand, const Url& url);
  std::optional<Outcome> forbidden(Url& url, bool ask_robots);
  // Robots of the origin, read on first use. Nothing: `unread` says why.
  const RobotsRules* robots_of(const Url& url, Outcome& unread);
  void record(const HttpRequest& request, const HttpResult& result, const std::string& sha256,
              Clock::Time started);
  Pacer& pacer_of(const Url& url);
  double random();

  HttpTransport& transport_;
  Clock& clock_;
  RequestLog* log_;
  Manners manners_;
  std::mt19937 jitter_;
  std::map<std::string, Pacer> pacers_;        // by host
  std::map<std::string, RobotsRules> robots_;  // by origin
  std::map<std::string, Outcome> unread_;      // origins whose robots.txt closes them
  int given_up_in_a_row_ = 0;
  std::optional<Error> log_failure_;
};

}  // namespace ofsight
