#include "pipeline/text/normaliser.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

using nlohmann::json;
using Pointer = json::json_pointer;

constexpr std::size_t kMostReplacements = std::numeric_limits<std::uint8_t>::max();
constexpr std::size_t kLookahead = 8;  // brackets and quotes between a quote and its word

struct Range {
  char32_t first = 0, last = 0;
};

struct Replacement {
  std::vector<Range> from;
  std::u32string to;
};

tl::unexpected<Error> invalid(const Pointer& pointer, const std::string& problem) {
  return fail(ErrorCode::kInvalidData, "normalisation: " + pointer.to_string() + ": " + problem);
}

// "U+00A0"
std::optional<char32_t> parse_code_point(std::string_view written) {
  if (!written.starts_with("U+")) return std::nullopt;
  written.remove_prefix(2);
  if (written.size() < 4 || written.size() > 6) return std::nullopt;
  char32_t c = 0;
  for (const char digit : written) {
    const auto value = std::string_view("0123456789ABCDEF").find(digit);
    if (value == std::string_view::npos) return std::nullopt;
    c = c * 16 + static_cast<char32_t>(value);
  }
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return std::nullopt;
  return c;
}

// "U+00A0" or "U+2000..U+200A"
Expected<Range> parse_range(const json& value, const Pointer& pointer) {
  const std::string written = value.is_string() ? value.get<std::string>() : value.dump();
  const std::size_t dots = written.find("..");
  const auto first = parse_code_point(std::string_view(written).substr(0, dots));
  const auto last = dots == std::string::npos
                        ? first
                        : parse_code_point(std::string_view(written).substr(dots + 2));
  if (!first || !last || *last < *first) {
    return invalid(pointer, "'" + written + "' is no character; write U+00A0 or U+2000..U+200A");
  }
  return Range{*first, *last};
}

Expected<std::vector<Range>> parse_ranges(const json& from, const Pointer& pointer) {
  std::vector<Range> ranges;
  if (from.is_array() && from.empty()) return invalid(pointer, "names no character");
  for (std::size_t i = 0; i < (from.is_array() ? from.size() : 1); ++i) {
    const auto range =
        from.is_array() ? parse_range(from[i], pointer / i) : parse_range(from, pointer);
    if (!range) return tl::unexpected<Error>(range.error());
    ranges.push_back(*range);
  }
  return ranges;
}

Expected<Replacement> parse_entry(const json& entry, const Pointer& pointer) {
  if (!entry.is_object()) return invalid(pointer, "must be an object");
  for (const auto& [key, value] : entry.items()) {
    if (key != "from" && key != "to" && key != "why") {
      return invalid(pointer / key, "is not a key; known are from, to and why");
    }
  }
  const auto text_of = [&entry](const char* key) -> const std::string* {
    const auto found = entry.find(key);
    return found == entry.end() ? nullptr : found->get_ptr<const json::string_t*>();
  };
  const std::string* why = text_of("why");
  if (why == nullptr || why->empty()) return invalid(pointer / "why", "must say why");
  const std::string* to = text_of("to");
  if (to == nullptr) return invalid(pointer / "to", "must be the characters to put instead");
  auto replacement = utf32_from_utf8(*to);
  if (!replacement || !is_nfc(*replacement)) {
    return invalid(pointer / "to", "is not in normalisation form C");
  }
  if (!entry.contains("from")) return invalid(pointer / "from", "is missing");
  auto from = parse_ranges(entry["from"], pointer / "from");
  if (!from) return tl::unexpected<Error>(from.error());
  return Replacement{std::move(*from), std::move(*replacement)};
}

Expected<json> parse_entries(std::string_view text) {
  try {
    json file = json::parse(text);
    const auto entries = file.find("replacements");
    if (!file.is_object() || entries == file.end() || !entries->is_array()) {
      return invalid(Pointer("/replacements"), "must be a list");
    }
    if (entries->size() > kMostReplacements) {
      return invalid(Pointer("/replacements"),
                     "has more than " + std::to_string(kMostReplacements) + " entries");
    }
    return std::move(*entries);
  } catch (const json::exception& error) {
    return fail(ErrorCode::kInvalidData, std::string("normalisation: ") + error.what());
  }
}

bool opens_after(char32_t before) {
  return is_space(before) || std::u32string_view(U"([{‘“-–/").find(before) != std::u32string::npos;
}

bool is_decade(std::u32string_view rest) {  // "90s"
  return rest.size() >= 3 && is_digit(rest[0]) && is_digit(rest[1]) && rest[2] == U's' &&
         (rest.size() == 3 || !is_letter(rest[3]));
}

bool opens_before(std::u32string_view rest, bool single) {
  if (single && is_decade(rest)) return false;
  const std::size_t word = rest.substr(0, kLookahead).find_first_not_of(U"([{…'\"‘“");
  return word != std::u32string_view::npos && (is_letter(rest[word]) || is_digit(rest[word]));
}

}  // namespace

// What is wrong with replacing `c`; nothing if nothing is.
std::optional<std::string> Normaliser::assign(char32_t c, std::uint8_t which) {
  // Composing would bring `c` back after the table has gone.
  if (is_composed(c)) return "replaces a composed character";
  std::uint16_t& page = page_of_[c >> 8];
  if (page == 0) {
    page = static_cast<std::uint16_t>(pages_.size());
    pages_.emplace_back();
  }
  std::uint8_t& slot = pages_[page][c & 0xFF];
  if (slot != 0) return "replaces a character that another entry replaces";
  slot = which;
  return std::nullopt;
}

Expected<Normaliser> Normaliser::from_json(std::string_view text) {
  const auto entries = parse_entries(text);
  if (!entries) return tl::unexpected<Error>(entries.error());
  Normaliser normaliser;
  for (std::size_t i = 0; i < entries->size(); ++i) {
    const Pointer pointer = Pointer("/replacements") / i;
    auto entry = parse_entry((*entries)[i], pointer);
    if (!entry) return tl::unexpected<Error>(entry.error());
    normaliser.replacements_.push_back(std::move(entry->to));
    for (const Range& range : entry->from) {
      for (char32_t c = range.first; c <= range.last; ++c) {
        const auto problem = normaliser.assign(c, static_cast<std::uint8_t>(i + 1));
        if (problem) return invalid(pointer / "from", *problem);
      }
    }
  }
  for (std::size_t i = 0; i < entries->size(); ++i) {
    for (const char32_t c : normaliser.replacements_[i + 1]) {
      if (normaliser.replacement(c)) {
        return invalid(Pointer("/replacements") / i / "to", "puts a character that is replaced");
      }
    }
  }
  return normaliser;
}

std::u32string Normaliser::replace(std::u32string_view text) const {
  std::u32string result;
  result.reserve(text.size());
  std::size_t kept = 0;  // up to here the result holds the text
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto other = replacement(text[i]);
    if (!other) continue;
    result.append(text.substr(kept, i - kept)).append(*other);
    kept = i + 1;
  }
  return result.append(text.substr(kept));
}

std::u32string Normaliser::apply(std::u32string_view text) const {
  // Form C first, as it makes some characters from look-alikes that the table does not list; and
  // again, as taking a character out can bring a letter and its accent together.
  std::u32string result = is_nfc(text) ? replace(text) : replace(nfc(text));
  if (!is_nfc(result)) result = nfc(result);
  direct_quotes(result);
  return result;
}

void direct_quotes(std::u32string& text) {
  const std::u32string_view view = text;
  for (std::size_t i = 0; i < view.size(); ++i) {
    if (view[i] != U'\'' && view[i] != U'"') continue;
    const bool single = view[i] == U'\'';
    const bool opens =
        (i == 0 || opens_after(view[i - 1])) && opens_before(view.substr(i + 1), single);
    text[i] = single ? (opens ? U'‘' : U'’') : (opens ? U'“' : U'”');
  }
}

}  // namespace ofsight
