#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"

// What a release consists of, as pipeline/publish/tables.json describes it. CSV headers, SQLite's
// schema, the sheets of the workbook, datapackage.json and the codebook are all made from this.
namespace ofsight {

enum class ColumnType { kText, kInteger, kNumber, kBoolean, kYear, kDate, kDateTime, kList };

// Between the items of a list; no item holds one.
inline constexpr char kListSeparator = ';';

// Values of one scale can be compared: a smaller step is better.
struct EnumeratedValue {
  std::string value, label;
  std::string scale;
  int step = 0;
};

// Values a column may have, in their order.
struct Enumeration {
  std::string name, description;
  bool ordered = false;
  std::vector<EnumeratedValue> values;

  // Place of a value, from 0; nothing if it is none of them.
  std::optional<std::size_t> rank(std::string_view value) const;
};

// The reports that a column is meant for. What is empty or false does not limit; dates are
// half-open. Of several a report needs to fit one.
struct Applies {
  std::vector<std::string> kinds, not_kinds;
  std::string from, until;
  bool paged = false;
};

struct Column {
  std::string name;
  ColumnType type = ColumnType::kText;
  std::string description, source, unit;
  std::string enumeration;          // name of one; empty: any value
  std::string status;               // column that says why a value is missing; empty: none ever is
  std::vector<Applies> applies_to;  // empty: every report
  std::vector<std::pair<std::string, std::string>> warnings;  // code of a warning, status it means
  int width = 0;                                              // in characters; 0: by type
  bool may_shrink = false;  // fewer values than in the previous release are no loss

  // A value may be missing, and then its status says why.
  bool nullable() const { return !status.empty(); }
  // There may be nothing in the cell. An empty list is no missing value.
  bool may_be_empty() const { return nullable() || type == ColumnType::kList; }
};

struct ForeignKey {
  std::vector<std::string> columns;
  std::string table;
  std::vector<std::string> references;
};

struct Table {
  std::string name, title, description;
  std::vector<Column> columns;
  std::vector<std::string> key;
  std::vector<ForeignKey> foreign_keys;
  std::vector<std::vector<std::string>> indexes;
  std::vector<std::string> search;  // columns of the full-text index; empty: it has none
  bool may_shrink = false;          // fewer rows than in the previous release are no loss

  // Place of a column. REQUIRES: there is one of that name.
  std::size_t column(std::string_view name) const;
  std::optional<std::size_t> find(std::string_view name) const;
};

// What is judged, and which areas of earlier frameworks it takes the place of.
struct Area {
  std::string area, label;
  std::vector<std::string> follows;
  std::vector<Applies> applies_to;
  bool current = false;  // councils are judged on it today
};

struct View {
  std::string name, description, sql;
};

struct Link {
  std::string name, title, path;
};

// What a release is, where it comes from and what to be careful of.
struct About {
  std::string name, title, description;
  Link source, licence;
  std::vector<std::string> cautions;
};

// Immutable once read.
struct Dataset {
  About about;
  std::vector<Enumeration> enumerations;
  std::vector<Table> tables;
  std::vector<Area> areas;
  std::vector<View> views;

  // Place of a table. REQUIRES: there is one of that name.
  std::size_t table(std::string_view name) const;
  const Enumeration* enumeration(std::string_view name) const;  // null if there is none

  // Reads the text of tables.json. kInvalidData, with a JSON pointer or a name, if it is not what
  // schemas/tables.schema.json says, or refers to what it does not have.
  static Expected<Dataset> from_json(std::string_view json);

  // The description built into the program.
  static Expected<Dataset> built_in();
};

// "better", "same" or "worse"; "first" where the two are not of one scale.
std::string_view direction_of(const Enumeration& grades, std::string_view grade,
                              std::string_view previous);

// "text", "integer" and so on, as tables.json spells them.
std::string_view type_name(ColumnType type);

}  // namespace ofsight
