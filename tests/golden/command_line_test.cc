// The program as people meet it: help, mistakes, streams, and output that is whole or absent.

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>
#include <tuple>

#include "corpus/utf8.h"
#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const std::vector<std::string> kExtractSamples = {"extract", "corpus/samples", "--councils",
                                                  "corpus/samples/councils.json"};

std::vector<std::string> with(std::vector<std::string> arguments, std::vector<std::string> more) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

TEST(CommandLine, EveryCommandHasHelpWithExamples) {
  const auto help = ofsight_program({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command : {"extract", "text", "validate", "rules", "explain", "evaluate"}) {
    EXPECT_NE(help.out.find(command), std::string::npos);
    const auto result = ofsight_program({command, "--help"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_NE(result.out.find("Examples:"), std::string::npos) << command;
    EXPECT_TRUE(result.err.empty()) << command;
  }
  const auto extract = ofsight_program({"extract", "--help"}).out;
  for (const char* option : {"--output", "--format", "--jobs", "--rejections", "--councils",
                             "--max-seconds", "--max-bytes"})
    EXPECT_NE(extract.find(option), std::string::npos) << option;
}

TEST(CommandLine, MistakesExitTwoWithOneLineAndAHint) {
  const std::vector<std::pair<std::vector<std::string>, std::string>> table = {
      {{"extrct", "x.pdf"}, "extract"},
      {{"extract", "x.pdf", "--outptu", "y"}, "--output"},
      {{"extract", "x.pdf", "--jobs", "0"}, "--jobs"},
      {{"extract", "x.pdf", "--format", "xml"}, "--format"},
      {{"extract"}, "--help"},
      {{}, "--help"}};
  for (const auto& [arguments, hint] : table) {
    const auto result = ofsight_program(arguments);
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_EQ(lines_of(result.err).size(), 1u) << result.err;
    EXPECT_NE(result.err.find(hint), std::string::npos) << result.err;
    EXPECT_TRUE(result.out.empty());
  }
}

TEST(CommandLine, EveryQuoteStandsInTheTextAtItsOffsets) {
  std::size_t checked = 0;
  for (const auto& line : lines_of(ofsight_program(kExtractSamples).out)) {
    const json report = json::parse(line);
    const CodePoints text(ofsight_program({"text", report["source"]["file"]}).out);
    for (const char* list : {"judgements", "improvements", "findings"})
      for (const json& item : report[list]) {
        const json& evidence = item["evidence"];
        EXPECT_EQ(text.slice(evidence["start"], evidence["end"]), evidence["quote"])
            << report["source"]["file"];
        ++checked;
      }
  }
  EXPECT_GT(checked, 150u);
}

TEST(CommandLine, LayoutShowsBlocksLinesAndWhatWasLeftOut) {
  const auto layout =
      ofsight_program({"text", "--layout", "corpus/samples/ilacs_inspection-ambleford.pdf"}).out;
  for (const char* word : {"heading 1", "list item", "table", "cell ", "line p1 [", "left out, "})
    EXPECT_NE(layout.find(word), std::string::npos) << word;
}

TEST(CommandLine, TheSameBytesForAnyNumberOfJobs) {
  const std::string one = ofsight_program(with(kExtractSamples, {"--jobs", "1"})).out;
  EXPECT_GT(one.size(), 10000u);
  for (const char* jobs : {"2", "7"})
    EXPECT_EQ(ofsight_program(with(kExtractSamples, {"--jobs", jobs})).out, one);
}

TEST(CommandLine, ValidateAcceptsTheOutputAndNamesWhatIsBroken) {
  const TemporaryFolder folder;
  const std::string good = ofsight_program(kExtractSamples).out;
  EXPECT_EQ(ofsight_program({"validate", folder.write("good.ndjson", good)}).exit_code, 0);
  json broken = json::parse(lines_of(good).at(0));
  broken["kind"] = "poem";
  const auto result =
      ofsight_program({"validate", folder.write("bad.ndjson", broken.dump() + "\n")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("/kind"), std::string::npos) << result.err;
}

TEST(CommandLine, ValidateTakesRejectionsAndIndentedFilesToo) {
  const TemporaryFolder folder;
  ofsight_program({"extract", "tests/golden/bad", "--output", folder.path("r"), "--rejections",
                   folder.path("x")});
  EXPECT_GT(lines_of(content_of(folder.path("x"))).size(), 3u);
  const auto lines = ofsight_program({"validate", folder.path("r"), folder.path("x")});
  EXPECT_EQ(lines.exit_code, 0) << lines.err;
  const std::string indented =
      ofsight_program({"extract", "--format", "json", "corpus/samples/jtai-marlhaven.pdf"}).out;
  const auto one = ofsight_program({"validate", "-"}, folder.write("one.json", indented));
  EXPECT_NE(one.err.find("1 checked, 0 invalid"), std::string::npos) << one.err;
}

TEST(CommandLine, ValidateNamesWhatNoSchemaCanSay) {
  const TemporaryFolder folder;
  json report = json::parse(lines_of(ofsight_program(kExtractSamples).out).at(0));
  report["inspection_end"] = "1999-01-01";
  const auto result =
      ofsight_program({"validate", folder.write("r.ndjson", "\n" + report.dump() + "\n")});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("r.ndjson:2: /inspection_end: "), std::string::npos) << result.err;
  EXPECT_EQ(ofsight_program({"validate", folder.path("missing")}).exit_code, 1);
}

TEST(CommandLine, TextSaysWhyADocumentHasNone) {
  const std::string sample = "corpus/samples/jtai-marlhaven.pdf";
  const std::vector<std::tuple<std::vector<std::string>, int, std::string>> table = {
      {{"text", sample, sample}, 2, "one FILE"},
      {{"text", "no/such.pdf"}, 1, "no/such.pdf: "},
      {{"text", "tests/golden/bad/html_page.pdf"}, 1, "html_page.pdf: not_a_pdf: "}};
  for (const auto& [arguments, exit_code, words] : table) {
    const auto result = ofsight_program(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << words;
    EXPECT_NE(result.err.find(words), std::string::npos) << result.err;
    EXPECT_TRUE(result.out.empty());
  }
}

TEST(CommandLine, JsonFormatWritesOneFilePerReport) {
  const TemporaryFolder folder;
  EXPECT_EQ(
      ofsight_program(with(kExtractSamples, {"--format", "json", "--output", folder.path("out/")}))
          .exit_code,
      0);
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(folder.path("out"))) {
    const json report = json::parse(content_of(entry.path()));
    EXPECT_EQ(entry.path().stem(), report["source"]["sha256"].get<std::string>());
    ++files;
  }
  EXPECT_EQ(files, 34u) << "17 samples, each as HTML and as PDF";
}

TEST(CommandLine, StandardInputIsADocument) {
  const auto result =
      ofsight_program({"extract", "-", "--councils", "corpus/samples/councils.json"},
                      source_path("corpus/samples/jtai-marlhaven.pdf"));
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(json::parse(result.out)["kind"], "jtai");
}

TEST(CommandLine, AKilledRunLeavesTheOldOutputWhole) {
  const TemporaryFolder folder;
  const std::string output = folder.write("reports.ndjson", "old\n");
  std::vector<std::string> arguments = kExtractSamples;
  for (int i = 0; i < 40; ++i) arguments.push_back("corpus/samples");
  arguments.insert(arguments.end(), {"--output", output});
  std::mt19937 random(7);
  for (int round = 0; round < 8; ++round) {
    const pid_t child = start_program(OFSIGHT_BINARY, arguments, {});
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 600));
    kill(child, SIGKILL);
    const bool ended = exit_code_of(child) == 0;
    const std::string now = content_of(output);
    EXPECT_TRUE(now == "old\n" || (ended && now.size() > 100000)) << now.size();
  }
}

TEST(CommandLine, AFullDiskIsAnErrorOfOneLine) {
  const auto result = ofsight_program(with(kExtractSamples, {"--output", "/dev/full"}));
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("/dev/full"), std::string::npos) << result.err;
}

TEST(CommandLine, NoColourIsWrittenIntoAPipe) {
  const auto result = ofsight_program({"extract", "tests/golden/bad/zero_bytes.pdf"});
  EXPECT_EQ(result.err.find('\033'), std::string::npos);
}

}  // namespace
}  // namespace ofsight
