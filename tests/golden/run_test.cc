// 'ofsight run' against a stand-in of the site: fetch, extract and publish in one go.

#include <sys/wait.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <thread>

#include "corpus/clock.h"
#include "pipeline/publish/partial_folder.h"
#include "pipeline/publish/release_folder.h"
#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class Run : public FetchCase {
 protected:
  std::vector<std::string> run_arguments(const std::string& day,
                                         const std::vector<std::string>& more = {}) const {
    std::vector<std::string> all = arguments();
    all[0] = "run";
    all.insert(all.end(), {"--output", folder.path("reports.ndjson"), "--councils",
                           "corpus/samples/councils.json", "--releases", releases()});
    if (!day.empty()) all.insert(all.end(), {"--date", day});
    all.insert(all.end(), more.begin(), more.end());
    return all;
  }
  ProgramResult run(const std::string& day, const std::vector<std::string>& more = {}) const {
    return ofsight_program(run_arguments(day, more));
  }
  void run_well(const std::string& day) const {
    const ProgramResult result = run(day);
    ASSERT_EQ(result.exit_code, 0) << result.err;
  }

  std::string releases() const { return folder.path("releases"); }
  // Every name in the folder of releases, hidden or not.
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : fs::directory_iterator(releases()))
      all.push_back(entry.path().filename());
    std::sort(all.begin(), all.end());
    return all;
  }
  json quality(const std::string& release) const {
    return json::parse(content_of(releases() + "/" + release + "/quality.json"));
  }
  void list_another(const std::string& id) {
    StandInReport report = first();
    report.id = id;
    report.bytes = stand_in_pdf(id);
    site.change([&](auto& councils) { councils[3].reports.push_back(report); });
  }
};

bool holds(const std::string& text, const std::string& words) {
  return text.find(words) != text.npos;
}

using Names = std::vector<std::string>;

TEST_F(Run, PublishesWhatIsNewUnderTheDayAndOverwritesNothing) {
  run_well("2026-03-01");
  EXPECT_EQ(names(), Names{"2026-03-01"});
  EXPECT_EQ(quality("2026-03-01")["date"], "2026-03-01");
  const std::string described = content_of(releases() + "/2026-03-01/datapackage.json");

  for (const char* day : {"2026-03-01", "2026-03-02"}) {
    const ProgramResult same = run(day);
    EXPECT_EQ(same.exit_code, 0) << same.err;
    EXPECT_TRUE(holds(same.err, "releases/2026-03-01' was made of the same; nothing to publish"))
        << same.err;
    EXPECT_EQ(names(), Names{"2026-03-01"});
  }

  for (const char* id : {"60000001", "60000002"}) {
    list_another(id);
    run_well("2026-03-02");
  }
  EXPECT_EQ(names(), (Names{"2026-03-01", "2026-03-02", "2026-03-02-2"}));
  EXPECT_EQ(content_of(releases() + "/2026-03-01/datapackage.json"), described);
  const json second = quality("2026-03-02-2");
  EXPECT_EQ(second["since_previous"]["name"], "2026-03-02");
  EXPECT_EQ(second["since_previous"]["new_reports"], 1);

  // Questions to the folder go to its newest release.
  const ProgramResult asked = ofsight_program({"changes", "--release", releases(), "--against",
                                               releases() + "/2026-03-02", "--format", "csv"});
  EXPECT_EQ(asked.exit_code, 0) << asked.err;
  EXPECT_TRUE(holds(asked.out, "reports,new report") || holds(asked.out, "reports,new_report"))
      << asked.out;
  EXPECT_EQ(second["since_previous"]["dropped_reports"], 0);
}

TEST_F(Run, PublishesTheSameBytesAsPublishDoes) {
  run_well("2026-03-01");
  const auto published = ofsight_program({"publish", "--corpus", corpus(), "--councils",
                                          "corpus/samples/councils.json", "--date", "2026-03-01",
                                          "--output", folder.path("by hand/2026-03-01")});
  ASSERT_EQ(published.exit_code, 0) << published.err;
  const std::string one = releases() + "/2026-03-01/", other = folder.path("by hand/2026-03-01/");
  const auto files = files_below(one).value();
  EXPECT_EQ(files, files_below(other).value());
  for (const std::string& file : files)
    EXPECT_EQ(content_of(one + file), content_of(other + file)) << file;
}

TEST_F(Run, TakesTheDayFromTheClockIfNoneIsNamed) {
  run_well("");
  ASSERT_EQ(names().size(), 1u);
  const auto now = rfc3339(std::chrono::system_clock::now()).substr(0, 10);
  EXPECT_LE(names()[0], now);
  EXPECT_GE(names()[0], "2026-01-01");
}

TEST_F(Run, PublishesNothingUnlessToldWhere) {
  auto arguments = run_arguments("");
  arguments.resize(arguments.size() - 2);
  const ProgramResult result = ofsight_program(arguments);
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_FALSE(fs::exists(releases()));
  const ProgramResult dry = run("2026-03-01", {"--dry-run"});
  EXPECT_EQ(dry.exit_code, 0) << dry.err;
  EXPECT_TRUE(holds(dry.err, "nothing is published on a dry run")) << dry.err;
  EXPECT_FALSE(fs::exists(releases()));
}

TEST_F(Run, PublishesWhatThereIsIfTheSiteFails) {
  fetch_well();
  site.answer("/search", status_answer(503));
  const ProgramResult result = run("2026-03-01");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_EQ(names(), Names{"2026-03-01"});
}

TEST_F(Run, AnEmptyCorpusIsNotPublished) {
  site.answer("/search", status_answer(503));
  const ProgramResult result = run("2026-03-01");
  EXPECT_EQ(result.exit_code, 1) << result.err;
  EXPECT_TRUE(holds(result.err, "the corpus has no report; nothing to publish")) << result.err;
  EXPECT_TRUE(names().empty());
}

TEST_F(Run, AShrunkCorpusIsNotPublished) {
  run_well("2026-03-01");
  fs::remove_all(corpus());
  site.change([](auto& councils) { councils.resize(councils.size() / 2); });
  const ProgramResult stopped = run("2026-03-02");
  EXPECT_EQ(stopped.exit_code, 1);
  EXPECT_TRUE(
      holds(stopped.err, "nothing published: since release '2026-03-01' rows of reports fell"))
      << stopped.err;
  EXPECT_EQ(names(), Names{"2026-03-01"});
  const ProgramResult accepted = run("2026-03-02", {"--accept-shrink"});
  EXPECT_EQ(accepted.exit_code, 0) << accepted.err;
  EXPECT_EQ(names(), (Names{"2026-03-01", "2026-03-02"}));
}

TEST_F(Run, NamesMistakesBeforeItFetches) {
  folder.write("file", "x");
  folder.write("release/datapackage.json", "{}");
  const std::pair<std::vector<std::string>, const char*> table[] = {
      {{"--date", "2026-02-30"}, "--date '2026-02-30' is not a day"},
      {{"--releases", folder.path("file")}, "is a file"},
      {{"--releases", folder.path("release")}, "is a release"},
      {{"--max-fall", "2"}, "--max-fall"},
  };
  for (const auto& [more, words] : table) {
    std::vector<std::string> all = arguments(more);
    all[0] = "run";
    if (more[0] != "--releases") all.insert(all.end(), {"--releases", releases()});
    const ProgramResult result = ofsight_program(all);
    EXPECT_EQ(result.exit_code, 2) << result.err;
    EXPECT_EQ(lines_of(result.err).size(), 1u) << result.err;
    EXPECT_TRUE(holds(result.err, words)) << result.err;
  }
  std::vector<std::string> all = arguments({"--accept-shrink"});
  all[0] = "run";
  EXPECT_EQ(ofsight_program(all).exit_code, 2) << "it goes with --releases";
  EXPECT_TRUE(site.requests().empty());
  EXPECT_FALSE(fs::exists(corpus()));
}

TEST_F(Run, WhatAKilledRunLeftGoesWithTheNext) {
  fetch_well();
  int left = 0;
  for (int round = 0; round < 40 && left == 0; ++round) {
    const pid_t child = start_program(OFSIGHT_BINARY, run_arguments("2026-03-01"), {});
    // Killed as soon as it works on a release.
    for (int wait = 0; wait < 2000; ++wait) {
      if (fs::exists(releases()) && !names().empty()) break;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    kill(child, SIGKILL);
    exit_code_of(child);
    if (names() == Names{"2026-03-01"}) fs::remove_all(releases());
    if (fs::exists(releases())) left += static_cast<int>(names().size());
  }
  ASSERT_GT(left, 0);
  // Neither is another's, nor one that a living process works on.
  fs::create_directory(releases() + "/.other.partial-0123abcd");
  fs::create_directory(releases() + "/.2026-03-01.partial-mine");
  fs::create_directory(releases() + "/.2026-02-28.partial-0123abcd");
  const auto living = PartialFolder::create(releases() + "/2026-03-02");
  ASSERT_TRUE(living);
  EXPECT_FALSE(fs::exists(releases() + "/.2026-02-28.partial-0123abcd"));
  run_well("2026-03-01");
  EXPECT_EQ(names(), (Names{".2026-03-01.partial-mine", fs::path(living->path()).filename(),
                            ".other.partial-0123abcd", "2026-03-01"}));
}

TEST_F(Run, WhileAnotherProcessFetchesNothingIsExtractedNorPublished) {
  fetch_well();
  const auto store = Store::open(corpus(), Store::Access::kWrite, "'ofsight fetch', process 1");
  ASSERT_TRUE(store) << store.error().message;
  const ProgramResult refused = run("2026-03-01");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(lines_of(refused.err).size(), 1u) << refused.err;
  EXPECT_TRUE(holds(refused.err, "is in use by 'ofsight fetch', process 1")) << refused.err;
  EXPECT_FALSE(fs::exists(releases()));
}

TEST_F(Run, IntoOneFolderOnlyOneAtATimePublishes) {
  fetch_well();
  fs::create_directory(releases());
  const FolderLock lock(releases());
  ASSERT_EQ(lock.state(), FolderLock::State::kHeld);
  const ProgramResult refused = run("2026-03-01");
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_TRUE(holds(refused.err, "another process publishes into")) << refused.err;
  EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace ofsight
