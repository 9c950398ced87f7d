#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/corpus_folder.h"
#include "corpus/report.h"
#include "corpus/text.h"

namespace ofsight {

// What was read of a document: a text, or why there is none.
struct StoredReading {
  std::optional<Text> text;  // null: `reason` and `detail` of a rejection
  RejectionReason reason = RejectionReason::kInternal;
  std::string detail;
  std::vector<Warning> warnings;
};

// What came of a document: a report or a rejection, as one line of JSON.
struct StoredOutcome {
  bool is_report = false;
  std::string code;  // the report's kind, or the rejection's reason
  std::string json;
};

// Keeps what was read and extracted of a corpus's documents, so that only what has changed is done
// again. An entry counts for the key it was stored under, a single line that names all that decides
// what is in it; under any other key, or damaged, it is as if it were not there. One entry of each
// sort a document: the newest. Everything here can be made anew from files/.
// Safe to call from several threads, also of several processes.
class ExtractionCache {
 public:
  explicit ExtractionCache(const CorpusFolder& folder) : folder_(folder) {}

  std::optional<StoredReading> reading(std::string_view sha256, std::string_view key) const;
  Expected<void> store(std::string_view sha256, std::string_view key,
                       const StoredReading& reading) const;

  std::optional<StoredOutcome> outcome(std::string_view sha256, std::string_view key) const;
  Expected<void> store(std::string_view sha256, std::string_view key,
                       const StoredOutcome& outcome) const;

  // The code of the stored report under any key; nothing if there is none, or a rejection.
  std::optional<std::string> kind(std::string_view sha256) const;

 private:
  const CorpusFolder& folder_;
};

}  // namespace ofsight
