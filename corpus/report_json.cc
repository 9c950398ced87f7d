#include "corpus/report_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/report_keys.h"

namespace ofsight {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 8> kReasonCodes = {"not_a_pdf",    "encrypted", "corrupt",
                                                          "no_text",      "too_large", "timeout",
                                                          "not_a_report", "internal"};

class Writer {
 public:
  explicit Writer(JsonStyle style) : json_(style) {}
  std::string take() && { return std::move(json_).take(); }

  template <class T>
  void value(const T& value) {
    json_.begin_object();
    members(*this, value);
    json_.end_object();
  }

  void constant(std::string_view key, std::string_view value) {
    json_.key(key);
    json_.text(value);
  }
  void text(std::string_view key, const std::string& value) { constant(key, value); }
  void text_or_null(std::string_view key, const std::string& value) {
    json_.key(key);
    value.empty() ? json_.null() : json_.text(value);
  }
  void maybe(std::string_view key, const std::optional<std::string>& value) {
    json_.key(key);
    value ? json_.text(*value) : json_.null();
  }
  void maybe_bytes(std::string_view key, const std::optional<std::string>& value) {
    json_.key(key);
    value ? json_.bytes(*value) : json_.null();
  }
  void number(std::string_view key, std::uint64_t value) {
    json_.key(key);
    json_.number(value);
  }
  void maybe(std::string_view key, const std::optional<int>& value) {
    json_.key(key);
    value ? json_.number(*value) : json_.null();
  }
  void page(std::string_view key, int page) {
    maybe(key, page == 0 ? std::nullopt : std::optional(page));
  }
  void reason(std::string_view key, RejectionReason reason) { constant(key, reason_code(reason)); }
  void texts(std::string_view key, const std::vector<std::string>& values) {
    json_.key(key);
    json_.begin_row();
    for (const auto& value : values) json_.text(value);
    json_.end_array();
  }
  template <class T>
  void object(std::string_view key, const T& object) {
    json_.key(key);
    value(object);
  }
  template <class T>
  void maybe_object(std::string_view key, const std::optional<T>& object) {
    json_.key(key);
    object ? value(*object) : json_.null();
  }
  template <class T>
  void objects(std::string_view key, const std::vector<T>& objects) {
    json_.key(key);
    json_.begin_array();
    for (const auto& object : objects) value(object);
    json_.end_array();
  }
  void boxes(std::string_view key, const std::vector<Box>& boxes) {
    json_.key(key);
    json_.begin_array();
    for (const Box& box : boxes) {
      json_.begin_row();
      json_.number(box.page);
      for (const float x : {box.x0, box.y0, box.x1, box.y1}) json_.tenths(x);
      json_.end_array();
    }
    json_.end_array();
  }

 private:
  JsonWriter json_;
};

// Thrown by Reader, caught in from_json(). Each level that it passes through puts its step before
// the pointer, so that none is made where nothing is wrong.
struct BadValue {
  std::string pointer, message;
};

// Does `read` at one step further down.
template <class Step, class Read>
void below(Step step, Read read) {
  try {
    read();
  } catch (BadValue& bad) {
    bad.pointer.insert(0, pointer_to("", step));
    throw;
  }
}

// Reads one object.
class Reader {
 public:
  explicit Reader(const json& object) : object_(object) {
    require(object.is_object(), "must be an object");
  }

  void constant(std::string_view key, std::string_view expected) {
    const json& value = at(key);
    below(key, [&] {
      if (!value.is_string() || value.get_ref<const std::string&>() != expected)
        throw BadValue{"", "must be \"" + std::string(expected) + "\""};
    });
  }
  void text(std::string_view key, std::string& to) {
    const json& value = at(key);
    below(key, [&] { to = text_of(value); });
  }
  void text_or_null(std::string_view key, std::string& to) {
    if (!at(key).is_null()) text(key, to);
  }
  void maybe(std::string_view key, std::optional<std::string>& to) {
    if (!at(key).is_null()) text(key, to.emplace());
  }
  void maybe_bytes(std::string_view key, std::optional<std::string>& to) { maybe(key, to); }
  template <std::unsigned_integral T>
  void number(std::string_view key, T& to) {
    const json& value = at(key);
    below(key, [&] { to = number_of(value, T{0}, std::numeric_limits<T>::max()); });
  }
  void maybe(std::string_view key, std::optional<int>& to) { read_number(key, 0, to); }
  void page(std::string_view key, int& to) {
    std::optional<int> page;
    read_number(key, 1, page);
    to = page.value_or(to);
  }
  void reason(std::string_view key, RejectionReason& to) {
    const json& value = at(key);
    below(key, [&] {
      const auto known = reason_from_code(text_of(value));
      require(known.has_value(), "is not a known reason");
      to = *known;
    });
  }
  void texts(std::string_view key, std::vector<std::string>& to) {
    each(key, [&](const json& item) { to.push_back(text_of(item)); });
  }
  template <class T>
  void object(std::string_view key, T& to) {
    const json& value = at(key);
    below(key, [&] {
      Reader reader(value);
      members(reader, to);
    });
  }
  template <class T>
  void maybe_object(std::string_view key, std::optional<T>& to) {
    if (!at(key).is_null()) object(key, to.emplace());
  }
  template <class T>
  void objects(std::string_view key, std::vector<T>& to) {
    each(key, [&](const json& item) {
      Reader reader(item);
      members(reader, to.emplace_back());
    });
  }
  void boxes(std::string_view key, std::vector<Box>& to) {
    each(key, [&](const json& item) { to.push_back(box_of(item)); });
  }

 private:
  static constexpr int kMaxInt = std::numeric_limits<int>::max();

  static void require(bool condition, const char* message) {
    if (!condition) throw BadValue{"", message};
  }

  static const std::string& text_of(const json& value) {
    require(value.is_string(), "must be a string");
    return value.get_ref<const std::string&>();
  }

  template <std::integral T>
  static T number_of(const json& value, T least, T most) {
    if (!value.is_number_unsigned() || std::cmp_less(value.get<std::uint64_t>(), least) ||
        std::cmp_greater(value.get<std::uint64_t>(), most))
      throw BadValue{"", "must be a whole number from " + std::to_string(least) + " to " +
                             std::to_string(most)};
    return static_cast<T>(value.get<std::uint64_t>());
  }

  static float coordinate_of(const json& value) {
    require(value.is_number() &&
                std::abs(value.get<double>()) <= double{std::numeric_limits<float>::max()},
            "must be a number");
    return static_cast<float>(value.get<double>());
  }

  static Box box_of(const json& value) {
    require(value.is_array() && value.size() == 5, "must be [page, x0, y0, x1, y1]");
    Box box;
    below(std::size_t{0}, [&] { box.page = number_of(value[0], 1, kMaxInt); });
    std::size_t i = 1;
    for (float* x : {&box.x0, &box.y0, &box.x1, &box.y1}) {
      below(i, [&] { *x = coordinate_of(value[i]); });
      ++i;
    }
    return box;
  }

  const json& at(std::string_view key) const {
    const auto member = object_.find(key);
    if (member == object_.end()) throw BadValue{"", "key '" + std::string(key) + "' is missing"};
    return *member;
  }

  void read_number(std::string_view key, int least, std::optional<int>& to) const {
    const json& value = at(key);
    if (value.is_null()) return;
    below(key, [&] { to = number_of(value, least, kMaxInt); });
  }

  template <class Read>
  void each(std::string_view key, Read read) const {
    const json& array = at(key);
    below(key, [&] {
      require(array.is_array(), "must be an array");
      for (std::size_t i = 0; i < array.size(); ++i) below(i, [&] { read(array[i]); });
    });
  }

  const json& object_;
};

template <class T>
std::string written(const T& value, JsonStyle style) {
  Writer writer(style);
  writer.value(value);
  return std::move(writer).take();
}

template <class T>
Expected<T> from_json(std::string_view text) {
  if (json_depth(text) > kMaxJsonDepth) {
    return fail(ErrorCode::kInvalidData,
                "nested deeper than " + std::to_string(kMaxJsonDepth) + " levels");
  }
  try {
    const json parsed = json::parse(text);
    Reader reader(parsed);
    T value;
    members(reader, value);
    return value;
  } catch (const BadValue& bad) {
    return fail(ErrorCode::kInvalidData,
                bad.pointer.empty() ? bad.message : bad.pointer + ": " + bad.message);
  } catch (const json::parse_error& error) {
    return fail(ErrorCode::kInvalidData,
                "not JSON from byte " + std::to_string(error.byte) + " on");
  } catch (const json::exception&) {
    return fail(ErrorCode::kInvalidData, "a number is too large");
  }
}

}  // namespace

std::string to_json(const Report& report, JsonStyle style) { return written(report, style); }

std::string to_json(const Rejection& rejection, JsonStyle style) {
  return written(rejection, style);
}

std::string to_json(const Source& source) { return written(source, JsonStyle::kLine); }

Expected<Report> report_from_json(std::string_view json) { return from_json<Report>(json); }

Expected<Rejection> rejection_from_json(std::string_view json) {
  return from_json<Rejection>(json);
}

std::string_view reason_code(RejectionReason reason) {
  return kReasonCodes[static_cast<std::size_t>(reason)];
}

std::optional<RejectionReason> reason_from_code(std::string_view code) {
  const auto known = std::find(kReasonCodes.begin(), kReasonCodes.end(), code);
  if (known == kReasonCodes.end()) return std::nullopt;
  return static_cast<RejectionReason>(known - kReasonCodes.begin());
}

}  // namespace ofsight
