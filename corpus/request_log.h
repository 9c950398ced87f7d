#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

// One request as it went over the wire: a redirect, a retry and a refusal are entries of their own.
struct RequestRecord {
  std::string time;  // RFC 3339 with milliseconds, UTC, of its start
  std::string url;
  std::optional<int> status;                                 // null: no answer
  std::optional<std::string> failure;                        // null: answered whole
  std::vector<std::pair<std::string, std::string>> headers;  // of the answer, those that matter
  std::optional<std::string> sha256;  // of the bytes received; null where there are none
  std::uint64_t bytes = 0;
  double seconds = 0;
};

// requests.ndjson, schemas/request.schema.json: what was asked of the site, a line a request. Lines
// are only ever added, each in one write. One thread at a time.
class RequestLog {
 public:
  // A last line that a power failure cut off is ended first.
  static Expected<RequestLog> open(const std::string& path);

  RequestLog(RequestLog&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}
  RequestLog& operator=(RequestLog&& other) noexcept;
  ~RequestLog();

  Expected<void> add(const RequestRecord& record);

 private:
  RequestLog(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  Expected<void> write(const std::string& bytes);

  int descriptor_;
  std::string path_;
};

}  // namespace ofsight
