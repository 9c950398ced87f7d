#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/error.h"
#include "corpus/report.h"
#include "pipeline/publish/release_folder.h"
#include "pipeline/publish/summary_rows.h"

namespace ofsight {

// Where a release's reports and rejections come from, one at a time; nothing at the end. `place`
// names what was given last, for messages; `digest` all that was given, once it ended.
struct ReportSource {
  std::function<Expected<std::optional<Report>>()> next_report;
  std::function<Expected<std::optional<Rejection>>()> next_rejection;
  std::function<std::string()> place;
  std::function<std::string()> digest;
};

struct PublishRequest {
  std::string output;                // the release folder
  std::string previous;              // release to compare with; empty: the latest beside `output`
  std::string date;                  // YYYY-MM-DD; empty: the newest date of the input
  std::vector<std::string> formats;  // of kFormats
  double max_fall = 0.05;            // share that counts and fill rates may fall by
  bool accept_shrink = false;
  std::string program;        // name and version of the program
  std::string register_json;  // text of the register of councils
  std::vector<ThemeDescription> themes;
};

inline const std::vector<std::string> kFormats = {"csv",  "spreadsheet", "ndjson",
                                                  "json", "sqlite",      "xlsx"};

struct Published {
  ReleaseFolder::Outcome outcome = ReleaseFolder::Outcome::kPublished;
  std::string folder, date;
  std::size_t reports = 0, rejections = 0, duplicates = 0;
  std::vector<std::string> notes;  // what a person should know, one line each
};

// Makes a release, whole or not at all. The same request and input give the same bytes, whenever
// and wherever. kInvalidData if the input is not what it should be, or shrank since the previous
// release; kUsage if the request cannot be fulfilled.
Expected<Published> publish(const PublishRequest& request, const ReportSource& source,
                            const CouncilRegister& councils);

}  // namespace ofsight
