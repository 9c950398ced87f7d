#include "extractors/kind.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

Kind kind_of(const Text& text) {
  static const RuleSet rules = report_rules();
  static const KindExtractor extractor = KindExtractor::compile(rules).value();
  return extractor.extract(text);
}

Kind kind_of(const std::string& outline) { return kind_of(text_of(outline)); }

TEST(KindExtractor, KnowsEveryKindByItsTitle) {
  const struct {
    const char *title, *kind, *framework, *body;
  } cases[] = {
      {"Inspection of Ambleford children’s services", "ilacs_inspection", "ilacs",
       "local_authority"},
      {"Inspection of children’s social care services", "ilacs_inspection", "ilacs",
       "local_authority"},
      {"Inspection of Kestrel Vale local authority children’s services", "ilacs_inspection",
       "ilacs", "local_authority"},
      {"Inspection of the Royal Borough of Saltmere children’s services", "ilacs_inspection",
       "ilacs", "local_authority"},
      {"Focused visit to Ambleford children’s services", "focused_visit", "ilacs",
       "local_authority"},
      {"Ofsted focussed visit to Saltmere", "focused_visit", "ilacs", "local_authority"},
      {"Ofsted COVID-19 assurance visit to Saltmere", "focused_visit", "ilacs", "local_authority"},
      {"Monitoring visit of Saltmere local authority children’s services", "monitoring_visit",
       "ilacs", "local_authority"},
      {"Inspection of services for children in need of help and protection, children looked after "
       "and care leavers",
       "sif_inspection", "sif", "local_authority"},
      {"Re-inspection of services for children in need of help and protection, children looked "
       "after and care leavers",
       "sif_inspection", "sif", "local_authority"},
      {"Review of the effectiveness of the Saltmere Safeguarding Children Board", "lscb_review",
       "sif", "lscb"},
      {"Joint targeted area inspection of Ambleford", "jtai", "jtai", "partnership"},
      {"Joint targeted area inspection of the multi-agency response to neglect in Saltmere", "jtai",
       "jtai", "partnership"},
      {"Area SEND inspection of Ambleford Local Area Partnership", "area_send_inspection",
       "area_send", "partnership"},
      {"Area SEND full inspection of Saltmere Local Area Partnership", "area_send_inspection",
       "area_send", "partnership"},
      {"Inspection of services for looked after children", "lac_inspection", "lac_2012",
       "local_authority"},
      {"Inspection of local authority arrangements for the protection of children",
       "protection_inspection", "lac_2012", "local_authority"},
      {"Joint area review of Ambleford", "joint_area_review", "jar", "partnership"},
      {"Inspection of progress made in the provision of safeguarding services in Ambleford",
       "joint_area_review", "jar", "partnership"},
  };
  for (const auto& c : cases) {
    const Text text =
        text_of("Ofsted\n# " + std::string(c.title) + "\nInspection dates: 4 May 2019");
    const Kind kind = kind_of(text);
    EXPECT_EQ(kind.kind, c.kind) << c.title;
    EXPECT_EQ(kind.framework, c.framework) << c.title;
    EXPECT_EQ(kind.body, c.body) << c.title;
    EXPECT_TRUE(kind.recognised) << c.title;
    ASSERT_TRUE(kind.title) << c.title;
    EXPECT_EQ(text.slice(*kind.title), c.title);
  }
}

TEST(KindExtractor, AnUnknownTitleIsOfKindOther) {
  for (const char* title : {"Survey of Ambleford’s libraries", "Area SEND monitoring inspection",
                            "Inspection of Ambleford Primary School"}) {
    const Kind kind = kind_of("# " + std::string(title) + "\nDear Ms Ashdown");
    EXPECT_EQ(kind.kind, "other") << title;
    EXPECT_EQ(kind.framework, "other");
    EXPECT_EQ(kind.body, "local_authority");
    EXPECT_FALSE(kind.recognised);
    EXPECT_FALSE(kind.title);
    EXPECT_FALSE(kind.title_page);
  }
  EXPECT_FALSE(kind_of("").recognised);
}

TEST(KindExtractor, ATitleMayBeSetAsSeveralHeadings) {
  const Text text = text_of(R"(
      # Saltmere City Council
      # Inspection of services for children
      ## in need of help and protection, children looked after
      ## and care leavers
      Inspection date: 11 November 2014
      )");
  const Kind kind = kind_of(text);
  EXPECT_EQ(kind.kind, "sif_inspection");
  ASSERT_TRUE(kind.title && kind.title_page);
  EXPECT_EQ(text.slice(*kind.title),
            "Inspection of services for children\n"
            "in need of help and protection, children looked after")
      << "as far as the rule needs";
  EXPECT_EQ(text.slice(*kind.title_page).substr(0, 22), "Saltmere City Council\n")
      << "the council may stand above the title";
}

TEST(KindExtractor, TextBetweenHeadingsPartsThem) {
  EXPECT_FALSE(kind_of("# Joint targeted\nof 2019\n# area inspection").recognised);
  EXPECT_TRUE(kind_of("# Joint targeted\n# area inspection").recognised);
}

TEST(KindExtractor, TheFirstTitleThatTellsIsTheTitle) {
  const Kind kind = kind_of(R"(
      # Inspection of services for children in need of help and protection, children looked after and care leavers
      and
      # Review of the effectiveness of the Local Safeguarding Children Board
      )");
  EXPECT_EQ(kind.kind, "sif_inspection") << "the board’s review comes with it";
}

TEST(KindExtractor, ALetterWithoutTitleIsKnownByItsFirstSentence) {
  const struct {
    const char *sentence, *kind;
  } cases[] = {
      {"This letter summarises the findings of the focused visit to Ambleford on 4 May 2019.",
       "focused_visit"},
      {"This letter summarises the findings of the COVID-19 focused visit to Fenmoor.",
       "focused_visit"},
      {"This letter summarises the findings of the third monitoring visit to Saltmere.",
       "monitoring_visit"},
  };
  for (const auto& c : cases) {
    const Kind kind =
        kind_of("# Ambleford children’s services\nDear Ms Ashdown\n" + std::string(c.sentence));
    EXPECT_EQ(kind.kind, c.kind) << c.sentence;
    EXPECT_TRUE(kind.recognised);
    EXPECT_FALSE(kind.title) << "there is none";
  }
}

TEST(KindExtractor, ATitleCountsMoreThanASentenceAboveIt) {
  EXPECT_EQ(kind_of(R"(
      This letter summarises the findings of the focused visit to Ambleford.
      # Monitoring visit to Ambleford children’s services
      )")
                .kind,
            "monitoring_visit");
}

TEST(KindExtractor, ATitleMayBePrintedLikeBodyText) {
  const Text text =
      text_of("2 May 2019\nMonitoring visit to Ambleford children’s services\nDear Ms Ashdown");
  const Kind kind = kind_of(text);
  EXPECT_EQ(kind.kind, "monitoring_visit");
  ASSERT_TRUE(kind.title);
  EXPECT_EQ(text.slice(*kind.title), "Monitoring visit to Ambleford children’s services");
  const std::string prose(200, 'x');
  EXPECT_FALSE(kind_of("Since the last monitoring visit " + prose).recognised)
      << "a long paragraph is no title";
}

TEST(KindExtractor, OnlyTheOpeningOfAReportIsItsTitlePage) {
  std::string filler;
  for (int i = 0; i < 39; ++i) filler += "Leaders act.\n";
  EXPECT_TRUE(kind_of(filler + "# Joint targeted area inspection of Ambleford").recognised);
  EXPECT_FALSE(kind_of(filler + "\nand\n# Joint targeted area inspection of Ambleford").recognised);
}

TEST(KindExtractor, OfTwoRulesTheEarlierWinsAndWhatARuleDoesNotYieldStays) {
  const RuleSet rules = written_rules(
      {rule_json("kind.a",
                 R"("yields": {"kind": "jtai"}, "in": ["title"], "patterns": ["harbour visit"])",
                 "harbour visit"),
       rule_json("kind.b", R"("yields": {"kind": "other"}, "in": ["title"], "patterns": ["visit"])",
                 "visit")});
  const Text text = text_of("# A harbour visit");
  const Kind kind = KindExtractor::compile(rules)->extract(text);
  EXPECT_EQ(kind.kind, "jtai");
  EXPECT_EQ(kind.framework, "other");
  EXPECT_EQ(kind.body, "local_authority");
}

}  // namespace
}  // namespace ofsight
