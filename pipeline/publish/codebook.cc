#include "pipeline/publish/description_files.h"

namespace ofsight {
namespace {

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "`" : ", `") + name + "`";
  return all;
}

// What a cell of a Markdown table can hold.
std::string in_cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

std::string meaning(const Column& column) {
  std::string out = column.description;
  if (!column.enumeration.empty())
    out += " Values: [" + column.enumeration + "](#" + column.enumeration + ").";
  if (column.nullable()) out += " May be missing; `" + column.status + "` says why.";
  return in_cell(out);
}

std::string table_markdown(const Table& table) {
  std::string out =
      "\n## " + table.name + "\n\n" + table.description + "\n\nKey: " + joined(table.key) + ".";
  for (const ForeignKey& key : table.foreign_keys)
    out += " " + joined(key.columns) + " refers to " + joined(key.references) + " of `" +
           key.table + "`.";
  out += "\n\n| column | type | unit | what it is | where it comes from |\n|---|---|---|---|---|\n";
  for (const Column& column : table.columns)
    out += "| `" + column.name + "` | " + std::string(type_name(column.type)) + " | " +
           column.unit + " | " + meaning(column) + " | " + in_cell(column.source) + " |\n";
  return out;
}

}  // namespace

std::string codebook_markdown(const Dataset& dataset, const std::string& date,
                              const std::string& program) {
  const About& about = dataset.about;
  std::string out = "# " + about.title + "\n\n" + about.description +
                    "\n\n- Date: " + (date.empty() ? "unknown" : date) + "\n- Source: [" +
                    about.source.title + "](" + about.source.path + ")\n- Licence: [" +
                    about.licence.title + "](" + about.licence.path + ")\n- Made by " + program +
                    "\n\n## Cautions\n\n";
  for (const std::string& caution : about.cautions) out += "- " + caution + "\n";
  out +=
      "\n## Files\n\n"
      "- `csv/`: the canonical text, UTF-8, RFC 4180. Two commas with nothing between are a "
      "missing value.\n"
      "- `spreadsheet/`: the same for opening in a spreadsheet: with a byte order mark, and an "
      "apostrophe before text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return.\n"
      "- `ndjson/` and `json/`: one object a row, with every column.\n"
      "- `ofsight.sqlite`: all tables with keys, indexes, views, and full-text search in "
      "`improvements_fts` and `findings_fts`. `metadata.json` describes it to Datasette.\n"
      "- `ofsight.xlsx`: a sheet for every table.\n"
      "- `datapackage.json`: this codebook for programs, with the size and SHA-256 of every "
      "file.\n"
      "- `quality.md` and `quality.json`: counts, fill rates, and what changed.\n\n"
      "Lists have a semicolon between their items; an empty list is an empty cell. Quotes are the "
      "words of the document, and "
      "`start` and `end` count Unicode characters in what `ofsight text` prints for it.\n";
  for (const Table& table : dataset.tables) out += table_markdown(table);
  out += "\n# Values\n";
  for (const Enumeration& enumeration : dataset.enumerations) {
    out += "\n## " + enumeration.name + "\n\n" + enumeration.description +
           (enumeration.ordered ? " In order.\n\n" : "\n\n") + "| value | |\n|---|---|\n";
    for (const EnumeratedValue& value : enumeration.values)
      out += "| `" + value.value + "` | " + in_cell(value.label) + " |\n";
  }
  out += "\n# Views of the database\n\n";
  for (const View& view : dataset.views) out += "- `" + view.name + "`: " + view.description + "\n";
  return out;
}

}  // namespace ofsight
