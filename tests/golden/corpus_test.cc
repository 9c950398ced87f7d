// A corpus made by hand: add, status and extract through the real program.

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/golden/program.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class CorpusCommands : public testing::Test {
 protected:
  void add_samples() {
    const std::string visit = content_of(source_path("corpus/samples/focused_visit-fenmoor.pdf"));
    folder.write("reports/80564_fenmoor/2024-10-31-childrens-services-focused-visit.pdf", visit);
    folder.write("reports/80564_fenmoor/2019-01-02-childrens-services-inspection.pdf",
                 content_of(source_path("corpus/samples/ilacs_inspection-ambleford.pdf")));
    folder.write("reports/99_ambleford/again.pdf", visit);
    folder.write("reports/99_ambleford/2020-01-01-letter.pdf",
                 content_of(source_path("tests/golden/bad/html_page.pdf")));
    const ProgramResult added = ofsight({"add", folder.path("reports")});
    ASSERT_EQ(added.exit_code, 0) << added.err;
    EXPECT_NE(added.err.find("3 added, 1 in the corpus already, 0 not readable"), std::string::npos)
        << added.err;
  }
  ProgramResult ofsight(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--corpus", folder.path("corpus")});
    return ofsight_program(arguments);
  }

  TemporaryFolder folder;
};

TEST_F(CorpusCommands, FilesOfOnesOwnAreExtractedInOrder) {
  add_samples();
  const ProgramResult result = ofsight({"extract", "--rejections", folder.path("rejections")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  const auto reports = lines_of(result.out);
  ASSERT_EQ(reports.size(), 2u);
  EXPECT_EQ(json::parse(reports[0])["source"]["published_on_site"], "2019-01-02");
  const json visit = json::parse(reports[1]);
  EXPECT_EQ(visit["kind"], "focused_visit");
  EXPECT_EQ(visit["source"]["file"],
            folder.path("reports/80564_fenmoor/2024-10-31-childrens-services-focused-visit.pdf"));
  EXPECT_EQ(visit["source"]["url"], nullptr);
  EXPECT_EQ(json::parse(content_of(folder.path("rejections")))["reason"], "not_a_pdf");
  const ProgramResult again = ofsight({"extract"});
  EXPECT_EQ(again.out, result.out);
  EXPECT_NE(again.err.find("3 unchanged, 0 extracted anew from stored text, 0 read"),
            std::string::npos)
      << again.err;
  const ProgramResult pretty =
      ofsight({"extract", "--format", "json", "--output", folder.path("json/")});
  EXPECT_EQ(pretty.exit_code, 0) << pretty.err;
  const std::string digest = visit["source"]["sha256"];
  EXPECT_EQ(json::parse(content_of(folder.path("json/" + digest + ".json"))), visit);
}

TEST_F(CorpusCommands, RulesOfOnesOwnReadNoDocument) {
  add_samples();
  ASSERT_EQ(ofsight({"extract"}).exit_code, 0);
  fs::remove_all(folder.path("corpus/files"));
  folder.write("rules/workforce.json",
               content_of(source_path("extractors/rules/themes/workforce.json")));
  const ProgramResult result = ofsight({"extract", "--rules", folder.path("rules")});
  EXPECT_EQ(result.exit_code, 0) << result.err;
  EXPECT_NE(result.err.find("0 unchanged, 3 extracted anew from stored text, 0 read"),
            std::string::npos)
      << result.err;
}

TEST_F(CorpusCommands, StatusCountsKindsAndYears) {
  add_samples();
  json before = json::parse(ofsight({"status", "--json"}).out);
  EXPECT_EQ(before["by_kind_and_year"]["focused_visit"]["2024"], 1);
  EXPECT_EQ(before["by_kind_and_year"]["inspection"]["2019"], 1) << "by its name";
  EXPECT_EQ(before["by_kind_and_year"]["unknown"]["2020"], 1);
  EXPECT_EQ(before["local_documents"], 3);
  ofsight({"extract"});
  const json after = json::parse(ofsight({"status", "--json"}).out);
  EXPECT_EQ(after["by_kind_and_year"]["ilacs_inspection"]["2019"], 1) << "by what is in it";
}

TEST_F(CorpusCommands, AFullDiskIsOneLineAndTheCorpusIsWholeAfterwards) {
  add_samples();
  // A limit on the size of files stands for the disk.
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"status"}, {"extract"}, {"add", "corpus/samples"}}) {
    const Streams streams{"/dev/null", "/dev/null", folder.path("err")};
    const pid_t child = fork();
    if (child == 0) {
      const rlimit size{1000, 1000};
      setrlimit(RLIMIT_FSIZE, &size);
      std::vector<std::string> all = arguments;
      all.insert(all.end(), {"--corpus", folder.path("corpus")});
      _exit(exit_code_of(start_program(OFSIGHT_BINARY, all, streams)));
    }
    EXPECT_EQ(exit_code_of(child), 1) << arguments[0];
    const std::string err = content_of(streams.err);
    EXPECT_EQ(lines_of(err).size(), 1u) << err;
    EXPECT_NE(err.find("is the disk full?"), std::string::npos) << err;
  }
  EXPECT_EQ(ofsight({"extract"}).exit_code, 0);
  EXPECT_EQ(json::parse(ofsight({"status", "--json"}).out)["documents"], 3);
}

TEST_F(CorpusCommands, MistakesAreNamed) {
  EXPECT_EQ(ofsight({"status"}).exit_code, 2);
  EXPECT_EQ(ofsight({"extract"}).exit_code, 2);
  EXPECT_EQ(ofsight({"extract", "report.pdf"}).exit_code, 2);
  EXPECT_EQ(ofsight_program({"extract"}).exit_code, 2);
  const ProgramResult missing = ofsight({"add", folder.path("none.pdf")});
  EXPECT_EQ(missing.exit_code, 1);
  EXPECT_NE(missing.err.find("not added: No such file"), std::string::npos) << missing.err;
  folder.write("corpus/corpus.sqlite", std::string(8192, 'x'));
  const ProgramResult damaged = ofsight({"status"});
  EXPECT_EQ(damaged.exit_code, 2);
  EXPECT_NE(damaged.err.find("it is not an SQLite database"), std::string::npos) << damaged.err;
}

}  // namespace
}  // namespace ofsight
