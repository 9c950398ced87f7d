#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace ofsight {

// SHA-256 of `bytes` as 64 lower-case hex digits.
std::string sha256_hex(std::string_view bytes);

// The same of bytes that come piece by piece. Nothing may be added after hex().
class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;
  ~Sha256();

  void add(std::string_view bytes);
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The same of a file's bytes, which are not held in memory.
Expected<std::string> sha256_of_file(const std::string& path);

}  // namespace ofsight
