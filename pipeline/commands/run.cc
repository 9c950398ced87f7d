#include <algorithm>
#include <functional>
#include <memory>

#include "pipeline/commands/commands.h"
#include "pipeline/commands/extract_step.h"
#include "pipeline/commands/fetch_step.h"

namespace ofsight {
namespace {

struct RunArguments {
  FetchArguments fetch;
  ExtractArguments extract;
};

// A step of a run, an ExitCode.
struct Step {
  const char* name;
  std::function<int(const RunArguments&)> run;
};

// In this order. What comes later works with what the steps before it have left in the corpus.
const Step kSteps[] = {
    {"fetch", [](const RunArguments& a) { return run_fetch_step(a.fetch, "run"); }},
    {"extract", [](const RunArguments& a) { return run_extract_step(a.extract); }},
};

// A step that fails leaves the corpus whole, so the next ones go on with what is there; not so one
// that was interrupted, or never began. The worst exit code counts.
int run(RunArguments arguments) {
  arguments.extract.corpus = arguments.fetch.corpus;
  arguments.extract.max_bytes = arguments.fetch.max_bytes;
  int worst = kDone;
  for (const Step& step : kSteps) {
    const int code = step.run(arguments);
    if (code == kUsage || code == kInterrupted) return code;
    worst = std::max(worst, code);
  }
  return worst;
}

}  // namespace

Command run_command() {
  auto arguments = std::make_shared<RunArguments>();
  arguments->extract.output = "reports.ndjson";
  Command command;
  command.name = "run";
  command.summary = "Fetch what is new, then extract it: all that keeps a corpus up to date";
  command.examples =
      "  ofsight run --contact 'https://example.org; you@example.org' --jobs 2\n"
      "  ofsight run --corpus visits/ --kind focused_visit --output visits.ndjson";
  command.declare = [arguments](Options& options) {
    declare_corpus(options, arguments->fetch.corpus);
    declare_fetch(options, arguments->fetch);
    declare_output(options, arguments->extract, "'reports.ndjson'");
    declare_extraction(options, arguments->extract);
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
