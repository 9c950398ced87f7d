#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "corpus/database.h"
#include "pipeline/publish/dataset.h"
#include "pipeline/publish/sqlite_schema.h"
#include "pipeline/publish/zip_archive.h"
#include "tests/corpus/temporary_folder.h"

// Reads every format of a release back into the same thing: rows of text, with kNull for nothing.
// None of it uses the code that writes.
namespace ofsight {

using Table2d = std::vector<std::vector<std::string>>;
inline const std::string kNull = "\x01null";

// RFC 4180, with the header as the first row. Nothing between commas is kNull, "" is empty text.
inline Table2d read_csv(const std::string& bytes) {
  Table2d rows(1);
  std::string cell;
  bool quoted = false, was_quoted = false;
  const auto end_cell = [&] {
    rows.back().push_back(cell.empty() && !was_quoted ? kNull : cell);
    cell.clear();
    was_quoted = false;
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (quoted) {
      if (c != '"')
        cell += c;
      else if (i + 1 < bytes.size() && bytes[i + 1] == '"')
        cell += bytes[++i];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = was_quoted = true;
    } else if (c == ',') {
      end_cell();
    } else if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') {
      end_cell();
      ++i;
      rows.emplace_back();
    } else {
      cell += c;
    }
  }
  rows.pop_back();
  return rows;
}

inline std::string text_of(const nlohmann::json& value) {
  if (value.is_null()) return kNull;
  if (value.is_string()) return value.get<std::string>();
  return value.dump();
}

// Objects with the keys of the table's columns, in their order.
inline Table2d rows_of(const Table& table, const std::vector<nlohmann::ordered_json>& objects) {
  Table2d rows(1);
  for (const Column& column : table.columns) rows[0].push_back(column.name);
  for (const auto& object : objects) {
    rows.emplace_back();
    std::size_t i = 0;
    for (const auto& [key, value] : object.items()) {
      if (i >= table.columns.size() || key != table.columns[i].name)
        return {{"keys differ: " + key}};
      rows.back().push_back(text_of(nlohmann::json(value)));
      ++i;
    }
  }
  return rows;
}

inline Table2d read_ndjson(const Table& table, const std::string& bytes) {
  std::vector<nlohmann::ordered_json> objects;
  for (std::size_t from = 0; from < bytes.size();) {
    const std::size_t to = bytes.find('\n', from);
    objects.push_back(nlohmann::ordered_json::parse(bytes.substr(from, to - from)));
    from = to + 1;
  }
  return rows_of(table, objects);
}

inline Table2d read_json(const Table& table, const std::string& bytes) {
  const auto array = nlohmann::ordered_json::parse(bytes);
  return rows_of(table, array.get<std::vector<nlohmann::ordered_json>>());
}

inline Table2d read_sqlite(const Table& table, const std::string& path) {
  auto database = Database::open(path, Database::Access::kRead).value();
  std::string columns;
  Table2d rows(1);
  for (const Column& column : table.columns) {
    columns += (columns.empty() ? "" : ", ") + sql_name(column.name);
    rows[0].push_back(column.name);
  }
  auto select =
      database.prepare("SELECT " + columns + " FROM " + sql_name(table.name) + " ORDER BY rowid");
  while (*select->step()) {
    rows.emplace_back();
    for (int i = 0; i < select->columns(); ++i) {
      const ColumnType type = table.columns[static_cast<std::size_t>(i)].type;
      if (select->is_null(i))
        rows.back().push_back(kNull);
      else if (type == ColumnType::kBoolean)
        rows.back().push_back(select->integer(i) != 0 ? "true" : "false");
      else
        rows.back().emplace_back(select->text(i));
    }
  }
  return rows;
}

inline std::string zip_text(const std::string& path, const std::string& name) {
  std::string text;
  const auto entries = zip_entries(path);
  if (!entries) return "damaged";
  for (const ZipEntry& entry : *entries)
    if (entry.name == name &&
        !read_zip_entry(path, entry, [&](std::string_view piece) { text += piece; }))
      return "damaged";
  return text;
}

inline std::string unescaped(std::string text) {
  for (const auto& [from, to] : {std::pair<std::string, std::string>{"&lt;", "<"},
                                 {"&gt;", ">"},
                                 {"&quot;", "\""},
                                 {"&amp;", "&"}})
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
      text.replace(at, from.size(), to);
  return text;
}

inline std::string attribute(const std::string& tag, const std::string& name) {
  const std::size_t at = tag.find(" " + name + "=\"");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 3;
  return tag.substr(from, tag.find('"', from) - from);
}

// Days since 1899-12-30 as YYYY-MM-DD, and the rest of the day as Thh:mm:ssZ.
inline std::string excel_time(double serial, bool with_time) {
  const auto days = static_cast<long>(serial);
  const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) +
                                         std::chrono::days(days)};
  const auto seconds = static_cast<long>((serial - static_cast<double>(days)) * 86400 + 0.5);
  char text[40];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  if (!with_time) return text;
  char clock[64];
  std::snprintf(clock, sizeof clock, "T%02ld:%02ld:%02ldZ", seconds / 3600, seconds / 60 % 60,
                seconds % 60);
  return std::string(text) + clock;
}

// A sheet of a workbook, counted from 1. Types of `table` say what is a date.
inline Table2d read_sheet(const std::string& path, int number, const Table* table) {
  const std::string xml = zip_text(path, "xl/worksheets/sheet" + std::to_string(number) + ".xml");
  Table2d rows;
  for (std::size_t at = 0; (at = xml.find("<row ", at)) != std::string::npos;) {
    const std::size_t end = std::min(xml.find("</row>", at), xml.size());
    auto& row = rows.emplace_back(table == nullptr ? 0 : table->columns.size(), kNull);
    for (std::size_t c = xml.find("<c ", at); c < end; c = xml.find("<c ", c + 1)) {
      const std::string tag = xml.substr(c, xml.find('>', c) - c);
      std::size_t column = 0;
      for (const char letter : attribute(tag, "r"))
        if (letter >= 'A') column = column * 26 + static_cast<std::size_t>(letter - 'A' + 1);
      if (row.size() < column) row.resize(column, kNull);
      const std::size_t close = xml.find("</c>", c);
      const std::string body = xml.substr(c + tag.size() + 1, close - c - tag.size() - 1);
      const bool formula = body.find("<f>") != std::string::npos;
      const std::size_t open = body.find(attribute(tag, "t") == "inlineStr" ? "<t" : "<v");
      const std::size_t from = body.find('>', open) + 1;
      std::string value = body.substr(from, body.find("</", from) - from);
      if (formula) value = "FORMULA";
      const ColumnType type = table != nullptr && column <= table->columns.size() && rows.size() > 1
                                  ? table->columns[column - 1].type
                                  : ColumnType::kText;
      if (attribute(tag, "t") == "b")
        value = value == "1" ? "true" : "false";
      else if (attribute(tag, "t").empty() && type == ColumnType::kDate)
        value = excel_time(std::stod(value), false);
      else if (attribute(tag, "t").empty() && type == ColumnType::kDateTime)
        value = excel_time(std::stod(value), true);
      row[column - 1] = unescaped(value);
    }
    at = end;
  }
  return rows;
}

}  // namespace ofsight
