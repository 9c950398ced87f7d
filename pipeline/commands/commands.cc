#include "pipeline/commands/commands.h"

namespace ofsight {

std::vector<Command> all_commands() {
  return {extract_command(), run_command(),      fetch_command(),    add_command(),
          status_command(),  text_command(),     validate_command(), rules_command(),
          explain_command(), evaluate_command(), publish_command(),  compare_command(),
          search_command(),  timeline_command(), changes_command()};
}

}  // namespace ofsight
