#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace ofsight {

// Reads a file, or standard input for "-", one line at a time: memory is that of the longest line.
// One thread at a time.
class InputLines {
 public:
  // Lines longer than `max_line_bytes` are an Error.
  static Expected<InputLines> open(const std::string& path, std::size_t max_line_bytes);

  InputLines(InputLines&& other) noexcept;
  InputLines& operator=(InputLines&& other) = delete;
  ~InputLines();

  // The next line without its line end, valid until the next call; nothing at the end. The last
  // line need not have an end.
  Expected<std::optional<std::string_view>> next();

  // Of the line that next() gave, from 1.
  std::size_t number() const { return number_; }

 private:
  InputLines(int descriptor, std::string path, std::size_t max_line_bytes);
  Expected<bool> read_more();

  int descriptor_ = -1;
  std::string path_;
  std::size_t max_line_bytes_;
  std::string buffer_;
  std::size_t at_ = 0;     // where the next line starts
  std::size_t known_ = 0;  // bytes from at_ on without a line end
  std::size_t number_ = 0;
  bool ended_ = false;
};

}  // namespace ofsight
