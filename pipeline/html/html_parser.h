#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/report.h"

// HTML with libxml2: as events in document order, or as a tree that XPath asks. Nothing is loaded,
// no script runs. Pages are UTF-8; html_encoding.h makes them so.
namespace ofsight {

struct HtmlLimits {
  double seconds = 30;
  std::size_t bytes = 64u << 20;  // of the page, and of what the parser may hold
};

// Why a page cannot be read.
struct HtmlFailure {
  RejectionReason reason = RejectionReason::kInternal;
  std::string detail;
};

// An element's attributes, valid during the event only.
class HtmlAttributeList {
 public:
  explicit HtmlAttributeList(const unsigned char** pairs) : pairs_(pairs) {}

  // Calls `see` with every name, in lower case, and its value, in the order of the page.
  void each(const std::function<void(std::string_view, std::string_view)>& see) const;

 private:
  const unsigned char** pairs_;  // name, value, …, null; null if there is none
};

class HtmlEvents {
 public:
  virtual ~HtmlEvents() = default;
  virtual void start_element(std::string_view name, const HtmlAttributeList& attributes) = 0;
  virtual void end_element(std::string_view name) = 0;
  virtual void text(std::string_view utf8) = 0;

  // No more events are wanted; the rest of the page is not read.
  virtual bool is_over() const = 0;
  // What the receiver holds of the page; counts against the limit.
  virtual std::size_t held_bytes() const = 0;
};

// Gives a page to `events`. Fails with kTooLarge, kTimeout, kCorrupt or kInternal; when the
// receiver is over, it does not fail. Nesting costs no stack. Safe to call from several threads.
tl::expected<void, HtmlFailure> read_html_events(std::string_view utf8, const HtmlLimits& limits,
                                                 HtmlEvents& events);

// An XPath 1.0 expression that yields nodes, compiled.
class XPath {
 public:
  // kInvalidData if it is none.
  static Expected<XPath> compile(const std::string& expression);

 private:
  friend class HtmlDocument;
  explicit XPath(std::shared_ptr<void> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<void> compiled_;
};

// An element, attribute or text of a page, valid as long as its HtmlDocument.
class HtmlNode {
 public:
  // All text in it, entities resolved, white space as it is.
  std::string text() const;
  std::optional<std::string> attribute(const char* name) const;
  // Nodes of one page, and no others, compare.
  bool operator==(const HtmlNode&) const = default;

 private:
  friend class HtmlDocument;
  explicit HtmlNode(void* node) : node_(node) {}
  void* node_;
};

// A page as a tree, mended as libxml2 mends. One thread at a time.
class HtmlDocument {
 public:
  // `limits.seconds` does not apply: time is linear in the page. Fails with kTooLarge (size, or
  // elements nested more than 256 deep) or kInternal.
  static tl::expected<HtmlDocument, HtmlFailure> parse(std::string_view utf8,
                                                       const HtmlLimits& limits);

  // What `path` yields from the page, or from `node`, in document order. kInvalidData if it yields
  // no nodes but a value, or needs too many steps on this page.
  Expected<std::vector<HtmlNode>> select(const XPath& path) const;
  Expected<std::vector<HtmlNode>> select(const XPath& path, const HtmlNode& node) const;

 private:
  explicit HtmlDocument(std::shared_ptr<void> tree) : tree_(std::move(tree)) {}
  std::shared_ptr<void> tree_;
};

// Whether libxml2 knows the encoding, and `bytes` of that encoding as UTF-8; nothing if they are
// not in it, or more than 2 GB.
bool knows_encoding(const std::string& name);
std::optional<std::string> utf8_from(std::string_view bytes, const std::string& encoding);

std::string html_engine();  // "libxml2 2.9.14"

}  // namespace ofsight
