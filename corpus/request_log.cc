#include "corpus/request_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <string_view>
#include <system_error>

#include "corpus/json_text.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxHeaderBytes = 1000;  // as logged

std::string line_of(const RequestRecord& record) {
  JsonWriter json(JsonStyle::kLine);
  const auto maybe = [&](std::string_view key, const std::optional<std::string>& value) {
    json.key(key);
    value ? json.bytes(*value) : json.null();
  };
  json.begin_object();
  maybe("time", record.time);
  maybe("url", record.url);
  json.key("status");
  record.status ? json.number(*record.status) : json.null();
  maybe("failure", record.failure);
  json.key("headers");
  json.begin_object();
  for (const auto& [name, value] : record.headers) {
    json.key(name);
    json.bytes(std::string_view(value).substr(0, kMaxHeaderBytes));
  }
  json.end_object();
  maybe("sha256", record.sha256);
  json.key("bytes");
  json.number(record.bytes);
  json.key("ms");
  json.number(std::llround(record.seconds * 1000));
  json.end_object();
  return std::move(json).take() + "\n";
}

tl::unexpected<Error> failure(const std::string& path, int error) {
  return fail(ErrorCode::kIo,
              "cannot write '" + path + "': " + std::generic_category().message(error));
}

}  // namespace

Expected<RequestLog> RequestLog::open(const std::string& path) {
  RequestLog log(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666), path);
  if (log.descriptor_ < 0) return failure(path, errno);
  struct stat status {};
  if (::fstat(log.descriptor_, &status) != 0) return failure(path, errno);
  char last = '\n';
  if (status.st_size > 0 && ::pread(log.descriptor_, &last, 1, status.st_size - 1) != 1)
    return failure(path, errno);
  if (last != '\n')
    if (auto done = log.write("\n"); !done) return tl::unexpected(done.error());
  return log;
}

RequestLog& RequestLog::operator=(RequestLog&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

RequestLog::~RequestLog() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Expected<void> RequestLog::add(const RequestRecord& record) { return write(line_of(record)); }

Expected<void> RequestLog::write(const std::string& bytes) {
  ssize_t put = 0;
  do put = ::write(descriptor_, bytes.data(), bytes.size());
  while (put < 0 && errno == EINTR);
  if (put < 0) return failure(path_, errno);
  // A full disk takes a part; the next run ends that line.
  if (static_cast<std::size_t>(put) < bytes.size()) return failure(path_, ENOSPC);
  return {};
}

}  // namespace ofsight
