#include "pipeline/ask/others_evidence.h"

#include <algorithm>
#include <set>

#include "pipeline/ask/council_group.h"
#include "pipeline/ask/grades.h"

namespace ofsight {
namespace {

// Values for parameters from `first` on.
void bind_all(Statement& statement, int first, const std::vector<std::string>& values) {
  for (const std::string& value : values) statement.bind(first++, value);
}

class Others {
 public:
  Others(ReleaseReader& release, const OthersRequest& request)
      : release_(release), request_(request), codes_(codes()), themes_(request.themes) {}

  Expected<void> add_grades(Answer& answer) {
    AnswerTable table;
    table.key = "grades_of_others";
    table.title = "The grades of the others";
    table.headings = {{"la_name", "Council"},  {"area", "Area", true}, {"grade", "Grade"},
                      {"report_date", "Date"}, {"page", "Page"},       {"quote", "Quote", true},
                      {"report_id", "Report"}};
    auto select = release_.database().prepare(
        "SELECT l.old_la_code, l.area, l.grade, l.report_date, j.page, j.quote, j.report_id"
        " FROM latest_judgements l JOIN judgements j ON j.judgement_id = l.judgement_id"
        " WHERE l.area IN (" +
        placeholders(request_.areas.size()) + ") AND l.old_la_code IN (" +
        placeholders(codes_.size()) + ") ORDER BY l.area, l.old_la_code");
    if (!select) return tl::unexpected(select.error());
    bind_all(*select, 1, request_.areas);
    bind_all(*select, 1 + static_cast<int>(request_.areas.size()), codes_);
    auto read = for_each_row(*select, [&](const Statement& row) {
      const auto text = [&](int column) { return std::string(row.text(column)); };
      Cell area(text(1));
      area.shown = release_.area_label(area.text);
      table.rows.push_back({name_of(text(0)), std::move(area), grade_cell(release_, text(2)),
                            text(3), number_cell(text(4)), text(5), text(6)});
    });
    if (read) answer.tables.push_back(std::move(table));
    return read;
  }

  Expected<void> add_asked(Answer& answer) {
    if (auto found = find_themes(); !found) return found;
    AnswerTable table;
    table.key = "improvements_of_others";
    table.title = "What the others were asked to improve";
    table.headings = {{"theme", "Theme"}, {"la_name", "Council"},   {"report_date", "Date"},
                      {"page", "Page"},   {"quote", "Quote", true}, {"report_id", "Report"}};
    auto select = release_.database().prepare(
        "SELECT t.theme, i.old_la_code, i.report_date, i.page, i.quote, i.report_id"
        " FROM improvement_themes t JOIN improvements i ON i.improvement_id = t.improvement_id"
        " WHERE t.report_date >= ? AND t.theme IN (" +
        placeholders(themes_.size()) + ") AND t.old_la_code IN (" + placeholders(codes_.size()) +
        ") ORDER BY t.theme, i.old_la_code, i.report_date DESC, i.report_id, i.position");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, request_.since);
    bind_all(*select, 2, themes_);
    bind_all(*select, 2 + static_cast<int>(themes_.size()), codes_);
    auto read = for_each_row(*select, [&](const Statement& row) {
      const auto text = [&](int column) { return std::string(row.text(column)); };
      table.rows.push_back(
          {text(0), name_of(text(1)), text(2), number_cell(text(3)), text(4), text(5)});
    });
    if (read) answer.tables.push_back(std::move(table));
    return read;
  }

 private:
  // Every council of every group, once.
  std::vector<std::string> codes() const {
    std::set<std::string> all;
    for (const Council* council : request_.councils)
      for (const std::string& kind : request_.groups)
        for (const std::string& code : group_of(release_.councils(), *council, kind).la_codes)
          all.insert(code);
    return {all.begin(), all.end()};
  }

  std::string name_of(const std::string& la_code) const {
    const Council* council = release_.councils().find_by_la_code(la_code);
    return council != nullptr ? council->name : la_code;
  }

  // If none is named, those that the councils themselves were asked about: they are counted.
  Expected<void> find_themes() {
    if (!request_.themes.empty()) return {};
    auto select = release_.database().prepare(
        "SELECT DISTINCT theme FROM improvement_themes WHERE report_date >= ? AND old_la_code IN "
        "(" +
        placeholders(request_.councils.size()) + ")");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, request_.since);
    int parameter = 1;
    for (const Council* council : request_.councils) select->bind(++parameter, council->la_code);
    return for_each_row(*select, [&](const Statement& row) { themes_.emplace_back(row.text(0)); });
  }

  ReleaseReader& release_;
  const OthersRequest& request_;
  const std::vector<std::string> codes_;
  std::vector<std::string> themes_;
};

}  // namespace

Expected<void> add_others(ReleaseReader& release, const OthersRequest& request, Answer& answer) {
  Others others(release, request);
  if (auto added = others.add_grades(answer); !added) return added;
  return others.add_asked(answer);
}

}  // namespace ofsight
