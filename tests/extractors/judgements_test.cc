#include "extractors/judgements.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Judgements read(const std::string& kind_code, const Text& text) {
  static const RuleSet rules = report_rules();
  static const JudgementExtractor extractor = JudgementExtractor::compile(rules).value();
  Kind kind;
  kind.kind = kind_code;
  return extractor.extract(text, kind);
}

Judgements read(const std::string& kind, const std::string& outline) {
  return read(kind, text_of(outline));
}

// "area: grade" of each.
Strings grades(const Judgements& judgements) {
  Strings out;
  for (const Judgement& judgement : judgements.judgements)
    out.push_back(judgement.area + ": " + judgement.grade);
  return out;
}

Strings grades(const std::string& kind, const std::string& outline) {
  const Judgements judgements = read(kind, outline);
  for (const Warning& warning : judgements.warnings) ADD_FAILURE() << warning.message;
  return grades(judgements);
}

TEST(Judgements, OfAnIlacsReportBefore2023) {
  EXPECT_EQ(grades("ilacs_inspection", R"(
      | Judgement | Grade |
      | The impact of leaders on social work practice with children and families | Requires improvement to be good |
      | The experiences and progress of children who need help and protection | Inadequate |
      | The experiences and progress of children in care and care leavers | Good |
      | Overall effectiveness | Requires improvement to be good |
      )"),
            (Strings{"impact_of_leaders: requires_improvement", "help_and_protection: inadequate",
                     "children_in_care_and_care_leavers: good",
                     "overall_effectiveness: requires_improvement"}));
}

TEST(Judgements, OfAnIlacsReportFrom2023) {
  EXPECT_EQ(grades("ilacs_inspection", R"(
      | The impact of leaders on social work practice with children and families | Good |
      | The experiences and progress of children who need help and protection | Good |
      | The experiences and progress of children in care | Outstanding |
      | The experiences and progress of care leavers | Requires improvement to be good |
      | Overall effectiveness | Good |
      )"),
            (Strings{"impact_of_leaders: good", "help_and_protection: good",
                     "children_in_care: outstanding", "care_leavers: requires_improvement",
                     "overall_effectiveness: good"}));
}

TEST(Judgements, OfAnIlacsReportFrom2026LackTheOverallOne) {
  EXPECT_EQ(grades("ilacs_inspection", R"(
      | The impact of leaders on social work practice with children and families | Good |
      | The experiences and progress of children who need help and protection | Requires improvement |
      | The experiences and progress of children in care | Good |
      | The experiences and progress of care leavers | Outstanding |
      )"),
            (Strings{"impact_of_leaders: good", "help_and_protection: requires_improvement",
                     "children_in_care: good", "care_leavers: outstanding"}));
}

TEST(Judgements, OfAReportUnderTheSingleFramework) {
  EXPECT_EQ(
      grades("sif_inspection", R"(
      > #### Children’s services in Saltmere require improvement to be good
      | 1. Children who need help and protection | Requires improvement |
      | 2. Children looked after and achieving permanence | Good |
      | | 2.1 Adoption performance | Outstanding |
      | | 2.2 Experiences and progress of care leavers | Requires improvement |
      | 3. Leadership, management and governance | Inadequate |

      # The Local Safeguarding Children Board (LSCB)
      The Local Safeguarding Children Board is good
      )"),
      (Strings{"overall_effectiveness: requires_improvement",
               "help_and_protection: requires_improvement", "looked_after_and_permanence: good",
               "adoption: outstanding", "care_leavers: requires_improvement",
               "leadership_management_governance: inadequate", "lscb: good"}));
}

TEST(Judgements, OfABoardReviewedAlone) {
  EXPECT_EQ(
      grades("lscb_review", "# The Inverwick Safeguarding Children Board requires improvement"),
      Strings{"lscb: requires_improvement"});
  EXPECT_EQ(grades("lscb_review",
                   "The arrangements in place to evaluate the effectiveness of what is done by the "
                   "authority and board partners to safeguard and promote the welfare of children "
                   "are inadequate"),
            Strings{"lscb: inadequate"});
  EXPECT_EQ(grades("lscb_review", "| Local Safeguarding Children Board | Good |"),
            Strings{"lscb: good"});
}

TEST(Judgements, Of2012AreNamedAsTheirLabelsArePrinted) {
  for (const char* kind : {"lac_inspection", "protection_inspection"})
    EXPECT_EQ(grades(kind, R"(
        | Overall effectiveness | Adequate |
        | Quality of practice | Good |
        | Capacity to improve, including partners’ | Inadequate |
        | Leadership and governance | Adequate (Grade 3) |
        | Population | 41,200 |
        )"),
              (Strings{"overall_effectiveness: adequate", "quality_of_practice: good",
                       "capacity_to_improve_including_partners: inadequate",
                       "leadership_and_governance: adequate"}))
        << kind;
}

TEST(Judgements, AnAreaSendOutcomeIsASentence) {
  const struct {
    const char *sentence, *grade;
  } cases[] = {
      {"The local area partnership’s arrangements typically lead to positive experiences and "
       "outcomes for children.",
       "typically_positive"},
      {"The local area partnership’s arrangements lead to inconsistent experiences and outcomes "
       "for "
       "children.",
       "inconsistent"},
      {"There are widespread and/or systemic failings leading to significant concerns.",
       "widespread_failings"},
  };
  for (const auto& c : cases) {
    const Text text =
        text_of("## Inspection outcome\nThe next visit is due. " + std::string(c.sentence));
    const Judgements judgements = read("area_send_inspection", text);
    ASSERT_EQ(judgements.judgements.size(), 1u) << c.sentence;
    const Judgement& judgement = judgements.judgements[0];
    EXPECT_EQ(judgement.area, "send_outcome");
    EXPECT_EQ(judgement.grade, c.grade);
    EXPECT_EQ(judgement.label_text, "");
    EXPECT_EQ(judgement.grade_text, judgement.evidence.quote) << "the words that say so";
    EXPECT_EQ(judgement.evidence.quote.find("The next visit"), std::string::npos) << "no more";
    EXPECT_EQ(text.slice(judgement.evidence.span), judgement.evidence.quote);
  }
}

TEST(Judgements, VisitsAndJointLettersStateNone) {
  for (const char* kind :
       {"focused_visit", "monitoring_visit", "jtai", "joint_area_review", "other"})
    EXPECT_EQ(grades(kind, R"(
        | Overall effectiveness | Good |
        # Children’s services in Ambleford are inadequate
        There are widespread and/or systemic failings.
        )"),
              Strings{})
        << kind;
}

TEST(Judgements, AWrappedRowStaysOneRow) {
  const Text text = text_of(
      "---\n| The impact of leaders on social work⏎practice with children and families | "
      "Requires improvement⏎to be good |\n| Overall effectiveness | Good |");
  const Judgements judgements = read("ilacs_inspection", text);
  EXPECT_EQ(grades(judgements),
            (Strings{"impact_of_leaders: requires_improvement", "overall_effectiveness: good"}));
  const Judgement& first = judgements.judgements.at(0);
  EXPECT_EQ(first.label_text,
            "The impact of leaders on social work practice with children and families");
  EXPECT_EQ(first.grade_text, "Requires improvement to be good");
  EXPECT_EQ(first.rule, "judgement.ilacs.impact_of_leaders");
  EXPECT_EQ(first.evidence.quote, first.label_text + "\t" + first.grade_text);
  EXPECT_EQ(first.evidence.page, 2);
  EXPECT_EQ(first.evidence.boxes.size(), 4u) << "one for each printed line";
}

TEST(Judgements, ARowGivesTheGradeInItsLastCellWithWords) {
  EXPECT_EQ(grades("sif_inspection", "| | 2.1 Adoption performance | | Good | |"),
            Strings{"adoption: good"});
}

TEST(Judgements, RowsThatGradeNothingAreNone) {
  EXPECT_EQ(grades("ilacs_inspection", R"(
      | Judgement | Grade |
      | Overall effectiveness | Good or better |
      | Overall effectiveness | 12 |
      | Good |
      | Overall effectiveness | |
      | Number of children’s homes | Good |
      )"),
            Strings{});
}

TEST(Judgements, AHeadlineStatesAGradeWhereNoTableDoes) {
  EXPECT_EQ(grades("ilacs_inspection", R"(
      ## The experiences and progress of children who need help and protection: requires improvement to be good
      ## The experiences and progress of children in care and care leavers: good
      ## The impact of leaders on social work practice with children and families: inadequate
      )"),
            (Strings{"help_and_protection: requires_improvement",
                     "children_in_care_and_care_leavers: good", "impact_of_leaders: inadequate"}));
}

TEST(Judgements, AHeadlineKeepsItsWholeWording) {
  const Judgements judgements = read(
      "sif_inspection", "The overall judgement is that children’s services require improvement");
  ASSERT_EQ(judgements.judgements.size(), 1u);
  EXPECT_EQ(judgements.judgements[0].area, "overall_effectiveness");
  EXPECT_EQ(judgements.judgements[0].grade_text, "require improvement");
  EXPECT_EQ(judgements.judgements[0].label_text, judgements.judgements[0].evidence.quote);
  EXPECT_EQ(judgements.judgements[0].rule, "headline.sif.overall_effectiveness");
}

TEST(Judgements, ProseStatesNone) {
  EXPECT_EQ(grades("sif_inspection", R"(
      Children’s services in Saltmere require improvement because:
      Children’s services in Saltmere have improved since the last inspection.
      • Children’s services were inadequate in 2011.
      )"),
            Strings{});
  EXPECT_EQ(grades("ilacs_inspection", "The experiences and progress of care leavers: good"),
            Strings{})
      << "a paragraph is no heading of a part";
}

TEST(Judgements, ALongParagraphIsNoHeadline) {
  // One rule that would read any paragraph.
  const RuleSet rules = written_rules(
      {rule_json("grade.good", R"("yields": {"grade": "good"}, "patterns": ["^good$"])", "good"),
       rule_json("headline.any",
                 R"("yields": {"area": "adoption"}, "patterns": ["(?P<grade>good)$"])",
                 "It is good")});
  const auto extractor = JudgementExtractor::compile(rules);
  ASSERT_TRUE(extractor);
  const auto count = [&](std::size_t length) {
    return extractor->extract(text_of(std::string(length - 5, 'x') + " good"), {})
        .judgements.size();
  };
  EXPECT_EQ(count(400), 1u);
  EXPECT_EQ(count(401), 0u);
}

TEST(Judgements, SaidTwiceAlikeItCountsOnce) {
  const Judgements judgements = read("ilacs_inspection", R"(
      | The experiences and progress of care leavers | Good |
      ## The experiences and progress of care leavers: good
      )");
  EXPECT_EQ(grades(judgements), Strings{"care_leavers: good"});
  EXPECT_EQ(judgements.judgements[0].rule, "judgement.ilacs.care_leavers") << "the table’s words";
  EXPECT_TRUE(judgements.warnings.empty());
}

TEST(Judgements, TheTablesWordsCountEvenBelowTheHeadline) {
  const Judgements judgements = read("sif_inspection", R"(
      Children’s services in Saltmere are good
      | Overall effectiveness | Good |
      )");
  ASSERT_EQ(judgements.judgements.size(), 1u);
  EXPECT_EQ(judgements.judgements[0].rule, "judgement.sif.overall_effectiveness");
}

TEST(Judgements, TwoReadingsThatDisagreeAreLeftOutAndNamed) {
  const Judgements judgements = read("ilacs_inspection", R"(
      | The experiences and progress of care leavers | Good |
      | Overall effectiveness | Good |
      ## The experiences and progress of care leavers: requires improvement to be good
      )");
  EXPECT_EQ(grades(judgements), Strings{"overall_effectiveness: good"});
  ASSERT_EQ(judgements.warnings.size(), 1u);
  EXPECT_EQ(judgements.warnings[0].code, "judgement.ambiguous");
  EXPECT_EQ(judgements.warnings[0].message,
            "care_leavers: stated as 'Good' and as 'requires improvement to be good'");
}

TEST(Judgements, ThreeReadingsMakeOneWarning) {
  const Judgements judgements = read("area_send_inspection", R"(
      There are widespread and/or systemic failings.
      The partnership’s arrangements lead to inconsistent experiences and outcomes.
      The partnership’s arrangements typically lead to positive experiences and outcomes.
      )");
  EXPECT_EQ(grades(judgements), Strings{});
  EXPECT_EQ(judgements.warnings.size(), 1u);
}

TEST(Judgements, OfSeveralRulesForALabelTheFirstThatAppliesReadsIt) {
  const Judgements sif =
      read("sif_inspection", "| 2.2 Experiences and progress of care leavers | Good |");
  ASSERT_EQ(sif.judgements.size(), 1u);
  EXPECT_EQ(sif.judgements[0].rule, "judgement.sif.care_leavers");
}

}  // namespace
}  // namespace ofsight
