#include "corpus/json_text.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>

#include "corpus/utf8.h"

namespace ofsight {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// Bytes that a JSON string takes as they are without a second look.
constexpr std::array<bool, 256> plain_bytes() {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x80; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}
constexpr auto kPlain = plain_bytes();

// Of a quote, a backslash or a control character.
void append_escape(std::string& json, unsigned char byte) {
  constexpr std::string_view kShort = "\"\"\\\\\bb\ff\nn\rr\tt";  // each with its letter
  for (std::size_t i = 0; i < kShort.size(); i += 2) {
    if (static_cast<unsigned char>(kShort[i]) != byte) continue;
    json += '\\';
    json += kShort[i + 1];
    return;
  }
  constexpr std::string_view kHex = "0123456789abcdef";
  json += "\\u00";
  json += kHex[byte >> 4];
  json += kHex[byte & 15];
}

}  // namespace

std::size_t json_depth(std::string_view json) {
  std::size_t depth = 0, deepest = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      deepest = std::max(deepest, ++depth);
    } else if ((c == ']' || c == '}') && depth > 0) {
      --depth;
    }
  }
  return deepest;
}

std::string pointer_to(std::string_view pointer, std::string_view key) {
  std::string longer(pointer);
  longer += '/';
  for (const char c : key) {
    if (c == '~') {
      longer += "~0";
    } else if (c == '/') {
      longer += "~1";
    } else {
      longer += c;
    }
  }
  return longer;
}

std::string pointer_to(std::string_view pointer, std::size_t index) {
  return pointer_to(pointer, std::to_string(index));
}

void JsonWriter::key(std::string_view name) {
  before_item();
  json_ += '"';
  json_ += name;
  json_ += style_ == JsonStyle::kPretty ? "\": " : "\":";
  after_key_ = true;
}

void JsonWriter::null() {
  before_item();
  json_ += "null";
}

void JsonWriter::boolean(bool value) {
  before_item();
  json_ += value ? "true" : "false";
}

void JsonWriter::number(double value) {
  if (!std::isfinite(value)) return null();
  before_item();
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
  json_.append(digits.data(), end);
}

void JsonWriter::tenths(float value) {
  if (!std::isfinite(value)) return null();
  before_item();
  // Sign, every digit of the largest float, point, one decimal.
  std::array<char, std::numeric_limits<float>::max_exponent10 + 4> digits;
  const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                          std::chars_format::fixed, 1);
  assert(error == std::errc());
  const std::string_view written(digits.data(), static_cast<std::size_t>(end - digits.data()));
  json_ += written == "-0.0" ? "0.0" : written;
}

void JsonWriter::text(std::string_view utf8) {
  [[maybe_unused]] const bool valid = quote(utf8);
  assert(valid);
}

void JsonWriter::bytes(std::string_view bytes) { quote(bytes); }

void JsonWriter::begin(char bracket, bool one_line) {
  before_item();
  json_ += bracket;
  levels_.push_back({one_line || style_ == JsonStyle::kLine, true});
}

void JsonWriter::end(char bracket) {
  const Level level = levels_.back();
  levels_.pop_back();
  if (!level.one_line && !level.empty) new_line();
  json_ += bracket;
}

// Puts what belongs between the last piece and the next key or value.
void JsonWriter::before_item() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (levels_.empty()) return;
  auto& [one_line, empty] = levels_.back();
  if (!empty) json_ += ',';
  if (!one_line) {
    new_line();
  } else if (!empty && style_ == JsonStyle::kPretty) {
    json_ += ' ';
  }
  empty = false;
}

void JsonWriter::new_line() {
  json_ += '\n';
  json_.append(2 * levels_.size(), ' ');
}

// False if something had to be replaced.
bool JsonWriter::quote(std::string_view bytes) {
  before_item();
  bool valid = true;
  json_ += '"';
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t end = at;
    while (end < bytes.size() && kPlain[static_cast<unsigned char>(bytes[end])]) ++end;
    json_ += bytes.substr(at, end - at);
    at = end;
    if (at == bytes.size()) break;
    const auto step = utf8_step(bytes, at);
    if (!step.valid) {
      json_ += kReplacement;
      valid = false;
    } else if (step.size > 1) {
      json_ += bytes.substr(at, step.size);
    } else {
      append_escape(json_, static_cast<unsigned char>(bytes[at]));
    }
    at += step.size;
  }
  json_ += '"';
  return valid;
}

}  // namespace ofsight
