#include "pipeline/publish/quality.h"

#include <algorithm>
#include <cstdio>

namespace ofsight {
namespace {

constexpr std::string_view kStatusEnumeration = "status";

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return {};
}

// How many of the rows that can have a value in a column have one: a grade that a framework lacks
// is missing from no report.
struct Fill {
  double filled, rows;
  double rate() const { return filled / rows; }
};

Fill fill_of(const TableCount& table, const ColumnCount& column) {
  std::size_t rows = table.rows;
  if (const ColumnCount* status = table.find(column.name + "_status"))
    if (const auto found = status->statuses.find("not_applicable"); found != status->statuses.end())
      rows -= std::min(rows, found->second);
  return {static_cast<double>(column.filled), static_cast<double>(rows)};
}

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%", 100 * share);
  return text;
}

class Falls {
 public:
  explicit Falls(double max_fall) : max_fall_(max_fall) {}

  void count(const std::string& what, std::size_t before, std::size_t now) {
    if (!fell(static_cast<double>(before), static_cast<double>(now))) return;
    lines_.push_back(what + " fell from " + std::to_string(before) + " to " + std::to_string(now));
  }
  // A single row that has no value lowers the rate of a small table far, and is no loss.
  void rate(const std::string& what, const Fill& before, const Fill& now) {
    if (before.rows == 0 || now.rows == 0 || !fell(before.rate(), now.rate()) ||
        before.rate() * now.rows - now.filled <= 1)
      return;
    lines_.push_back("fill rate of " + what + " fell from " + percent(before.rate()) + " to " +
                     percent(now.rate()));
  }
  std::vector<std::string> take() && { return std::move(lines_); }

 private:
  bool fell(double before, double now) const { return now < before * (1 - max_fall_); }

  const double max_fall_;
  std::vector<std::string> lines_;
};

}  // namespace

const ColumnCount* TableCount::find(std::string_view column) const {
  for (const ColumnCount& one : columns)
    if (one.name == column) return &one;
  return nullptr;
}

const TableCount* Quality::find(std::string_view table) const {
  for (const TableCount& one : tables)
    if (one.name == table) return &one;
  return nullptr;
}

std::size_t Quality::reports_of(std::string_view kind) const {
  std::size_t all = 0;
  for (const auto& [key, count] : kinds)
    if (key.first == kind) all += count;
  return all;
}

QualityCounter::QualityCounter(const Dataset& dataset)
    : dataset_(dataset),
      reports_(dataset.table("reports")),
      rejections_(dataset.table("rejections")),
      kind_(dataset.tables[reports_].column("kind")),
      year_(dataset.tables[reports_].column("time_period")),
      reason_(dataset.tables[rejections_].column("reason")) {
  const std::size_t statuses = dataset.enumeration(kStatusEnumeration)->values.size();
  for (const Table& table : dataset.tables) {
    TableCount& count = quality_.tables.emplace_back(TableCount{table.name, 0, {}});
    auto& by_column = statuses_.emplace_back();
    for (const Column& column : table.columns) {
      count.columns.push_back({column.name, 0, {}});
      by_column.emplace_back(column.enumeration == kStatusEnumeration ? statuses : 0);
    }
  }
}

void QualityCounter::add(std::size_t table, const Row& row) {
  TableCount& count = quality_.tables[table];
  const Enumeration& statuses = *dataset_.enumeration(kStatusEnumeration);
  ++count.rows;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (is_null(row[i])) continue;
    ++count.columns[i].filled;
    if (auto& by_rank = statuses_[table][i]; !by_rank.empty())
      if (const auto rank = statuses.rank(std::get<std::string>(row[i]))) ++by_rank[*rank];
  }
  if (table == reports_) ++quality_.kinds[{text_of(row[kind_]), text_of(row[year_])}];
  if (table == rejections_) ++quality_.rejections[text_of(row[reason_])];
}

void QualityCounter::add_warnings(const Report& report) {
  for (const Warning& warning : report.warnings) ++quality_.warnings[warning.code];
}

const Quality& QualityCounter::quality() const {
  const Enumeration& statuses = *dataset_.enumeration(kStatusEnumeration);
  for (std::size_t t = 0; t < statuses_.size(); ++t)
    for (std::size_t c = 0; c < statuses_[t].size(); ++c)
      for (std::size_t rank = 0; rank < statuses_[t][c].size(); ++rank)
        if (const std::size_t count = statuses_[t][c][rank]; count > 0)
          quality_.tables[t].columns[c].statuses[statuses.values[rank].value] = count;
  return quality_;
}

std::size_t QualityCounter::rows(std::string_view table) const {
  return quality_.tables[dataset_.table(table)].rows;
}

std::vector<std::string> falls(const Dataset& dataset, const Quality& now, const Quality& previous,
                               double max_fall) {
  Falls found(max_fall);
  for (const Table& table : dataset.tables) {
    const TableCount* before = previous.find(table.name);
    const TableCount* after = now.find(table.name);
    if (table.may_shrink || before == nullptr || after == nullptr) continue;
    found.count("rows of " + table.name, before->rows, after->rows);
    for (const Column& column : table.columns) {
      const ColumnCount* was = before->find(column.name);
      const ColumnCount* is = after->find(column.name);
      if (column.may_shrink || was == nullptr || is == nullptr) continue;
      found.rate(table.name + "." + column.name, fill_of(*before, *was), fill_of(*after, *is));
    }
  }
  for (const EnumeratedValue& kind : dataset.enumeration("kind")->values)
    found.count("reports of kind " + kind.value, previous.reports_of(kind.value),
                now.reports_of(kind.value));
  return std::move(found).take();
}

}  // namespace ofsight
