#include "pipeline/publish/improvement_links.h"

#include <gtest/gtest.h>

#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

class ImprovementLinksTest : public testing::Test {
 protected:
  // Other councils' items, so that words have weights: all speak of quality and children.
  void SetUp() override {
    for (int i = 0; i < 100; ++i) {
      Report report = plain_report(100 + i, "ilacs_inspection", "2015-01-01");
      report.council = {"Saltmere", "99002", "992", "E99000002", "South East"};
      ask(report, "The quality and timeliness of subject" + std::to_string(i) + " for children.",
          {"theme_" + std::to_string(i)});
      links_.add(report);
    }
  }

  void add(int number, const std::string& date, const std::vector<std::string>& texts,
           const std::string& theme = "supervision", const std::string& body = "local_authority") {
    Report report = plain_report(number, "ilacs_inspection", date);
    for (const std::string& text : texts) {
      ask(report, text, {theme});
      report.improvements.back().body = body;
    }
    links_.add(report);
  }

  // "later date < earlier date" of every link of Ambleford.
  Strings links() {
    KeptRows rows;
    EXPECT_TRUE(links_.finish(rows));
    Strings lines;
    const auto later = rows.column("improvement_links", "report_date");
    const auto earlier = rows.column("improvement_links", "earlier_report_date");
    words_ = rows.column("improvement_links", "shared_words");
    for (std::size_t i = 0; i < later.size(); ++i) lines.push_back(later[i] + " < " + earlier[i]);
    return lines;
  }

  ImprovementLinks links_{built_in_dataset()};
  Strings words_;
};

TEST_F(ImprovementLinksTest, TheSameAskInOtherWordsIsLinked) {
  add(1, "2019-01-01", {"Frequency of reflective supervision."});
  add(2, "2021-01-01", {"The frequency and quality of reflective supervision."});
  EXPECT_EQ(links(), Strings{"2021-01-01 < 2019-01-01"});
  EXPECT_EQ(words_.at(0).find("frequency;reflective;supervision"), 0u) << words_.at(0);
}

TEST_F(ImprovementLinksTest, CommonWordsAloneLinkNothing) {
  add(1, "2019-01-01", {"The quality and timeliness of supervision for children."});
  add(2, "2021-01-01", {"The quality and timeliness of plans for children."});
  EXPECT_TRUE(links().empty());
}

TEST_F(ImprovementLinksTest, NoSharedThemeNoLink) {
  add(1, "2019-01-01", {"Frequency of reflective supervision."});
  add(2, "2021-01-01", {"Frequency of reflective supervision."}, "caseloads");
  EXPECT_TRUE(links().empty());
}

TEST_F(ImprovementLinksTest, WhatTheBoardWasAskedIsNotWhatTheCouncilIs) {
  add(1, "2019-01-01", {"Frequency of reflective supervision."}, "supervision", "lscb");
  add(2, "2021-01-01", {"Frequency of reflective supervision."});
  EXPECT_TRUE(links().empty());
}

TEST_F(ImprovementLinksTest, ReportsOfOneDayAreNotBeforeEachOther) {
  add(1, "2021-01-01", {"Frequency of reflective supervision."});
  add(2, "2021-01-01", {"Frequency of reflective supervision."});
  EXPECT_TRUE(links().empty());
}

TEST_F(ImprovementLinksTest, ALongListOfAsksHasAtMostOneLinkForAnEarlierReport) {
  add(1, "2019-01-01",
      {"Frequency of reflective supervision.",
       "Reflective supervision and its frequency, each month."});
  add(3, "2023-01-01", {"Frequency of reflective supervision. (paragraph 20)"});
  add(2, "2021-01-01", {"Frequency of reflective supervision."});
  EXPECT_EQ(links(), (Strings{"2021-01-01 < 2019-01-01", "2023-01-01 < 2021-01-01",
                              "2023-01-01 < 2019-01-01"}));
}

TEST_F(ImprovementLinksTest, LooksBackOnSoManyReports) {
  // Enough others that sixty items are few.
  for (int i = 0; i < 10; ++i) SetUp();
  for (int i = 0; i < 60; ++i)
    add(i, std::to_string(1950 + i) + "-01-01", {"Frequency of reflective supervision."});
  std::size_t of_last = 0;
  for (const std::string& line : links()) of_last += line.starts_with("2009");
  EXPECT_EQ(of_last, ImprovementLinks::kEarlierReports);
}

TEST(LightStem, TakesCommonEndingsOff) {
  for (const auto& [word, stem] :
       std::vector<std::pair<const char*, const char*>>{{"plans", "plan"},
                                                        {"plan", "plan"},
                                                        {"families", "family"},
                                                        {"recording", "record"},
                                                        {"recorded", "record"},
                                                        {"records", "record"},
                                                        {"less", "less"},
                                                        {"timely", "timely"},
                                                        {"consistently", "consistent"},
                                                        {"is", "is"},
                                                        {"ties", "tie"},
                                                        {"", ""}})
    EXPECT_EQ(light_stem(word), stem) << word;
}

}  // namespace
}  // namespace ofsight
