#include <cstdio>
#include <nlohmann/json.hpp>
#include <set>

#include "corpus/json_text.h"
#include "pipeline/publish/quality.h"

namespace ofsight {
namespace {

const std::string kVersion = "1";  // of quality.json

using Json = nlohmann::json;

// Four decimals are enough to compare, and the same on any machine.
double rounded_rate(std::size_t part, std::size_t whole) {
  if (whole == 0) return 0;
  return static_cast<double>((part * 20000 + whole) / (2 * whole)) / 10000;
}

void write_text(JsonWriter& json, std::string_view key, const std::string& text) {
  json.key(key);
  text.empty() ? json.null() : json.bytes(text);
}

void write_number(JsonWriter& json, std::string_view key, std::size_t number) {
  json.key(key);
  json.number(number);
}

void write_maybe(JsonWriter& json, std::string_view key, const std::optional<std::size_t>& number) {
  json.key(key);
  number ? json.number(*number) : json.null();
}

void write_counts(JsonWriter& json, std::string_view key,
                  const std::map<std::string, std::size_t>& counts) {
  json.key(key);
  json.begin_object();
  for (const auto& [name, count] : counts) write_number(json, name, count);
  json.end_object();
}

// For names that come from the input and may need escapes.
void write_list(JsonWriter& json, std::string_view key, std::string_view name_key,
                const std::map<std::string, std::size_t>& counts) {
  json.key(key);
  json.begin_array();
  for (const auto& [name, count] : counts) {
    json.begin_object();
    write_text(json, name_key, name);
    write_number(json, "count", count);
    json.end_object();
  }
  json.end_array();
}

void write_table(JsonWriter& json, const TableCount& table) {
  json.begin_object();
  write_text(json, "name", table.name);
  write_number(json, "rows", table.rows);
  json.key("columns");
  json.begin_array();
  for (const ColumnCount& column : table.columns) {
    json.begin_object();
    write_text(json, "name", column.name);
    write_number(json, "filled", column.filled);
    json.key("fill_rate");
    json.number(rounded_rate(column.filled, table.rows));
    if (!column.statuses.empty()) write_counts(json, "statuses", column.statuses);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_change(JsonWriter& json, const Quality& quality,
                  const std::optional<QualityChange>& change) {
  json.key("since_previous");
  if (!change) return json.null();
  json.begin_object();
  write_text(json, "name", change->previous_name);
  write_text(json, "date", change->previous_date);
  write_maybe(json, "new_reports", change->new_reports);
  write_maybe(json, "dropped_reports", change->dropped_reports);
  json.key("rows");
  json.begin_object();
  for (const TableCount& table : quality.tables) {
    json.key(table.name);
    json.begin_row();
    const TableCount* before = change->previous.find(table.name);
    json.number(before != nullptr ? before->rows : 0);
    json.number(table.rows);
    json.end_array();
  }
  json.end_object();
  json.end_object();
}

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "–";
  char text[32];
  std::snprintf(text, sizeof text, "%.1f %%",
                100 * static_cast<double>(part) / static_cast<double>(whole));
  return text;
}

std::string kinds_markdown(const Quality& quality) {
  std::set<std::string> years, kinds;
  for (const auto& [key, count] : quality.kinds) {
    kinds.insert(key.first);
    years.insert(key.second);
  }
  std::string out = "| kind |", line = "|---|";
  for (const std::string& year : years) {
    out += " " + (year.empty() ? "undated" : year) + " |";
    line += "--:|";
  }
  out += " all |\n" + line + "--:|\n";
  for (const std::string& kind : kinds) {
    out += "| " + kind + " |";
    for (const std::string& year : years) {
      const auto count = quality.kinds.find({kind, year});
      out += count == quality.kinds.end() ? " |" : " " + std::to_string(count->second) + " |";
    }
    out += " " + std::to_string(quality.reports_of(kind)) + " |\n";
  }
  return out;
}

std::string counts_markdown(const std::string& title,
                            const std::map<std::string, std::size_t>& counts) {
  std::string out = "\n## " + title + "\n\n";
  if (counts.empty()) return out + "None.\n";
  for (const auto& [name, count] : counts) out += "- " + name + ": " + std::to_string(count) + "\n";
  return out;
}

std::string change_markdown(const Quality& quality, const std::optional<QualityChange>& change) {
  std::string out = "\n## Since the previous release\n\n";
  if (!change) return out + "There is none to compare with.\n";
  out += "Compared with " + change->previous_name + " of " +
         (change->previous_date.empty() ? "unknown date" : change->previous_date);
  if (change->new_reports && change->dropped_reports)
    out += ": " + std::to_string(*change->new_reports) + " new reports, " +
           std::to_string(*change->dropped_reports) + " no longer there";
  out +=
      ".\n\n"
      "| table | before | now |\n|---|--:|--:|\n";
  for (const TableCount& table : quality.tables) {
    const TableCount* before = change->previous.find(table.name);
    out += "| " + table.name + " | " + (before != nullptr ? std::to_string(before->rows) : "–") +
           " | " + std::to_string(table.rows) + " |\n";
  }
  return out;
}

std::string fill_markdown(const Dataset& dataset, const Quality& quality) {
  std::string out = "\n## Fill rate of every column\n";
  for (const TableCount& table : quality.tables) {
    out += "\n### " + table.name + ": " + std::to_string(table.rows) + " rows\n\n" +
           "| column | filled | why others are not |\n|---|--:|---|\n";
    const Table& described = dataset.tables[dataset.table(table.name)];
    for (const ColumnCount& column : table.columns) {
      std::string why;
      const std::string& status = described.columns[described.column(column.name)].status;
      if (const ColumnCount* counts = status.empty() ? nullptr : table.find(status))
        for (const auto& [name, count] : counts->statuses)
          if (name != "stated")
            why += (why.empty() ? "" : ", ") + name + " " + std::to_string(count);
      out += "| " + column.name + " | " + percent(column.filled, table.rows) + " | " + why + " |\n";
    }
  }
  return out;
}

}  // namespace

std::string quality_json(const Quality& quality, const std::optional<QualityChange>& change) {
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  write_text(json, "schema_version", kVersion);
  write_text(json, "date", quality.date);
  write_text(json, "program", quality.program);
  write_text(json, "input", quality.input);
  write_number(json, "duplicates", quality.duplicates);
  json.key("kinds");
  json.begin_array();
  for (const auto& [key, count] : quality.kinds) {
    json.begin_object();
    write_text(json, "kind", key.first);
    write_text(json, "time_period", key.second);
    write_number(json, "reports", count);
    json.end_object();
  }
  json.end_array();
  write_list(json, "warnings", "code", quality.warnings);
  write_list(json, "rejections", "reason", quality.rejections);
  json.key("tables");
  json.begin_array();
  for (const TableCount& table : quality.tables) write_table(json, table);
  json.end_array();
  write_change(json, quality, change);
  json.end_object();
  return std::move(json).take() + "\n";
}

std::string quality_markdown(const Dataset& dataset, const Quality& quality,
                             const std::optional<QualityChange>& change) {
  std::string out =
      "# Quality of this release\n\nDate: " + (quality.date.empty() ? "unknown" : quality.date) +
      ". Made by " + quality.program + " from " + quality.input +
      ".\n\n## Reports by kind and year\n\n" + kinds_markdown(quality);
  if (quality.duplicates > 0)
    out += "\nThe same document came more than once and was kept once: " +
           std::to_string(quality.duplicates) + " times.\n";
  out += counts_markdown("Rejected documents", quality.rejections);
  out += counts_markdown("Warnings", quality.warnings);
  out += change_markdown(quality, change);
  return out + fill_markdown(dataset, quality);
}

Expected<Quality> quality_from_json(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    if (const std::string version = json.at("schema_version"); version != kVersion)
      return fail(ErrorCode::kInvalidData, "quality.json: a release of version " + version +
                                               ", and this program reads version " + kVersion +
                                               "; use a newer ofsight");
    Quality quality;
    const auto text_or_empty = [&json](const char* key) {
      return json.at(key).is_null() ? std::string() : json.at(key).get<std::string>();
    };
    quality.date = text_or_empty("date");
    quality.program = text_or_empty("program");
    quality.input = text_or_empty("input");
    quality.duplicates = json.at("duplicates");
    for (const Json& warning : json.at("warnings"))
      quality.warnings[warning.at("code")] = warning.at("count");
    for (const Json& rejection : json.at("rejections"))
      quality.rejections[rejection.at("reason")] = rejection.at("count");
    for (const Json& kind : json.at("kinds"))
      quality.kinds[{kind.at("kind"),
                     kind.at("time_period").is_null() ? "" : kind.at("time_period")}] =
          kind.at("reports");
    for (const Json& table : json.at("tables")) {
      TableCount& count =
          quality.tables.emplace_back(TableCount{table.at("name"), table.at("rows"), {}});
      for (const Json& column : table.at("columns"))
        count.columns.push_back({column.at("name"), column.at("filled"),
                                 column.value("statuses", std::map<std::string, std::size_t>())});
    }
    return quality;
  } catch (const Json::exception& error) {
    return fail(ErrorCode::kInvalidData, std::string("quality.json: ") + error.what());
  }
}

}  // namespace ofsight
