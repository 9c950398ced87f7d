#include "pipeline/fetch/partial_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

namespace ofsight {
namespace {

constexpr std::size_t kStartBytes = 4096;
constexpr std::size_t kTailBytes = 2048;
constexpr std::size_t kReadBytes = 64 << 10;

tl::unexpected<Error> failure(const std::string& path, int error) {
  return fail(ErrorCode::kIo,
              "cannot write '" + path + "': " + std::generic_category().message(error));
}

}  // namespace

Expected<PartialFile> PartialFile::open(const std::string& path) {
  PartialFile file(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666), path);
  if (file.descriptor_ < 0) return failure(path, errno);
  std::vector<char> buffer(kReadBytes);
  while (true) {
    const ssize_t got = ::read(file.descriptor_, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failure(path, errno);
    if (got == 0) return file;
    file.take({buffer.data(), static_cast<std::size_t>(got)});
  }
}

PartialFile::PartialFile(PartialFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      size_(other.size_),
      digest_(std::move(other.digest_)),
      start_(std::move(other.start_)),
      tail_(std::move(other.tail_)) {}

PartialFile::~PartialFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void PartialFile::take(std::string_view bytes) {
  size_ += bytes.size();
  digest_.add(bytes);
  start_ += bytes.substr(0, kStartBytes - std::min(kStartBytes, start_.size()));
  tail_ += bytes.substr(bytes.size() - std::min(bytes.size(), kTailBytes));
  if (tail_.size() > kTailBytes) tail_.erase(0, tail_.size() - kTailBytes);
}

Expected<void> PartialFile::append(std::string_view bytes) {
  for (std::string_view left = bytes; !left.empty();) {
    const ssize_t put = ::write(descriptor_, left.data(), left.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return failure(path_, errno);
    left.remove_prefix(static_cast<std::size_t>(put));
  }
  take(bytes);
  return {};
}

Expected<void> PartialFile::restart() {
  if (::ftruncate(descriptor_, 0) != 0) return failure(path_, errno);
  size_ = 0;
  digest_ = Sha256();
  start_.clear();
  tail_.clear();
  return {};
}

std::string PartialFile::sha256() { return digest_.hex(); }

}  // namespace ofsight
