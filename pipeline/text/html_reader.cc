#include "pipeline/text/html_reader.h"

#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <libxml/encoding.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>

#include "pipeline/text/html_blocks.h"
#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxDepth = 200'000;       // of elements
constexpr std::size_t kDeclarationBytes = 4096;  // where a page must name its encoding
constexpr std::size_t kMaxTitle = 200;           // code points
constexpr std::size_t kBytesPerName = 48;        // what libxml2 holds beside a name's characters

void ignore_error(void*, xmlErrorPtr) {}

void start_libxml() {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  xmlSetStructuredErrorFunc(nullptr, ignore_error);  // of this thread; else it prints
}

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

// Piece by piece, so that a large page needs no second copy four times its size.
std::optional<std::size_t> first_invalid_byte(std::string_view utf8) {
  constexpr std::size_t kPieceBytes = 1 << 20;
  for (std::size_t from = 0; from < utf8.size();) {
    std::size_t to = std::min(utf8.size(), from + kPieceBytes);
    for (int i = 0; i < 3 && to < utf8.size() && (utf8[to] & 0xC0) == 0x80; ++i) --to;
    const auto piece = utf32_from_utf8(utf8.substr(from, to - from));
    if (!piece) return from + piece.error().byte;
    from = to;
  }
  return std::nullopt;
}

// Nothing if there is no such encoding, or the bytes are not in it.
std::optional<std::string> converted(std::string_view bytes, const std::string& encoding) {
  xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding.c_str());
  if (handler == nullptr) return std::nullopt;
  using Buffer = std::unique_ptr<xmlBuffer, decltype(&xmlBufferFree)>;
  const Buffer in(xmlBufferCreate(), xmlBufferFree), out(xmlBufferCreate(), xmlBufferFree);
  bool ok = in && out && bytes.size() <= INT32_MAX &&
            xmlBufferAdd(in.get(), reinterpret_cast<const xmlChar*>(bytes.data()),
                         static_cast<int>(bytes.size())) == 0;
  for (int left = 0; ok && (left = xmlBufferLength(in.get())) > 0;) {
    xmlCharEncInFunc(handler, out.get(), in.get());
    ok = xmlBufferLength(in.get()) < left;
  }
  xmlCharEncCloseFunc(handler);
  if (!ok) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(xmlBufferContent(out.get())),
                     static_cast<std::size_t>(xmlBufferLength(out.get())));
}

tl::unexpected<ReadFailure> corrupt(std::string detail) {
  return tl::unexpected(ReadFailure{RejectionReason::kCorrupt, std::move(detail)});
}

tl::expected<std::string, ReadFailure> decoded(std::string_view bytes) {
  std::string encoding = encoding_meant(declared_encoding(bytes));
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    encoding = "utf-8";
    bytes.remove_prefix(3);
  } else if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    encoding = bytes.front() == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    bytes.remove_prefix(2);
  }
  if (!encoding.empty() && encoding != "utf-8") {
    const auto known = xmlFindCharEncodingHandler(encoding.c_str());
    if (known == nullptr) encoding.clear();
    xmlCharEncCloseFunc(known);
  }
  std::string utf8(bytes);
  if (encoding.empty() || encoding == "utf-8") {
    const auto invalid = first_invalid_byte(bytes);
    if (invalid && !encoding.empty())
      return corrupt("invalid UTF-8 at byte " + std::to_string(*invalid));
    if (invalid) encoding = "windows-1252";
  }
  if (!encoding.empty() && encoding != "utf-8") {
    auto out = converted(bytes, encoding);
    if (!out || first_invalid_byte(*out)) return corrupt("not the " + encoding + " it should be");
    utf8 = std::move(*out);
  }
  std::erase(utf8, '\0');  // as browsers do; libxml2 would take it for the end
  return utf8;
}

// One run of the parser over a page.
struct Reading {
  Reading(std::string_view page, const ReadLimits& bounds)
      : utf8(page),
        limits(bounds),
        deadline(std::chrono::steady_clock::now() +
                 std::chrono::milliseconds(std::llround(bounds.seconds * 1000))) {}

  std::string_view utf8;
  ReadLimits limits;
  std::chrono::steady_clock::time_point deadline;
  bool title_only = false;
  xmlDictPtr names = nullptr;
  std::size_t given = 0;  // bytes that the parser has received
  HtmlBlocks blocks;
  std::optional<ReadFailure> failure;

  bool is_over() const { return failure.has_value() || (title_only && blocks.has_title()); }
};

void check_limits(Reading& reading) {
  const std::size_t names = xmlDictGetUsage(reading.names) +
                            static_cast<std::size_t>(xmlDictSize(reading.names)) * kBytesPerName;
  if (std::chrono::steady_clock::now() > reading.deadline) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%g", reading.limits.seconds);
    reading.failure = {RejectionReason::kTimeout,
                       std::string("not read within ") + seconds + " seconds"};
  } else if (names + reading.blocks.held_bytes() > reading.limits.bytes) {
    reading.failure = {
        RejectionReason::kTooLarge,
        "its text needs more than " + std::to_string(reading.limits.bytes) + " bytes of memory"};
  }
}

// The parser's way to its input: a few kilobytes at a time. Whatever it is busy with, it comes here
// for more, so this is where it can be stopped: by an early end of the input.
int give_input(void* user, char* buffer, int size) {
  auto& reading = *static_cast<Reading*>(user);
  if (!reading.is_over()) check_limits(reading);
  if (reading.is_over()) return 0;
  const std::string_view part =
      reading.utf8.substr(reading.given, static_cast<std::size_t>(std::max(size, 0)));
  std::copy(part.begin(), part.end(), buffer);
  reading.given += part.size();
  return static_cast<int>(part.size());
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

HtmlAttributes attributes_of(const xmlChar** pairs) {
  HtmlAttributes out;
  for (; pairs != nullptr && *pairs != nullptr; pairs += 2) {
    const std::string_view name = view(pairs[0]), value = view(pairs[1]);
    if (name == "hidden") out.hidden = true;
    if (name != "start" && name != "value") continue;
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && std::abs(number) < 1'000'000) out.number = number;
  }
  return out;
}

void on_start(void* user, const xmlChar* name, const xmlChar** attributes) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.is_over()) return;
  reading.blocks.start_element(view(name), attributes_of(attributes));
  if (reading.blocks.depth() > kMaxDepth)
    reading.failure = {RejectionReason::kTooLarge,
                       "elements nested more than " + std::to_string(kMaxDepth) + " deep"};
}

void on_end(void* user, const xmlChar* name) {
  auto& reading = *static_cast<Reading*>(user);
  if (!reading.is_over()) reading.blocks.end_element(view(name));
}

void on_text(void* user, const xmlChar* text, int size) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.is_over() || size <= 0) return;
  const auto characters =
      utf32_from_utf8({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
  if (characters) {
    reading.blocks.text(*characters);
  } else {
    reading.failure = {RejectionReason::kCorrupt, "a character that Unicode does not have"};
  }
}

void parse(Reading& reading) {
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> parser(htmlNewParserCtxt(),
                                                                              htmlFreeParserCtxt);
  if (!parser) {
    reading.failure = {RejectionReason::kInternal, "the HTML library did not start"};
    return;
  }
  // Events instead of a tree: no memory for one, and no limit of 256 levels.
  *parser->sax = {};
  parser->sax->startElement = on_start;
  parser->sax->endElement = on_end;
  parser->sax->characters = on_text;
  parser->sax->ignorableWhitespace = on_text;
  parser->userData = &reading;
  reading.names = parser->dict;
  const htmlDocPtr tree = htmlCtxtReadIO(
      parser.get(), give_input, nullptr, &reading, nullptr, "UTF-8",
      HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  if (tree != nullptr) xmlFreeDoc(tree);
  const bool has_rest = reading.given < reading.utf8.size() ||
                        (parser->input != nullptr && parser->input->cur < parser->input->end);
  if (!reading.is_over() && has_rest)
    reading.failure = {RejectionReason::kCorrupt, "its markup cannot be read to the end"};
}

}  // namespace

tl::expected<std::vector<RawBlock>, ReadFailure> read_html(std::string_view bytes,
                                                           const ReadLimits& limits) {
  if (bytes.size() > limits.bytes)
    return tl::unexpected(ReadFailure{RejectionReason::kTooLarge,
                                      "more than " + std::to_string(limits.bytes) + " bytes"});
  start_libxml();
  const auto utf8 = decoded(bytes);
  if (!utf8) return tl::unexpected(utf8.error());
  Reading reading(*utf8, limits);
  parse(reading);
  if (reading.failure) return tl::unexpected(*reading.failure);
  std::vector<RawBlock> blocks = reading.blocks.finish();
  if (blocks.empty())
    return tl::unexpected(ReadFailure{RejectionReason::kNoText, "no text on the page"});
  return blocks;
}

std::optional<std::string> html_title(std::string_view bytes) {
  start_libxml();
  const auto utf8 = decoded(bytes);
  if (!utf8) return std::nullopt;
  Reading reading(*utf8, ReadLimits{});
  reading.title_only = true;
  parse(reading);
  if (!reading.blocks.has_title()) return std::nullopt;
  std::u32string title;
  for (const char32_t c : reading.blocks.title()) {
    if (!is_space(c)) title += c;
    if (is_space(c) && !title.empty() && title.back() != U' ') title += U' ';
  }
  while (title.ends_with(U' ')) title.pop_back();
  if (title.size() > kMaxTitle) title = title.substr(0, kMaxTitle - 1) + U"…";
  if (title.empty()) return std::nullopt;
  return utf8_from_utf32(title);
}

std::string html_engine() {
  const int version = std::atoi(xmlParserVersion);  // 20914
  return "libxml2 " + std::to_string(version / 10000) + "." + std::to_string(version / 100 % 100) +
         "." + std::to_string(version % 100);
}

}  // namespace ofsight
