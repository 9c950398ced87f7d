#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "corpus/extraction_cache.h"
#include "corpus/store.h"
#include "pipeline/extract_documents.h"

namespace ofsight {

// Where an outcome came from: nothing to do, the rules read a stored text, or the document was
// read.
enum class Freshness { kStored, kFromText, kFromBytes };

// What came of one document of a corpus. `outcome.json` is one line, as to_json writes it.
struct CorpusOutcome {
  std::size_t index = 0;  // into the documents
  StoredOutcome outcome;
  Freshness freshness = Freshness::kStored;
  std::string detail;             // of a rejection that is not from the store
  std::vector<Warning> warnings;  // of a report that is not from the store
  Expected<void> stored;          // the disk's reason why it could not be stored
};

// Extracts `documents` on `jobs` threads and hands the outcomes to `take` in their order, one at a
// time, from any thread; ends early when it returns false. What the cache has for the same
// document, source, rules and `build` is taken from there. `build` names the program and its
// register of councils, all else that decides what comes out.
void extract_corpus(const CorpusFolder& folder, const std::vector<CorpusDocument>& documents,
                    const ExtractionSetup& setup, const ReadLimits& limits,
                    const std::string& build, std::size_t jobs,
                    const std::function<bool(CorpusOutcome)>& take);

}  // namespace ofsight
