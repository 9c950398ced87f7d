#include "pipeline/publish/dataset.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <nlohmann/json.hpp>

#include "corpus/embedded.h"

namespace ofsight {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 8> kTypeNames = {"text", "integer", "number",   "boolean",
                                                        "year", "date",    "datetime", "list"};

// Thrown by the functions here, caught in from_json().
struct Wrong {
  std::string message;
};

std::vector<Applies> applies_from(const json& object) {
  std::vector<Applies> all;
  const std::vector<std::string> none;
  if (!object.contains("applies_to")) return all;
  for (const json& one : object.at("applies_to"))
    all.push_back({one.value("kinds", none), one.value("not_kinds", none), one.value("from", ""),
                   one.value("until", ""), one.value("paged", false)});
  return all;
}

Column column_from(const json& object) {
  Column column;
  column.name = object.at("name");
  const std::string type = object.at("type");
  const auto known = std::find(kTypeNames.begin(), kTypeNames.end(), type);
  if (known == kTypeNames.end()) throw Wrong{column.name + ": there is no type '" + type + "'"};
  column.type = static_cast<ColumnType>(known - kTypeNames.begin());
  column.description = object.at("description");
  column.source = object.at("source");
  column.unit = object.value("unit", "");
  column.enumeration = object.value("enumeration", "");
  if (const auto status = object.find("status"); status != object.end())
    column.status = status->is_boolean() ? column.name + "_status" : status->get<std::string>();
  column.applies_to = applies_from(object);
  if (const auto warnings = object.find("warnings"); warnings != object.end())
    for (const auto& [code, status] : warnings->items())
      column.warnings.emplace_back(code, status.get<std::string>());
  column.width = object.value("width", 0);
  column.may_shrink = object.value("may_shrink", false);
  return column;
}

Column status_of(const Column& column) {
  Column status;
  status.name = column.status;
  status.description = "Why " + column.name + " is there or not.";
  status.source = "made when published";
  status.enumeration = "status";
  return status;
}

Column grade_of(const Area& area) {
  Column grade;
  grade.name = area.area;
  grade.description = area.label + ".";
  grade.source = "judgements[].grade";
  grade.enumeration = "grade";
  grade.status = area.area + "_status";
  grade.applies_to = area.applies_to;
  grade.warnings = {{"judgement.none", "unreadable"}, {"judgement.ambiguous", "ambiguous"}};
  grade.width = 20;
  return grade;
}

class TableReader {
 public:
  TableReader(const json& root, const std::vector<Area>& areas) : areas_(areas) {
    for (const json& group : root.at("column_groups"))
      groups_[group.at("name")] = group.at("columns");
  }

  Table read(const json& object) const {
    Table table;
    table.name = object.at("name");
    table.title = object.at("title");
    table.description = object.at("description");
    table.key = object.at("key");
    for (const json& key : object.at("foreign_keys"))
      table.foreign_keys.push_back({key.at("columns"), key.at("table"), key.at("references")});
    table.indexes = object.at("indexes");
    table.search = object.value("search", std::vector<std::string>());
    table.may_shrink = object.value("may_shrink", false);
    for (const json& column : object.at("columns")) add(column, table);
    return table;
  }

 private:
  void add(const json& object, Table& table) const {
    if (const auto group = object.find("group"); group != object.end()) {
      const auto columns = groups_.find(*group);
      if (columns == groups_.end())
        throw Wrong{table.name + ": there is no group '" + group->get<std::string>() + "'"};
      for (const json& column : columns->second) add(column, table);
    } else if (const auto name = object.find("area"); name != object.end()) {
      const auto area = std::find_if(areas_.begin(), areas_.end(),
                                     [&](const Area& one) { return one.area == *name; });
      if (area == areas_.end())
        throw Wrong{table.name + ": there is no area '" + name->get<std::string>() + "'"};
      table.columns.push_back(grade_of(*area));
      table.columns.push_back(status_of(table.columns.back()));
    } else {
      table.columns.push_back(column_from(object));
      if (object.contains("status") && object.at("status").is_boolean())
        table.columns.push_back(status_of(table.columns.back()));
    }
  }

  const std::vector<Area>& areas_;
  std::map<std::string, json> groups_;
};

void require_columns(const Table& table, const std::vector<std::string>& names) {
  for (const std::string& name : names)
    if (!table.find(name)) throw Wrong{table.name + ": there is no column '" + name + "'"};
}

// What one part of the description says of another holds.
void check(const Dataset& dataset) {
  for (const Table& table : dataset.tables) {
    require_columns(table, table.key);
    require_columns(table, table.search);
    for (const auto& index : table.indexes) require_columns(table, index);
    for (const ForeignKey& key : table.foreign_keys) {
      require_columns(table, key.columns);
      const auto target = std::find_if(dataset.tables.begin(), dataset.tables.end(),
                                       [&](const Table& one) { return one.name == key.table; });
      if (target == dataset.tables.end())
        throw Wrong{table.name + ": there is no table '" + key.table + "'"};
      require_columns(*target, key.references);
    }
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      const Column& column = table.columns[i];
      if (*table.find(column.name) != i)
        throw Wrong{table.name + ": two columns are called '" + column.name + "'"};
      if (column.nullable()) require_columns(table, {column.status});
      if (!column.enumeration.empty() && dataset.enumeration(column.enumeration) == nullptr)
        throw Wrong{table.name + ": there is no enumeration '" + column.enumeration + "'"};
    }
  }
}

Link link_from(const json& object) {
  return {object.value("name", ""), object.at("title"), object.at("path")};
}

About about_from(const json& object) {
  return {object.at("name"),
          object.at("title"),
          object.at("description"),
          link_from(object.at("source")),
          link_from(object.at("licence")),
          object.at("cautions")};
}

Dataset read(const json& root) {
  Dataset dataset;
  dataset.about = about_from(root.at("about"));
  for (const json& object : root.at("enumerations")) {
    Enumeration& added = dataset.enumerations.emplace_back(
        Enumeration{object.at("name"), object.at("description"), object.at("ordered"), {}});
    for (const json& value : object.at("values"))
      added.values.push_back(
          {value.at("value"), value.at("label"), value.value("scale", ""), value.value("step", 0)});
  }
  for (const json& object : root.at("areas"))
    dataset.areas.push_back({object.at("area"), object.at("label"), object.at("follows"),
                             applies_from(object), object.value("current", false)});
  const TableReader reader(root, dataset.areas);
  for (const json& object : root.at("tables")) dataset.tables.push_back(reader.read(object));
  for (const json& object : root.at("views")) {
    View& view = dataset.views.emplace_back(View{object.at("name"), object.at("description"), {}});
    for (const json& line : object.at("sql"))
      view.sql += (view.sql.empty() ? "" : "\n") + line.get<std::string>();
  }
  check(dataset);
  return dataset;
}

}  // namespace

std::optional<std::size_t> Enumeration::rank(std::string_view value) const {
  for (std::size_t i = 0; i < values.size(); ++i)
    if (values[i].value == value) return i;
  return std::nullopt;
}

std::optional<std::size_t> Table::find(std::string_view name) const {
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (columns[i].name == name) return i;
  return std::nullopt;
}

std::size_t Table::column(std::string_view name) const {
  const auto found = find(name);
  assert(found);
  return found.value_or(0);
}

std::size_t Dataset::table(std::string_view name) const {
  const auto found = std::find_if(tables.begin(), tables.end(),
                                  [&](const Table& one) { return one.name == name; });
  assert(found != tables.end());
  return static_cast<std::size_t>(found - tables.begin());
}

const Enumeration* Dataset::enumeration(std::string_view name) const {
  for (const Enumeration& one : enumerations)
    if (one.name == name) return &one;
  return nullptr;
}

Expected<Dataset> Dataset::from_json(std::string_view text) {
  try {
    return read(json::parse(text));
  } catch (const Wrong& wrong) {
    return fail(ErrorCode::kInvalidData, "description of the tables: " + wrong.message);
  } catch (const json::exception& error) {
    return fail(ErrorCode::kInvalidData, std::string("description of the tables: ") + error.what());
  }
}

Expected<Dataset> Dataset::built_in() {
  return from_json(embedded_file(embedded_publish(), "tables.json"));
}

std::string_view direction_of(const Enumeration& grades, std::string_view grade,
                              std::string_view previous) {
  const auto now = grades.rank(grade);
  const auto before = grades.rank(previous);
  if (!now || !before) return "first";
  const EnumeratedValue& a = grades.values[*now];
  const EnumeratedValue& b = grades.values[*before];
  if (a.scale != b.scale) return "first";
  if (a.step == b.step) return "same";
  return a.step < b.step ? "better" : "worse";
}

std::string_view type_name(ColumnType type) { return kTypeNames[static_cast<std::size_t>(type)]; }

}  // namespace ofsight
