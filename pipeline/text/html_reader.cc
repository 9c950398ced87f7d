#include "pipeline/text/html_reader.h"

#include <charconv>
#include <cstdlib>
#include <utility>

#include "pipeline/html/html_encoding.h"
#include "pipeline/html/html_parser.h"
#include "pipeline/text/html_blocks.h"
#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxTitle = 200;  // code points

HtmlAttributes attributes_of(const HtmlAttributeList& attributes) {
  HtmlAttributes out;
  attributes.each([&](std::string_view name, std::string_view value) {
    if (name == "hidden") out.hidden = true;
    if (name != "start" && name != "value") return;
    int number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error == std::errc() && std::abs(number) < 1'000'000) out.number = number;
  });
  return out;
}

// Turns a page's events into blocks.
class Reading : public HtmlEvents {
 public:
  explicit Reading(bool title_only) : title_only_(title_only) {}

  void start_element(std::string_view name, const HtmlAttributeList& attributes) override {
    blocks_.start_element(name, attributes_of(attributes));
  }
  void end_element(std::string_view name) override { blocks_.end_element(name); }
  void text(std::string_view utf8) override {
    const auto characters = utf32_from_utf8(utf8);
    if (characters) return blocks_.text(*characters);
    failure_ = {RejectionReason::kCorrupt, "a character that Unicode does not have"};
  }
  bool is_over() const override {
    return failure_.has_value() || (title_only_ && blocks_.has_title());
  }
  std::size_t held_bytes() const override { return blocks_.held_bytes(); }

  HtmlBlocks& blocks() { return blocks_; }
  const std::optional<ReadFailure>& failure() const { return failure_; }

 private:
  bool title_only_;
  HtmlBlocks blocks_;
  std::optional<ReadFailure> failure_;
};

}  // namespace

tl::expected<std::vector<RawBlock>, ReadFailure> read_html(std::string_view bytes,
                                                           const ReadLimits& limits) {
  if (bytes.size() > limits.bytes)
    return tl::unexpected(ReadFailure{RejectionReason::kTooLarge,
                                      "more than " + std::to_string(limits.bytes) + " bytes"});
  const auto utf8 = utf8_of_html(bytes);
  if (!utf8) return tl::unexpected(ReadFailure{utf8.error().reason, utf8.error().detail});
  Reading reading(false);
  const auto read = read_html_events(*utf8, {limits.seconds, limits.bytes}, reading);
  if (!read) return tl::unexpected(ReadFailure{read.error().reason, read.error().detail});
  if (reading.failure()) return tl::unexpected(*reading.failure());
  std::vector<RawBlock> blocks = reading.blocks().finish();
  if (blocks.empty())
    return tl::unexpected(ReadFailure{RejectionReason::kNoText, "no text on the page"});
  return blocks;
}

std::optional<std::string> html_title(std::string_view bytes) {
  const auto utf8 = utf8_of_html(bytes);
  if (!utf8) return std::nullopt;
  Reading reading(true);
  static_cast<void>(read_html_events(*utf8, {}, reading));  // what was read up to a failure counts
  if (!reading.blocks().has_title()) return std::nullopt;
  std::u32string title;
  for (const char32_t c : reading.blocks().title()) {
    if (!is_space(c)) title += c;
    if (is_space(c) && !title.empty() && title.back() != U' ') title += U' ';
  }
  while (title.ends_with(U' ')) title.pop_back();
  if (title.size() > kMaxTitle) title = title.substr(0, kMaxTitle - 1) + U"…";
  if (title.empty()) return std::nullopt;
  return utf8_from_utf32(title);
}

}  // namespace ofsight
