#include "corpus/corpus_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "corpus/digest.h"
#include "corpus/document_files.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

std::string reason_of(int error) { return std::generic_category().message(error); }

tl::unexpected<Error> failure(const std::string& path, const std::string& reason) {
  return fail(ErrorCode::kIo, "corpus: '" + path + "': " + reason);
}

// Closes itself; -1 if the file could not be opened.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
};

int write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return errno;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return 0;
}

// Not every file system can; the file is whole either way.
void sync_folder(const fs::path& folder) {
  const Descriptor open(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (open.number() >= 0) ::fsync(open.number());
}

Expected<void> make_folder_of(const std::string& file) {
  std::error_code error;
  fs::create_directories(fs::path(file).parent_path(), error);
  if (error) return failure(file, error.message());
  return {};
}

// kSynced: survives a power failure.
enum class Durability { kSynced, kUnsynced };

// Writes `bytes` beside `file` and renames.
Expected<void> write_whole(const std::string& file, std::string_view bytes, Durability durability) {
  static std::atomic<unsigned> number = 0;
  if (auto made = make_folder_of(file); !made) return made;
  const std::string temporary =
      fs::path(file).parent_path() /
      (".ofsight-" + std::to_string(::getpid()) + "-" + std::to_string(number++) + ".tmp");
  int error = 0;
  {
    const Descriptor open(
        ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (open.number() < 0) return failure(file, reason_of(errno));
    error = write_all(open.number(), bytes);
    if (error == 0 && durability == Durability::kSynced && ::fsync(open.number()) != 0)
      error = errno;
  }
  if (error == 0 && ::rename(temporary.c_str(), file.c_str()) != 0) error = errno;
  if (error != 0) {
    ::unlink(temporary.c_str());
    return failure(file, reason_of(error));
  }
  if (durability == Durability::kSynced) sync_folder(fs::path(file).parent_path());
  return {};
}

}  // namespace

Expected<CorpusFolder> CorpusFolder::create(const std::string& path) {
  std::error_code error;
  for (const char* below : {"files", "partial", "texts", "reports"})
    if (fs::create_directories(fs::path(path) / below, error); error)
      return failure(path, error.message());
  return CorpusFolder(path);
}

Expected<CorpusFolder> CorpusFolder::existing(const std::string& path) {
  std::error_code ignored;
  CorpusFolder folder(path);
  if (fs::exists(folder.database(), ignored)) return folder;
  return fail(ErrorCode::kUsage,
              "there is no corpus in '" + path +
                  "'; make one with 'ofsight fetch' or 'ofsight add', or name one with --corpus");
}

std::string CorpusFolder::below(const char* folder, std::string_view sha256) const {
  return path_ + "/" + folder + "/" + std::string(sha256.substr(0, 2)) + "/" + std::string(sha256);
}

std::string CorpusFolder::partial(std::string_view file_id) const {
  return path_ + "/partial/" + sha256_hex(file_id);
}

Expected<std::string> CorpusFolder::keep(std::string_view bytes) const {
  std::string sha256 = sha256_hex(bytes);
  const std::string target = file(sha256);
  std::error_code ignored;
  // What is there but damaged may be replaced: that is no longer what was received.
  if (fs::file_size(target, ignored) == bytes.size() && read(sha256, bytes.size())) return sha256;
  if (auto done = write_whole(target, bytes, Durability::kSynced); !done)
    return tl::unexpected(done.error());
  return sha256;
}

Expected<void> CorpusFolder::keep_partial(std::string_view file_id, std::string_view sha256) const {
  const std::string from = partial(file_id), target = file(sha256);
  std::error_code error;
  if (fs::file_size(target, error) == fs::file_size(from, error) && read(sha256, UINT64_MAX - 1)) {
    fs::remove(from, error);
    return {};
  }
  if (auto made = make_folder_of(target); !made) return made;
  {
    const Descriptor open(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (open.number() < 0 || ::fsync(open.number()) != 0) return failure(from, reason_of(errno));
  }
  if (::rename(from.c_str(), target.c_str()) != 0) return failure(target, reason_of(errno));
  sync_folder(fs::path(target).parent_path());
  return {};
}

std::optional<std::string> CorpusFolder::read(std::string_view sha256,
                                              std::uint64_t max_bytes) const {
  auto document = read_document({file(sha256), std::nullopt}, max_bytes);
  if (!document || document->source.sha256 != sha256) return std::nullopt;
  return std::move(document->bytes);
}

Expected<void> CorpusFolder::write_cache(const std::string& file, std::string_view bytes) const {
  return write_whole(file, bytes, Durability::kUnsynced);
}

std::optional<std::string> CorpusFolder::read_cache(const std::string& file,
                                                    std::uint64_t max_bytes) {
  const Descriptor open(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (open.number() < 0 || error || size > max_bytes) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(size), '\0');
  for (std::size_t used = 0; used < bytes.size();) {
    const ssize_t got = ::read(open.number(), bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    used += static_cast<std::size_t>(got);
  }
  return bytes;
}

Expected<CorpusLock> CorpusLock::take(const CorpusFolder& folder, const std::string& purpose) {
  const std::string path = folder.lock();
  CorpusLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666));
  if (lock.descriptor_ < 0) return failure(path, reason_of(errno));
  if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return failure(path, reason_of(errno));
    std::string owner = CorpusFolder::read_cache(path, 1000).value_or("");
    owner = owner.substr(0, owner.find('\n'));
    return fail(ErrorCode::kIo, "corpus '" + folder.path() + "' is in use by " +
                                    (owner.empty() ? "another process" : owner) +
                                    "; wait for it to end, or name another corpus with --corpus");
  }
  if (::ftruncate(lock.descriptor_, 0) != 0) return failure(path, reason_of(errno));
  if (const int error = write_all(lock.descriptor_, purpose + "\n"); error != 0)
    return failure(path, reason_of(error));
  return lock;
}

CorpusLock& CorpusLock::operator=(CorpusLock&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  return *this;
}

CorpusLock::~CorpusLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace ofsight
