#include "corpus/utf8.h"

namespace ofsight {
namespace {

// What a lead byte asks for. Only its first follower has a range of its own: it keeps out overlong
// forms, surrogates and what lies beyond U+10FFFF.
struct Lead {
  std::size_t followers;
  unsigned char low, high;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

Utf8Step utf8_step(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  if (byte(at) < 0x80) return {1, true};
  auto [followers, low, high] = lead_of(byte(at));
  if (followers == 0) return {1, false};
  for (std::size_t size = 1; size <= followers; ++size) {
    if (at + size == bytes.size() || byte(at + size) < low || byte(at + size) > high) {
      return {size, false};
    }
    low = 0x80;
    high = 0xBF;
  }
  return {followers + 1, true};
}

std::optional<std::size_t> count_code_points(std::string_view bytes) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < bytes.size(); ++count) {
    const auto step = utf8_step(bytes, at);
    if (!step.valid) return std::nullopt;
    at += step.size;
  }
  return count;
}

}  // namespace ofsight
