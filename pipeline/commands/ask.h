#pragma once

#include <string>

#include "pipeline/ask/answer.h"
#include "pipeline/command_line.h"

namespace ofsight {

// What the commands that ask a release have in common.
struct AskArguments {
  std::string release = "release", format = "table";
  bool evidence = false;

  void declare(Options& options);
};

// Prints an answer, or why there is none. An ExitCode.
int print_answer(const Expected<Answer>& answer, const AskArguments& arguments);
int print_text(const Expected<std::string>& text);

}  // namespace ofsight
