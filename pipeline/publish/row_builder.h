#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/report.h"
#include "pipeline/publish/dataset.h"
#include "pipeline/publish/value.h"

namespace ofsight {

// Takes finished rows. `table` counts in Dataset::tables.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual Expected<void> add(std::size_t table, const Row& row) = 0;
};

// What decides why a value of a report is missing.
struct ReportFacts {
  std::string_view kind;
  std::string_view date;  // report_date; empty if it has none
  bool paged = false;
  const std::vector<Warning>* warnings = nullptr;
};

// Whether a report is one of those that a value is meant for.
bool applies(const std::vector<Applies>& applies_to, const ReportFacts& report);

// Fills the rows of one table by the names of its columns, gives every missing value its status,
// and refuses what the columns do not allow. `dataset` must outlive it.
class RowBuilder {
 public:
  RowBuilder(const Dataset& dataset, std::size_t table);

  const Table& table() const { return table_; }

  // What all rows from now on have in common, until it is called again. Columns that the table does
  // not have are passed over.
  void share(const std::vector<std::pair<std::string_view, Value>>& values);

  // Starts a row: nothing in it but what is shared.
  void start();

  // REQUIRES: the table has the column. Empty text and an empty list are nothing.
  void set(std::string_view column, std::string_view text);
  void set(std::string_view column, const char* text) { set(column, std::string_view(text)); }
  void set(std::string_view column, const std::string& text) {
    set(column, std::string_view(text));
  }
  void set(std::string_view column, const std::optional<std::string>& text) {
    if (text) set(column, std::string_view(*text));
  }
  void set(std::string_view column, double number) { cell(column) = number; }
  template <std::integral T>
  void set(std::string_view column, T number) {
    cell(column) = static_cast<std::int64_t>(number);
  }
  void set(std::string_view column, const std::vector<std::string>& items);

  // Hands the row to `sink`. kInvalidData, naming the column, if a value is not one of its
  // enumeration, no date where there should be one, or missing where it may not be.
  Expected<void> finish(const ReportFacts& report, RowSink& sink);
  // The same for a row that is not a report's: what is missing has the status `missing`.
  Expected<void> finish(std::string_view missing, RowSink& sink);

 private:
  Value& cell(std::string_view column);
  template <class StatusOf>
  Expected<void> finish_with(StatusOf status_of, RowSink& sink);
  Expected<void> check(std::size_t column) const;

  const Table& table_;
  const std::size_t index_;
  std::vector<std::size_t> status_;               // by column: place of its status, or npos
  std::vector<const Enumeration*> enumerations_;  // by column; null: any value
  Row shared_, row_;
  std::size_t next_ = 0;  // where the next column is looked for first
};

// A text as a cell: nothing if it is empty. U+0000, which no format keeps, becomes U+FFFD.
Value text_value(std::string_view text);

}  // namespace ofsight
