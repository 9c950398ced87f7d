#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "pipeline/fetch/url.h"

namespace ofsight {

// Status and headers of an answer.
struct HttpAnswer {
  int status = 0;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, as they came
  std::optional<double> retry_after_seconds;                 // from now, whichever form it had

  // The first header of that name; empty if there is none.
  std::string_view header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
};

struct HttpRequest {
  Url url;
  std::vector<std::pair<std::string, std::string>> headers;
  bool compressed = true;       // whether it may come compressed; it is given unpacked
  std::uint64_t max_bytes = 0;  // unpacked
  double max_seconds = 0;       // from start to end
  double max_idle_seconds = 0;  // with less than 100 bytes a second
  // Called once, before the body; false ends the transfer as kCut.
  std::function<bool(const HttpAnswer&)> on_answer;
  // Called with the body piece by piece; false ends the transfer as kCut.
  std::function<bool(std::string_view)> on_body;
};

enum class HttpProblem {
  kNone,          // answered whole, whatever its status
  kNoConnection,  // no address, refused, reset before an answer
  kTls,           // the other side is not who it should be
  kTimeout,
  kBroken,    // the answer stopped short or made no sense
  kTooLarge,  // more than max_bytes, said or sent
  kClosed,    // its address is not of the public internet
  kCut,       // a callback said so
  kStopped,   // the program is to end
};

struct HttpResult {
  HttpProblem problem = HttpProblem::kNone;
  std::string detail;       // of the problem, in words
  HttpAnswer answer;        // status 0: none came
  std::uint64_t bytes = 0;  // of the body, unpacked
  double seconds = 0;
  double first_byte_seconds = 0;  // how long the server took to answer
};

// One GET, without redirects, retries or manners.
class HttpTransport {
 public:
  virtual ~HttpTransport() = default;
  virtual HttpResult get(const HttpRequest& request) = 0;
};

}  // namespace ofsight
