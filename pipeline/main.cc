#include <csignal>
#include <exception>
#include <iostream>

#include "pipeline/commands/commands.h"
#include "pipeline/log.h"
#include "pipeline/version.h"

int main(int argc, char** argv) {
  // A closed pipe and a file-size limit come back as errors of the write, which say what happened.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  try {
    ofsight::Log::open();
    return ofsight::run_command_line(argc, argv, OFSIGHT_VERSION, ofsight::all_commands());
  } catch (const std::exception& error) {
    std::cerr << "ofsight: " << error.what() << '\n';
    return ofsight::kFailed;
  }
}
