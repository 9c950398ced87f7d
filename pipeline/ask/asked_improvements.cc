#include "pipeline/ask/asked_improvements.h"

#include <algorithm>
#include <map>

#include "pipeline/ask/council_group.h"

namespace ofsight {
namespace {

class Asked {
 public:
  Asked(ReleaseReader& release, const AskedRequest& request)
      : release_(release), request_(request) {}

  Expected<void> add_themes(Answer& answer) {
    for (std::size_t i = 0; i < request_.councils.size(); ++i)
      if (auto counted = count_themes(i); !counted) return counted;
    AnswerTable table;
    table.key = "themes";
    table.title = "Asked to improve since " + request_.since + ", by theme";
    table.empty = "Nothing was asked for in this time.";
    table.headings = {{"theme", "Theme"}};
    for (const Council* council : request_.councils)
      table.headings.push_back({council->name, council->name});
    const auto groups = find_groups(table);
    std::vector<std::size_t> reported;
    for (const CouncilGroup& group : groups) {
      const auto count = councils_with_reports(group);
      if (!count) return tl::unexpected(count.error());
      reported.push_back(*count);
    }
    for (const auto& [theme, counts] : ranked()) {
      auto& row = table.rows.emplace_back();
      row.emplace_back(theme);
      for (const std::size_t count : counts) row.emplace_back(count);
      for (std::size_t i = 0; i < groups.size(); ++i) {
        const auto count = councils_asked(groups[i], theme);
        if (!count) return tl::unexpected(count.error());
        row.emplace_back(std::to_string(*count) + " of " + std::to_string(reported[i]));
      }
    }
    answer.tables.push_back(std::move(table));
    return {};
  }

  Expected<void> add_items(Answer& answer) {
    AnswerTable table;
    table.key = "improvements";
    table.title = "What they were asked to improve";
    table.headings = {{"theme", "Theme"}, {"la_name", "Council"}, {"report_date", "Date"},
                      {"kind", "Kind"},   {"page", "Page"},       {"quote", "Quote", true}};
    if (request_.evidence)
      for (const char* key : {"report_id", "start", "end", "source_url"})
        table.headings.push_back({key, key});
    for (const Council* council : request_.councils)
      if (auto added = add_items_of(*council, table); !added) return added;
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const auto& a, const auto& b) { return a.front().text < b.front().text; });
    answer.tables.push_back(std::move(table));
    return {};
  }

 private:
  using Counts = std::vector<std::size_t>;  // by council

  bool wanted(std::string_view theme) const {
    return request_.themes.empty() || std::find(request_.themes.begin(), request_.themes.end(),
                                                theme) != request_.themes.end();
  }

  Expected<void> count_themes(std::size_t council) {
    auto select = release_.database().prepare(
        "SELECT theme, count(*) FROM improvement_themes WHERE old_la_code = ? AND report_date >= ?"
        " GROUP BY theme");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, request_.councils[council]->la_code).bind(2, request_.since);
    return for_each_row(*select, [&](const Statement& row) {
      if (!wanted(row.text(0))) return;
      Counts& counts = asked_[std::string(row.text(0))];
      counts.resize(request_.councils.size());
      counts[council] = static_cast<std::size_t>(row.integer(1));
    });
  }

  // The themes that were asked for most come first.
  std::vector<std::pair<std::string, Counts>> ranked() const {
    std::vector<std::pair<std::string, Counts>> all(asked_.begin(), asked_.end());
    const auto most = [](const auto& one) {
      return *std::max_element(one.second.begin(), one.second.end());
    };
    std::stable_sort(all.begin(), all.end(),
                     [&](const auto& a, const auto& b) { return most(a) > most(b); });
    return all;
  }

  // Every group once, with a heading for it.
  std::vector<CouncilGroup> find_groups(AnswerTable& table) const {
    std::vector<CouncilGroup> groups;
    for (const std::string& kind : request_.groups)
      for (const Council* council : request_.councils) {
        CouncilGroup group = group_of(release_.councils(), *council, kind);
        std::string label = group.name;
        if (kind == "neighbours" && request_.councils.size() > 1) label += " of " + council->name;
        const bool known =
            std::any_of(table.headings.begin(), table.headings.end(),
                        [&](const Heading& heading) { return heading.key == label; });
        if (known) continue;
        table.headings.push_back({label, label + ": councils asked"});
        groups.push_back(std::move(group));
      }
    return groups;
  }

  Expected<std::size_t> councils_with_reports(const CouncilGroup& group) {
    return count_councils("SELECT count(DISTINCT old_la_code) FROM reports WHERE report_date >= ?",
                          {request_.since}, group);
  }

  Expected<std::size_t> councils_asked(const CouncilGroup& group, const std::string& theme) {
    return count_councils(
        "SELECT count(DISTINCT old_la_code) FROM improvement_themes WHERE theme = ?"
        " AND report_date >= ?",
        {theme, request_.since}, group);
  }

  Expected<std::size_t> count_councils(const std::string& sql,
                                       const std::vector<std::string>& values,
                                       const CouncilGroup& group) {
    auto select = release_.database().prepare(sql + " AND old_la_code IN (" +
                                              placeholders(group.la_codes.size()) + ")");
    if (!select) return tl::unexpected(select.error());
    int parameter = 0;
    for (const std::string& value : values) select->bind(++parameter, value);
    for (const std::string& code : group.la_codes) select->bind(++parameter, code);
    std::size_t count = 0;
    auto read = for_each_row(
        *select, [&](const Statement& row) { count = static_cast<std::size_t>(row.integer(0)); });
    if (!read) return tl::unexpected(read.error());
    return count;
  }

  Expected<void> add_items_of(const Council& council, AnswerTable& table) {
    auto select = release_.database().prepare(
        "SELECT t.theme, i.report_date, i.kind, i.page, i.quote, i.report_id, i.start, i.\"end\","
        " i.source_url FROM improvements i JOIN improvement_themes t"
        " ON t.improvement_id = i.improvement_id WHERE i.old_la_code = ? AND i.report_date >= ?"
        " ORDER BY t.theme, i.report_date DESC, i.report_id, i.position");
    if (!select) return tl::unexpected(select.error());
    select->bind(1, council.la_code).bind(2, request_.since);
    return for_each_row(*select, [&](const Statement& row) {
      if (!wanted(row.text(0))) return;
      const auto text = [&](int column) { return std::string(row.text(column)); };
      auto& cells = table.rows.emplace_back();
      cells = {text(0), council.name, text(1), spaced_cell(text(2)), number_cell(text(3)), text(4)};
      if (request_.evidence)
        for (int column = 5; column <= 8; ++column) cells.emplace_back(text(column));
    });
  }

  ReleaseReader& release_;
  const AskedRequest& request_;
  std::map<std::string, Counts> asked_;  // by theme
};

}  // namespace

Expected<void> add_asked(ReleaseReader& release, const AskedRequest& request, Answer& answer) {
  Asked asked(release, request);
  if (auto added = asked.add_themes(answer); !added) return added;
  return asked.add_items(answer);
}

}  // namespace ofsight
