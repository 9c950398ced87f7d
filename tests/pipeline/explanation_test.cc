#include "pipeline/explanation.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/extractors/text_of.h"
#include "tests/extractors/written_rules.h"

namespace ofsight {
namespace {

class Explanation : public testing::Test {
 protected:
  Explanation()
      : rules_(written_rules({
            rule_json("theme.visits", R"("terms": ["visits?", "home visits"])", "a visit"),
            rule_json("theme.plans",
                      R"("terms": ["plans?"], "weak": ["targets"], "in_items": ["quality"])",
                      "a plan"),
            term_rule("polarity.strength.good", "good", R"("weight": "2")"),
            term_rule("polarity.concern.late", "late", R"("weight": "2")"),
            term_rule("context.negation.not", "not", R"("direction": "forward", "reach": "3")"),
            term_rule("context.historical.then", "formerly",
                      R"("direction": "both", "reach": "9")"),
        })),
        findings_(FindingExtractor::compile(rules_).value()) {}

  // A report of these findings whose blocks at `items` are listed as improvements.
  Report report_of(const Text& text, const std::vector<std::size_t>& items = {}) const {
    Report report;
    report.kind = "other";
    for (const std::size_t block : items) {
      Improvement& item = report.improvements.emplace_back();
      item.type = "area_for_improvement";
      item.rule = "improvements.some";
      item.themes = {"plans"};
      item.evidence = text.evidence(text.blocks.at(block).span);
    }
    report.findings = findings_.extract(text, report.improvements, report.kind).findings;
    return report;
  }

  std::string findings(const Text& text, const std::string& rule = "") const {
    return explain_findings(report_of(text), text, findings_, rule);
  }

  std::optional<std::string> sentence(const std::string& outline, std::size_t at,
                                      const std::vector<std::size_t>& items = {}) const {
    const Text text = text_of(outline);
    return explain_sentence(report_of(text, items), text, at, findings_);
  }

  std::string html(const std::string& outline, const std::vector<std::size_t>& items = {}) const {
    const Text text = text_of(outline);
    const std::string page = explain_html(report_of(text, items), text);
    const std::size_t legend = page.find("</small></p>\n");
    EXPECT_NE(legend, page.npos);
    EXPECT_TRUE(page.ends_with("</body></html>\n"));
    return page.substr(legend + 13, page.size() - 15 - legend - 13);
  }

  const RuleSet rules_;
  const FindingExtractor findings_;
};

TEST_F(Explanation, OfFindingsBracketsTheWordsOfTheirRules) {
  const Text text = text_of("---\nIt rains. Formerly plans for home visits were late.");
  EXPECT_EQ(findings(text),
            "page 2, 10–51: concern; visits, plans; historical\n"
            "  [Formerly] [plans] for [home visits] were [late].\n"
            "  theme.visits, theme.plans, context.historical.then, polarity.concern.late\n");
}

TEST_F(Explanation, OfFindingsNamesOnlyWhatThereIs) {
  EXPECT_EQ(findings(text_of("It is good.")),
            "page 1, 0–11: strength\n  It is [good].\n  polarity.strength.good\n");
  EXPECT_EQ(findings(text_of("It rains.")), "");
}

TEST_F(Explanation, OfFindingsKeepsToTheOnesOfARule) {
  const Text text = text_of("Plans are good. Visits are good.");
  EXPECT_EQ(findings(text, "theme.visits"),
            "page 1, 16–32: strength; visits\n  [Visits] are [good].\n"
            "  theme.visits, polarity.strength.good\n");
  EXPECT_EQ(findings(text, "polarity.strength.good"), findings(text));
  EXPECT_EQ(findings(text, "polarity.concern.late"), "");
}

TEST_F(Explanation, OfFindingsReadsItemsAsItems) {
  const Text text = text_of("• Quality of visits\nQuality of visits");
  EXPECT_EQ(explain_findings(report_of(text, {0}), text, findings_, ""),
            "page 1, 2–19: concern; visits, plans\n  [Quality] of [visits]\n"
            "  theme.visits, theme.plans\n"
            "page 1, 20–37: strength; visits\n  Quality of [visits]\n  theme.visits\n");
}

TEST_F(Explanation, WithoutPagesNamesNone) {
  Text text = text_of("It is good.");
  text.pages = 0;
  text.blocks[0].page = 0;
  text.lines[0].box.page = 0;
  EXPECT_EQ(findings(text), "0–11: strength\n  It is [good].\n  polarity.strength.good\n");
}

TEST_F(Explanation, OfASentenceSaysWhatFiredAndWhatNearlyDid) {
  EXPECT_EQ(sentence("It rains. Visits are not good for targets.", 12),
            "page 1, 10–42: concern\n"
            "Visits are not good for targets.\n"
            "\nfired\n"
            "  theme.visits: 'Visits'\n"
            "  context.negation.not: 'not'\n"
            "  polarity.strength.good: 'good'\n"
            "\nnearly fired\n"
            "  theme.plans: 'targets' is a weak term, and other themes are named\n");
}

TEST_F(Explanation, OfASentenceWithoutAnySaysSo) {
  EXPECT_EQ(sentence("It rains.", 0),
            "page 1, 0–9: strength\nIt rains.\n\nfired\n  nothing\n\nnearly fired\n  nothing\n");
}

TEST_F(Explanation, OfASentenceThatIsListedSaysSo) {
  const auto listed = sentence("• good plans\nPlans.", 3, {0});
  ASSERT_TRUE(listed);
  EXPECT_TRUE(listed->starts_with("page 1, 2–12: concern, listed as an improvement\ngood plans\n"))
      << *listed;
  const auto other = sentence("• good plans\nPlans.", 13, {0});
  ASSERT_TRUE(other);
  EXPECT_TRUE(other->starts_with("page 1, 13–19: strength\nPlans.\n")) << *other;
}

TEST_F(Explanation, ThereIsNoneWhereNoSentenceStands) {
  const std::string outline = "# Zoë\nOne. Two.";
  EXPECT_FALSE(sentence(outline, 1)) << "a heading";
  EXPECT_TRUE(sentence(outline, 4));
  EXPECT_TRUE(sentence(outline, 7));
  EXPECT_FALSE(sentence(outline, 8)) << "the space between two";
  EXPECT_TRUE(sentence(outline, 12));
  EXPECT_FALSE(sentence(outline, 13)) << "the end";
  EXPECT_FALSE(sentence(outline, 99999));
}

TEST_F(Explanation, HtmlShowsEveryBlockAndMarksFindings) {
  EXPECT_EQ(html("## Care\nIt rains. Visits are late. Then none.\n12. Plans.\n| Plans | good |"),
            "<h2>Care</h2>\n"
            "<p>It rains. <mark class=\"concern\">Visits are late.</mark> <small>concern: visits "
            "(theme.visits, polarity.concern.late)</small> Then none.</p>\n"
            "<p>12. <mark class=\"strength\">Plans.</mark> <small>strength: plans "
            "(theme.plans)</small></p>\n"
            "<p class=\"row\">Plans\tgood</p>\n");
}

TEST_F(Explanation, HtmlLinesImprovementsAtTheirLeft) {
  EXPECT_EQ(html("• rain:\n  • snow", {0}),
            "<p class=\"item\">• rain: <small>area_for_improvement: plans "
            "(improvements.some)</small></p>\n"
            "<p>• snow</p>\n");
}

TEST_F(Explanation, HtmlSaysWhatAnImprovementIsAtItsEnd) {
  const Text text = text_of("• rain:\n  • snow\nEnd.");
  Report report = report_of(text, {0});
  report.improvements[0].evidence = text.evidence({2, 14});
  const std::string page = explain_html(report, text);
  EXPECT_NE(page.find("<p class=\"item\">• rain:</p>\n<p class=\"item\">• snow "
                      "<small>area_for_improvement: plans "
                      "(improvements.some)</small></p>\n<p>End.</p>\n"),
            page.npos)
      << page;
}

TEST_F(Explanation, HtmlMarksJudgementsBeforeFindingsOfTheSameWords) {
  const Text text = text_of("Services are good.");
  Report report = report_of(text);
  Judgement& judgement = report.judgements.emplace_back();
  judgement.area = "lscb";
  judgement.grade = "good";
  judgement.rule = "headline.lscb";
  judgement.evidence = text.evidence(text.blocks[0].span);
  const std::string page = explain_html(report, text);
  EXPECT_NE(
      page.find(
          "<p><mark class=\"judgement\">Services are good.</mark> <small>judgement: lscb is good "
          "(headline.lscb)</small></p>"),
      page.npos)
      << page;
  EXPECT_EQ(page.find("polarity.strength.good"), page.npos) << "no words are marked twice";
}

TEST_F(Explanation, HtmlLeavesOutAMarkThatNoBlockHoldsWhole) {
  const Text text = text_of("It rains.\nIt snows.");
  Report report;
  report.findings.emplace_back().evidence = text.evidence({3, 19});
  EXPECT_NE(explain_html(report, text).find("<p>It rains.</p>\n<p>It snows.</p>\n"),
            std::string::npos);
}

TEST_F(Explanation, HtmlEscapesWhatTheDocumentHolds) {
  EXPECT_EQ(html("# <b> & \"Zoë\"\nA <script> is good."),
            "<h1>&lt;b&gt; &amp; &quot;Zoë&quot;</h1>\n"
            "<p><mark class=\"strength\">A &lt;script&gt; is good.</mark> <small>strength "
            "(polarity.strength.good)</small></p>\n");
  Report report;
  report.title = "<i>";
  const std::string page = explain_html(report, text_of(""));
  EXPECT_NE(page.find("<title>&lt;i&gt;</title>"), page.npos);
  EXPECT_NE(explain_html(Report{}, text_of("")).find("<title>Report</title>"), page.npos);
}

}  // namespace
}  // namespace ofsight
