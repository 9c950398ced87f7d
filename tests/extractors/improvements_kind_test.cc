#include <gtest/gtest.h>

#include <string>

#include "extractors/improvements.h"
#include "tests/extractors/listed_improvements.h"

namespace ofsight {
namespace {

// Whole lists as each kind of report prints them.

TEST(ImprovementsByKind, OfAnIlacsReport) {
  const Text text = text_of(R"(
      ## What needs to improve?
      • How soon children are seen after a referral⏎that speaks of danger.
      ---
      • Plans for children in need: fewer words. (paragraph 20)
      ## The experiences and progress of children who need help and protection: good
      • This is none of them.
      )");
  const Improvements improvements = listed("ilacs_inspection", text);
  EXPECT_EQ(items(improvements),
            (Strings{"How soon children are seen after a referral that speaks of danger.",
                     "Plans for children in need: fewer words. (paragraph 20)"}));
  const Improvement& first = improvements.improvements[0];
  EXPECT_EQ(first.type, "area_for_improvement");
  EXPECT_EQ(first.body, "local_authority");
  EXPECT_EQ(first.rule, "improvements.what_needs_to_improve");
  EXPECT_TRUE(first.themes.empty());
  EXPECT_EQ(first.evidence.page, 1);
  EXPECT_EQ(first.evidence.boxes.size(), 2u);
  EXPECT_EQ(improvements.improvements[1].evidence.page, 2);
}

TEST(ImprovementsByKind, OfAVisitToo) {
  for (const char* kind : {"focused_visit", "monitoring_visit", "jtai"})
    EXPECT_EQ(items(kind, R"(
        ## What needs to improve in this area of social work practice?
        • The frequency of visits.
        ## Main findings
        • Visits are rare.
        )"),
              Strings{"The frequency of visits."})
        << kind;
}

TEST(ImprovementsByKind, OfASifReportByTheSizeOfItsHeadings) {
  const std::string report = R"(
      # The local authority
      ## What does the local authority need to improve?
      ### Priority and immediate action
      #### Missing children
      1. Offer every child who returns a conversation.
      #### Assessment and planning
      2. Make sure that assessments take account of fathers.
      ### Areas for improvement
      #### Help and protection
      3. Agree on one short form for early help.
      ## Information about this local authority area
      • About 41,200 children live in Saltmere.
      # The Local Safeguarding Children Board (LSCB)
      ## What does the LSCB need to improve?
      ### Areas for improvement
      31. Test whether training has changed what people do.
      ## Information about this inspection
      • Eight inspectors came.
      )";
  EXPECT_EQ(items("sif_inspection", report),
            (Strings{"! Offer every child who returns a conversation.",
                     "! Make sure that assessments take account of fathers.",
                     "Agree on one short form for early help.",
                     "Test whether training has changed what people do."}));
  EXPECT_EQ(bodies("sif_inspection", report),
            (Strings{"local_authority", "local_authority", "local_authority", "lscb"}));
}

TEST(ImprovementsByKind, TheBoardsRecommendationsAreKnownByTheSectionTheyStandIn) {
  EXPECT_EQ(bodies("sif_inspection", R"(
      ## Recommendations
      1. Improve the quality of plans.
      # The Local Safeguarding Children Board
      ### Executive summary
      The board is good.
      ### Recommendations
      2. Review how the board hears of neglect.
      # The local authority again
      ### Recommendations
      3. Publish what was learned.
      )"),
            (Strings{"local_authority", "lscb", "local_authority"}));
}

TEST(ImprovementsByKind, AHeadingThatNamesTheBodyDecidesWhateverStandsAbove) {
  EXPECT_EQ(bodies("sif_inspection", R"(
      # Inspection of services and review of the Local Safeguarding Children Board
      ## What does the local authority need to improve?
      1. Count visits.
      ## What does the LSCB need to improve?
      2. Count audits.
      )"),
            (Strings{"local_authority", "lscb"}));
}

TEST(ImprovementsByKind, WithoutSectionTheBodyIsThatOfTheKind) {
  const std::string list = "## Recommendations\n1. Share data.";
  EXPECT_EQ(bodies("lscb_review", list), Strings{"lscb"});
  EXPECT_EQ(bodies("jtai", list), Strings{"partnership"});
  EXPECT_EQ(bodies("lac_inspection", list), Strings{"local_authority"});
}

TEST(ImprovementsByKind, OfTheOldestKinds) {
  EXPECT_EQ(items("protection_inspection", R"(
      ## Areas for improvement
      1. In order to improve the quality of help, the local authority should take the following action.
      2. Immediately: review all cases without a worker.
      ## Overall effectiveness
      3. Overall effectiveness is adequate.
      )"),
            Strings{"Immediately: review all cases without a worker."})
      << "a sentence that leads in is no item, whatever its number";
  EXPECT_EQ(items("joint_area_review", R"(
      ## Priorities for further improvement
      Priorities for further improvement:
      • the supervision of social workers
      ## Summary of progress
      • Supervision has become better.
      )"),
            Strings{"the supervision of social workers"});
}

TEST(ImprovementsByKind, OfAnAreaSendReportAreTheRowsOfItsTables) {
  const Text text = text_of(R"(
      ## Areas for priority action
      | Responsible body | Areas for priority action |
      | Saltmere City Council and the care board | Leaders must act together on waits.⏎They should agree one list. |
      | | Health leaders must plan. |
      ## Areas for improvement
      | Areas for improvement |
      | Leaders should rewrite the local offer. |
      ## Local area partnership details
      | Local authority | Care board |
      | Saltmere City Council | The care board |
      )");
  const Improvements improvements = listed("area_send_inspection", text);
  EXPECT_EQ(items(improvements),
            (Strings{"! Leaders must act together on waits. They should agree one list.",
                     "! Health leaders must plan.", "Leaders should rewrite the local offer."}))
      << "without the responsible body";
  for (const Improvement& item : improvements.improvements) EXPECT_EQ(item.body, "partnership");
  EXPECT_EQ(improvements.improvements[0].evidence.boxes.size(), 2u);
  EXPECT_TRUE(improvements.warnings.empty());
}

TEST(ImprovementsByKind, OfAnAreaSendReportMayStandInAFrame) {
  EXPECT_EQ(items("area_send_inspection", R"(
      ## Areas for improvement
      > #### Areas for improvement
      >
      > Leaders should rewrite the local offer.
      >
      > The partnership should:
      > • plan earlier for adult life
      > • tell young people.
      >
      > Education leaders should act.
      )"),
            (Strings{"Leaders should rewrite the local offer.",
                     "The partnership should: plan earlier for adult life tell young people.",
                     "Education leaders should act."}));
}

TEST(ImprovementsByKind, OfAnAreaSendReportStandInAFrameBelowTheirHeadingToo) {
  EXPECT_EQ(items("area_send_inspection", R"(
      ## Areas for improvement
      > Leaders should rewrite the local offer.
      >
      > • Health leaders should plan.
      >
      > Education leaders should act.
      )"),
            (Strings{"Leaders should rewrite the local offer.", "Health leaders should plan.",
                     "Education leaders should act."}))
      << "an item of another row is no part of the paragraph above it";
}

TEST(ImprovementsByKind, ARowOfAnAreaSendFrameGoesOnOnTheNextPage) {
  EXPECT_EQ(items("area_send_inspection", R"(
      ## Areas for improvement
      > The partnership should:
      ---

      > • plan earlier for adult life
      ---

      > • tell young people.
      >
      > • Education leaders should act.
      )"),
            (Strings{"The partnership should: plan earlier for adult life tell young people.",
                     "Education leaders should act."}));
}

TEST(ImprovementsByKind, TheHeaderOfAnAreaSendTableIsNoItem) {
  for (const char* header : {"| Responsible bodies | What they should do |",
                             "| Who | Areas for improvement |", "| Areas for improvement |"})
    EXPECT_EQ(items("area_send_inspection", "## Areas for improvement\n" + std::string(header) +
                                                "\n| Council | Leaders should act. |"),
              Strings{"Leaders should act."})
        << header;
}

TEST(ImprovementsByKind, RowsAreNoItemsInReportsOfOtherKinds) {
  EXPECT_EQ(items("ilacs_inspection", R"(
      ## What needs to improve?
      • Plans.
      | Plans | 12 |
      )"),
            Strings{"Plans."});
}

TEST(ImprovementsByKind, AHeadingOfAnotherKindOpensNone) {
  const std::string list = "## What does the local authority need to improve?\n1. Count visits.";
  EXPECT_EQ(items("sif_inspection", list).size(), 1u);
  EXPECT_EQ(items("jtai", list).size(), 0u);
}

}  // namespace
}  // namespace ofsight
