#include "pipeline/ask/council_history.h"

#include <algorithm>
#include <map>
#include <vector>

#include "corpus/council_lookup.h"
#include "pipeline/ask/grades.h"

namespace ofsight {
namespace {

class History {
 public:
  History(ReleaseReader& release, const Council& council, bool evidence)
      : release_(release), council_(council), evidence_(evidence) {}

  Expected<Answer> run() {
    Answer answer;
    answer.title = council_.name;
    for (const auto part : {&History::add_reports, &History::add_judgements, &History::add_asks,
                            &History::add_repeats})
      if (auto added = (this->*part)(answer); !added) return tl::unexpected(added.error());
    if (evidence_)
      if (auto added = add_findings(answer); !added) return tl::unexpected(added.error());
    add_notes(answer);
    return answer;
  }

 private:
  // A query about the council, which is its one parameter.
  template <class Take>
  Expected<void> each(const std::string& sql, Take take) {
    auto select = release_.database().prepare(sql);
    if (!select) return tl::unexpected(select.error());
    select->bind(1, council_.la_code);
    return for_each_row(*select, take);
  }

  Expected<void> add_reports(Answer& answer) {
    std::map<std::string, std::string> grades;  // by report
    auto read = each(
        "SELECT report_id, area, grade FROM judgements WHERE old_la_code = ?"
        " ORDER BY judgement_id",
        [&](const Statement& row) {
          std::string& all = grades[std::string(row.text(0))];
          if (row.text(1) != "overall_effectiveness" && row.text(1) != "send_outcome") return;
          all += (all.empty() ? "" : ", ") + std::string(row.text(2));
        });
    if (!read) return read;
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "reports";
    table.title = "Inspections and visits";
    table.empty = "This release has no report of it.";
    table.headings = {{"report_date", "Date"},      {"kind", "Kind"},
                      {"grade", "Overall"},         {"improvements", "To improve"},
                      {"strengths", "Strengths"},   {"concerns", "Concerns"},
                      {"lead_inspector", "Led by"}, {"report_id", "Report"}};
    return each(
        "SELECT report_date, kind, report_id, improvements, strengths, concerns, lead_inspector"
        " FROM reports WHERE old_la_code = ? ORDER BY report_date, report_id",
        [&](const Statement& row) {
          const auto text = [&](int column) { return std::string(row.text(column)); };
          const std::string& grade = grades[text(2)];
          table.rows.push_back(
              {text(0), spaced_cell(text(1)), grade.empty() ? Cell() : grade_cell(release_, grade),
               number_cell(text(3)), number_cell(text(4)), number_cell(text(5)), text(6), text(2)});
        });
  }

  Expected<void> add_judgements(Answer& answer) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "judgements";
    table.title = "Grades";
    table.headings = {{"report_date", "Date"}, {"area", "Area"}, {"grade", "Grade"}};
    if (evidence_) {
      table.headings.push_back({"page", "Page"});
      table.headings.push_back({"quote", "Quote", true});
    }
    return each(
        "SELECT report_date, area, grade, page, quote FROM judgements WHERE old_la_code = ?"
        " ORDER BY report_date, report_id, start",
        [&](const Statement& row) {
          Cell area(std::string(row.text(1)));
          area.shown = release_.area_label(area.text);
          auto& cells = table.rows.emplace_back();
          cells = {std::string(row.text(0)), std::move(area),
                   grade_cell(release_, std::string(row.text(2)))};
          if (!evidence_) return;
          cells.push_back(number_cell(std::string(row.text(3))));
          cells.emplace_back(std::string(row.text(4)));
        });
  }

  Expected<void> add_asks(Answer& answer) {
    std::map<std::string, std::string> before;  // days, by improvement
    auto read = each(
        "SELECT improvement_id, earlier_report_date FROM improvement_links"
        " WHERE old_la_code = ? ORDER BY improvement_id, earlier_report_date",
        [&](const Statement& row) {
          std::string& days = before[std::string(row.text(0))];
          days += (days.empty() ? "" : ", ") + std::string(row.text(1));
        });
    if (!read) return read;
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "improvements";
    table.title = "What was asked for";
    table.headings = {{"report_date", "Date"},
                      {"themes", "Themes"},
                      {"told_before", "Told before"},
                      {"quote", "Quote", true}};
    if (evidence_)
      for (const char* key : {"page", "start", "end", "report_id", "source_url"})
        table.headings.push_back({key, key});
    return each(
        "SELECT report_date, themes, improvement_id, quote, page, start, \"end\", report_id,"
        " source_url FROM improvements WHERE old_la_code = ?"
        " ORDER BY report_date, report_id, position",
        [&](const Statement& row) {
          const auto text = [&](int column) { return std::string(row.text(column)); };
          Cell themes(text(1));
          for (const char c : themes.text)
            themes.shown += c == kListSeparator ? std::string(", ") : std::string(1, c);
          Cell told(before[text(2)]);
          if (!told.text.empty()) told.tone = Tone::kWeak;
          auto& cells = table.rows.emplace_back();
          cells = {text(0), std::move(themes), std::move(told), text(3)};
          if (evidence_)
            for (int column = 4; column <= 8; ++column) cells.emplace_back(text(column));
        });
  }

  Expected<void> add_repeats(Answer& answer) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "repeated";
    table.title = "Asked for again, in both wordings";
    table.headings = {{"report_date", "Date"},
                      {"quote", "Quote", true},
                      {"earlier_report_date", "Told before"},
                      {"earlier_quote", "Quote then", true},
                      {"score", "Likeness"}};
    if (evidence_)
      for (const char* key : {"page", "report_id", "earlier_page", "earlier_report_id"})
        table.headings.push_back({key, key});
    return each(
        "SELECT l.report_date, i.quote, l.earlier_report_date, e.quote, l.score, i.page,"
        " i.report_id, e.page, e.report_id FROM improvement_links l"
        " JOIN improvements i ON i.improvement_id = l.improvement_id"
        " JOIN improvements e ON e.improvement_id = l.earlier_improvement_id"
        " WHERE l.old_la_code = ? ORDER BY l.report_date, i.report_id, i.position,"
        " l.earlier_report_date",
        [&](const Statement& row) {
          const auto text = [&](int column) { return std::string(row.text(column)); };
          auto& cells = table.rows.emplace_back();
          for (int column = 0; column <= (evidence_ ? 8 : 4); ++column)
            cells.emplace_back(text(column));
        });
  }

  // The strengths and concerns that the reports were counted to have.
  Expected<void> add_findings(Answer& answer) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "findings";
    table.title = "Strengths and concerns";
    table.headings = {{"report_date", "Date"},
                      {"polarity", "What"},
                      {"page", "Page"},
                      {"quote", "Quote", true},
                      {"report_id", "Report"}};
    return each(
        "SELECT report_date, polarity, page, quote, report_id FROM findings WHERE old_la_code = ?"
        " AND polarity IN ('strength', 'concern') ORDER BY report_date, report_id, start",
        [&](const Statement& row) {
          const auto text = [&](int column) { return std::string(row.text(column)); };
          Cell polarity(text(1), row.text(1) == "strength" ? Tone::kFine : Tone::kBad);
          table.rows.push_back(
              {text(0), std::move(polarity), number_cell(text(2)), text(3), text(4)});
        });
  }

  void add_notes(Answer& answer) const {
    std::string former;
    for (const Council& other : release_.councils().councils())
      for (const std::string& urn : other.successors)
        if (urn == council_.urn)
          former += (former.empty() ? "" : ", ") + other.name + " (" + other.la_code + ")";
    if (!former.empty())
      answer.notes.push_back("Reports before its time stand under " + former + ".");
    answer.notes.push_back(
        "'Told before' links items that share a theme and rare words; read both quotes.");
  }

  ReleaseReader& release_;
  const Council& council_;
  const bool evidence_;
};

}  // namespace

Expected<Answer> timeline(ReleaseReader& release, const std::string& name, bool evidence) {
  const auto council = look_up_council(release.councils(), name);
  if (!council) return tl::unexpected(council.error());
  return History(release, **council, evidence).run();
}

}  // namespace ofsight
