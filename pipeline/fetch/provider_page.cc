#include "pipeline/fetch/provider_page.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "corpus/name_words.h"
#include "extractors/dates.h"
#include "pipeline/fetch/page_text.h"
#include "pipeline/html/html_encoding.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxTextBytes = 500;  // of a link's words

// A text that is one date and nothing else, as YYYY-MM-DD; else empty.
std::string whole_date(std::string_view text) {
  const std::string date = single_spaced(text);
  const auto range = parse_dates(date);
  if (!range || range->length != date.size() || range->start != range->end) return {};
  return range->start;
}

class PageReader {
 public:
  PageReader(const HtmlDocument& document, const Url& url, const SiteRules& rules)
      : document_(document), url_(url), rules_(rules) {}

  Expected<bool> names(const std::string& urn) {
    for (const XPath& path : rules_.provider.proof) {
      const auto nodes = document_.select(path);
      if (!nodes) return tl::unexpected(nodes.error());
      for (const HtmlNode& node : *nodes) {
        const Words words = fold_words(node.text());
        if (std::any_of(words.begin(), words.end(),
                        [&](const Word& word) { return word.folded == fold_words(urn)[0].folded; }))
          return true;
      }
    }
    return false;
  }

  Expected<ProviderPage> listings() {
    const auto links = document_.select(rules_.provider.links);
    if (!links) return tl::unexpected(links.error());
    ProviderPage page;
    std::unordered_set<std::string> seen;
    for (const HtmlNode& link : *links) {
      const std::string href = link.attribute("href").value_or("");
      const auto target = resolve_url(url_, href);
      if (!target) {
        page.unreadable.push_back(target.error().message);
        continue;
      }
      auto listing = listing_of(link, *target);
      if (!listing) return tl::unexpected(listing.error());
      const std::string key = listing->url + '\n' + listing->title + '\n' + listing->label + '\n' +
                              listing->published + '\n' + listing->inspected;
      if (seen.insert(key).second) page.listings.push_back(std::move(*listing));
    }
    return page;
  }

 private:
  Expected<Listing> listing_of(const HtmlNode& link, const Url& target) {
    Listing listing;
    listing.url = target.text;
    listing.file_id = file_id_of(target);
    const auto label = joined(rules_.provider.label, link);
    if (!label) return tl::unexpected(label.error());
    const auto title = joined(rules_.provider.title, link);
    if (!title) return tl::unexpected(title.error());
    listing.label = at_most(trimmed_spaces(*label), kMaxTextBytes);
    listing.title = at_most(single_spaced(*title), kMaxTextBytes);
    listing.kind = rules_.kind_of(listing.title + " | " + listing.label);
    listing.published = date_of_label(listing.label);
    if (listing.published.empty()) {
      const auto date = first_date(rules_.provider.published, link);
      if (!date) return tl::unexpected(date.error());
      listing.published = *date;
    }
    const auto inspected = first_date(rules_.provider.inspected, link);
    if (!inspected) return tl::unexpected(inspected.error());
    listing.inspected = *inspected;
    return listing;
  }

  std::string file_id_of(const Url& target) const {
    for (const std::string& form : rules_.file_paths)
      if (const auto id = id_in_path(form, target.path); id && target.query.empty()) return *id;
    return target.host + target.target();
  }

  Expected<std::string> joined(const XPath& path, const HtmlNode& link) {
    const auto nodes = document_.select(path, link);
    if (!nodes) return tl::unexpected(nodes.error());
    std::string text;
    for (const HtmlNode& node : *nodes) text += node.text();
    return text;
  }

  Expected<std::string> first_date(const std::vector<XPath>& paths, const HtmlNode& link) {
    for (const XPath& path : paths) {
      const auto nodes = document_.select(path, link);
      if (!nodes) return tl::unexpected(nodes.error());
      for (const HtmlNode& node : *nodes)
        if (std::string date = whole_date(node.text()); !date.empty()) return date;
    }
    return std::string();
  }

  const HtmlDocument& document_;
  const Url& url_;
  const SiteRules& rules_;
};

}  // namespace

std::string date_of_label(std::string_view label) {
  const std::size_t dash = label.rfind(" - ");
  return dash == label.npos ? std::string() : whole_date(label.substr(dash + 3));
}

Expected<ProviderPage> read_provider_page(std::string_view bytes, const Url& url,
                                          const std::string& urn, const SiteRules& rules) {
  const auto utf8 = utf8_of_html(bytes);
  if (!utf8) return fail(ErrorCode::kInvalidData, utf8.error().detail);
  const auto document = HtmlDocument::parse(*utf8, {});
  if (!document) return fail(ErrorCode::kInvalidData, document.error().detail);
  PageReader reader(*document, url, rules);
  const auto is_named = reader.names(urn);
  if (!is_named) return tl::unexpected(is_named.error());
  auto page = reader.listings();
  if (!page) return page;
  if (!*is_named && page->listings.empty())
    return fail(ErrorCode::kInvalidData, "it is not the page of provider " + urn);
  return page;
}

}  // namespace ofsight
