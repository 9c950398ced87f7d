#include "pipeline/publish/sqlite_schema.h"

namespace ofsight {
namespace {

std::string_view sql_type(ColumnType type) {
  switch (type) {
    case ColumnType::kInteger:
    case ColumnType::kBoolean:
    case ColumnType::kYear: return "INTEGER";
    case ColumnType::kNumber: return "REAL";
    default: return "TEXT";
  }
}

std::string names(const std::vector<std::string>& columns) {
  std::string all;
  for (const std::string& column : columns) all += (all.empty() ? "" : ", ") + sql_name(column);
  return all;
}

}  // namespace

std::string sql_name(std::string_view name) {
  std::string quoted = "\"";
  for (const char c : name) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string create_table_sql(const Table& table) {
  const bool numbered = !table.search.empty();
  std::string sql = "CREATE TABLE " + sql_name(table.name) + " (\n";
  if (numbered) sql += "  row_number INTEGER PRIMARY KEY,\n";
  for (const Column& column : table.columns) {
    sql += "  " + sql_name(column.name) + " " + std::string(sql_type(column.type));
    if (!column.may_be_empty()) sql += " NOT NULL";
    sql += ",\n";
  }
  sql += std::string("  ") + (numbered ? "UNIQUE" : "PRIMARY KEY") + " (" + names(table.key) + ")";
  for (const ForeignKey& key : table.foreign_keys)
    sql += ",\n  FOREIGN KEY (" + names(key.columns) + ") REFERENCES " + sql_name(key.table) +
           " (" + names(key.references) + ")";
  return sql + "\n)";
}

std::string insert_sql(const Table& table) {
  std::string columns, values;
  for (const Column& column : table.columns) {
    columns += (columns.empty() ? "" : ", ") + sql_name(column.name);
    values += values.empty() ? "?" : ", ?";
  }
  return "INSERT INTO " + sql_name(table.name) + " (" + columns + ") VALUES (" + values + ")";
}

std::vector<std::string> create_index_sql(const Table& table) {
  std::vector<std::string> all;
  for (const auto& columns : table.indexes) {
    std::string name = table.name;
    for (const std::string& column : columns) name += "_" + column;
    all.push_back("CREATE INDEX " + sql_name(name) + " ON " + sql_name(table.name) + " (" +
                  names(columns) + ")");
  }
  if (table.search.empty()) return all;
  const std::string fts = sql_name(table.name + "_fts");
  // Underscores belong to words, so that a code such as 'focused_visit' is one.
  all.push_back("CREATE VIRTUAL TABLE " + fts + " USING fts5(" + names(table.search) +
                ", content=" + sql_name(table.name) +
                ", content_rowid='row_number', tokenize=\"unicode61 tokenchars '_'\")");
  all.push_back("INSERT INTO " + fts + " (" + fts + ") VALUES ('rebuild')");
  all.push_back("INSERT INTO " + fts + " (" + fts + ") VALUES ('optimize')");
  return all;
}

std::string create_view_sql(const View& view) {
  return "CREATE VIEW " + sql_name(view.name) + " AS\n" + view.sql;
}

}  // namespace ofsight
