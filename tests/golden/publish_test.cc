// Releases as people make and ask them, through the real program, from the sample reports.

#include "pipeline/publish/publish.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <thread>

#include "corpus/embedded.h"
#include "corpus/json_schema.h"
#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const std::string kRegister = "corpus/samples/councils.json";

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != text.npos;
}

// The samples extracted and published once for all tests.
class Release : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    const auto extracted = ofsight_program(
        {"extract", "corpus/samples", "tests/golden/bad", "--councils", kRegister, "--jobs", "2",
         "--output", reports(), "--rejections", folder_->path("rejections.ndjson")});
    ASSERT_EQ(extracted.exit_code, 0) << extracted.err;
    const auto published = publish(folder_->path("release"));
    ASSERT_EQ(published.exit_code, 0) << published.err;
  }
  static void TearDownTestSuite() { delete folder_; }

  static std::string reports() { return folder_->path("reports.ndjson"); }
  static std::string release() { return folder_->path("release"); }
  static std::vector<std::string> publish_arguments(const std::string& output) {
    return {"publish",    reports(), "--rejections", folder_->path("rejections.ndjson"),
            "--councils", kRegister, "--output",     output};
  }
  static ProgramResult publish(const std::string& output,
                               const std::vector<std::string>& more = {}) {
    auto arguments = publish_arguments(output);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return ofsight_program(arguments);
  }
  static ProgramResult ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--release", release()});
    return ofsight_program(arguments);
  }
  // Nothing but these stands in a folder, hidden or not.
  static std::vector<std::string> names_in(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
      names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
  }

  static TemporaryFolder* folder_;
};
TemporaryFolder* Release::folder_ = nullptr;

TEST_F(Release, HoldsEveryReportAndRejection) {
  const json quality = json::parse(content_of(release() + "/quality.json"));
  std::size_t reports = quality["duplicates"], rejections = 0;
  for (const json& kind : quality["kinds"]) reports += kind["reports"].get<std::size_t>();
  for (const json& reason : quality["rejections"]) rejections += reason["count"].get<std::size_t>();
  EXPECT_EQ(reports, lines_of(content_of(Release::reports())).size());
  EXPECT_EQ(rejections, lines_of(content_of(folder_->path("rejections.ndjson"))).size());
  EXPECT_GE(reports, 34u) << "17 samples, each as HTML and as PDF, and what else can be read";
}

TEST_F(Release, EveryQuoteIsThatOfItsReport) {
  std::map<std::string, std::set<std::string>> quotes;
  for (const auto& line : lines_of(content_of(reports()))) {
    const json report = json::parse(line);
    auto& all = quotes[report["source"]["sha256"].get<std::string>().substr(0, 16)];
    for (const char* list : {"judgements", "improvements", "findings"})
      for (const json& item : report[list]) all.insert(item["evidence"]["quote"]);
  }
  std::size_t checked = 0;
  for (const char* table : {"judgements", "improvements", "findings"})
    for (const auto& line : lines_of(content_of(release() + "/ndjson/" + table + ".ndjson"))) {
      const json row = json::parse(line);
      EXPECT_TRUE(quotes[row["report_id"]].contains(row["quote"])) << row["quote"];
      ++checked;
    }
  EXPECT_GT(checked, 300u);
}

TEST_F(Release, JsonIsAsItsSchemasSay) {
  for (const char* name : {"datapackage", "quality"}) {
    const auto schema = JsonSchema::from_json(
        embedded_file(embedded_schemas(), std::string(name) + ".schema.json"));
    ASSERT_TRUE(schema) << schema.error().message;
    for (const SchemaProblem& problem : schema->check(content_of(release() + "/" + name + ".json")))
      ADD_FAILURE() << name << problem.pointer << ": " << problem.message;
  }
  const auto schema =
      JsonSchema::from_json(embedded_file(embedded_schemas(), "answer.schema.json"));
  for (const std::vector<std::string>& question :
       std::vector<std::vector<std::string>>{{"compare", "ambleford", "saltmere"},
                                             {"search", "children"},
                                             {"timeline", "ambleford", "--evidence"},
                                             {"changes", "--since", "2000"}}) {
    auto arguments = question;
    arguments.insert(arguments.end(), {"--format", "json"});
    const auto result = ask(arguments);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_TRUE(result.err.empty()) << result.err;
    for (const SchemaProblem& problem : schema->check(result.out))
      ADD_FAILURE() << question[0] << problem.pointer << ": " << problem.message;
  }
}

TEST_F(Release, TheSameInputGivesTheSameBytesAnywhere) {
  const TemporaryFolder other;
  ASSERT_EQ(publish(other.path("again")).exit_code, 0);
  const auto files = files_below(release()).value();
  EXPECT_EQ(files, files_below(other.path("again")).value());
  for (const std::string& file : files)
    EXPECT_EQ(content_of(release() + "/" + file), content_of(other.path("again/" + file))) << file;
  const auto repeated = publish(other.path("again"));
  EXPECT_EQ(repeated.exit_code, 0) << repeated.err;
  EXPECT_TRUE(holds(repeated.err, "the same byte for byte")) << repeated.err;
  EXPECT_EQ(names_in(other.path()), std::vector<std::string>{"again"});
}

TEST_F(Release, NeitherAnotherReleaseNorAnotherFolderIsTouched) {
  const TemporaryFolder other;
  ASSERT_EQ(publish(other.path("r"), {"--formats", "csv"}).exit_code, 0);
  const std::string before = content_of(other.path("r/datapackage.json"));
  const auto refused = publish(other.path("r"), {"--formats", "json"});
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_TRUE(holds(refused.err, "no release is overwritten")) << refused.err;
  EXPECT_EQ(lines_of(refused.err).size(), 1u);
  EXPECT_EQ(content_of(other.path("r/datapackage.json")), before);
  other.write("mine/notes.txt", "mine");
  const auto full = publish(other.path("mine"));
  EXPECT_EQ(full.exit_code, 2);
  EXPECT_TRUE(holds(full.err, "is not empty and not a release")) << full.err;
  EXPECT_EQ(names_in(other.path("mine")), std::vector<std::string>{"notes.txt"});
  EXPECT_EQ(names_in(other.path()), (std::vector<std::string>{"mine", "r"}));
}

TEST_F(Release, AKilledRunLeavesNothingUnderTheName) {
  const TemporaryFolder other;
  std::mt19937 random(7);
  int killed = 0;
  for (int round = 0; round < 12; ++round) {
    const pid_t child = start_program(OFSIGHT_BINARY, publish_arguments(other.path("r")), {});
    std::this_thread::sleep_for(std::chrono::milliseconds(random() % 120));
    kill(child, SIGKILL);
    if (exit_code_of(child) == 0) {
      EXPECT_EQ(files_below(other.path("r")).value(), files_below(release()).value());
      fs::remove_all(other.path("r"));
    } else {
      ++killed;
      EXPECT_FALSE(fs::exists(other.path("r")));
    }
  }
  EXPECT_GT(killed, 0);
  EXPECT_EQ(publish(other.path("r")).exit_code, 0) << "what was left behind is in nobody's way";
}

TEST_F(Release, AFullDiskIsOneLineAndLeavesNothing) {
  // A limit on the size of files stands for the disk: at every size, the release is whole or
  // absent.
  const TemporaryFolder other;
  int failed = 0;
  for (const rlim_t limit : {1'000, 20'000, 100'000, 200'000, 300'000, 500'000}) {
    const Streams streams{"/dev/null", other.path("out"), other.path("err")};
    const pid_t child = fork();
    if (child == 0) {
      const rlimit size{limit, limit};
      setrlimit(RLIMIT_FSIZE, &size);
      _exit(
          exit_code_of(start_program(OFSIGHT_BINARY, publish_arguments(other.path("r")), streams)));
    }
    const int exit_code = exit_code_of(child);
    if (exit_code == 0) {
      EXPECT_EQ(files_below(other.path("r")).value(), files_below(release()).value());
      fs::remove_all(other.path("r"));
      continue;
    }
    ++failed;
    EXPECT_EQ(exit_code, 1) << limit;
    EXPECT_EQ(lines_of(content_of(other.path("err"))).size(), 1u) << content_of(other.path("err"));
    EXPECT_EQ(names_in(other.path()), (std::vector<std::string>{"err", "out"})) << limit;
  }
  EXPECT_GE(failed, 3);
}

TEST_F(Release, AReaderThatClosesThePipeIsAnErrorOfOneLine) {
  for (const std::vector<std::string>& question : std::vector<std::vector<std::string>>{
           {"search", "children"}, {"changes", "--since", "2000", "--format", "atom"}}) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    close(ends[0]);
    const TemporaryFolder other;
    auto arguments = question;
    arguments.insert(arguments.end(), {"--release", release()});
    const pid_t child =
        start_program(OFSIGHT_BINARY, arguments,
                      {"/dev/null", "/dev/fd/" + std::to_string(ends[1]), other.path("err")});
    close(ends[1]);
    EXPECT_EQ(exit_code_of(child), 1);
    const auto lines = lines_of(content_of(other.path("err")));
    EXPECT_EQ(lines.size(), 1u);
    EXPECT_TRUE(holds(lines.at(0), "cannot write standard output")) << lines.at(0);
  }
}

TEST_F(Release, ShrinkingStopsAndSaysWhatFell) {
  const TemporaryFolder other;
  ASSERT_EQ(publish(other.path("a"), {"--formats", "sqlite"}).exit_code, 0);
  std::string half;
  const auto lines = lines_of(content_of(reports()));
  for (std::size_t i = 0; i < lines.size() / 2; ++i) half += lines[i] + "\n";
  const std::vector<std::string> arguments = {"publish",    other.write("half.ndjson", half),
                                              "--councils", kRegister,
                                              "--output",   other.path("b"),
                                              "--formats",  "sqlite"};
  const auto stopped = ofsight_program(arguments);
  EXPECT_EQ(stopped.exit_code, 1);
  EXPECT_EQ(lines_of(stopped.err).size(), 1u);
  EXPECT_TRUE(holds(stopped.err, "rows of reports fell from ")) << stopped.err;
  EXPECT_TRUE(holds(stopped.err, "reports of kind sif_inspection fell from 4 to 0")) << stopped.err;
  EXPECT_TRUE(holds(stopped.err, "--accept-shrink"));
  EXPECT_EQ(names_in(other.path()), (std::vector<std::string>{"a", "half.ndjson"}));
  auto accepted = arguments;
  accepted.push_back("--accept-shrink");
  EXPECT_EQ(ofsight_program(accepted).exit_code, 0);
  const auto against = ofsight_program(
      {"changes", "--release", other.path("b"), "--against", other.path("a"), "--format", "csv"});
  EXPECT_EQ(against.exit_code, 0) << against.err;
  EXPECT_TRUE(holds(against.out, "dropped_report")) << against.out;
}

TEST_F(Release, MistakesExitTwoWithOneLineAndTheNearest) {
  const TemporaryFolder other;
  std::string newer = lines_of(content_of(reports())).at(0) + "\n";
  newer.replace(newer.find("\"1\""), 3, "\"2\"");
  const std::vector<std::pair<std::vector<std::string>, std::string>> table = {
      {{"compare", "Amblefrod", "--release", release()}, "Ambleford"},
      {{"compare", "ambleford", "--theme", "supervison", "--release", release()}, "'supervision'"},
      {{"compare", "ambleford", "--since", "lately", "--release", release()}, "2021-06-15"},
      {{"compare", "ambleford", "--with", "wales", "--release", release()}, "--with"},
      {{"compare", "ambleford", "--release", "no/such"}, "ofsight publish"},
      {{"compare"}, "COUNCIL"},
      {{"search", "x", "--kind", "focused_vist", "--release", release()}, "'focused_visit'"},
      {{"search", "\"x", "--release", release()}, "not closed"},
      {{"search", "x", "--until", "2021-13", "--release", release()}, "--until"},
      {{"search", "x", "--polrity", "concern"}, "--polarity"},
      {{"timeline", "e", "--release", release()}, "e"},
      {{"changes", "--since", "2020", "--against", release(), "--release", release()}, "not both"},
      {{"changes", "--against", "no/such", "--release", release()}, "no/such"},
      {{"publish", reports()}, "--output"},
      {{"publish", reports(), "--output", other.path("r"), "--formats", "parquet"}, "--formats"},
      {{"publish", reports(), "--output", other.path("r"), "--date", "2021"}, "--date"},
      {{"publish", reports(), "--output", other.path("r")}, "--councils"},
      {{"publish", reports(), "--councils", kRegister, "--output", other.path("r"), "--previous",
        "no/such"},
       "no/such"}};
  for (const auto& [arguments, hint] : table) {
    const auto result = ofsight_program(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments[0] << ": " << result.err;
    EXPECT_EQ(lines_of(result.err).size(), 1u) << result.err;
    EXPECT_TRUE(holds(result.err, hint)) << result.err;
    EXPECT_TRUE(result.out.empty());
  }
  const auto refused = ofsight_program({"publish", other.write("newer.ndjson", newer), "--councils",
                                        kRegister, "--output", other.path("r")});
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "newer.ndjson:1: a report of schema version 2")) << refused.err;
  EXPECT_EQ(names_in(other.path()), std::vector<std::string>{"newer.ndjson"});
}

TEST_F(Release, AnswersArePlainInAPipe) {
  for (const std::vector<std::string>& question : std::vector<std::vector<std::string>>{
           {"compare", "ambleford"}, {"search", "children"}, {"timeline", "ambleford"}}) {
    const auto result = ask(question);
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_FALSE(holds(result.out, "\x1b")) << question[0];
    EXPECT_TRUE(result.err.empty()) << result.err;
  }
}

TEST_F(Release, EveryCommandHasHelpWithExamples) {
  for (const char* command : {"publish", "compare", "search", "timeline", "changes"}) {
    const auto result = ofsight_program({command, "--help"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_TRUE(holds(result.out, "Examples:")) << command;
  }
}

TEST_F(Release, StandardInputIsAFileOfReports) {
  const TemporaryFolder other;
  const auto result = ofsight_program(
      {"publish", "-", "--councils", kRegister, "--output", other.path("r"), "--formats", "csv"},
      reports());
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(content_of(other.path("r/csv/findings.csv")),
            content_of(release() + "/csv/findings.csv"));
}

TEST_F(Release, ACorpusIsPublishedAsItStands) {
  const TemporaryFolder other;
  const auto added = ofsight_program({"add", "--corpus", other.path("corpus"), "corpus/samples"});
  ASSERT_EQ(added.exit_code, 0) << added.err;
  const auto result =
      ofsight_program({"publish", "--corpus", other.path("corpus"), "--councils", kRegister,
                       "--output", other.path("r"), "--formats", "sqlite", "ndjson"});
  ASSERT_EQ(result.exit_code, 0) << result.err;
  EXPECT_EQ(lines_of(content_of(other.path("r/ndjson/reports.ndjson"))).size(), 34u);
  EXPECT_EQ(names_in(other.path()), (std::vector<std::string>{"corpus", "r"}));
  for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
           {"publish", "--output", other.path("x")},
           {"publish", reports(), "--corpus", other.path("corpus"), "--output", other.path("x")}}) {
    const auto refused = ofsight_program(wrong);
    EXPECT_EQ(refused.exit_code, 2);
    EXPECT_TRUE(holds(refused.err, "--corpus")) << refused.err;
  }
}

}  // namespace
}  // namespace ofsight
