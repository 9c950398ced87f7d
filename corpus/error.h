#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace ofsight {

enum class ErrorCode {
  kIo,           // the system refused: open, read, write, rename
  kInvalidData,  // a file of ours is not what its schema says
  kUsage,        // the caller asked for something that does not exist
};

// A failure that ends a run. What is wrong with one document is a Rejection (report.h) instead.
struct Error {
  ErrorCode code;
  std::string message;  // one line: what failed, where, and what to do about it
};

template <class T>
using Expected = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}

}  // namespace ofsight
