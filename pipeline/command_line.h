#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ofsight {

enum ExitCode { kDone = 0, kFailed = 1, kUsage = 2, kInterrupted = 130 };

// The options of one command. Targets hold their default when declared and the user's value when
// the command runs; they must outlive parse().
class Options {
 public:
  virtual ~Options() = default;
  virtual void paths(const std::string& name, std::vector<std::string>& target,
                     const std::string& help) = 0;
  virtual void value(const std::string& name, const std::string& meta, std::string& target,
                     const std::string& help) = 0;
  virtual void choice(const std::string& name, const std::vector<std::string>& allowed,
                      std::string& target, const std::string& help) = 0;
  // May be left out, may be given several times, may have several values at a time.
  virtual void list(const std::string& name, const std::string& meta,
                    std::vector<std::string>& target, const std::string& help) = 0;
  virtual void choices(const std::string& name, const std::vector<std::string>& allowed,
                       std::vector<std::string>& target, const std::string& help) = 0;
  virtual void count(const std::string& name, const std::string& meta, std::size_t& target,
                     std::size_t least, std::size_t most, const std::string& help) = 0;
  virtual void number(const std::string& name, const std::string& meta, double& target,
                      double least, double most, const std::string& help) = 0;
  virtual void flag(const std::string& name, bool& target, const std::string& help) = 0;
};

// One command: its name on the command line, what help says, its options and its work.
struct Command {
  std::string name;
  std::string summary;   // one line
  std::string examples;  // shown below the options
  std::function<void(Options&)> declare;
  std::function<int()> run;  // returns an ExitCode
};

// Parses the arguments and runs the command they name. Help goes to standard output; a mistake is
// one line on standard error with a hint, and kUsage.
int run_command_line(int argc, const char* const* argv, const std::string& version,
                     std::vector<Command> commands);

}  // namespace ofsight
