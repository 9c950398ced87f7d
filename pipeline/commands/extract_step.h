#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "pipeline/command_line.h"
#include "pipeline/text/printed_page.h"

namespace ofsight {

// What extract and run take in common.
struct ExtractArguments {
  std::vector<std::string> paths;  // extract only
  std::string corpus;              // empty: paths
  std::string output = "-", format = "ndjson", rejections, rules, councils;
  std::size_t jobs = 1, max_bytes = ReadLimits{}.bytes;
  double max_seconds = ReadLimits{}.seconds;
  bool again = false;  // the same was extracted just now, and its summary need not be repeated
};

void declare_output(Options& options, ExtractArguments& arguments,
                    const std::string& default_output);
void declare_extraction(Options& options, ExtractArguments& arguments);

// Extracts what is new in the corpus and writes the reports of all of it, by council, date and
// digest. An ExitCode.
int run_extract_step(const ExtractArguments& arguments);

}  // namespace ofsight
