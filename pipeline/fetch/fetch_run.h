#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "corpus/clock.h"
#include "corpus/store.h"
#include "pipeline/fetch/crawl.h"
#include "pipeline/fetch/polite_client.h"
#include "pipeline/fetch/site_rules.h"

namespace ofsight {

struct FetchOptions {
  std::string site;                   // where the search pages are
  std::vector<std::string> councils;  // URNs or names; empty: all
  std::vector<std::string> kinds;     // of SiteRules; empty: all
  std::string since;                  // YYYY-MM-DD; empty: all
  bool dry_run = false;               // lists are read, files are not
  bool retry_waiting = false;         // also files whose next try is later
  bool recheck = false;               // also files held
  bool accept_fewer = false;          // the site may list far less than before
  std::int64_t max_documents = INT64_MAX;
  std::uint64_t max_bytes = 64u << 20;  // of a file
};

struct FetchSummary {
  RunOutcome outcome = RunOutcome::kIncomplete;
  RunCounts counts;
  std::int64_t wanted = 0;            // files not held when the lists had been read
  std::vector<std::string> problems;  // why the run is incomplete; empty if it is not
  bool stopped = false;               // the program was asked to end
};

// One run: the lists, then what of them the corpus lacks. It is complete if every list was read,
// the site's own numbers agree with what was found, and no list is far shorter than before: by more
// than one in twenty councils, one in ten reports, or all of a council that had three or more. Only
// then what is no longer listed is marked so; nothing is ever removed. An Error is of the disk, or
// names a council that the site does not list (kUsage).
Expected<FetchSummary> run_fetch(Store& store, PoliteClient& client, Clock& clock,
                                 const SiteRules& rules, const FetchOptions& options,
                                 const std::string& program, const FetchListener& listener);

}  // namespace ofsight
