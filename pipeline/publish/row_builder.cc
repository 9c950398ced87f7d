#include "pipeline/publish/row_builder.h"

#include <algorithm>
#include <cassert>

#include "corpus/day.h"

namespace ofsight {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);
const std::string kStated = "stated";

bool contains(const std::vector<std::string>& list, std::string_view value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool fits(const Applies& one, const ReportFacts& report) {
  if (!one.kinds.empty() && !contains(one.kinds, report.kind)) return false;
  if (contains(one.not_kinds, report.kind)) return false;
  if (one.paged && !report.paged) return false;
  // A report without a date may be of any time.
  if (report.date.empty()) return true;
  return report.date >= one.from && (one.until.empty() || report.date < one.until);
}

// A warning that begins with "NAME: " is about that column only, if the table has one.
bool is_about(const Warning& warning, const Column& column, const Table& table) {
  const std::size_t colon = warning.message.find(": ");
  if (colon == std::string::npos) return true;
  const std::string_view subject = std::string_view(warning.message).substr(0, colon);
  return subject == column.name || !table.find(subject);
}

std::string missing_status(const Column& column, const Table& table, const ReportFacts& report) {
  if (!applies(column.applies_to, report)) return "not_applicable";
  for (const auto& [code, status] : column.warnings) {
    if (report.warnings == nullptr) break;
    for (const Warning& warning : *report.warnings)
      if (warning.code == code && is_about(warning, column, table)) return status;
  }
  return "not_stated";
}

bool is_time(std::string_view text) {
  return text.size() >= 20 && text[10] == 'T' && text.back() == 'Z' && is_day(text.substr(0, 10)) &&
         text.find_first_not_of("0123456789:.", 11) == text.size() - 1;
}

}  // namespace

bool applies(const std::vector<Applies>& applies_to, const ReportFacts& report) {
  return applies_to.empty() || std::any_of(applies_to.begin(), applies_to.end(),
                                           [&](const Applies& one) { return fits(one, report); });
}

Value text_value(std::string_view text) {
  if (text.empty()) return {};
  std::string copy(text);
  for (std::size_t at = copy.find('\0'); at != std::string::npos; at = copy.find('\0', at))
    copy.replace(at, 1, "\xEF\xBF\xBD");
  return copy;
}

RowBuilder::RowBuilder(const Dataset& dataset, std::size_t table)
    : table_(dataset.tables[table]), index_(table), shared_(table_.columns.size()) {
  for (const Column& column : table_.columns) {
    status_.push_back(column.nullable() ? table_.column(column.status) : kNone);
    enumerations_.push_back(column.enumeration.empty() ? nullptr
                                                       : dataset.enumeration(column.enumeration));
  }
}

void RowBuilder::share(const std::vector<std::pair<std::string_view, Value>>& values) {
  for (const auto& [name, value] : values)
    if (const auto at = table_.find(name)) shared_[*at] = value;
}

void RowBuilder::start() {
  row_ = shared_;
  next_ = 0;
}

Value& RowBuilder::cell(std::string_view column) {
  const std::size_t count = table_.columns.size();
  for (std::size_t tried = 0; tried < count; ++tried) {
    const std::size_t at = (next_ + tried) % count;
    if (table_.columns[at].name != column) continue;
    next_ = at + 1;
    return row_[at];
  }
  assert(false);
  return row_.front();
}

void RowBuilder::set(std::string_view column, std::string_view text) {
  cell(column) = text_value(text);
}

void RowBuilder::set(std::string_view column, const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) {
    if (!all.empty()) all += kListSeparator;
    const std::size_t from = all.size();
    all += item;
    std::replace(all.begin() + static_cast<std::ptrdiff_t>(from), all.end(), kListSeparator, ',');
  }
  set(column, std::string_view(all));
}

Expected<void> RowBuilder::check(std::size_t at) const {
  const Column& column = table_.columns[at];
  const auto wrong = [&](const std::string& what) {
    return fail(ErrorCode::kInvalidData, table_.name + "." + column.name + ": " + what);
  };
  if (is_null(row_[at])) {
    if (!column.may_be_empty()) return wrong("a value is missing");
    return {};
  }
  const auto* text = std::get_if<std::string>(&row_[at]);
  if (text == nullptr) return {};
  if (enumerations_[at] != nullptr && !enumerations_[at]->rank(*text))
    return wrong("'" + *text + "' is not one of its values; the codebook lists them");
  if (column.type == ColumnType::kDate && !is_day(*text))
    return wrong("'" + *text + "' is not a day, YYYY-MM-DD");
  if (column.type == ColumnType::kDateTime && !is_time(*text))
    return wrong("'" + *text + "' is not a time, YYYY-MM-DDThh:mm:ssZ");
  return {};
}

template <class StatusOf>
Expected<void> RowBuilder::finish_with(StatusOf status_of, RowSink& sink) {
  for (std::size_t at = 0; at < row_.size(); ++at) {
    if (status_[at] == kNone) continue;
    // Of columns that share a status, the first that is missing decides.
    Value& status = row_[status_[at]];
    if (is_null(row_[at]) && (is_null(status) || status == Value(kStated))) {
      status = status_of(table_.columns[at]);
    } else if (is_null(status)) {
      status = kStated;
    }
  }
  for (std::size_t at = 0; at < row_.size(); ++at)
    if (auto checked = check(at); !checked) return checked;
  return sink.add(index_, row_);
}

Expected<void> RowBuilder::finish(const ReportFacts& report, RowSink& sink) {
  return finish_with([&](const Column& column) { return missing_status(column, table_, report); },
                     sink);
}

Expected<void> RowBuilder::finish(std::string_view missing, RowSink& sink) {
  return finish_with([&](const Column&) { return std::string(missing); }, sink);
}

}  // namespace ofsight
