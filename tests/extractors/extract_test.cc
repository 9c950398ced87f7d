#include "extractors/extract.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "tests/extractors/made_up_councils.h"
#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

// The built-in rules about how reports are written, and a few about what they say.
const Extractor& extractor() {
  static const Extractor made =
      Extractor::create(
          report_rules({rule_json("theme.visits", R"("terms": ["visits?"])", "a visit"),
                        rule_json("theme.plans", R"("terms": ["plans?"])", "a plan"),
                        term_rule("polarity.concern.late", "late", R"("weight": "2")")}),
          made_up_councils())
          .value();
  return made;
}

Report report_of(const std::string& outline) {
  auto report = extractor().extract(text_of(outline));
  EXPECT_TRUE(report) << report.error();
  return report.value_or(Report{});
}

Strings warnings(const Report& report) {
  Strings codes;
  for (const Warning& warning : report.warnings) codes.push_back(warning.code);
  return codes;
}

const std::string kInspection = R"(
    # Ambleford Borough Council
    # Inspection of children’s social care services
    Inspection dates: 25 March 2019 to 5 April 2019
    Lead inspector: Zoë Marchbanks, Her Majesty’s Inspector
    | Judgement | Grade |
    | The impact of leaders on social work practice with children and families | Good |
    | Overall effectiveness | Requires improvement⏎to be good |
    Workers see children every week.
    ## What needs to improve
    • The number of visits.
    • Plans, so that no visit is late.
    ## Leaders
    Some visits were late.
    )";

TEST(Extractor, ReadsAllPartsOfAReport) {
  const Report report = report_of(kInspection);
  EXPECT_EQ(report.kind, "ilacs_inspection");
  EXPECT_EQ(report.framework, "ilacs");
  EXPECT_EQ(report.title, "Inspection of children’s social care services");
  ASSERT_TRUE(report.council);
  EXPECT_EQ(report.council->name, "Ambleford");
  EXPECT_EQ(report.council->urn, "99001");
  EXPECT_EQ(report.council->la_code, "991");
  EXPECT_EQ(report.council->gss_code, "E99000001");
  EXPECT_EQ(report.council->region, "South West");
  EXPECT_EQ(report.inspection_start, "2019-03-25");
  EXPECT_EQ(report.inspection_end, "2019-04-05");
  EXPECT_FALSE(report.published) << "it prints none";
  EXPECT_EQ(report.lead_inspector, "Zoë Marchbanks");
  EXPECT_EQ(report.inspectors, Strings{"Zoë Marchbanks"});
  EXPECT_EQ(report.judgements.size(), 2u);
  ASSERT_EQ(report.improvements.size(), 2u);
  EXPECT_EQ(report.improvements[0].themes, Strings{"visits"});
  EXPECT_EQ(report.improvements[1].themes, (Strings{"visits", "plans"}));
  ASSERT_EQ(report.findings.size(), 3u);
  EXPECT_EQ(report.findings[0].text, "The number of visits.");
  EXPECT_EQ(report.findings[0].polarity, "concern") << "for it is listed as an improvement";
  EXPECT_EQ(report.findings[2].section, "Leaders");
  EXPECT_EQ(warnings(report), Strings{});
  EXPECT_EQ(report.provenance.rules, extractor().rules().digest());
}

TEST(Extractor, EveryQuoteStandsInTheTextAtItsOffsets) {
  const Text text = text_of(kInspection);
  const auto report = extractor().extract(text);
  ASSERT_TRUE(report);
  std::vector<Evidence> all;
  for (const auto& judgement : report->judgements) all.push_back(judgement.evidence);
  for (const auto& item : report->improvements) all.push_back(item.evidence);
  for (const auto& finding : report->findings) all.push_back(finding.evidence);
  ASSERT_EQ(all.size(), 7u);
  for (const Evidence& evidence : all) {
    EXPECT_EQ(text.slice(evidence.span), evidence.quote);
    EXPECT_FALSE(evidence.boxes.empty());
  }
}

TEST(Extractor, ATitleOfSeveralHeadingsIsOneWithoutItsFootnoteMark) {
  const Report report = report_of(R"(
      # Review of the effectiveness
      # of the Local Safeguarding Children Board1
      The Local Safeguarding Children Board is good
      )");
  EXPECT_EQ(report.title, "Review of the effectiveness of the Local Safeguarding Children Board");
  for (const char* title : {"Joint targeted area inspection of Ambleford, 2019",
                            "Joint targeted area inspection of Ambleford 2",
                            "Joint targeted area inspection of Ambleford2019"})
    EXPECT_EQ(report_of("# " + std::string(title)).title, title) << "the number is no mark";
}

TEST(Extractor, WhatADocumentDoesNotStateIsNull) {
  const Report report = report_of("# Joint targeted area inspection");
  EXPECT_FALSE(report.council);
  EXPECT_FALSE(report.inspection_start);
  EXPECT_FALSE(report.inspection_end);
  EXPECT_FALSE(report.published);
  EXPECT_FALSE(report.lead_inspector);
  EXPECT_TRUE(report.judgements.empty());
  EXPECT_EQ(warnings(report), Strings{"council.unknown"}) << "joint letters give no grades";
}

TEST(Extractor, AKindThatGivesGradesWarnsWithoutAny) {
  for (const char* title :
       {"Inspection of Ambleford children’s services",
        "Inspection of services for children in need of help and protection, children looked after "
        "and care leavers: Ambleford",
        "Review of the effectiveness of the Ambleford Safeguarding Children Board",
        "Area SEND inspection of Ambleford Local Area Partnership",
        "Inspection of looked after children services in Ambleford",
        "Inspection of arrangements for the protection of children in Ambleford"}) {
    EXPECT_EQ(warnings(report_of("# " + std::string(title))), Strings{"judgement.none"}) << title;
  }
  for (const char* title : {"Focused visit to Ambleford", "Monitoring visit to Ambleford",
                            "Joint area review of Ambleford"})
    EXPECT_EQ(warnings(report_of("# " + std::string(title))), Strings{}) << title;
}

TEST(Extractor, Since2026NoOverallGradeIsNoGap) {
  EXPECT_EQ(warnings(report_of(R"(
      # Inspection of Kestrel Vale children’s services
      Inspection dates: 20 April to 1 May 2026
      | The impact of leaders on social work practice with children and families | Good |
      )")),
            Strings{});
}

TEST(Extractor, AnUnknownKindStillYieldsCouncilDatesAndWhatIsListed) {
  const Report report = report_of(R"(
      12 May 2022
      # Survey of homes in Saltmere
      This is what we saw during the visit of 5 to 7 April 2022.
      ## Areas for improvement
      • plans
      )");
  EXPECT_EQ(report.kind, "other");
  EXPECT_EQ(report.framework, "other");
  EXPECT_FALSE(report.title);
  ASSERT_TRUE(report.council);
  EXPECT_EQ(report.council->name, "Saltmere");
  EXPECT_EQ(report.published, "2022-05-12");
  EXPECT_EQ(report.inspection_start, "2022-04-05");
  EXPECT_EQ(report.improvements.size(), 1u);
  EXPECT_EQ(warnings(report), Strings{"kind.unknown"});
}

TEST(Extractor, WhatNamesNeitherKindNorCouncilWithADateIsNoReport) {
  for (const char* outline :
       {"", "# Minutes\n12 May 2022\nLeaders met.", "# Minutes\nSaltmere leads."}) {
    const auto report = extractor().extract(text_of(outline));
    ASSERT_FALSE(report) << outline;
    EXPECT_EQ(report.error(), "no title of a known kind of report, and no council with a date");
  }
  EXPECT_TRUE(extractor().extract(text_of("# Minutes\n12 May 2022\nSaltmere leads.")));
}

TEST(Extractor, WarningsOfEveryPartAreKeptInOrder) {
  EXPECT_EQ(warnings(report_of(R"(
      # Joint targeted area inspection
      27 July 2016
      Between 16 May and 20 May, Ofsted and others came.
      ## Areas for improvement
      Leaders act.
      )")),
            (Strings{"inspection_dates.year_from_publication", "improvements.empty_list",
                     "council.unknown"}));
  EXPECT_EQ(warnings(report_of(R"(
      # Inspection of Ambleford children’s services
      | Overall effectiveness | Good |
      | Overall effectiveness | Inadequate |
      )")),
            (Strings{"judgement.ambiguous", "judgement.none"}));
}

TEST(Extractor, ARuleThatCannotBeUsedIsNamedBeforeTheFirstText) {
  const auto made = Extractor::create(report_rules({term_rule("polarity.flavour.sweet", "sweet")}),
                                      made_up_councils());
  ASSERT_FALSE(made);
  EXPECT_TRUE(made.error().message.starts_with("polarity.flavour.sweet"));
}

TEST(Extractor, ThreadsReadAlike) {
  const Text text = text_of(kInspection);
  std::vector<std::size_t> found(4);
  {
    std::vector<std::jthread> threads;
    for (std::size_t& count : found)
      threads.emplace_back([&] {
        for (int i = 0; i < 20; ++i) count += extractor().extract(text)->findings.size();
      });
  }
  EXPECT_EQ(found, std::vector<std::size_t>(4, 60));
}

}  // namespace
}  // namespace ofsight
