#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"
#include "corpus/report.h"
#include "pipeline/publish/dataset.h"
#include "pipeline/publish/row_builder.h"

namespace ofsight {

inline constexpr const char* kQualityFile = "quality.json";

struct ColumnCount {
  std::string name;
  std::size_t filled = 0;
  std::map<std::string, std::size_t> statuses;  // only of columns that are a status
};

struct TableCount {
  std::string name;
  std::size_t rows = 0;
  std::vector<ColumnCount> columns;

  const ColumnCount* find(std::string_view column) const;
};

// What a release holds, in numbers.
struct Quality {
  std::string date, program, input;  // of the release; `input` is the digest of what it was made of
  std::size_t duplicates = 0;
  std::map<std::pair<std::string, std::string>, std::size_t> kinds;  // kind and year, reports
  std::map<std::string, std::size_t> warnings, rejections;           // by code and by reason
  std::vector<TableCount> tables;

  const TableCount* find(std::string_view table) const;
  std::size_t reports_of(std::string_view kind) const;
};

// Counts rows as they pass on their way to the writers.
class QualityCounter {
 public:
  explicit QualityCounter(const Dataset& dataset);

  void add(std::size_t table, const Row& row);
  void add_warnings(const Report& report);
  void add_duplicate() { ++quality_.duplicates; }

  const Quality& quality() const;
  std::size_t rows(std::string_view table) const;

 private:
  const Dataset& dataset_;
  const std::size_t reports_, rejections_, kind_, year_, reason_;
  mutable Quality quality_;
  std::vector<std::vector<std::vector<std::size_t>>> statuses_;  // by table, column and rank
};

// A release beside the one before it.
struct QualityChange {
  std::string previous_name, previous_date;
  Quality previous;
  std::optional<std::size_t> new_reports, dropped_reports;  // unknown without its database
};

// What fell by more than `max_fall`, a share, since the previous release: one line each. Fill rates
// are those of the rows that can have a value, so that reports of another kind lower none; a single
// row without a value is no fall.
std::vector<std::string> falls(const Dataset& dataset, const Quality& now, const Quality& previous,
                               double max_fall);

// quality.json, as schemas/quality.schema.json says, and the same for people, in Markdown.
std::string quality_json(const Quality& quality, const std::optional<QualityChange>& change);
std::string quality_markdown(const Dataset& dataset, const Quality& quality,
                             const std::optional<QualityChange>& change);

Expected<Quality> quality_from_json(std::string_view json);

}  // namespace ofsight
