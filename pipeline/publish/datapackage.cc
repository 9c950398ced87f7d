#include "corpus/json_text.h"
#include "pipeline/publish/description_files.h"

namespace ofsight {
namespace {

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.key(key);
  json.bytes(text);
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
  json.key(key);
  json.begin_row();
  for (const std::string& name : names) json.text(name);
  json.end_array();
}

std::string_view field_type(ColumnType type) {
  return type == ColumnType::kText ? "string" : type_name(type);
}

void write_enumeration(JsonWriter& json, const Enumeration& enumeration) {
  json.key("categories");
  json.begin_array();
  for (const EnumeratedValue& value : enumeration.values) {
    json.begin_object();
    write_text(json, "value", value.value);
    write_text(json, "label", value.label);
    json.end_object();
  }
  json.end_array();
  json.key("categoriesOrdered");
  json.boolean(enumeration.ordered);
}

void write_constraints(JsonWriter& json, const Column& column, const Enumeration* enumeration,
                       bool unique) {
  json.key("constraints");
  json.begin_object();
  json.key("required");
  json.boolean(!column.may_be_empty());
  if (unique) {
    json.key("unique");
    json.boolean(true);
  }
  if (enumeration != nullptr) {
    json.key("enum");
    json.begin_row();
    for (const EnumeratedValue& value : enumeration->values) json.text(value.value);
    json.end_array();
  }
  json.end_object();
}

void write_field(JsonWriter& json, const Dataset& dataset, const Table& table,
                 const Column& column) {
  const Enumeration* enumeration = dataset.enumeration(column.enumeration);
  json.begin_object();
  write_text(json, "name", column.name);
  write_text(json, "type", field_type(column.type));
  if (column.type == ColumnType::kList)
    write_text(json, "delimiter", std::string_view(&kListSeparator, 1));
  write_text(json, "description", column.description);
  if (!column.unit.empty()) write_text(json, "unit", column.unit);
  write_text(json, "source", column.source);
  if (column.nullable()) write_text(json, "status", column.status);
  if (enumeration != nullptr) write_enumeration(json, *enumeration);
  const bool unique = table.key.size() == 1 && table.key.front() == column.name;
  write_constraints(json, column, enumeration, unique);
  json.end_object();
}

void write_schema(JsonWriter& json, const Dataset& dataset, const Table& table) {
  json.key("schema");
  json.begin_object();
  write_text(json, "$schema", "https://datapackage.org/profiles/2.0/tableschema.json");
  json.key("fields");
  json.begin_array();
  for (const Column& column : table.columns) write_field(json, dataset, table, column);
  json.end_array();
  write_names(json, "primaryKey", table.key);
  json.key("foreignKeys");
  json.begin_array();
  for (const ForeignKey& key : table.foreign_keys) {
    json.begin_object();
    write_names(json, "fields", key.columns);
    json.key("reference");
    json.begin_object();
    write_text(json, "resource", key.table);
    write_names(json, "fields", key.references);
    json.end_object();
    json.end_object();
  }
  json.end_array();
  json.key("missingValues");
  json.begin_row();
  json.text("");
  json.end_array();
  json.end_object();
}

// "reports", and "reports-ndjson" and so on for its other forms.
std::string resource_name(const ReleaseFile& file) {
  if (!file.table.empty())
    return file.format == "csv" ? file.table : file.table + "-" + file.format;
  std::string name = file.path;
  for (char& c : name)
    if (c == '.' || c == '/' || c == '_') c = '-';
  return name;
}

void write_resource(JsonWriter& json, const Dataset& dataset, const ReleaseFile& file) {
  json.begin_object();
  write_text(json, "name", resource_name(file));
  write_text(json, "path", file.path);
  const bool canonical = file.format == "csv" && !file.table.empty();
  if (!file.table.empty()) {
    const Table& table = dataset.tables[dataset.table(file.table)];
    write_text(json, "title", table.title);
    write_text(json, "description", table.description);
  }
  if (canonical) write_text(json, "type", "table");
  write_text(json, "format", file.format == "spreadsheet" ? "csv" : file.format);
  write_text(json, "mediatype", file.media_type);
  if (canonical) write_text(json, "encoding", "utf-8");
  json.key("bytes");
  json.number(file.bytes);
  write_text(json, "hash", "sha256:" + file.sha256);
  if (canonical) write_schema(json, dataset, dataset.tables[dataset.table(file.table)]);
  json.end_object();
}

}  // namespace

std::string datapackage_json(const Dataset& dataset, const std::string& date,
                             const std::string& program, const std::vector<ReleaseFile>& files) {
  const About& about = dataset.about;
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  write_text(json, "$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
  write_text(json, "name", about.name);
  write_text(json, "title", about.title);
  write_text(json, "description", about.description);
  if (!date.empty()) {
    write_text(json, "version", date);
    write_text(json, "created", date + "T00:00:00Z");
  }
  write_text(json, "program", program);
  json.key("licenses");
  json.begin_array();
  json.begin_object();
  write_text(json, "name", about.licence.name);
  write_text(json, "title", about.licence.title);
  write_text(json, "path", about.licence.path);
  json.end_object();
  json.end_array();
  json.key("sources");
  json.begin_array();
  json.begin_object();
  write_text(json, "title", about.source.title);
  write_text(json, "path", about.source.path);
  json.end_object();
  json.end_array();
  json.key("resources");
  json.begin_array();
  for (const ReleaseFile& file : files) write_resource(json, dataset, file);
  json.end_array();
  json.end_object();
  return std::move(json).take() + "\n";
}

std::string datasette_json(const Dataset& dataset, const std::string& date) {
  const About& about = dataset.about;
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  write_text(json, "title", about.title);
  write_text(json, "description",
             about.description + (date.empty() ? "" : " Release of " + date + "."));
  write_text(json, "license", about.licence.title);
  write_text(json, "license_url", about.licence.path);
  write_text(json, "source", about.source.title);
  write_text(json, "source_url", about.source.path);
  json.key("databases");
  json.begin_object();
  json.key("ofsight");
  json.begin_object();
  json.key("tables");
  json.begin_object();
  for (const Table& table : dataset.tables) {
    json.key(table.name);
    json.begin_object();
    write_text(json, "title", table.title);
    write_text(json, "description", table.description);
    json.key("columns");
    json.begin_object();
    for (const Column& column : table.columns) write_text(json, column.name, column.description);
    json.end_object();
    json.end_object();
  }
  for (const View& view : dataset.views) {
    json.key(view.name);
    json.begin_object();
    write_text(json, "description", view.description);
    json.end_object();
  }
  for (int open = 0; open < 4; ++open) json.end_object();
  return std::move(json).take() + "\n";
}

}  // namespace ofsight
