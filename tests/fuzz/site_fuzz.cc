#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/utf8.h"
#include "pipeline/fetch/provider_page.h"
#include "pipeline/fetch/robots.h"
#include "pipeline/fetch/search_page.h"

// Whatever a site sends as a page or as robots.txt is read or refused, and what is read of it fits
// into JSON.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ofsight;
  static const SiteRules rules = SiteRules::built_in().value();
  static const Url url = parse_url("https://reports.example.org/provider/44/80429").value();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto must_be_utf8 = [](const std::string& text) {
    if (!count_code_points(text)) std::abort();
  };
  if (const auto page = read_search_page(bytes, url, rules))
    for (const ListedCouncil& council : page->councils) {
      must_be_utf8(council.name);
      if (!parse_url(council.url)) std::abort();
    }
  if (const auto page = read_provider_page(bytes, url, "80429", rules))
    for (const Listing& listing : page->listings) {
      for (const std::string& text : {listing.title, listing.label, listing.file_id})
        must_be_utf8(text);
      if (!parse_url(listing.url)) std::abort();
    }
  RobotsRules::parse(bytes, "ofsight").allows(bytes);
  return 0;
}
