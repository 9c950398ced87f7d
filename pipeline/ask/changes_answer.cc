#include "pipeline/ask/grades.h"
#include "pipeline/ask/release_changes.h"

namespace ofsight {

Answer changes_answer(const ReleaseReader& release, const std::vector<Change>& changes,
                      const std::string& title, bool evidence) {
  Answer answer;
  answer.title = title;
  const auto add_table = [&](const std::string& key, const std::string& heading,
                             const std::vector<Heading>& headings, auto fits, auto cells) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = key;
    table.title = heading;
    table.headings = headings;
    if (evidence)
      for (const char* name : {"start", "end", "source_url"})
        table.headings.push_back({name, name});
    for (const Change& change : changes) {
      if (!fits(change)) continue;
      auto& row = table.rows.emplace_back(cells(change));
      if (evidence)
        for (const std::string& place : {change.start, change.end, change.source_url})
          row.emplace_back(place);
    }
  };
  add_table(
      "reports", "Reports",
      {{"event", "What"},
       {"date", "Date"},
       {"la_name", "Council"},
       {"kind", "Kind"},
       {"title", "Title", true},
       {"report_id", "Report"}},
      [](const Change& change) { return change.event.ends_with("_report"); },
      [](const Change& change) -> std::vector<Cell> {
        return {spaced_cell(change.event), change.date,  change.la_name,
                spaced_cell(change.kind),  change.title, change.report_id};
      });
  const Enumeration& grades = *release.dataset().enumeration("grade");
  add_table(
      "judgements", "Judgements that changed",
      {{"date", "Date"},
       {"la_name", "Council"},
       {"area", "Area"},
       {"before", "Before"},
       {"after", "Now"},
       {"direction", "Direction"},
       {"page", "Page"},
       {"quote", "Quote", true},
       {"report_id", "Report"}},
      [](const Change& change) { return change.event == "judgement_changed"; },
      [&](const Change& change) -> std::vector<Cell> {
        Cell area(change.subject);
        area.shown = release.area_label(change.subject);
        return {change.date,
                change.la_name,
                area,
                change.before.empty() ? Cell() : grade_cell(release, change.before),
                grade_cell(release, change.after),
                direction_cell(std::string(direction_of(grades, change.after, change.before))),
                number_cell(change.page),
                change.quote,
                change.report_id};
      });
  add_table(
      "improvements", "New and dropped improvement areas",
      {{"event", "What"},
       {"date", "Date"},
       {"la_name", "Council"},
       {"themes", "Themes"},
       {"page", "Page"},
       {"quote", "Quote", true},
       {"report_id", "Report"}},
      [](const Change& change) { return change.event.starts_with("improvement_"); },
      [](const Change& change) -> std::vector<Cell> {
        Cell what = spaced_cell(change.event);
        what.shown = change.event == "improvement_new" ? "+ new" : "- dropped";
        return {
            what,         change.date,     change.la_name, change.subject, number_cell(change.page),
            change.quote, change.report_id};
      });
  answer.notes.push_back(std::to_string(changes.size()) + " changes. Release of " +
                         release.property("date") + ".");
  return answer;
}

}  // namespace ofsight
