#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "corpus/digest.h"
#include "corpus/error.h"

namespace ofsight {

// A file that grows as its bytes arrive, and knows their digest. Nothing of it is lost when the
// process ends. Errors are kIo.
class PartialFile {
 public:
  // Opens what is there of it, to go on; makes it where it is missing.
  static Expected<PartialFile> open(const std::string& path);

  PartialFile(PartialFile&& other) noexcept;
  PartialFile& operator=(PartialFile&&) = delete;
  ~PartialFile();

  std::uint64_t size() const { return size_; }
  Expected<void> append(std::string_view bytes);
  // Throws away what is there.
  Expected<void> restart();

  // Of the whole. Nothing may be appended after that, but for a restart.
  std::string sha256();
  // The first bytes, and the last.
  const std::string& start() const { return start_; }
  const std::string& tail() const { return tail_; }

 private:
  PartialFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
  void take(std::string_view bytes);

  int descriptor_;
  std::string path_;
  std::uint64_t size_ = 0;
  Sha256 digest_;
  std::string start_, tail_;
};

}  // namespace ofsight
