#pragma once

#include <vector>

#include "pipeline/command_line.h"

namespace ofsight {

Command extract_command();
Command run_command();
Command fetch_command();
Command add_command();
Command status_command();
Command rules_command();
Command explain_command();
Command evaluate_command();
Command publish_command();
Command compare_command();
Command search_command();
Command timeline_command();
Command changes_command();
Command text_command();
Command validate_command();

// Every command of the program, in the order help lists them.
std::vector<Command> all_commands();

}  // namespace ofsight
