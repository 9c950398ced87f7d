#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/store.h"
#include "pipeline/fetch/site_rules.h"
#include "pipeline/fetch/url.h"

namespace ofsight {

struct ProviderPage {
  std::vector<Listing> listings;        // each link once, in the order of the page
  std::vector<std::string> unreadable;  // links that lead to no address, and why
};

// Reads a council's page, any bytes. kInvalidData if it is not the page of the council `urn`.
Expected<ProviderPage> read_provider_page(std::string_view bytes, const Url& url,
                                          const std::string& urn, const SiteRules& rules);

// The date a label such as "Area SEND full inspection, pdf - 15 July 2024" ends with, as
// YYYY-MM-DD; empty if it ends with none.
std::string date_of_label(std::string_view label);

}  // namespace ofsight
