#pragma once

#include <string>
#include <vector>

#include "pipeline/command_line.h"
#include "pipeline/commands/extract_step.h"
#include "pipeline/publish/publish.h"

namespace ofsight {

// What publish and run take in common.
struct PublishArguments {
  std::vector<std::string> paths, formats;  // publish only, as the next three
  std::string output, rejections, previous;
  std::string releases;  // run only; empty: nothing is published
  std::string date;
  ExtractArguments extract;  // with a corpus: how its reports are extracted
  double max_fall = PublishRequest{}.max_fall;
  bool accept_shrink = false;
};

void declare_publishing(Options& options, PublishArguments& arguments);

// kUsage with its words if the date or the folder of releases cannot be.
Expected<void> check_publishing(const PublishArguments& arguments);

// Makes the release `output`, of files or of a corpus. An ExitCode.
int run_publish_step(PublishArguments arguments);

// Makes a release of a corpus in the folder `releases`, named by its day, unless the newest release
// there was made of the same. An ExitCode.
int run_release_step(PublishArguments arguments);

}  // namespace ofsight
