#pragma once

#include <fcntl.h>
#include <linux/capability.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "tests/corpus/temporary_folder.h"
#include "tests/lines_of.h"
#include "tests/source_file.h"

namespace ofsight {

struct ProgramResult {
  int exit_code = -1;  // -1: ended by a signal
  std::string out, err;
};

constexpr int kNotStarted = 127;
constexpr int kNotUnprivileged = 126;

// kOwnFilesOnly: root, too, is kept out of a file by its mode.
enum class Privilege { kOfTheTest, kOwnFilesOnly };

// Files that a program's standard streams are put on.
struct Streams {
  std::string in = "/dev/null", out = "/dev/null", err = "/dev/null";
};

// Starts a program without a shell in the checkout's root. The child's id. A program that cannot be
// started exits with kNotStarted, or with kNotUnprivileged if privileges cannot be given up.
inline pid_t start_program(const std::string& program, const std::vector<std::string>& arguments,
                           const Streams& streams, Privilege privilege = Privilege::kOfTheTest) {
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  const int in = open(streams.in.c_str(), O_RDONLY);
  const int out = open(streams.out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err = open(streams.err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0 || dup2(err, STDERR_FILENO) < 0 ||
      chdir(OFSIGHT_SOURCE_DIR) != 0)
    _exit(kNotStarted);
  if (privilege == Privilege::kOwnFilesOnly && geteuid() == 0)
    for (const int capability : {CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH})
      if (prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0) _exit(kNotUnprivileged);
  execvp(program.c_str(), argv.data());
  _exit(kNotStarted);
}

// Its exit code; -1 if a signal ended it.
inline int exit_code_of(pid_t child) {
  int status = 0;
  if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

// Runs a program to its end with the file `input` on its standard input.
inline ProgramResult run_program(const std::string& program,
                                 const std::vector<std::string>& arguments,
                                 const std::string& input = "/dev/null",
                                 Privilege privilege = Privilege::kOfTheTest) {
  const TemporaryFolder folder;
  const Streams streams{input, folder.path("out"), folder.path("err")};
  const int exit_code = exit_code_of(start_program(program, arguments, streams, privilege));
  return {exit_code, content_of(streams.out), content_of(streams.err)};
}

inline ProgramResult ofsight_program(const std::vector<std::string>& arguments,
                                     const std::string& input = "/dev/null") {
  return run_program(OFSIGHT_BINARY, arguments, input);
}

// A text that is cut by code points, as the offsets of evidence count.
class CodePoints {
 public:
  explicit CodePoints(std::string text) : text_(std::move(text)) {
    for (std::size_t i = 0; i < text_.size(); ++i)
      if ((static_cast<unsigned char>(text_[i]) & 0xC0) != 0x80) starts_.push_back(i);
    starts_.push_back(text_.size());
  }

  // Empty if the text is shorter than that.
  std::string slice(std::size_t start, std::size_t end) const {
    if (start > end || end >= starts_.size()) return {};
    return text_.substr(starts_[start], starts_[end] - starts_[start]);
  }

 private:
  std::string text_;
  std::vector<std::size_t> starts_;
};

}  // namespace ofsight
