#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/store.h"
#include "pipeline/fetch/page_source.h"
#include "pipeline/fetch/site_rules.h"

namespace ofsight {

// What a run is told while it goes on. Both may be empty.
struct FetchListener {
  std::function<void(const std::string&)> warn, note;
  std::function<void(std::int64_t done, std::int64_t of)> progress;
};

// Why a run cannot go on: stopped, told to come back later, not allowed, the site is down. Other
// failures are problems of one page.
struct RunEnd {
  Outcome::End end = Outcome::End::kStopped;
  std::string detail;
};

struct Discovery {
  std::vector<ListedCouncil> councils;
  std::optional<std::int64_t> total;   // the site's own count
  std::optional<std::string> problem;  // why this may not be all
  std::optional<RunEnd> over;
};

// Follows the search pages from the first until the site's own count is reached. Twice, if the
// numbers disagree: the list may have changed on the way.
Expected<Discovery> discover_councils(PageSource& pages, const Url& site, const SiteRules& rules);

struct CouncilPage {
  std::vector<Listing> listings;
  std::vector<std::string> unreadable;  // links that are none
  std::optional<std::string> problem;   // why the page could not be read
  std::optional<RunEnd> over;
};

Expected<CouncilPage> read_council_page(PageSource& pages, const ListedCouncil& council,
                                        const SiteRules& rules);

// Whether an outcome ends the run, and how.
std::optional<RunEnd> end_of_run(const Outcome& outcome, const PoliteClient& client);

}  // namespace ofsight
