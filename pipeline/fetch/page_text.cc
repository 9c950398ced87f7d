#include "pipeline/fetch/page_text.h"

namespace ofsight {
namespace {

constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

// Bytes of white space that `text` begins with: 0, 1 or 2.
std::size_t space_at(std::string_view text) {
  if (text.starts_with(kNoBreakSpace)) return kNoBreakSpace.size();
  return !text.empty() && std::string_view(" \t\r\n\f\v").find(text.front()) != text.npos ? 1 : 0;
}

}  // namespace

std::string single_spaced(std::string_view text) {
  std::string out;
  bool pending = false;
  while (!text.empty()) {
    if (const std::size_t size = space_at(text); size > 0) {
      pending = !out.empty();
      text.remove_prefix(size);
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text.front();
    text.remove_prefix(1);
  }
  return out;
}

std::string trimmed_spaces(std::string_view text) {
  while (const std::size_t size = space_at(text)) text.remove_prefix(size);
  std::size_t end = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = space_at(text.substr(at));
    at += size > 0 ? size : 1;
    if (size == 0) end = at;
  }
  return std::string(text.substr(0, end));
}

std::string at_most(std::string utf8, std::size_t bytes) {
  if (utf8.size() <= bytes) return utf8;
  while (bytes > 0 && (utf8[bytes] & 0xC0) == 0x80) --bytes;
  utf8.resize(bytes);
  return utf8;
}

}  // namespace ofsight
