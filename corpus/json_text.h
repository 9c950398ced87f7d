#pragma once

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// JSON as text, without a parser: writing it, pointing into it, and measuring it before parsing.
namespace ofsight {

enum class JsonStyle {
  kLine,    // all on one line
  kPretty,  // 2-space indent
};

// JSON from outside that nests deeper is refused before it is parsed.
inline constexpr std::size_t kMaxJsonDepth = 64;

// How deep arrays and objects nest; 0 for a single value. Takes any bytes. A parser never holds
// more levels open than this, whether the text is JSON or not.
std::size_t json_depth(std::string_view json);

// `pointer` one step further down, as RFC 6901 writes it.
std::string pointer_to(std::string_view pointer, std::string_view key);
std::string pointer_to(std::string_view pointer, std::size_t index);

// Appends one JSON value piece by piece. No line end follows it in either style. Equal calls give
// equal bytes on any machine and in any locale. Calls must form a value: a key before every member
// of an object, an end for every begin.
class JsonWriter {
 public:
  explicit JsonWriter(JsonStyle style) : style_(style) {}

  void begin_object() { begin('{', false); }
  void end_object() { end('}'); }
  void begin_array() { begin('[', false); }
  // For short arrays of plain values: on one line in both styles.
  void begin_row() { begin('[', true); }
  void end_array() { end(']'); }

  // REQUIRES: `name` needs no escape.
  void key(std::string_view name);

  void null();
  void boolean(bool value);
  template <std::integral T>
  void number(T value) {
    before_item();
    json_ += std::to_string(value);
  }
  // The shortest that reads back the same. What JSON has no number for (infinity, NaN) is null.
  void number(double value);
  // With one decimal, a tie to the even one. What JSON has no number for (infinity, NaN) is null.
  void tenths(float value);
  // Characters beyond ASCII stay as they are. REQUIRES: UTF-8; a debug build stops otherwise.
  void text(std::string_view utf8);
  // The same for bytes of unknown encoding: every broken sequence becomes U+FFFD.
  void bytes(std::string_view bytes);

  std::string take() && { return std::move(json_); }

 private:
  struct Level {
    bool one_line;
    bool empty;
  };

  void begin(char bracket, bool one_line);
  void end(char bracket);
  void before_item();
  void new_line();
  bool quote(std::string_view bytes);

  JsonStyle style_;
  std::string json_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace ofsight
