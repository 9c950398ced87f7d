#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpus/store.h"

namespace ofsight {

struct RunStatus {
  std::string program, site, started_at, ended_at;
  std::string outcome;  // complete | partial | incomplete | stopped | killed
  std::string message;  // the first problem; empty if there was none
  RunCounts counts;
};

// A listed file that is not held.
struct MissingFile {
  std::string file_id, url, council, title, published;
  std::string state;  // new | gone | failed | recheck
  std::string failure;
  std::int64_t attempts = 0;
  std::string tried_at, next_try;  // empty: never; on the next run
};

struct CorpusStatus {
  std::int64_t councils = 0, councils_delisted = 0;
  std::int64_t councils_without_reports = 0;
  std::int64_t documents = 0, bytes = 0;  // held; what their files take
  std::int64_t local_documents = 0;       // of them added by hand
  std::int64_t delisted_documents = 0;    // of them no longer on the site
  std::map<std::string, std::map<std::string, std::int64_t>> by_kind_and_year;
  std::optional<RunStatus> last_run, last_complete_run;
  std::vector<MissingFile> missing;  // by council and date; without those delisted
};

// What a corpus holds and lacks. Kinds are those that extract found; before that, those that the
// site's links tell; else "unknown". A document without a date is of the year "undated".
Expected<CorpusStatus> corpus_status(Store& store);

// As schemas/status.schema.json says, indented.
std::string to_json(const CorpusStatus& status);

}  // namespace ofsight
