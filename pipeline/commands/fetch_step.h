#pragma once

#include <string>
#include <vector>

#include "pipeline/command_line.h"

namespace ofsight {

inline constexpr const char* kDefaultCorpus = "ofsight-corpus";

// What fetch and run take in common.
struct FetchArguments {
  std::string corpus = kDefaultCorpus;
  std::vector<std::string> councils, kinds;
  std::string since, site, site_rules, contact;
  bool dry_run = false, retry_waiting = false, recheck = false, accept_fewer = false;
  double delay_seconds = 1, timeout_seconds = 30, max_wait_seconds = 300;
  std::size_t max_documents = 1'000'000'000, max_bytes = 64u << 20, tries = 5;
};

void declare_corpus(Options& options, std::string& corpus);
void declare_fetch(Options& options, FetchArguments& arguments);

// How a fetch ended: an ExitCode, and whether it began. It does not if what was asked cannot be, or
// another process works on the corpus.
struct FetchEnd {
  int code;
  bool began;
};

// Brings the corpus up to date with the site, and says what came of it.
FetchEnd run_fetch_step(const FetchArguments& arguments, const std::string& command);

}  // namespace ofsight
