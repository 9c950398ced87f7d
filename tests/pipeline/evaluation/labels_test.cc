#include "pipeline/evaluation/labels.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

const std::string kId = "0123456789abcdef";
const std::string kBare = R"({"kind": "jtai", "council": null, "judgements": []})";

Labels labels_in(const TemporaryFolder& folder) {
  auto labels = read_labels(folder.path());
  EXPECT_TRUE(labels) << labels.error().message;
  return labels.value_or(Labels{});
}

// The message without the folder’s name, which it begins with.
std::string problem_in(const TemporaryFolder& folder) {
  const auto labels = read_labels(folder.path());
  if (labels) return "none";
  EXPECT_TRUE(labels.error().message.starts_with(folder.path())) << labels.error().message;
  EXPECT_EQ(labels.error().message.find('\n'), std::string::npos);
  return labels.error().message.substr(folder.path().size());
}

TEST(ReadLabels, HoldsWhatAReaderFoundInADocument) {
  const TemporaryFolder folder;
  folder.write(kId + ".json", R"({"kind": "sif_inspection", "council": "Saltmere",
      "inspection_start": "2014-11-11", "inspection_end": "2014-12-04", "published": "2015-01-23",
      "lead_inspector": "Ada Penn",
      "judgements": [{"area": "adoption", "grade": "good"}, {"area": "lscb", "grade": "inadequate"}],
      "improvements": [{"type": "priority_action", "text": "Act."},
                       {"type": "area_for_improvement", "text": "Plan."}],
      "themes": [["plans"], []]})");
  const Labels labels = labels_in(folder);
  ASSERT_EQ(labels.documents.size(), 1u);
  const DocumentLabels& document = labels.documents.at(kId);
  EXPECT_EQ(document.fields.size(), 5u);
  EXPECT_EQ(document.fields.at("inspection_end"), "2014-12-04");
  EXPECT_EQ(document.council, "Saltmere");
  ASSERT_EQ(document.judgements.size(), 2u);
  EXPECT_EQ(document.judgements[1], (std::pair<std::string, std::string>("lscb", "inadequate")));
  ASSERT_TRUE(document.improvements);
  ASSERT_EQ(document.improvements->size(), 2u);
  EXPECT_EQ(document.improvements->at(0).type, "priority_action");
  EXPECT_EQ(document.improvements->at(0).text, "Act.");
  EXPECT_EQ(document.improvements->at(0).themes, Strings{"plans"});
  EXPECT_EQ(document.improvements->at(1).themes, Strings{});
  EXPECT_TRUE(labels.sentences.empty());
}

TEST(ReadLabels, WhatIsNullOrMissingIsNotCompared) {
  const TemporaryFolder folder;
  folder.write(kId + ".json", R"({"kind": "jtai", "council": null, "judgements": [],
      "published": null, "lead_inspector": null, "improvements": null})");
  const Labels labels = labels_in(folder);
  const DocumentLabels& document = labels.documents.at(kId);
  EXPECT_EQ(document.fields, (std::map<std::string, std::string>{{"kind", "jtai"}}));
  EXPECT_EQ(document.council, "");
  EXPECT_FALSE(document.improvements) << "not the same as none";
}

TEST(ReadLabels, NoImprovementsAreNoneToFind) {
  const TemporaryFolder folder;
  folder.write(kId + ".json",
               R"({"kind": "jtai", "council": null, "judgements": [], "improvements": []})");
  const auto improvements = labels_in(folder).documents.at(kId).improvements;
  ASSERT_TRUE(improvements);
  EXPECT_TRUE(improvements->empty());
}

TEST(ReadLabels, HoldsSentencesBesideTheirLabels) {
  const TemporaryFolder folder;
  folder.write(kId + ".json", kBare);
  folder.write("sentences.json", R"({")" + kId + R"(": ["One.", "Two."]})");
  folder.write("sentences.labels.json", R"({")" + kId + R"(": [
      {"themes": ["plans"], "polarity": "mixed"}, {"themes": [], "polarity": "neutral"}]})");
  const auto sentences = labels_in(folder).sentences.at(kId);
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_EQ(sentences[0].text, "One.");
  EXPECT_EQ(sentences[0].themes, Strings{"plans"});
  EXPECT_EQ(sentences[0].polarity, "mixed");
  EXPECT_EQ(sentences[1].text, "Two.");
}

TEST(ReadLabels, SentencesWithoutLabelsAreLeftAside) {
  const TemporaryFolder folder;
  folder.write(kId + ".json", kBare);
  folder.write("sentences.json", "no JSON");
  folder.write("notes.txt", "no labels");
  EXPECT_TRUE(labels_in(folder).sentences.empty());
}

TEST(ReadLabels, AFileThatIsWrongIsNamedWithThePlace) {
  const struct {
    std::string json;
    const char* problem;
  } cases[] = {
      {R"({"kind": 7, "council": null, "judgements": []})", "/a.json/kind: "},
      {R"({"kind": "jtai", "judgements": []})", "/a.json: "},
      {R"({"kind": "jtai", "council": null, "judgements": [{"area": "lscb"}]})",
       "/a.json/judgements/0: "},
      {"", "/a.json: "},
      {"[", "/a.json: "},
      {std::string(100, '[') + std::string(100, ']'), "/a.json: "},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write("a.json", c.json);
    const std::string problem = problem_in(folder);
    EXPECT_TRUE(problem.starts_with(c.problem)) << c.json << ": " << problem;
  }
}

TEST(ReadLabels, AsManySentencesAsLabels) {
  const struct {
    const char *sentences, *labels, *problem;
  } cases[] = {
      {R"({"a": ["One.", "Two."]})", R"({"a": [{"themes": [], "polarity": "mixed"}]})",
       "/sentences.json/a: "},
      {R"({"a": ["One."], "b": []})", R"({"a": [{"themes": [], "polarity": "mixed"}]})",
       "/sentences.json/b: "},
      {R"({"a": [1]})", R"({"a": [{"themes": [], "polarity": "mixed"}]})", "/sentences.json/a: "},
      {R"(["One."])", R"({"a": []})", "/sentences.json/: "},
      {R"({"a": ["One."]})", R"({"a": [{"themes": [], "polarity": "lukewarm"}]})",
       "/sentences.labels.json/a/0/polarity: "},
      {"{", R"({"a": []})", "/sentences.json: not JSON"},
  };
  for (const auto& c : cases) {
    const TemporaryFolder folder;
    folder.write(kId + ".json", kBare);
    folder.write("sentences.json", c.sentences);
    folder.write("sentences.labels.json", c.labels);
    const std::string problem = problem_in(folder);
    EXPECT_TRUE(problem.starts_with(c.problem)) << c.sentences << ": " << problem;
  }
}

TEST(ReadLabels, AFolderWithoutLabelsIsNoFolderOfLabels) {
  const TemporaryFolder folder;
  folder.write("sentences.json", "{}");
  const auto none = read_labels(folder.path());
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::kUsage);
  const auto missing = read_labels(folder.path("none"));
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace ofsight
