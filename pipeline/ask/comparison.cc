#include "pipeline/ask/comparison.h"

#include <algorithm>
#include <map>
#include <optional>

#include "corpus/council_lookup.h"
#include "pipeline/ask/asked_improvements.h"
#include "pipeline/ask/council_group.h"
#include "pipeline/ask/grades.h"
#include "pipeline/ask/others_evidence.h"

namespace ofsight {
namespace {

constexpr int kYearsAsked = 5;  // unless --since says otherwise

struct Latest {
  std::string grade, date, direction, previous_grade, previous_date, previous_area;
  std::string quote, page, report_id, previous_quote, previous_page, previous_report_id;
};

// A council asked about, with what is known of it.
struct Side {
  const Council* council;
  std::map<std::string, Latest> latest;  // by area
};

std::string year_of_date(const std::string& date) { return date.substr(0, 7); }

void drop_first_column(AnswerTable& table) {
  if (table.headings.empty()) return;
  table.headings.erase(table.headings.begin());
  for (auto& row : table.rows) row.erase(row.begin());
}

class Comparison {
 public:
  Comparison(ReleaseReader& release, const ComparisonRequest& request)
      : release_(release), request_(request) {}

  Expected<Answer> run() {
    if (auto understood = understand(); !understood) return tl::unexpected(understood.error());
    for (Side& side : sides_)
      if (auto read = read_latest(side); !read) return tl::unexpected(read.error());
    Answer answer;
    for (const Side& side : sides_)
      answer.title += (answer.title.empty() ? "" : ", ") + side.council->name;
    add_judgements(answer);
    for (const Side& side : sides_)
      if (auto added = add_standing(side, answer); !added) return tl::unexpected(added.error());
    // The title names it.
    if (request_.for_people && sides_.size() == 1) drop_first_column(answer.tables.front());
    std::vector<const Council*> councils;
    for (const Side& side : sides_) councils.push_back(side.council);
    AskedRequest asked{councils, request_.with, request_.themes, since_, request_.evidence};
    if (auto added = add_asked(release_, asked, answer); !added)
      return tl::unexpected(added.error());
    if (request_.evidence) {
      const OthersRequest others{councils, request_.with, counted_areas(), request_.themes, since_};
      if (auto added = add_others(release_, others, answer); !added)
        return tl::unexpected(added.error());
    }
    answer.notes.push_back("Release of " + release_.property("date") +
                           ". Grades are the latest of each area, with the day of the inspection; "
                           "--evidence shows the words they were read from.");
    return answer;
  }

 private:
  Expected<void> understand() {
    for (const std::string& name : request_.councils) {
      const auto council = look_up_council(release_.councils(), name);
      if (!council) return tl::unexpected(council.error());
      const bool again = std::any_of(sides_.begin(), sides_.end(),
                                     [&](const Side& side) { return side.council == *council; });
      if (!again) sides_.push_back({*council, {}});
    }
    for (const std::string& theme : request_.themes)
      if (auto known = release_.check_theme(theme); !known) return known;
    since_ = request_.since;
    if (since_.empty()) {
      const std::string date = release_.property("date");
      since_ = date.size() == 10
                   ? std::to_string(std::stoi(date.substr(0, 4)) - kYearsAsked) + date.substr(4)
                   : "0000-01-01";
    }
    return {};
  }

  Expected<void> read_latest(Side& side) {
    auto select = release_.database().prepare(
        "SELECT l.area, l.grade, l.report_date, l.direction, l.previous_grade, l.previous_date,"
        " l.previous_area, j.quote, j.page, j.report_id, p.quote, p.page, p.report_id"
        " FROM latest_judgements l JOIN judgements j ON j.judgement_id = l.judgement_id"
        " LEFT JOIN judgements p ON p.judgement_id = l.previous_judgement_id"
        " WHERE l.old_la_code = ?");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, side.council->la_code);
    return for_each_row(*select, [&](const Statement& row) {
      const auto text = [&](int column) { return std::string(row.text(column)); };
      side.latest[text(0)] = {text(1), text(2), text(3), text(4),  text(5),  text(6),
                              text(7), text(8), text(9), text(10), text(11), text(12)};
    });
  }

  // Areas that any of the councils was judged on: those of today first, in the dataset's order.
  std::vector<std::string> areas() const {
    std::vector<std::string> all;
    const auto add = [&](const std::string& area) {
      const bool judged = std::any_of(sides_.begin(), sides_.end(),
                                      [&](const Side& side) { return side.latest.contains(area); });
      if (judged && std::find(all.begin(), all.end(), area) == all.end()) all.push_back(area);
    };
    for (const Area& area : release_.dataset().areas) add(area.area);
    for (const Side& side : sides_)
      for (const auto& [area, latest] : side.latest) add(area);
    return all;
  }

  void add_judgements(Answer& answer) const {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "judgements";
    table.title = "Latest judgements";
    table.empty = "None of these councils has a judgement in this release.";
    if (request_.for_people && !request_.evidence && sides_.size() > 1) {
      add_side_by_side(table);
      return;
    }
    table.headings = {
        {"la_name", "Council"},          {"area", "Area", true},     {"grade", "Grade"},
        {"report_date", "Date"},         {"direction", "Direction"}, {"previous_grade", "Before"},
        {"previous_date", "Date before"}};
    if (request_.evidence)
      for (const Heading& heading :
           {Heading{"page", "Page"}, Heading{"quote", "Quote", true},
            Heading{"report_id", "Report"}, Heading{"previous_page", "Page before"},
            Heading{"previous_quote", "Quote before", true},
            Heading{"previous_report_id", "Report before"}})
        table.headings.push_back(heading);
    for (const std::string& area : areas()) {
      for (const Side& side : sides_) {
        const auto found = side.latest.find(area);
        if (found == side.latest.end()) continue;
        const Latest& latest = found->second;
        Cell label(area);
        label.shown = release_.area_label(area);
        auto& row = table.rows.emplace_back();
        row = {side.council->name, label, grade_cell(release_, latest.grade), latest.date,
               direction_cell(latest.direction)};
        row.push_back(latest.previous_grade.empty() ? Cell()
                                                    : grade_cell(release_, latest.previous_grade));
        row.push_back(latest.previous_date);
        if (request_.evidence)
          for (const std::string& text :
               {latest.page, latest.quote, latest.report_id, latest.previous_page,
                latest.previous_quote, latest.previous_report_id})
            row.emplace_back(text);
      }
    }
  }

  void add_side_by_side(AnswerTable& table) const {
    table.headings = {{"area", "Area"}};
    for (const Side& side : sides_)
      table.headings.push_back({side.council->la_code, side.council->name});
    for (const std::string& area : areas()) {
      auto& row = table.rows.emplace_back();
      row.emplace_back(release_.area_label(area));
      for (const Side& side : sides_) {
        const auto found = side.latest.find(area);
        if (found == side.latest.end()) {
          row.emplace_back("–");
          continue;
        }
        const Latest& latest = found->second;
        Cell cell = grade_cell(release_, latest.grade);
        cell.shown += ", " + year_of_date(latest.date);
        if (!latest.previous_grade.empty())
          cell.shown += "; " + direction_cell(latest.direction).shown +
                        (latest.direction == "same"
                             ? ""
                             : ", was " + short_grade(release_, latest.previous_grade)) +
                        " " + year_of_date(latest.previous_date);
        row.push_back(std::move(cell));
      }
    }
  }

  bool is_current(const std::string& name) const {
    const auto& areas = release_.dataset().areas;
    return std::any_of(areas.begin(), areas.end(),
                       [&](const Area& area) { return area.area == name && area.current; });
  }

  std::vector<std::string> counted_areas() const {
    std::vector<std::string> all = areas();
    std::erase_if(all, [this](const std::string& area) { return !is_current(area); });
    return all;
  }

  // How the grades of a council stand among those of a group.
  Expected<void> add_standing(const Side& side, Answer& answer) {
    AnswerTable& table = answer.tables.emplace_back();
    table.key = "standing";
    table.title = "How " + side.council->name + " stands";
    if (request_.for_people) {
      table.headings = {{"area", "Area", true},
                        {"group", "Among"},
                        {"others", "Others are", true},
                        {"grades", "Their grades", true}};
    } else {
      table.headings = {{"la_name", "Council"}, {"area", "Area"},     {"grade", "Grade"},
                        {"group", "Among"},     {"judged", "Judged"}, {"better", "Better"},
                        {"same", "The same"},   {"worse", "Worse"},   {"grades", "Their grades"}};
    }
    for (const std::string& kind : request_.with) {
      const CouncilGroup group = group_of(release_.councils(), *side.council, kind);
      for (const std::string& area : counted_areas()) {
        if (!side.latest.contains(area)) continue;
        if (auto added = add_standing(side, group, area, table); !added) return added;
      }
    }
    return {};
  }

  Expected<void> add_standing(const Side& side, const CouncilGroup& group, const std::string& area,
                              AnswerTable& table) {
    auto select = release_.database().prepare(
        "SELECT grade, count(*) FROM latest_judgements WHERE area = ? AND old_la_code IN (" +
        placeholders(group.la_codes.size()) + ") GROUP BY grade");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, area);
    for (std::size_t i = 0; i < group.la_codes.size(); ++i)
      select->bind(static_cast<int>(i) + 2, group.la_codes[i]);
    std::map<std::string, std::size_t> counts;
    auto read = for_each_row(*select, [&](const Statement& row) {
      counts[std::string(row.text(0))] = static_cast<std::size_t>(row.integer(1));
    });
    if (!read) return read;
    const Enumeration& grades = *release_.dataset().enumeration("grade");
    const std::string& own = side.latest.at(area).grade;
    const auto own_rank = grades.rank(own);
    std::size_t all = 0, better = 0, same = 0, worse = 0;
    std::string each;
    for (std::size_t rank = 0; rank < grades.values.size(); ++rank) {
      const EnumeratedValue& value = grades.values[rank];
      const auto found = counts.find(value.value);
      if (found == counts.end()) continue;
      const std::size_t count = found->second;
      all += count;
      each += (each.empty() ? "" : ", ") + std::to_string(count) + " " +
              short_grade(release_, value.value);
      if (!own_rank || grades.values[*own_rank].scale != value.scale) continue;
      const int step = grades.values[*own_rank].step;
      (value.step < step ? better : value.step > step ? worse : same) += count;
    }
    Cell label(area);
    label.shown = release_.area_label(area);
    if (request_.for_people) {
      const std::string others = all == 0
                                     ? "not judged"
                                     : std::to_string(better) + " better, " + std::to_string(same) +
                                           " the same, " + std::to_string(worse) + " worse";
      table.rows.push_back({label, group.name, others, each});
    } else {
      table.rows.push_back({side.council->name, label, grade_cell(release_, own), group.name, all,
                            better, same, worse, each});
    }
    return {};
  }

  ReleaseReader& release_;
  const ComparisonRequest& request_;
  std::vector<Side> sides_;
  std::string since_;
};

}  // namespace

Expected<Answer> compare(ReleaseReader& release, const ComparisonRequest& request) {
  return Comparison(release, request).run();
}

}  // namespace ofsight
