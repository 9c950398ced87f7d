#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {

inline std::string source_path(const std::string& below) { return std::string(OFSIGHT_SOURCE_DIR) + "/" + below; }

inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct ProgramResult {
  int exit_code = -1;  // -1: ended by a signal
  std::string out, err;
};

// Starts a program without a shell, its standard streams on the given files. The child's id.
inline pid_t start_program(const std::string& program, const std::vector<std::string>& arguments,
                           const std::string& in, const std::string& out, const std::string& err) {
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  dup2(open(in.c_str(), O_RDONLY), STDIN_FILENO);
  dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  if (chdir(OFSIGHT_SOURCE_DIR) == 0) execvp(program.c_str(), argv.data());
  _exit(127);
}

// Runs a program in the checkout's root to its end.
inline ProgramResult run_program(const std::string& program, const std::vector<std::string>& arguments,
                                 const std::string& input = "/dev/null") {
  const TemporaryFolder folder;
  const pid_t child = start_program(program, arguments, input, folder.path("out"), folder.path("err"));
  int status = 0;
  waitpid(child, &status, 0);
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(folder.path("out")), read_file(folder.path("err"))};
}

inline ProgramResult ofsight_program(const std::vector<std::string>& arguments, const std::string& input = "/dev/null") {
  return run_program(OFSIGHT_BINARY, arguments, input);
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

}  // namespace ofsight
