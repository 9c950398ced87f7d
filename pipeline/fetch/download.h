#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "corpus/clock.h"
#include "corpus/store.h"
#include "pipeline/fetch/polite_client.h"

namespace ofsight {

// What became of one file. All of it is in the store by then.
struct Download {
  enum class Result { kReceived, kUnchanged, kGone, kFailed, kOver };
  Result result = Result::kFailed;
  std::string detail;       // of kGone and kFailed
  Outcome outcome;          // of kOver and kFailed: how the request ended
  std::uint64_t bytes = 0;  // of kReceived
};

// Brings a file into the corpus. Bytes go into partial/ as they come and into files/ once whole: a
// transfer that breaks off, in this run or an earlier one, is resumed where the server proves with
// a strong ETag, or with a date of change older than its answer, that it is the same file (RFC
// 9110, 13.1.5 and 14.4). Only a PDF is received: an answer of 404 or 410, or an HTML page, is
// kGone, and a PDF without an end counts once it has come twice the same.
//
// A file that failed is tried again on the next run; one that is gone, too large or refused after a
// day, then two, then four, and from then on every week.
class Downloader {
 public:
  Downloader(PoliteClient& client, Store& store, Clock& clock, std::uint64_t max_bytes)
      : client_(client), store_(store), clock_(clock), max_bytes_(max_bytes) {}

  // The Error is of the disk, and ends the run.
  Expected<Download> get(const WantedFile& file);

 private:
  Expected<Download> keep(const WantedFile& file, const Outcome& outcome, const std::string& sha256,
                          std::uint64_t bytes);
  Expected<Download> miss(const WantedFile& file, Outcome outcome, bool is_gone,
                          std::string detail);

  PoliteClient& client_;
  Store& store_;
  Clock& clock_;
  std::uint64_t max_bytes_;
};

}  // namespace ofsight
