#include <memory>

#include "pipeline/commands/commands.h"
#include "pipeline/commands/fetch_step.h"

namespace ofsight {

Command fetch_command() {
  auto arguments = std::make_shared<FetchArguments>();
  Command command;
  command.name = "fetch";
  command.summary = "Bring new reports from Ofsted's site into a corpus on disk";
  command.examples =
      "  ofsight fetch --contact 'https://example.org; you@example.org'\n"
      "  ofsight fetch --dry-run --council Birmingham --since 2024-01-01\n"
      "  ofsight fetch --kind focused_visit --corpus visits/";
  command.declare = [arguments](Options& options) {
    declare_corpus(options, arguments->corpus);
    declare_fetch(options, *arguments);
  };
  command.run = [arguments] { return run_fetch_step(*arguments, "fetch").code; };
  return command;
}

}  // namespace ofsight
