#include <memory>

#include "pipeline/ask/council_history.h"
#include "pipeline/commands/ask.h"
#include "pipeline/commands/commands.h"

namespace ofsight {
namespace {

struct TimelineArguments {
  AskArguments ask;
  std::vector<std::string> words;
};

int run(const TimelineArguments& arguments) {
  std::string council;
  for (const std::string& word : arguments.words) council += (council.empty() ? "" : " ") + word;
  auto release = ReleaseReader::open(arguments.ask.release);
  if (!release) return print_text(tl::unexpected(release.error()));
  return print_answer(timeline(*release, council, arguments.ask.evidence), arguments.ask);
}

}  // namespace

Command timeline_command() {
  auto arguments = std::make_shared<TimelineArguments>();
  Command command;
  command.name = "timeline";
  command.summary = "A council's inspections and visits in order, and which asks come back";
  command.examples =
      "  ofsight timeline stoke\n"
      "  ofsight timeline 80564 --evidence --format markdown";
  command.declare = [arguments](Options& options) {
    options.paths("COUNCIL", arguments->words,
                  "A name or part of it, initials, a URN, a three-digit or GSS code");
    arguments->ask.declare(options);
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
