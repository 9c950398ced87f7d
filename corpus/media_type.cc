#include "corpus/media_type.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

namespace ofsight {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kPdfHeaderBytes = 1024;  // how far into a file readers look for %PDF-
constexpr std::string_view kPdfHeader = "%PDF-";
constexpr std::string_view kSpace = " \t\r\n\f";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool starts_with_any_case(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(),
                                                   [](char a, char b) { return a == lower(b); });
}

std::string_view without_space(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(kSpace), text.size()));
}

// The text behind an opening `open`, up to and with `close`; nothing if it never closes.
std::string_view behind(std::string_view text, std::string_view open, std::string_view close) {
  const std::size_t end = text.find(close, open.size());
  return end == std::string_view::npos ? std::string_view() : text.substr(end + close.size());
}

// The elements that a page starts with, as browsers sniff them.
bool starts_with_element(std::string_view text) {
  constexpr std::array kStarts = {"<!doctype html"sv,
                                  "<html"sv,
                                  "<head"sv,
                                  "<title"sv,
                                  "<meta"sv,
                                  "<link"sv,
                                  "<script"sv,
                                  "<style"sv,
                                  "<body"sv,
                                  "<main"sv,
                                  "<div"sv,
                                  "<table"sv,
                                  "<iframe"sv,
                                  "<font"sv,
                                  "<h1"sv,
                                  "<h2"sv,
                                  "<p"sv,
                                  "<b"sv,
                                  "<br"sv,
                                  "<a"sv,
                                  "<ul"sv,
                                  "<ol"sv};
  return std::any_of(kStarts.begin(), kStarts.end(), [&](std::string_view start) {
    return starts_with_any_case(text, start) && text.size() > start.size() &&
           "> \t\r\n\f/"sv.find(text[start.size()]) != std::string_view::npos;
  });
}

bool is_html(std::string_view text) {
  while (true) {
    text = without_space(text);
    if (text.starts_with("<!--")) {
      text = behind(text, "<!--", "-->");
    } else if (text.starts_with("<?xml")) {
      text = behind(text, "<?xml", "?>");
    } else {
      return starts_with_element(text);
    }
  }
}

// A number behind the header tells it from text that speaks of PDF; at the very start, where a
// truncated file may have nothing more, it needs none.
bool is_pdf(std::string_view text) {
  if (without_space(text).starts_with(kPdfHeader)) return true;
  text = text.substr(0, kPdfHeaderBytes);
  for (std::size_t at = text.find(kPdfHeader); at != std::string_view::npos;
       at = text.find(kPdfHeader, at + 1)) {
    const std::size_t number = at + kPdfHeader.size();
    if (number < text.size() && text[number] >= '0' && text[number] <= '9') return true;
  }
  return false;
}

// The start of UTF-16 text, ASCII characters only.
std::string narrowed(std::string_view utf16) {
  std::string out(utf16.substr(2, 4096));
  out.erase(std::remove(out.begin(), out.end(), '\0'), out.end());
  return out;
}

}  // namespace

std::string_view media_type_of(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    if (is_html(narrowed(bytes))) return "text/html";
  }
  std::string_view text = bytes;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (is_html(text)) return "text/html";
  if (is_pdf(text)) return "application/pdf";
  const bool is_text = !text.empty() && text.find('\0') == std::string_view::npos;
  return is_text ? "text/plain" : "application/octet-stream";
}

}  // namespace ofsight
