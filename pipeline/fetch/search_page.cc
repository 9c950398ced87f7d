#include "pipeline/fetch/search_page.h"

#include <algorithm>
#include <string>

#include "pipeline/fetch/page_text.h"
#include "pipeline/html/html_encoding.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxNameBytes = 300;
constexpr std::size_t kMaxDigits = 9;

// "1,234 results" is 1234. The first number counts.
std::optional<std::int64_t> number_in(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      digits += c;
    } else if (!digits.empty() && c != ',') {
      break;
    }
  }
  if (digits.empty() || digits.size() > kMaxDigits) return std::nullopt;
  return std::stoll(digits);
}

}  // namespace

Expected<SearchPage> read_search_page(std::string_view bytes, const Url& url,
                                      const SiteRules& rules) {
  const auto utf8 = utf8_of_html(bytes);
  if (!utf8) return fail(ErrorCode::kInvalidData, utf8.error().detail);
  const auto document = HtmlDocument::parse(*utf8, {});
  if (!document) return fail(ErrorCode::kInvalidData, document.error().detail);
  const auto totals = document->select(rules.search.total);
  if (!totals) return tl::unexpected(totals.error());
  const auto results = document->select(rules.search.results);
  if (!results) return tl::unexpected(results.error());
  SearchPage page;
  if (!totals->empty()) page.total = number_in(totals->front().text());
  for (const HtmlNode& link : *results) {
    const auto target = resolve_url(url, link.attribute("href").value_or(""));
    if (!target) continue;
    const auto urn = id_in_path(rules.search.provider_path, target->path);
    if (!urn) continue;
    std::string name = at_most(single_spaced(link.text()), kMaxNameBytes);
    const bool known =
        std::any_of(page.councils.begin(), page.councils.end(),
                    [&](const ListedCouncil& council) { return council.urn == *urn; });
    if (!known) page.councils.push_back({*urn, std::move(name), target->text});
  }
  return page;
}

}  // namespace ofsight
