#include <memory>

#include "pipeline/ask/comparison.h"
#include "pipeline/commands/ask.h"
#include "pipeline/commands/commands.h"

namespace ofsight {
namespace {

struct CompareArguments {
  AskArguments ask;
  ComparisonRequest request;
  std::string since;
};

int run(CompareArguments arguments) {
  ComparisonRequest& request = arguments.request;
  if (request.with.empty()) request.with = {"region", "neighbours"};
  request.evidence = arguments.ask.evidence;
  request.for_people = arguments.ask.format == "table" || arguments.ask.format == "markdown";
  if (!arguments.since.empty()) {
    auto since = day_asked("--since", arguments.since);
    if (!since) return print_text(tl::unexpected(since.error()));
    request.since = std::move(*since);
  }
  auto release = ReleaseReader::open(arguments.ask.release);
  if (!release) return print_text(tl::unexpected(release.error()));
  return print_answer(compare(*release, request), arguments.ask);
}

}  // namespace

Command compare_command() {
  auto arguments = std::make_shared<CompareArguments>();
  Command command;
  command.name = "compare";
  command.summary = "Put councils side by side: grades, direction, standing, what they were asked";
  command.examples =
      "  ofsight compare stoke\n"
      "  ofsight compare stoke walsall --with england --theme supervision\n"
      "  ofsight compare BCP --since 2021 --evidence --format json";
  command.declare = [arguments](Options& options) {
    options.paths("COUNCIL", arguments->request.councils,
                  "A name or part of it, initials, a URN, a three-digit or GSS code");
    options.choices("--with", kGroups, arguments->request.with,
                    "Other councils to stand among; region and neighbours unless given");
    options.list("--theme", "THEME", arguments->request.themes, "Only what is about these themes");
    options.value("--since", "DATE", arguments->since,
                  "From when on to list what was asked for; five years unless given");
    arguments->ask.declare(options);
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
