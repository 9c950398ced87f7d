#include "pipeline/html/html_encoding.h"

#include <cstddef>
#include <cstring>
#include <optional>
#include <utility>

#include "corpus/utf8.h"

namespace ofsight {
namespace {

constexpr std::size_t kDeclarationBytes = 4096;  // where a page must name its encoding

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

// The charset of the first <meta> that has one, in lower case; empty if none has.
std::string declared_encoding(std::string_view bytes) {
  const std::string start = lower_case(bytes.substr(0, kDeclarationBytes));
  for (std::size_t at = start.find("<meta"); at != std::string::npos;
       at = start.find("<meta", at + 1)) {
    const std::string_view tag = std::string_view(start).substr(at, start.find('>', at) - at);
    std::size_t i = tag.find("charset");
    if (i == std::string_view::npos) continue;
    i = tag.find_first_not_of(" \t\r\n=\"'", i + std::strlen("charset"));
    if (i == std::string_view::npos) continue;
    return std::string(tag.substr(i, tag.find_first_of(" \t\r\n\"';/", i) - i));
  }
  return {};
}

// As browsers read them: the older names stand for what their users meant.
std::string encoding_meant(const std::string& name) {
  if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii")
    return "windows-1252";
  return name.starts_with("utf-16") || name == "utf8" ? "utf-8" : name;
}

std::optional<std::size_t> first_invalid_byte(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const Utf8Step step = utf8_step(bytes, at);
    if (!step.valid) return at;
    at += step.size;
  }
  return std::nullopt;
}

tl::unexpected<HtmlFailure> corrupt(std::string detail) {
  return tl::unexpected(HtmlFailure{RejectionReason::kCorrupt, std::move(detail)});
}

}  // namespace

tl::expected<std::string, HtmlFailure> utf8_of_html(std::string_view bytes) {
  std::string encoding = encoding_meant(declared_encoding(bytes));
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    encoding = "utf-8";
    bytes.remove_prefix(3);
  } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    encoding = bytes.front() == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    bytes.remove_prefix(2);
  }
  if (!encoding.empty() && encoding != "utf-8" && !knows_encoding(encoding)) encoding.clear();
  std::string utf8(bytes);
  if (encoding.empty() || encoding == "utf-8") {
    const auto invalid = first_invalid_byte(bytes);
    if (invalid && !encoding.empty())
      return corrupt("invalid UTF-8 at byte " + std::to_string(*invalid));
    if (invalid) encoding = "windows-1252";
  }
  if (!encoding.empty() && encoding != "utf-8") {
    auto out = utf8_from(bytes, encoding);
    if (!out || first_invalid_byte(*out)) return corrupt("not the " + encoding + " it should be");
    utf8 = std::move(*out);
  }
  std::erase(utf8, '\0');  // as browsers do; libxml2 would take it for the end
  return utf8;
}

}  // namespace ofsight
