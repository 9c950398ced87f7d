#include "pipeline/extract_corpus.h"

#include <gtest/gtest.h>

#include "corpus/digest.h"
#include "corpus/embedded.h"
#include "corpus/report_json.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

ExtractionSetup setup_with(const std::string& own_rule = {}) {
  std::vector<RuleSource> sources;
  for (const EmbeddedFile& file : embedded_rules())
    sources.push_back({std::string(file.name), std::string(file.bytes), true});
  if (!own_rule.empty()) sources.push_back({"own.json", own_rule, false, true});
  auto rules = RuleSet::load(sources);
  EXPECT_TRUE(rules);
  auto councils =
      CouncilRegister::from_json(embedded_file(embedded_councils(), "councils.json")).value();
  return {Extractor::create(std::move(*rules), std::move(councils)).value(),
          load_text_rules().value()};
}

class ExtractCorpusTest : public testing::Test {
 protected:
  ExtractCorpusTest() {
    for (const std::string name :
         {"ilacs_inspection-ambleford.pdf", "focused_visit-fenmoor.html"}) {
      const std::string path = std::string(OFSIGHT_SOURCE_DIR) + "/corpus/samples/" + name;
      add(read_document({path, std::nullopt}, 1 << 20).value());
    }
    Document bad =
        read_document(
            {std::string(OFSIGHT_SOURCE_DIR) + "/tests/golden/bad/encrypted.pdf", std::nullopt},
            1 << 20)
            .value();
    add(bad);
  }

  void add(const Document& document) {
    EXPECT_TRUE(corpus.keep(document.bytes));
    documents.push_back({document.source, "1", "Ambleford", ""});
    documents.back().source.file.reset();
  }

  std::vector<CorpusOutcome> extract(const ExtractionSetup& setup,
                                     const std::string& build = "build 1") {
    std::vector<CorpusOutcome> out;
    extract_corpus(corpus, documents, setup, {}, build, 2, [&](CorpusOutcome outcome) {
      EXPECT_TRUE(outcome.stored);
      out.push_back(std::move(outcome));
      return true;
    });
    EXPECT_EQ(out.size(), documents.size());
    for (std::size_t i = 0; i < out.size(); ++i) EXPECT_EQ(out[i].index, i);
    return out;
  }
  void expect_all(const std::vector<CorpusOutcome>& outcomes, Freshness freshness) {
    for (const CorpusOutcome& outcome : outcomes) EXPECT_EQ(outcome.freshness, freshness);
  }

  TemporaryFolder folder;
  CorpusFolder corpus = CorpusFolder::create(folder.path()).value();
  std::vector<CorpusDocument> documents;
};

TEST_F(ExtractCorpusTest, OnlyWhatHasChangedIsDoneAgain) {
  const ExtractionSetup setup = setup_with();
  const auto first = extract(setup);
  expect_all(first, Freshness::kFromBytes);
  EXPECT_TRUE(first[0].outcome.is_report);
  EXPECT_EQ(first[0].outcome.code, "ilacs_inspection");
  EXPECT_FALSE(first[2].outcome.is_report);
  EXPECT_EQ(first[2].outcome.code, "encrypted");
  const auto second = extract(setup);
  expect_all(second, Freshness::kStored);
  for (std::size_t i = 0; i < first.size(); ++i)
    EXPECT_EQ(second[i].outcome.json, first[i].outcome.json);
  const auto rebuilt = extract(setup, "build 2");
  expect_all(rebuilt, Freshness::kFromText);
  for (std::size_t i = 0; i < first.size(); ++i)
    EXPECT_EQ(rebuilt[i].outcome.json, first[i].outcome.json);
}

TEST_F(ExtractCorpusTest, AChangedRuleReadsNoDocument) {
  extract(setup_with());
  for (const auto& entry : fs::recursive_directory_iterator(folder.path("files")))
    if (entry.is_regular_file()) fs::resize_file(entry.path(), 0);
  std::string themes;
  for (const EmbeddedFile& file : embedded_rules())
    if (file.name == "workforce.json") themes = file.bytes;
  ASSERT_FALSE(themes.empty());
  const auto again = extract(setup_with(themes));
  expect_all(again, Freshness::kFromText);
  EXPECT_TRUE(again[0].outcome.is_report);
}

TEST_F(ExtractCorpusTest, ASourceThatChangedIsInTheReport) {
  const ExtractionSetup setup = setup_with();
  extract(setup);
  documents[0].source.title_on_site = "Inspection";
  documents[0].source.url = "https://example.org/1";
  const auto again = extract(setup);
  EXPECT_EQ(again[0].freshness, Freshness::kFromText);
  EXPECT_EQ(again[1].freshness, Freshness::kStored);
  EXPECT_EQ(report_from_json(again[0].outcome.json)->source.url, "https://example.org/1");
}

TEST_F(ExtractCorpusTest, AMissingFileIsRejectedEachTime) {
  fs::remove(corpus.file(documents[0].source.sha256));
  const ExtractionSetup setup = setup_with();
  for (int i = 0; i < 2; ++i) {
    const auto outcomes = extract(setup);
    EXPECT_EQ(outcomes[0].outcome.code, "internal");
    EXPECT_EQ(outcomes[0].detail, "its file in the corpus is missing or damaged");
    EXPECT_EQ(outcomes[0].freshness, Freshness::kFromBytes);
  }
}

}  // namespace
}  // namespace ofsight
