#include "corpus/input_lines.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

namespace ofsight {
namespace {

constexpr std::size_t kReadBytes = 256u << 10;

}  // namespace

Expected<InputLines> InputLines::open(const std::string& path, std::size_t max_line_bytes) {
  const int descriptor = path == "-" ? ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                     : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0)
    return fail(ErrorCode::kIo,
                "cannot read '" + path + "': " + std::generic_category().message(errno));
  return InputLines(descriptor, path, max_line_bytes);
}

InputLines::InputLines(int descriptor, std::string path, std::size_t max_line_bytes)
    : descriptor_(descriptor), path_(std::move(path)), max_line_bytes_(max_line_bytes) {}

InputLines::InputLines(InputLines&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      max_line_bytes_(other.max_line_bytes_),
      buffer_(std::move(other.buffer_)),
      at_(other.at_),
      known_(other.known_),
      number_(other.number_),
      ended_(other.ended_) {}

InputLines::~InputLines() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Expected<bool> InputLines::read_more() {
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t held = buffer_.size();
  buffer_.resize(held + kReadBytes);
  ssize_t got;
  do {
    got = ::read(descriptor_, buffer_.data() + held, kReadBytes);
  } while (got < 0 && errno == EINTR);
  buffer_.resize(held + static_cast<std::size_t>(got > 0 ? got : 0));
  if (got < 0)
    return fail(ErrorCode::kIo,
                "cannot read '" + path_ + "': " + std::generic_category().message(errno));
  return got > 0;
}

Expected<std::optional<std::string_view>> InputLines::next() {
  while (true) {
    const std::size_t end = buffer_.find('\n', at_ + known_);
    if (end != std::string::npos || ended_) {
      const std::size_t stop = std::min(end, buffer_.size());
      if (ended_ && stop == at_ && end == std::string::npos) return std::nullopt;
      std::string_view line = std::string_view(buffer_).substr(at_, stop - at_);
      at_ = std::min(stop + 1, buffer_.size());
      known_ = 0;
      ++number_;
      return line;
    }
    known_ = buffer_.size() - at_;
    if (known_ > max_line_bytes_)
      return fail(ErrorCode::kInvalidData, path_ + ":" + std::to_string(number_ + 1) +
                                               ": the line is longer than " +
                                               std::to_string(max_line_bytes_) + " bytes");
    const auto more = read_more();
    if (!more) return tl::unexpected(more.error());
    ended_ = !*more;
  }
}

}  // namespace ofsight
