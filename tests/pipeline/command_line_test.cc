#include "pipeline/command_line.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

struct Outcome {
  int exit_code = -1;
  std::string out, err;
  Strings ran;
};

// Two commands that only remember what they were told.
class CommandLine : public testing::Test {
 protected:
  Outcome run(Strings arguments) {
    arguments.insert(arguments.begin(), "ofsight");
    std::vector<const char*> argv;
    for (const std::string& argument : arguments) argv.push_back(argument.c_str());
    Command bake{"bake", "Bake bread", "  ofsight bake flour",
                 [this](Options& options) {
                   options.paths("FLOUR", flour_, "What to bake");
                   options.value("--tin,-t", "TIN", tin_, "Which tin");
                   options.choice("--crust", {"soft", "hard"}, crust_, "Which crust");
                   options.count("--loaves", "N", loaves_, 1, 12, "How many");
                   options.number("--hours", "H", hours_, 0.5, 3, "How long");
                   options.flag("--seeds", seeds_, "With seeds");
                 },
                 [this] {
                   outcome_.ran.push_back("bake");
                   return kFailed;
                 }};
    Command sweep{"sweep", "Sweep the floor", "  ofsight sweep", [](Options&) {},
                  [this] {
                    outcome_.ran.push_back("sweep");
                    return kDone;
                  }};
    outcome_ = {};
    testing::internal::CaptureStdout();
    testing::internal::CaptureStderr();
    outcome_.exit_code =
        run_command_line(static_cast<int>(argv.size()), argv.data(), "4.2", {bake, sweep});
    outcome_.out = testing::internal::GetCapturedStdout();
    outcome_.err = testing::internal::GetCapturedStderr();
    return outcome_;
  }

  Strings flour_;
  std::string tin_ = "round", crust_ = "soft";
  std::size_t loaves_ = 1;
  double hours_ = 1;
  bool seeds_ = false;

 private:
  Outcome outcome_;
};

TEST_F(CommandLine, RunsTheCommandItNamesAndReturnsItsExitCode) {
  EXPECT_EQ(run({"sweep"}).ran, Strings{"sweep"});
  EXPECT_EQ(run({"sweep"}).exit_code, kDone);
  EXPECT_EQ(run({"bake", "rye"}).ran, Strings{"bake"});
  EXPECT_EQ(run({"bake", "rye"}).exit_code, kFailed);
  EXPECT_EQ(run({"sweep"}).out + run({"sweep"}).err, "");
}

TEST_F(CommandLine, OptionsKeepTheirDefaults) {
  run({"bake", "rye"});
  EXPECT_EQ(flour_, Strings{"rye"});
  EXPECT_EQ(tin_, "round");
  EXPECT_EQ(crust_, "soft");
  EXPECT_EQ(loaves_, 1u);
  EXPECT_EQ(hours_, 1);
  EXPECT_FALSE(seeds_);
}

TEST_F(CommandLine, OptionsTakeWhatTheUserSays) {
  run({"bake", "rye", "-", "-t", "square", "--crust=hard", "--loaves", "12", "--hours", "2.5",
       "--seeds"});
  EXPECT_EQ(flour_, (Strings{"rye", "-"})) << "a dash is standard input";
  EXPECT_EQ(tin_, "square");
  EXPECT_EQ(crust_, "hard");
  EXPECT_EQ(loaves_, 12u);
  EXPECT_EQ(hours_, 2.5);
  EXPECT_TRUE(seeds_);
}

TEST_F(CommandLine, HelpAndVersionGoToStandardOutput) {
  const Outcome all = run({"--help"});
  EXPECT_EQ(all.exit_code, kDone);
  EXPECT_EQ(all.err, "");
  EXPECT_TRUE(all.ran.empty());
  for (const char* words : {"bake", "Sweep the floor", "Exit codes: 0 done;"})
    EXPECT_NE(all.out.find(words), std::string::npos) << words;
  const Outcome one = run({"bake", "--help"});
  EXPECT_EQ(one.exit_code, kDone);
  for (const char* words : {"Bake bread", "FLOUR", "--tin", "TIN", "Which crust", "=soft",
                            "--loaves", "--seeds", "Examples:\n  ofsight bake flour"})
    EXPECT_NE(one.out.find(words), std::string::npos) << words << " in\n" << one.out;
  EXPECT_EQ(run({"--version"}).out, "ofsight 4.2\n");
}

TEST_F(CommandLine, AMistakeIsOneLineWithAHintAndRunsNothing) {
  const struct {
    Strings arguments;
    const char* hint;
  } cases[] = {
      {{}, "; see 'ofsight --help'"},
      {{"bak"}, "; did you mean 'bake'?"},
      {{"--verzion"}, "; did you mean '--version'?"},
      {{"knit"}, "; see 'ofsight --help'"},
      {{"bake"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--tinn", "x"}, "; did you mean '--tin'?"},
      {{"bake", "rye", "--crusty=hard"}, "; did you mean '--crust'?"},
      {{"bake", "rye", "--temperature"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--crust", "burnt"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--loaves", "0"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--loaves", "13"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--loaves", "some"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--hours", "0.4"}, "; see 'ofsight bake --help'"},
      {{"bake", "rye", "--tin"}, "; see 'ofsight bake --help'"},
      {{"sweep", "the", "floor"}, "; see 'ofsight sweep --help'"},
  };
  for (const auto& c : cases) {
    const Outcome outcome = run(c.arguments);
    const std::string line = outcome.err;
    EXPECT_EQ(outcome.exit_code, kUsage) << line;
    EXPECT_TRUE(outcome.ran.empty()) << line;
    EXPECT_EQ(outcome.out, "") << line;
    EXPECT_TRUE(line.starts_with("ofsight: ")) << line;
    EXPECT_TRUE(line.ends_with(std::string(c.hint) + "\n")) << line;
    EXPECT_EQ(line.find('\n'), line.size() - 1) << line;
  }
}

TEST_F(CommandLine, AMistakeNamesWhatIsWrong) {
  EXPECT_NE(run({"bake", "rye", "--loaves", "13"}).err.find("--loaves"), std::string::npos);
  EXPECT_NE(run({"bake", "rye", "--crust", "burnt"}).err.find("burnt"), std::string::npos);
  EXPECT_EQ(run({"knit"}).err, "ofsight: no command is called 'knit'; see 'ofsight --help'\n");
  EXPECT_EQ(run({"--verzion"}).err,
            "ofsight: no option is called '--verzion'; did you mean '--version'?\n");
  EXPECT_NE(run({"bake", "rye", "--tinn", "x"}).err.find("--tinn"), std::string::npos);
}

}  // namespace
}  // namespace ofsight
