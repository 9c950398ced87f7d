#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/error.h"

namespace ofsight {

// A corpus on disk; the only code that builds paths in it. They are made of digests and nothing
// that came from outside.
//
//   corpus.sqlite        what is known (store.h), with its -wal and -shm
//   files/ab/abcd…       bytes as received, by their SHA-256; never written over, never removed
//   partial/abcd…        transfers broken off, by the digest of the file's id
//   texts/ab/abcd…       what was read of a document (extraction_cache.h); may be deleted
//   reports/ab/abcd…     what was extracted of it; may be deleted
//   requests.ndjson      every request, in order (request_log.h); only ever appended to
//   lock                 held by the process that writes
class CorpusFolder {
 public:
  // Makes the folder where it is missing; kIo if that fails.
  static Expected<CorpusFolder> create(const std::string& path);
  // kUsage if no corpus is there.
  static Expected<CorpusFolder> existing(const std::string& path);

  const std::string& path() const { return path_; }
  std::string database() const { return path_ + "/corpus.sqlite"; }
  std::string request_log() const { return path_ + "/requests.ndjson"; }
  std::string lock() const { return path_ + "/lock"; }
  // REQUIRES: `sha256` is 64 lower-case hex digits.
  std::string file(std::string_view sha256) const { return below("files", sha256); }
  std::string text(std::string_view sha256) const { return below("texts", sha256); }
  std::string report(std::string_view sha256) const { return below("reports", sha256); }
  std::string partial(std::string_view file_id) const;

  // Puts `bytes` there under their digest, which is returned. Nothing happens if they are there
  // already.
  Expected<std::string> keep(std::string_view bytes) const;
  // The same for a whole file in partial/, which goes.
  Expected<void> keep_partial(std::string_view file_id, std::string_view sha256) const;
  // Bytes under a digest; nothing if they are missing or no longer what the digest says.
  std::optional<std::string> read(std::string_view sha256, std::uint64_t max_bytes) const;

  // A cache entry, replaced whole. Not synced: a reader must check it.
  Expected<void> write_cache(const std::string& file, std::string_view bytes) const;
  static std::optional<std::string> read_cache(const std::string& file, std::uint64_t max_bytes);

 private:
  explicit CorpusFolder(std::string path) : path_(std::move(path)) {}
  std::string below(const char* folder, std::string_view sha256) const;

  std::string path_;
};

// The right to write to a corpus, for one process at a time, until it goes. The system takes it
// back whatever way a process ends.
class CorpusLock {
 public:
  // kIo, naming the one that has it, if another process has it. `purpose`: "ofsight fetch, process
  // 4711, since 2026-07-07T09:30:00Z", for others to read.
  static Expected<CorpusLock> take(const CorpusFolder& folder, const std::string& purpose);

  CorpusLock(CorpusLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  CorpusLock& operator=(CorpusLock&& other) noexcept;
  ~CorpusLock();

 private:
  explicit CorpusLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

}  // namespace ofsight
