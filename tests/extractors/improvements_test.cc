#include "extractors/improvements.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extractors/listed_improvements.h"

namespace ofsight {
namespace {

TEST(Improvements, TheHeadingDecidesTheType) {
  EXPECT_EQ(items("focused_visit", R"(
      ## Areas for priority action
      • The reading of every contact on the day it arrives.
      ## Areas for improvement
      • An urgent need: consent must be sought at once.
      )"),
            (Strings{"! The reading of every contact on the day it arrives.",
                     "An urgent need: consent must be sought at once."}));
  EXPECT_EQ(items("sif_inspection", R"(
      ## Recommendations
      1. Immediately make sure that every child is seen.
      )"),
            Strings{"Immediately make sure that every child is seen."});
}

TEST(Improvements, SubItemsBelongToTheirItem) {
  const Text text = text_of(R"(
      ## Recommendations
      5. Strengthen out-of-hours cover so that:
        • two workers are always on call
        • a manager
          • who knows the city
        • can be reached.
      6. Count visits.
      )");
  const Improvements improvements = listed("sif_inspection", text);
  EXPECT_EQ(items(improvements),
            (Strings{"Strengthen out-of-hours cover so that: two workers are always on call a "
                     "manager who knows the city can be reached.",
                     "Count visits."}));
  EXPECT_EQ(
      improvements.improvements[0].evidence.quote,
      "Strengthen out-of-hours cover so that:\n• two workers are always on call\n• a manager\n"
      "• who knows the city\n• can be reached.")
      << "the quote is the text as it stands";
}

TEST(Improvements, AFramedCaseStudyInsideAListIsNoItem) {
  EXPECT_EQ(items("ilacs_inspection", R"(
      ## What needs to improve?
      • The frequency of visits.
      > ## Case study: Noor
      > Noor waited for a visit.
      > • She was ten.
      • The quality of plans.
      )"),
            (Strings{"The frequency of visits.", "The quality of plans."}));
}

TEST(Improvements, AListMayStandInAFrameItself) {
  EXPECT_EQ(items("focused_visit", R"(
      > ## What needs to improve in this area of social work practice?
      > • supervision
      > • plans
      Inspectors saw much.
      )"),
            (Strings{"supervision", "plans"}));
}

TEST(Improvements, ParagraphsBetweenItemsAreNone) {
  EXPECT_EQ(items("sif_inspection", R"(
      ## Recommendations
      The local authority should:
      1. count visits
      Together with its partners it should:
      2. share data.
      )"),
            (Strings{"count visits", "share data."}));
}

TEST(Improvements, AListEndsAtTheNextPartHoweverItsHeadingIsPrinted) {
  EXPECT_EQ(items("ilacs_inspection", R"(
      ## What needs to improve?
      • Plans.
      ### Main findings
      • Plans are weak.
      )"),
            Strings{"Plans."})
      << "a smaller heading of the next part";
  EXPECT_EQ(items("ilacs_inspection", R"(
      ## What needs to improve?
      • Plans.
      ### Practice with families
      • Visits.
      ## Leaders
      • They know this.
      )"),
            (Strings{"Plans.", "Visits."}))
      << "smaller headings divide a list, one as large ends it";
}

TEST(Improvements, HeadingsAsLargeStraightBelowTheListsOwnDivideIt) {
  EXPECT_EQ(items("sif_inspection", R"(
      ## Recommendations
      ## Help and protection
      1. Count visits.
      ## Leadership
      2. Share data.
      ## Summary for children
      3. You were kind.
      )"),
            (Strings{"Count visits.", "Share data."}));
}

TEST(Improvements, AHeadingOverAnotherIsNoEmptyList) {
  EXPECT_EQ(warnings("sif_inspection", R"(
      ## What does the local authority need to improve?
      ### Areas for improvement
      1. Count visits.
      )"),
            Strings{});
}

TEST(Improvements, WhereItSaysThatThereIsNothingToListThereIsNoItem) {
  for (const char* sentence :
       {"There are no areas for priority action.", "None", "No areas were identified.",
        "• There are no areas for priority action.",
        "Inspectors did not identify any area for priority action.",
        "The inspection found no area for priority action in Ambleford."}) {
    const std::string outline = "## Areas for priority action\n" + std::string(sentence) +
                                "\n## Areas for improvement\n• supervision";
    EXPECT_EQ(items("focused_visit", outline), Strings{"supervision"}) << sentence;
    EXPECT_EQ(warnings("focused_visit", "## Areas for priority action\n" + std::string(sentence) +
                                            "\n## Main findings"),
              Strings{})
        << sentence;
  }
}

TEST(Improvements, AHeadingWithoutItemsIsNamed) {
  EXPECT_EQ(warnings("focused_visit", "## Areas for priority action\nLeaders act.\n## Next steps"),
            Strings{"improvements.empty_list: no items found under 'Areas for priority action'"});
  EXPECT_EQ(warnings("focused_visit", "## Areas for priority action"),
            Strings{"improvements.empty_list: no items found under 'Areas for priority action'"});
}

TEST(Improvements, ALineOfTheContentsIsNoHeadingOverAList) {
  EXPECT_EQ(warnings("sif_inspection", R"(
      ## Recommendations
      | Information about this inspection | 5 |
      ## The local authority
      )"),
            Strings{});
}

TEST(Improvements, HeadingsThatOnlySoundAlikeOpenNoList) {
  EXPECT_EQ(items("sif_inspection", R"(
      ## Progress on recommendations since the last inspection
      • Two are done.
      ## Case study: areas for priority action and improvement
      • One is told.
      What needs to improve?
      • A paragraph is no heading.
      )"),
            Strings{});
}

}  // namespace
}  // namespace ofsight
