#include "corpus/document_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <new>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "corpus/digest.h"
#include "corpus/media_type.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kStandardInput = "-";
constexpr std::size_t kFirstBytes = 64 << 10;  // where the size is unknown

class FileDescriptor {
 public:
  FileDescriptor(int number, bool owned) : number_(number), owned_(owned) {}
  ~FileDescriptor() {
    if (owned_ && number_ >= 0) ::close(number_);
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  int number() const { return number_; }

 private:
  int number_;
  bool owned_;
};

std::string reason_of(int error) { return std::generic_category().message(error); }

bool has_document_name(const fs::path& path) {
  std::string ending = path.extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return ending == ".pdf" || ending == ".html" || ending == ".htm" || ending == ".txt";
}

bool is_hidden(const fs::path& path) { return path.filename().native().starts_with('.'); }

class Listing {
 public:
  void add_given(const std::string& path) {
    std::error_code error;
    const fs::file_status status =
        path == kStandardInput ? fs::file_status(fs::file_type::regular) : fs::status(path, error);
    if (fs::is_directory(status)) {
      add_folder(path);
    } else if (fs::is_regular_file(status)) {
      files_.push_back({path, std::nullopt});
    } else if (fs::exists(status)) {
      files_.push_back({path, "neither a file nor a folder"});
    } else {
      if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
      files_.push_back({path, error.message()});
    }
  }

  std::vector<DocumentFile> take() { return std::move(files_); }

 private:
  // Folders below wait on a stack, not in recursion: nesting may be as deep as the disk allows.
  void add_folder(const fs::path& top) {
    std::vector<fs::path> waiting = {top};  // the next one last
    while (!waiting.empty()) {
      const fs::path path = std::move(waiting.back());
      waiting.pop_back();
      std::error_code error;
      const fs::file_status link = fs::symlink_status(path, error);
      if (path != top && error) {
        files_.push_back({path.string(), error.message()});
      } else if (path == top || fs::is_directory(link)) {
        std::vector<fs::path> entries = entries_of(path);
        waiting.insert(waiting.end(), std::make_move_iterator(entries.rbegin()),
                       std::make_move_iterator(entries.rend()));
      } else if (has_document_name(path)) {
        add_file(path);
      }
    }
  }

  void add_file(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (fs::is_regular_file(status)) {
      files_.push_back({path.string(), std::nullopt});
    } else if (!fs::exists(status)) {
      if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
      files_.push_back({path.string(), error.message()});
    }
  }

  std::vector<fs::path> entries_of(const fs::path& folder) {
    std::vector<fs::path> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      if (!is_hidden(at->path())) entries.push_back(at->path());
    }
    if (error) files_.push_back({folder.string(), "the folder cannot be read: " + error.message()});
    std::sort(entries.begin(), entries.end(), [](const fs::path& a, const fs::path& b) {
      return a.filename().native() < b.filename().native();
    });
    return entries;
  }

  std::vector<DocumentFile> files_;
};

tl::unexpected<Rejection> reject(Source source, RejectionReason reason, std::string detail) {
  return tl::unexpected(Rejection{std::move(source), "read", reason, std::move(detail)});
}

tl::unexpected<Rejection> reject_large(Source source, std::uint64_t max_bytes) {
  return reject(std::move(source), RejectionReason::kTooLarge,
                "more than " + std::to_string(max_bytes) + " bytes");
}

// Reads to the end, but at most up to `size` bytes in all. 0, or the system's error number.
int read_up_to(int descriptor, std::size_t size, std::string& bytes) {
  std::size_t used = 0;
  int error = 0;
  if (bytes.empty()) bytes.resize(std::min(size, kFirstBytes));
  while (used < size) {
    if (used == bytes.size()) bytes.resize(std::min(size, 2 * bytes.size()));
    const ssize_t got = ::read(descriptor, bytes.data() + used, bytes.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) error = errno;
    if (got <= 0) break;
    used += static_cast<std::size_t>(got);
  }
  bytes.resize(used);
  return error;
}

std::string first_bytes(int descriptor) {
  std::string bytes(4096, '\0');
  const ssize_t got = ::pread(descriptor, bytes.data(), bytes.size(), 0);
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

tl::expected<Document, Rejection> read_open(int descriptor, std::uint64_t size_bytes, Source source,
                                            std::uint64_t max_bytes) {
  Document document;
  document.source = std::move(source);
  // One byte more than allowed, so that a file which grows, or has no size, shows itself.
  const std::uint64_t limit = std::min<std::uint64_t>(max_bytes, document.bytes.max_size() - 1) + 1;
  if (size_bytes > 0)
    document.bytes.resize(static_cast<std::size_t>(std::min(size_bytes + 1, limit)));
  const int error = read_up_to(descriptor, static_cast<std::size_t>(limit), document.bytes);
  document.source.bytes = document.bytes.size();
  if (error != 0)
    return reject(std::move(document.source), RejectionReason::kInternal, reason_of(error));
  document.source.media_type = media_type_of(document.bytes);
  if (document.bytes.size() > max_bytes) return reject_large(std::move(document.source), max_bytes);
  document.source.sha256 = sha256_hex(document.bytes);
  if (document.bytes.empty())
    return reject(std::move(document.source), RejectionReason::kCorrupt, "the file is empty");
  return document;
}

}  // namespace

std::vector<DocumentFile> list_documents(const std::vector<std::string>& paths) {
  Listing listing;
  for (const std::string& path : paths) listing.add_given(path);
  return listing.take();
}

tl::expected<Document, Rejection> read_document(const DocumentFile& file, std::uint64_t max_bytes) {
  Source source;
  if (!file.path.empty()) source.file = file.path;
  if (file.problem) return reject(std::move(source), RejectionReason::kInternal, *file.problem);
  try {
    if (file.path == kStandardInput) return read_open(STDIN_FILENO, 0, source, max_bytes);
    // Without waiting: what was a file when it was listed may be a pipe without a writer by now.
    const FileDescriptor open(
        ::open(file.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), true);
    struct stat status {};
    if (open.number() < 0 || ::fstat(open.number(), &status) != 0)
      return reject(std::move(source), RejectionReason::kInternal, reason_of(errno));
    if (!S_ISREG(status.st_mode))
      return reject(std::move(source), RejectionReason::kInternal, "not a regular file");
    const auto size_bytes = static_cast<std::uint64_t>(status.st_size);
    if (size_bytes > max_bytes) {
      source.bytes = size_bytes;
      source.media_type = media_type_of(first_bytes(open.number()));
      return reject_large(std::move(source), max_bytes);
    }
    return read_open(open.number(), size_bytes, source, max_bytes);
  } catch (const std::bad_alloc&) {
    return reject(std::move(source), RejectionReason::kTooLarge, "not enough memory to read it");
  } catch (const std::length_error&) {
    return reject(std::move(source), RejectionReason::kTooLarge, "not enough memory to read it");
  }
}

}  // namespace ofsight
