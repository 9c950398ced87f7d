#include "corpus/output_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <random>
#include <system_error>
#include <utility>

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferBytes = 256 << 10;
constexpr int kNameAttempts = 16;
constexpr int kMaxLinks = 40;  // as many as Linux follows

tl::unexpected<Error> cannot_write(const std::string& path, const std::string& reason) {
  const std::string name = path == "-" ? "standard output" : "'" + path + "'";
  return fail(ErrorCode::kIo, "cannot write " + name + ": " + reason);
}

tl::unexpected<Error> cannot_write(const std::string& path, int error) {
  return cannot_write(path, std::generic_category().message(error));
}

fs::path folder_of(const std::string& target) {
  const fs::path folder = fs::path(target).parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

// Where links lead in the end, whether something is there or not; nothing if they go in a circle.
std::optional<std::string> link_target(const std::string& path) {
  fs::path target = path;
  for (int links = 0; links < kMaxLinks; ++links) {
    std::error_code error;
    const fs::path next = fs::read_symlink(target, error);
    if (error) return target.string();
    target = target.parent_path() / next;
  }
  return std::nullopt;
}

std::string random_name() {
  std::random_device device;
  const std::uint64_t number = std::uint64_t{device()} << 32 | device();
  std::array<char, 64> name;
  std::snprintf(name.data(), name.size(), ".ofsight-%016llx.tmp",
                static_cast<unsigned long long>(number));
  return name.data();
}

// All of `bytes`; 0, or the system's error number.
int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(put));
    } else if (errno == EAGAIN) {  // another program's setting on a shared standard output
      pollfd wait{descriptor, POLLOUT, 0};
      ::poll(&wait, 1, -1);
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

// So that the new name survives a power failure. Not every file system can; the file is whole
// either way.
void sync_folder(const std::string& target) {
  const int folder = ::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace

Expected<OutputFile> OutputFile::create(const std::string& path) {
  if (path == "-") {
    const int descriptor = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
    if (descriptor < 0) return cannot_write(path, errno);
    return OutputFile(descriptor, path);
  }
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return cannot_write(path, "it is a folder; name a file in it");
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) return cannot_write(path, errno);
    return OutputFile(descriptor, path);
  }
  const auto target = link_target(path);
  if (!target) return cannot_write(path, ELOOP);
  const fs::path folder = folder_of(*target);
  if (!fs::is_directory(folder, error))
    return cannot_write(path, "there is no folder '" + folder.string() + "'; make it first");
  for (int attempt = 0; attempt < kNameAttempts; ++attempt) {
    const std::string temporary = (folder / random_name()).string();
    const int descriptor =
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0666);
    if (descriptor < 0 && errno == EEXIST) continue;
    if (descriptor < 0) return cannot_write(path, errno);
    OutputFile file(descriptor, path);
    file.target_ = *target;
    file.temporary_ = temporary;
    return file;
  }
  return cannot_write(path, EEXIST);
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      buffer_(std::move(other.buffer_)),
      state_(std::move(other.state_)),
      committed_(other.committed_) {}

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  descriptor_ = std::exchange(other.descriptor_, -1);
  path_ = std::move(other.path_);
  target_ = std::move(other.target_);
  temporary_ = std::exchange(other.temporary_, {});
  buffer_ = std::move(other.buffer_);
  state_ = std::move(other.state_);
  committed_ = other.committed_;
  return *this;
}

OutputFile::~OutputFile() { discard(); }

void OutputFile::discard() noexcept {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
  temporary_.clear();
}

Expected<void> OutputFile::write(std::string_view bytes) {
  if (committed_) return cannot_write(path_, "it is finished already");
  if (!state_) return state_;
  buffer_ += bytes;
  if (buffer_.size() >= kBufferBytes) state_ = flush();
  return state_;
}

Expected<void> OutputFile::commit() {
  if (committed_) return cannot_write(path_, "it is finished already");
  if (!state_) return state_;
  state_ = finish();
  committed_ = state_.has_value();
  discard();
  return state_;
}

Expected<void> OutputFile::flush() {
  const int error = write_all(descriptor_, buffer_);
  buffer_.clear();
  if (error != 0) return cannot_write(path_, error);
  return {};
}

Expected<void> OutputFile::finish() {
  if (auto flushed = flush(); !flushed) return flushed;
  if (!temporary_.empty() && ::fsync(descriptor_) != 0) return cannot_write(path_, errno);
  // Some file systems report a full disk only here.
  if (::close(std::exchange(descriptor_, -1)) != 0) return cannot_write(path_, errno);
  if (temporary_.empty()) return {};
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) return cannot_write(path_, errno);
  temporary_.clear();
  sync_folder(target_);
  return {};
}

}  // namespace ofsight
