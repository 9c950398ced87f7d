#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "corpus/error.h"

namespace ofsight {

// A file that appears whole or not at all: written under a temporary name in the same folder
// (".ofsight-<random>.tmp") and renamed by commit(). Until then an older file of that name stays as
// it is, whatever happens to this process; without commit() the temporary file is removed, unless
// the process is killed.
//
// "-" is standard output. That, devices and pipes are written to directly. A link's target is
// replaced, not the link. The mode is 0666 as the umask allows.
//
// A closed pipe or a file-size limit comes back as an Error only where the program ignores SIGPIPE
// and SIGXFSZ. After an Error every later call gives the same one. One thread at a time.
class OutputFile {
 public:
  static Expected<OutputFile> create(const std::string& path);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  // Buffered: a full disk may only show in a later call, at the latest in commit().
  Expected<void> write(std::string_view bytes);

  // Puts everything on the disk and gives the file its name. Nothing can be written after it.
  Expected<void> commit();

 private:
  OutputFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  Expected<void> flush();
  Expected<void> finish();
  void discard() noexcept;

  int descriptor_ = -1;
  std::string path_;       // as given, for messages
  std::string target_;     // what is replaced; empty when written to directly
  std::string temporary_;  // empty when written to directly, and once renamed
  std::string buffer_;
  Expected<void> state_;  // the first failure, or that all is done
  bool committed_ = false;
};

}  // namespace ofsight
