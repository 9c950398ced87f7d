#include "pipeline/fetch/crawl.h"

#include <cmath>
#include <unordered_set>
#include <utility>

#include "pipeline/fetch/provider_page.h"
#include "pipeline/fetch/search_page.h"

namespace ofsight {
namespace {

constexpr std::int64_t kMaxSearchPages = 1000;

std::string records_of(const SearchPage& page) {
  std::string records = page.total ? std::to_string(*page.total) : "";
  for (const ListedCouncil& council : page.councils)
    records += '\n' + council.urn + '\t' + council.name + '\t' + council.url;
  return records;
}

std::string records_of(const ProviderPage& page) {
  std::string records;
  for (const Listing& listing : page.listings)
    records += listing.url + '\t' + listing.title + '\t' + listing.label + '\t' +
               listing.published + '\t' + listing.inspected + '\n';
  return records;
}

// One walk through the search pages.
Expected<Discovery> walk(PageSource& pages, const Url& site, const SiteRules& rules) {
  Discovery found;
  std::unordered_set<std::string> urns;
  std::int64_t start = 0;
  for (std::int64_t number = 1; number <= kMaxSearchPages; ++number) {
    const auto url = resolve_url(site, rules.search.path_from(start));
    if (!url) return tl::unexpected(url.error());
    SearchPage page;
    const auto outcome =
        pages.get(*url, [&](std::string_view bytes, const Url& from) -> Expected<std::string> {
          auto read = read_search_page(bytes, from, rules);
          if (!read) return tl::unexpected(read.error());
          page = std::move(*read);
          return records_of(page);
        });
    if (!outcome) return tl::unexpected(outcome.error());
    if (outcome->end != Outcome::End::kAnswered) {
      found.problem = "search page " + url->text + ": " + outcome->detail;
      found.over = end_of_run(*outcome, pages.client());
      return found;
    }
    if (page.total) found.total = page.total;
    for (ListedCouncil& council : page.councils)
      if (urns.insert(council.urn).second) found.councils.push_back(std::move(council));
    // By what came, not by what was asked for: the site caps the rows of a page.
    start += static_cast<std::int64_t>(page.councils.size());
    if (page.councils.empty() || (found.total && start >= *found.total)) break;
  }
  const auto count = static_cast<std::int64_t>(found.councils.size());
  if (!found.total) {
    found.problem = "the search pages do not say how many councils there are";
  } else if (count != *found.total) {
    found.problem = "the site counts " + std::to_string(*found.total) +
                    " councils, and its pages list " + std::to_string(count);
  }
  return found;
}

}  // namespace

std::optional<RunEnd> end_of_run(const Outcome& outcome, const PoliteClient& client) {
  if (outcome.end == Outcome::End::kStopped) return RunEnd{outcome.end, outcome.detail};
  if (outcome.end == Outcome::End::kBusy)
    return RunEnd{outcome.end, outcome.url.host + " asks to be left alone for " +
                                   std::to_string(std::lround(outcome.wait_seconds)) +
                                   " seconds (" + outcome.detail + "); run again after that"};
  if (outcome.end == Outcome::End::kFailed && client.is_down())
    return RunEnd{outcome.end,
                  outcome.url.host + " does not answer (" + outcome.detail + "); run again later"};
  return std::nullopt;
}

Expected<Discovery> discover_councils(PageSource& pages, const Url& site, const SiteRules& rules) {
  auto first = walk(pages, site, rules);
  if (!first || !first->problem || first->over || !first->total) return first;
  return walk(pages, site, rules);
}

Expected<CouncilPage> read_council_page(PageSource& pages, const ListedCouncil& council,
                                        const SiteRules& rules) {
  CouncilPage result;
  const auto url = parse_url(council.url);
  if (!url) return tl::unexpected(url.error());
  const auto outcome =
      pages.get(*url, [&](std::string_view bytes, const Url& from) -> Expected<std::string> {
        auto page = read_provider_page(bytes, from, council.urn, rules);
        if (!page) return tl::unexpected(page.error());
        std::string records = records_of(*page);
        result.listings = std::move(page->listings);
        result.unreadable = std::move(page->unreadable);
        return records;
      });
  if (!outcome) return tl::unexpected(outcome.error());
  if (outcome->end == Outcome::End::kAnswered) return result;
  result.problem = outcome->detail;
  result.over = end_of_run(*outcome, pages.client());
  return result;
}

}  // namespace ofsight
