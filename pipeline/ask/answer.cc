#include "pipeline/ask/answer.h"

#include <algorithm>

#include "corpus/json_text.h"
#include "pipeline/ask/answer_layout.h"
#include "pipeline/publish/csv_writer.h"

namespace ofsight {
namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

std::string as_csv(const Answer& answer) {
  std::vector<std::string> keys;
  for (const AnswerTable& table : answer.tables)
    for (const Heading& heading : table.headings)
      if (std::find(keys.begin(), keys.end(), heading.key) == keys.end())
        keys.push_back(heading.key);
  std::string out = "table";
  for (const std::string& key : keys) out += "," + key;
  out += "\r\n";
  for (const AnswerTable& table : answer.tables)
    for (const auto& row : table.rows) {
      out += table.key;
      for (const std::string& key : keys) {
        out += ',';
        for (std::size_t i = 0; i < table.headings.size(); ++i)
          if (table.headings[i].key == key) out += csv_cell(row[i].text);
      }
      out += "\r\n";
    }
  return out;
}

void write_row(JsonWriter& json, const AnswerTable& table, const std::vector<Cell>& row) {
  json.begin_object();
  for (std::size_t i = 0; i < table.headings.size(); ++i) {
    json.key(table.headings[i].key);
    if (row[i].text.empty()) {
      json.null();
    } else if (row[i].is_number) {
      json.number(std::stoll(row[i].text));
    } else {
      json.bytes(row[i].text);
    }
  }
  json.end_object();
}

std::string as_json(const Answer& answer) {
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  json.key("title");
  json.bytes(answer.title);
  json.key("tables");
  json.begin_object();
  // Tables of one name, such as one for each council, are one list.
  std::vector<std::string> written;
  for (const AnswerTable& first : answer.tables) {
    if (std::find(written.begin(), written.end(), first.key) != written.end()) continue;
    written.push_back(first.key);
    json.key(first.key);
    json.begin_array();
    for (const AnswerTable& table : answer.tables)
      if (table.key == first.key)
        for (const auto& row : table.rows) write_row(json, table, row);
    json.end_array();
  }
  json.end_object();
  json.key("notes");
  json.begin_array();
  for (const std::string& note : answer.notes) json.bytes(note);
  json.end_array();
  json.end_object();
  return std::move(json).take() + "\n";
}

// Text that Markdown shows as it is, with the marks in bold.
std::string markdown_text(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == kMarkStart || c == kMarkEnd) {
      out += "**";
    } else if (c == '\n' || c == '\t' || c == '\r') {
      out += ' ';
    } else {
      if (std::string_view("\\|<>[]*_`").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

std::string as_markdown(const Answer& answer) {
  std::string out = "# " + markdown_text(answer.title) + "\n";
  for (const AnswerTable& table : answer.tables) {
    if (table.rows.empty() && table.empty.empty()) continue;
    out += "\n## " + markdown_text(table.title) + "\n\n";
    if (table.rows.empty()) {
      out += markdown_text(table.empty) + "\n";
      continue;
    }
    std::string line = "|";
    out += "|";
    for (std::size_t i = 0; i < table.headings.size(); ++i) {
      out += " " + markdown_text(table.headings[i].label) + " |";
      line += table.rows.front()[i].is_number ? "--:|" : "---|";
    }
    out += "\n" + line + "\n";
    for (const auto& row : table.rows) {
      out += "|";
      for (const Cell& cell : row)
        out += " " + markdown_text(cell.shown.empty() ? cell.text : cell.shown) + " |";
      out += "\n";
    }
  }
  if (!answer.notes.empty()) out += "\n";
  for (const std::string& note : answer.notes) out += "- " + markdown_text(note) + "\n";
  return out;
}

}  // namespace

Cell spaced_cell(std::string code) {
  Cell cell(std::move(code));
  cell.shown = cell.text;
  std::replace(cell.shown.begin(), cell.shown.end(), '_', ' ');
  return cell;
}

Cell number_cell(std::string number) {
  Cell cell(std::move(number));
  cell.is_number = true;
  return cell;
}

Expected<AnswerFormat> answer_format(const std::string& name) {
  const auto at = std::find(kAnswerFormats.begin(), kAnswerFormats.end(), name);
  if (at == kAnswerFormats.end())
    return fail(ErrorCode::kUsage, "there is no format '" + name + "'");
  return static_cast<AnswerFormat>(at - kAnswerFormats.begin());
}

std::string render(const Answer& answer, AnswerFormat format, const Screen& screen) {
  switch (format) {
    case AnswerFormat::kCsv: return as_csv(answer);
    case AnswerFormat::kJson: return as_json(answer);
    case AnswerFormat::kMarkdown: return as_markdown(answer);
    case AnswerFormat::kTable: break;
  }
  return lay_out(answer, screen);
}

}  // namespace ofsight
