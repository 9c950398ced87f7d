#include "pipeline/command_line.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "corpus/nearest.h"

namespace ofsight {
namespace {

class CliOptions : public Options {
 public:
  explicit CliOptions(CLI::App& app) : app_(app) {}

  void paths(const std::string& name, std::vector<std::string>& target,
             const std::string& help) override {
    app_.add_option(name, target, help)->required()->type_name("");
  }
  void value(const std::string& name, const std::string& meta, std::string& target,
             const std::string& help) override {
    app_.add_option(name, target, help)->type_name(meta);
  }
  void choice(const std::string& name, const std::vector<std::string>& allowed, std::string& target,
              const std::string& help) override {
    app_.add_option(name, target, help)
        ->check(CLI::IsMember(allowed))
        ->capture_default_str()
        ->type_name("");
  }
  void list(const std::string& name, const std::string& meta, std::vector<std::string>& target,
            const std::string& help) override {
    app_.add_option(name, target, help)->type_name(meta);
  }
  void choices(const std::string& name, const std::vector<std::string>& allowed,
               std::vector<std::string>& target, const std::string& help) override {
    app_.add_option(name, target, help)->check(CLI::IsMember(allowed))->type_name("");
  }
  void count(const std::string& name, const std::string& meta, std::size_t& target,
             std::size_t least, std::size_t most, const std::string& help) override {
    app_.add_option(name, target, help)
        ->check(CLI::Range(least, most))
        ->capture_default_str()
        ->type_name(meta);
  }
  void number(const std::string& name, const std::string& meta, double& target, double least,
              double most, const std::string& help) override {
    app_.add_option(name, target, help)
        ->check(CLI::Range(least, most))
        ->capture_default_str()
        ->type_name(meta);
  }
  void flag(const std::string& name, bool& target, const std::string& help) override {
    app_.add_flag(name, target, help);
  }

 private:
  CLI::App& app_;
};

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

// The word that was not understood, if there is one, and what it may have meant.
std::string hint(const CLI::App& app, const CLI::App* chosen,
                 const std::vector<std::string>& commands) {
  const CLI::App& where = chosen != nullptr ? *chosen : app;
  std::vector<std::string> candidates = option_names(where);
  if (chosen == nullptr) candidates.insert(candidates.end(), commands.begin(), commands.end());
  auto left_over = where.remaining();
  if (left_over.empty()) left_over = app.remaining();
  for (const std::string& word : left_over) {
    const std::string guess = nearest(word.substr(0, word.find('=')), candidates);
    if (!guess.empty()) return "; did you mean '" + guess + "'?";
  }
  return "; see '" + app.get_name() + (chosen != nullptr ? " " + chosen->get_name() : "") +
         " --help'";
}

// The library only says that a command is missing, not that it knows none of that name.
std::string mistake(const CLI::App& app, const CLI::App* chosen, const CLI::ParseError& error) {
  const auto left_over = app.remaining();
  if (chosen != nullptr || left_over.empty()) return error.what();
  const std::string& word = left_over.front();
  return (word.starts_with('-') ? "no option is called '" : "no command is called '") + word + "'";
}

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

int run_command_line(int argc, const char* const* argv, const std::string& version,
                     std::vector<Command> commands) {
  CLI::App app("Turns Ofsted's reports on councils' children's services into structured data.",
               "ofsight");
  app.set_version_flag("--version", "ofsight " + version);
  app.require_subcommand(1);
  app.footer(
      "'ofsight COMMAND --help' says what a command takes.\n"
      "Exit codes: 0 done; 1 done, but something could not be read or written; 2 wrong usage or "
      "bad rules;\n"
      "130 interrupted.");
  std::vector<std::string> names;
  for (Command& command : commands) {
    CLI::App* sub = app.add_subcommand(command.name, command.summary);
    sub->footer("Examples:\n" + command.examples);
    CliOptions options(*sub);
    command.declare(options);
    names.push_back(command.name);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    const auto commands_given = app.get_subcommands();
    const CLI::App* chosen = commands_given.empty() ? nullptr : commands_given.front();
    std::cerr << "ofsight: " << one_line(mistake(app, chosen, error)) << hint(app, chosen, names)
              << '\n';
    return kUsage;
  }
  for (Command& command : commands)
    if (app.got_subcommand(command.name)) return command.run();
  return kUsage;
}

}  // namespace ofsight
