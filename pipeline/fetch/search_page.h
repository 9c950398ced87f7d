#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/store.h"
#include "pipeline/fetch/site_rules.h"
#include "pipeline/fetch/url.h"

namespace ofsight {

struct SearchPage {
  std::vector<ListedCouncil> councils;
  std::optional<std::int64_t> total;  // as the page says
};

// Reads a page of search results, any bytes. kInvalidData if it is no page at all.
Expected<SearchPage> read_search_page(std::string_view bytes, const Url& url,
                                      const SiteRules& rules);

}  // namespace ofsight
