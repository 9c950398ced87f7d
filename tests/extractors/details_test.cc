#include "extractors/details.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/extractors/made_up_councils.h"
#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;

Kind kind_of(const std::string& code) {
  Kind kind;
  kind.kind = code;
  kind.recognised = code != "other";
  return kind;
}

Details details_of(const std::string& kind, const std::string& outline) {
  static const RuleSet rules = report_rules();
  static const DetailsExtractor extractor = DetailsExtractor::compile(rules).value();
  return extractor.extract(text_of(outline), kind_of(kind));
}

std::string dates(const Details& details) {
  return details.inspection_start.value_or("?") + " " + details.inspection_end.value_or("?");
}

TEST(Details, ReadsTheLineOfDatesInEveryPrintedForm) {
  const struct {
    const char *line, *dates;
  } cases[] = {
      {"Inspection dates: 4 to 15 February 2019", "2019-02-04 2019-02-15"},
      {"Inspection date: 19 November–30 November 2018", "2018-11-19 2018-11-30"},
      {"Inspection dates: 24 – 28 June 2013", "2013-06-24 2013-06-28"},
      {"Visit dates: 1 and 2 October 2024", "2024-10-01 2024-10-02"},
      {"Inspection date: 3 March 2020", "2020-03-03 2020-03-03"},
      {"Inspection dates: 8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019",
       "2019-07-08 2019-08-08"},
      {"Inspection dates: Monday 4 March 2024 to Friday 8 March 2024", "2024-03-04 2024-03-08"},
      {"Inspection dates: 11 November 2014 –⏎4 December 2014", "2014-11-11 2014-12-04"},
      {"| Inspection dates: | 14 December to 5 January 2018 |", "2017-12-14 2018-01-05"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(dates(details_of("ilacs_inspection", "# Ambleford\n" + std::string(c.line))), c.dates)
        << c.line;
  }
}

TEST(Details, ADateSetAsHeadingMayGoOnInTheNext) {
  const std::string first = "Inspection dates: 25 February 2014 to\n";
  EXPECT_EQ(dates(details_of("sif_inspection", "## " + first + "## 19 March 2014")),
            "2014-02-25 2014-03-19");
  for (const char* above : {"## ", ""})
    EXPECT_EQ(dates(details_of("sif_inspection", above + first + "19 March 2014")),
              "2014-02-25 2014-02-25")
        << "a paragraph is another matter";
  EXPECT_EQ(dates(details_of("sif_inspection", first + "## 19 March 2014")),
            "2014-02-25 2014-02-25");
}

TEST(Details, ReadsTheDatesOfAVisitFromItsLetter) {
  const struct {
    const char *kind, *sentence, *dates;
  } cases[] = {
      {"focused_visit",
       "This letter summarises the findings of the focused visit to Ambleford children’s services "
       "on 1 and 2 October 2024. His Majesty’s Inspectors for this visit were Ada Penn and Ivor "
       "Pell.",
       "2024-10-01 2024-10-02"},
      {"focused_visit",
       "This letter summarises the findings of a visit to St. Aldhelm children’s services between "
       "6 October and 3 November 2020.",
       "2020-10-06 2020-11-03"},
      {"monitoring_visit",
       "This letter summarises the findings of the monitoring visit to Saltmere on the 15 and 16 "
       "of "
       "May 2018.",
       "2018-05-15 2018-05-16"},
      {"monitoring_visit", "The visit was carried out on 4 June 2019.", "2019-06-04 2019-06-04"},
      {"jtai", "Between 21 and 25 January 2019, Ofsted, the care inspectorate and others came.",
       "2019-01-21 2019-01-25"},
      {"jtai", "This inspection took place from 6 to 10 February 2023. It was carried out by all.",
       "2023-02-06 2023-02-10"},
      {"other", "This is what we saw during the visit of 5 to 7 September 2022 to Ambleford.",
       "2022-09-05 2022-09-07"},
  };
  for (const auto& c : cases)
    EXPECT_EQ(dates(details_of(c.kind, c.sentence)), c.dates) << c.sentence;
}

TEST(Details, OtherDatesAreNotThoseOfTheInspection) {
  for (const char* line :
       {"Dates of previous inspection: 12 to 16 June 2017", "The last visit was in May 2018.",
        "Inspection dates: 31 June 2019", "Inspection dates: to be confirmed in May 2019"}) {
    EXPECT_EQ(dates(details_of("area_send_inspection", line)), "? ?") << line;
  }
  std::string late;
  for (int i = 0; i < 40; ++i) late += "Leaders act.\n";
  EXPECT_EQ(dates(details_of("jtai", late + "Inspection dates: 4 May 2019")), "? ?")
      << "they stand at the start";
}

TEST(Details, ReadsWhenTheReportWasPublished) {
  EXPECT_EQ(details_of("sif_inspection", "Report published: 23 January 2015").published,
            "2015-01-23");
  EXPECT_EQ(details_of("protection_inspection", "| Published: | 23 August 2013 |").published,
            "2013-08-23");
  EXPECT_EQ(details_of("focused_visit", "31 October 2024\nDear Ms Ashdown").published,
            "2024-10-31");
  EXPECT_EQ(details_of("jtai", "01 December 2017").published, "2017-12-01");
  EXPECT_FALSE(details_of("ilacs_inspection", "31 October 2024").published)
      << "only a letter has a bare date for its own";
  EXPECT_FALSE(details_of("sif_inspection", "Published: 1 to 3 May 2015").published)
      << "a period is none";
}

TEST(Details, DatesWithoutYearTakeThatOfPublicationAndSaySo) {
  const Details told = details_of(
      "jtai", "27 July 2016\nBetween 16 May and 20 May, Ofsted and others inspected Ambleford.");
  EXPECT_EQ(dates(told), "2016-05-16 2016-05-20");
  ASSERT_EQ(told.warnings.size(), 1u);
  EXPECT_EQ(told.warnings[0].code, "inspection_dates.year_from_publication");
  const Details later = details_of(
      "jtai", "27 January 2016\nBetween 16 May and 20 May, Ofsted and others inspected Ambleford.");
  EXPECT_EQ(dates(later), "? ?") << "it would lie after publication";
  EXPECT_TRUE(later.warnings.empty());
  EXPECT_EQ(dates(details_of("jtai", "Between 16 May and 20 May, Ofsted inspected Ambleford.")),
            "? ?");
  EXPECT_TRUE(details_of("jtai", "27 July 2016\nInspection dates: 4 May 2016").warnings.empty());
}

TEST(Details, ReadsWhoLedAndTheTeam) {
  const Details details = details_of("sif_inspection", R"(
      Lead inspector: Zoë Marchbanks, Her Majesty’s Inspector
      Deputy lead inspector: Anselm Okoro-Tait HMI
      Team inspectors: Wilf Ashgrove, Nerys van der Colbourne,⏎Fiona J O’Finch, Wilf Ashgrove
      Quality assurance manager: Odette Langfield
      )");
  EXPECT_EQ(details.lead_inspector, "Zoë Marchbanks") << "the name alone";
  EXPECT_EQ(details.inspectors, (Strings{"Zoë Marchbanks", "Anselm Okoro-Tait", "Wilf Ashgrove",
                                         "Nerys van der Colbourne", "Fiona J O’Finch"}))
      << "each once";
}

TEST(Details, ALeadMayStandInACell) {
  EXPECT_EQ(details_of("lac_inspection", "| Lead inspector | Ada Penn HMI |").lead_inspector,
            "Ada Penn");
  EXPECT_EQ(details_of("lac_inspection", "Reporting inspector Ada Penn HMI").lead_inspector,
            "Ada Penn");
  EXPECT_EQ(details_of("lac_inspection", "| Lead inspector | Ada | Penn |").lead_inspector,
            "Ada Penn");
}

TEST(Details, OfTwoLeadsTheFirstLeads) {
  const Details details = details_of(
      "ilacs_inspection", "Lead inspectors: Ada Penn and Ivor Pell, His Majesty’s Inspectors");
  EXPECT_EQ(details.lead_inspector, "Ada Penn");
  EXPECT_EQ(details.inspectors, (Strings{"Ada Penn", "Ivor Pell"}));
}

TEST(Details, AVisitIsLedByWhoeverSignsItsLetter) {
  const Details details = details_of("focused_visit", R"(
      His Majesty’s Inspectors for this visit were Ivor Pell and Ada Penn.
      Leaders know their services.
      Yours sincerely
      Ada Penn
      His Majesty’s Inspector
      )");
  EXPECT_EQ(details.lead_inspector, "Ada Penn");
  EXPECT_EQ(details.inspectors, (Strings{"Ivor Pell", "Ada Penn"}));
}

TEST(Details, WhoeverSignsIsAnInspectorWhereNoneIsNamed) {
  const Details details =
      details_of("monitoring_visit", "Yours faithfully,\nAda Penn⏎Her Majesty’s Inspector");
  EXPECT_EQ(details.lead_inspector, "Ada Penn");
  EXPECT_EQ(details.inspectors, Strings{"Ada Penn"});
}

TEST(Details, WithoutSignatoryTheFirstNamedLeads) {
  for (const char* sentence : {
           "The visit was carried out by Her Majesty’s Inspectors Ivor Pell and Ada Penn.",
           "The visit was conducted by Ivor Pell and Ada Penn, two of Her Majesty’s Inspectors.",
           "The inspectors were Ivor Pell, HMI, and Ada Penn, Senior HMI.",
       }) {
    const Details details = details_of("focused_visit", sentence);
    EXPECT_EQ(details.lead_inspector, "Ivor Pell") << sentence;
    EXPECT_EQ(details.inspectors, (Strings{"Ivor Pell", "Ada Penn"})) << sentence;
  }
}

TEST(Details, ALetterSignedByTwoIsLedByTheFirstNamed) {
  const Details details = details_of("focused_visit", R"(
      The inspectors were Ivor Pell and Ada Penn.
      Yours sincerely
      Ada Penn and Ivor Pell
      )");
  EXPECT_EQ(details.lead_inspector, "Ivor Pell");
}

TEST(Details, AJointLetterSignedByChiefsHasNoLead) {
  const Details details = details_of("jtai", R"(
      Yours sincerely
      | Ofsted | Care Quality Commission |
      | Tamsin Holt⏎National Director, Social Care | Rufus Teal⏎Deputy Chief Inspector |
      )");
  EXPECT_FALSE(details.lead_inspector);
  EXPECT_TRUE(details.inspectors.empty());
  const Details one = details_of("jtai", "Yours sincerely\nTamsin Holt⏎National Director, Ofsted");
  EXPECT_FALSE(one.lead_inspector) << "a director signs for all";
}

TEST(Details, AnAreaSendTeamIsReadByCellAndLine) {
  const Details details = details_of("area_send_inspection", R"(
      ### Inspection team
      | Ofsted | Care Quality Commission |
      | Clementine Rooke, Ofsted Lead inspector⏎Gwendolen Astley HMI, Ofsted⏎Jonty Mbeki-Ross, Ofsted Inspector | Tobias Farleigh, CQC Lead inspector⏎Parveen Holloway, CQC inspector |
      )");
  EXPECT_EQ(details.lead_inspector, "Clementine Rooke");
  EXPECT_EQ(details.inspectors,
            (Strings{"Clementine Rooke", "Gwendolen Astley", "Jonty Mbeki-Ross"}))
      << "those of the Care Quality Commission are not Ofsted’s";
}

TEST(Details, AnAreaSendTeamMayBeSetRowByRow) {
  const Details details = details_of("area_send_inspection", R"(
      | Ofsted | Care Quality Commission |
      | Clementine Rooke, HMI Lead Inspector | Tobias Farleigh, CQC Lead inspector |
      | Gwendolen Astley HMI, Ofsted | Parveen Holloway, CQC inspector |
      )");
  EXPECT_EQ(details.lead_inspector, "Clementine Rooke");
  EXPECT_EQ(details.inspectors, (Strings{"Clementine Rooke", "Gwendolen Astley"}));
}

std::string council_of(const std::string& outline, bool titled) {
  const Text text = text_of(outline);
  Kind kind;
  if (titled) kind.title_page = text.blocks.at(0).span;
  const Council* council = find_council(text, kind, made_up_councils(), "2019-01-01");
  return council == nullptr ? "none" : council->name;
}

TEST(FindCouncil, TheTitlesCouncilCountsWhateverTheTextSays) {
  EXPECT_EQ(council_of("# Inspection of Ambleford\nSaltmere and Saltmere share teams.", true),
            "Ambleford");
}

TEST(FindCouncil, WithoutOneInTheTitleTheOneNamedMostOften) {
  const std::string letter = "Fenmoor came once.\nSaltmere leads.\nSaltmere City Council acts.";
  EXPECT_EQ(council_of("# Inspection of services\n" + letter, true), "Saltmere");
  EXPECT_EQ(council_of(letter, false), "Saltmere");
}

TEST(FindCouncil, OfThoseNamedEquallyOftenTheFirst) {
  EXPECT_EQ(council_of("Saltmere and Ambleford work with Fenmoor.", false), "Saltmere");
  EXPECT_EQ(council_of("Fenmoor and Ambleford work with Saltmere.", false), "Fenmoor");
}

TEST(FindCouncil, FindsNoneWhereNoneIsNamed) {
  EXPECT_EQ(council_of("# Inspection\nLeaders act.", true), "none");
  std::string late;
  for (int i = 0; i < 40; ++i) late += "Leaders act.\n";
  EXPECT_EQ(council_of(late + "Saltmere leads.", false), "none") << "not at the start";
}

}  // namespace
}  // namespace ofsight
