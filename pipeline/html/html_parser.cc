#include "pipeline/html/html_parser.h"

#include <libxml/HTMLparser.h>
#include <libxml/dict.h>
#include <libxml/encoding.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace ofsight {
namespace {

constexpr std::size_t kMaxDepth = 200'000;  // of elements, as events
constexpr std::size_t kBytesPerName = 48;   // what libxml2 holds beside a name's characters
constexpr unsigned long kMaxXPathSteps = 20'000'000;
constexpr int kQuiet =
    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET;

void ignore_error(void*, xmlErrorPtr) {}

void start_libxml() {
  static std::once_flag once;
  std::call_once(once, xmlInitParser);
  xmlSetStructuredErrorFunc(nullptr, ignore_error);  // of this thread; else it prints
}

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text);
}

std::string taken(xmlChar* text) {
  std::string out(view(text));
  xmlFree(text);
  return out;
}

tl::unexpected<HtmlFailure> failure(RejectionReason reason, std::string detail) {
  return tl::unexpected(HtmlFailure{reason, std::move(detail)});
}

tl::unexpected<HtmlFailure> too_many_bytes(std::size_t bytes) {
  return failure(RejectionReason::kTooLarge, "more than " + std::to_string(bytes) + " bytes");
}

using Parser = std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)>;

// One run of the parser over a page.
struct Reading {
  std::string_view utf8;
  HtmlLimits limits;
  HtmlEvents& events;
  std::chrono::steady_clock::time_point deadline;
  xmlDictPtr names = nullptr;
  std::size_t given = 0;  // bytes that the parser has received
  std::size_t depth = 0;
  std::optional<HtmlFailure> failure;

  bool is_over() const { return failure.has_value() || events.is_over(); }
};

void check_limits(Reading& reading) {
  const std::size_t names = xmlDictGetUsage(reading.names) +
                            static_cast<std::size_t>(xmlDictSize(reading.names)) * kBytesPerName;
  if (std::chrono::steady_clock::now() > reading.deadline) {
    char seconds[32];
    std::snprintf(seconds, sizeof seconds, "%g", reading.limits.seconds);
    reading.failure = {RejectionReason::kTimeout,
                       std::string("not read within ") + seconds + " seconds"};
  } else if (names + reading.events.held_bytes() > reading.limits.bytes) {
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

void on_start(void* user, const xmlChar* name, const xmlChar** attributes) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.is_over()) return;
  reading.events.start_element(view(name), HtmlAttributeList(attributes));
  if (++reading.depth > kMaxDepth)
    reading.failure = {RejectionReason::kTooLarge,
                       "elements nested more than " + std::to_string(kMaxDepth) + " deep"};
}

void on_end(void* user, const xmlChar* name) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.is_over()) return;
  if (reading.depth > 0) --reading.depth;
  reading.events.end_element(view(name));
}

void on_text(void* user, const xmlChar* text, int size) {
  auto& reading = *static_cast<Reading*>(user);
  if (reading.is_over() || size <= 0) return;
  reading.events.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

}  // namespace

void HtmlAttributeList::each(
    const std::function<void(std::string_view, std::string_view)>& see) const {
  for (const unsigned char** pair = pairs_; pair != nullptr && *pair != nullptr; pair += 2)
    see(view(pair[0]), view(pair[1]));
}

tl::expected<void, HtmlFailure> read_html_events(std::string_view utf8, const HtmlLimits& limits,
                                                 HtmlEvents& events) {
  start_libxml();
  const Parser parser(htmlNewParserCtxt(), htmlFreeParserCtxt);
  if (!parser) return failure(RejectionReason::kInternal, "the HTML library did not start");
  const auto time = std::chrono::milliseconds(std::llround(limits.seconds * 1000));
  Reading reading{utf8,         limits, events, std::chrono::steady_clock::now() + time,
                  parser->dict, 0,      0,      {}};
  // Events instead of a tree: no memory for one, and no limit of 256 levels.
  *parser->sax = {};
  parser->sax->startElement = on_start;
  parser->sax->endElement = on_end;
  parser->sax->characters = on_text;
  parser->sax->ignorableWhitespace = on_text;
  parser->userData = &reading;
  const htmlDocPtr tree =
      htmlCtxtReadIO(parser.get(), give_input, nullptr, &reading, nullptr, "UTF-8", kQuiet);
  if (tree != nullptr) xmlFreeDoc(tree);
  if (reading.failure) return tl::unexpected(*reading.failure);
  const bool has_rest = reading.given < reading.utf8.size() ||
                        (parser->input != nullptr && parser->input->cur < parser->input->end);
  if (!events.is_over() && has_rest)
    return failure(RejectionReason::kCorrupt, "its markup cannot be read to the end");
  return {};
}

Expected<XPath> XPath::compile(const std::string& expression) {
  start_libxml();
  const std::shared_ptr<xmlXPathCompExpr> compiled(
      xmlXPathCompile(reinterpret_cast<const xmlChar*>(expression.c_str())), xmlXPathFreeCompExpr);
  if (!compiled) return fail(ErrorCode::kInvalidData, "not an XPath expression: " + expression);
  return XPath(compiled);
}

std::string HtmlNode::text() const {
  return taken(xmlNodeGetContent(static_cast<xmlNodePtr>(node_)));
}

std::optional<std::string> HtmlNode::attribute(const char* name) const {
  const auto node = static_cast<xmlNodePtr>(node_);
  if (node->type != XML_ELEMENT_NODE) return std::nullopt;
  xmlChar* value = xmlGetProp(node, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return std::nullopt;
  return taken(value);
}

tl::expected<HtmlDocument, HtmlFailure> HtmlDocument::parse(std::string_view utf8,
                                                            const HtmlLimits& limits) {
  start_libxml();
  if (utf8.size() > limits.bytes || utf8.size() > INT32_MAX) return too_many_bytes(limits.bytes);
  const Parser parser(htmlNewParserCtxt(), htmlFreeParserCtxt);
  if (!parser) return failure(RejectionReason::kInternal, "the HTML library did not start");
  const std::shared_ptr<xmlDoc> tree(
      htmlCtxtReadMemory(parser.get(), utf8.data(), static_cast<int>(utf8.size()), nullptr, "UTF-8",
                         kQuiet | HTML_PARSE_COMPACT),
      xmlFreeDoc);
  if (parser->disableSAX != 0)
    return failure(RejectionReason::kTooLarge, "its elements are nested too deep");
  if (!tree) return failure(RejectionReason::kInternal, "the HTML library made no tree of it");
  return HtmlDocument(tree);
}

Expected<std::vector<HtmlNode>> HtmlDocument::select(const XPath& path) const {
  return select(path, HtmlNode(tree_.get()));
}

Expected<std::vector<HtmlNode>> HtmlDocument::select(const XPath& path,
                                                     const HtmlNode& node) const {
  start_libxml();
  using Context = std::unique_ptr<xmlXPathContext, decltype(&xmlXPathFreeContext)>;
  const Context context(xmlXPathNewContext(static_cast<xmlDocPtr>(tree_.get())),
                        xmlXPathFreeContext);
  if (!context) return fail(ErrorCode::kIo, "not enough memory to search a page");
  context->node = static_cast<xmlNodePtr>(node.node_);
  context->opLimit = kMaxXPathSteps;
  using Result = std::unique_ptr<xmlXPathObject, decltype(&xmlXPathFreeObject)>;
  const Result result(
      xmlXPathCompiledEval(static_cast<xmlXPathCompExprPtr>(path.compiled_.get()), context.get()),
      xmlXPathFreeObject);
  if (!result || result->type != XPATH_NODESET)
    return fail(ErrorCode::kInvalidData, "an XPath yields no nodes, or takes too long, on a page");
  std::vector<HtmlNode> nodes;
  if (result->nodesetval == nullptr) return nodes;
  xmlXPathNodeSetSort(result->nodesetval);
  for (int i = 0; i < result->nodesetval->nodeNr; ++i)
    nodes.push_back(HtmlNode(result->nodesetval->nodeTab[i]));
  return nodes;
}

bool knows_encoding(const std::string& name) {
  start_libxml();
  const xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(name.c_str());
  if (handler != nullptr) xmlCharEncCloseFunc(handler);
  return handler != nullptr;
}

std::optional<std::string> utf8_from(std::string_view bytes, const std::string& encoding) {
  start_libxml();
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

std::string html_engine() {
  const int version = std::atoi(xmlParserVersion);  // 20914
  return "libxml2 " + std::to_string(version / 10000) + "." + std::to_string(version / 100 % 100) +
         "." + std::to_string(version % 100);
}

}  // namespace ofsight
