#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace ofsight {

// Where a document came from and what it is; `sha256` of the bytes identifies it.
struct Source {
  std::string sha256;      // 64 lower-case hex digits
  std::string media_type;  // decided by content, never by file name
  std::uint64_t bytes = 0;
  std::optional<int> pages;  // null where the format has none, or it could not be opened
  std::optional<std::string> file;
  std::optional<std::string> url;
  std::optional<std::string> title_on_site;
  std::optional<std::string> published_on_site;  // YYYY-MM-DD
  std::optional<std::string> retrieved_at;       // RFC 3339, UTC
};

// The bytes as received, unchanged.
struct Document {
  Source source;
  std::string bytes;
};

}  // namespace ofsight
