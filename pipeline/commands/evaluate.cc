#include <algorithm>
#include <charconv>
#include <memory>

#include "corpus/document_files.h"
#include "corpus/json_text.h"
#include "corpus/output_file.h"
#include "corpus/report_json.h"
#include "pipeline/command_line.h"
#include "pipeline/commands/commands.h"
#include "pipeline/evaluation/score.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{4} << 30;
constexpr std::size_t kIdLength = 16;  // of a document in labels: hex digits of its SHA-256

struct EvaluateArguments {
  std::vector<std::string> paths;
  std::string format = "table";
  bool errors = false;
};

std::string four_decimals(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed, 4).ptr;
  return std::string(text, end);
}

bool is_count(const std::string& metric) {
  return metric == "documents" || metric == "documents_missing" || metric == "sentences";
}

std::string shown(const std::string& metric, double value) {
  return is_count(metric) ? std::to_string(static_cast<std::size_t>(value)) : four_decimals(value);
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

// A report in the labels' way of naming documents; false with the line's problem logged.
bool keep(const std::string& where, std::string_view json, std::map<std::string, Report>& reports) {
  auto report = report_from_json(json);
  if (!report) {
    Log::error(where + ": " + report.error().message);
    return false;
  }
  const std::string id = report->source.sha256.substr(0, kIdLength);
  reports.insert_or_assign(id, std::move(*report));
  return true;
}

// One .ndjson file, or .json files of one report each.
bool read_reports(const std::string& path, std::map<std::string, Report>& reports) {
  const auto document = read_document({path, std::nullopt}, kMaxFileBytes);
  if (!document) {
    Log::error(path + ": " + document.error().detail);
    return false;
  }
  const std::string_view bytes = document->bytes;
  if (bytes.starts_with("{\n")) return keep(path, bytes, reports);
  std::size_t line = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = std::min(bytes.find('\n', at), bytes.size());
    ++line;
    if (end > at && !keep(path + ":" + std::to_string(line), bytes.substr(at, end - at), reports))
      return false;
    at = end + 1;
  }
  return true;
}

void add_rows(const char* heading, const std::map<std::string, Tally>& tallies, std::string& out) {
  if (tallies.empty()) return;
  out += "\n" + padded(heading, 46) + "precision recall f1     right wrong missed\n";
  for (const auto& [theme, tally] : tallies)
    out += padded(theme, 46) + padded(four_decimals(tally.precision()), 10) +
           padded(four_decimals(tally.recall()), 7) + padded(four_decimals(tally.f1()), 7) +
           padded(std::to_string(tally.true_positives), 6) +
           padded(std::to_string(tally.false_positives), 6) + std::to_string(tally.misses) + "\n";
}

std::string as_table(const Scores& scores) {
  std::string out;
  for (const auto& [metric, value] : scores.metrics)
    out += padded(metric, 33) + shown(metric, value) + "\n";
  add_rows("themes of improvements", scores.improvement_themes, out);
  add_rows("themes of sentences", scores.sentence_themes, out);
  if (!scores.rules.empty()) out += "\n" + padded("rule", 46) + "fired overlapped wrong\n";
  for (const auto& [id, rule] : scores.rules)
    out += padded(id, 46) + padded(std::to_string(rule.fired), 6) +
           padded(std::to_string(rule.overlapped), 11) + std::to_string(rule.wrong) + "\n";
  return out;
}

std::string as_csv(const Scores& scores) {
  std::string out = "table,name,value,right,wrong,missed,fired,overlapped\n";
  for (const auto& [metric, value] : scores.metrics)
    out += "metric," + metric + "," + shown(metric, value) + ",,,,,\n";
  const auto rows = [&out](const char* table, const std::map<std::string, Tally>& tallies) {
    for (const auto& [theme, tally] : tallies)
      out += std::string(table) + "," + theme + "," + four_decimals(tally.f1()) + "," +
             std::to_string(tally.true_positives) + "," + std::to_string(tally.false_positives) +
             "," + std::to_string(tally.misses) + ",,\n";
  };
  rows("improvement_theme", scores.improvement_themes);
  rows("sentence_theme", scores.sentence_themes);
  for (const auto& [id, rule] : scores.rules)
    out += "rule," + id + ",,," + std::to_string(rule.wrong) + ",," + std::to_string(rule.fired) +
           "," + std::to_string(rule.overlapped) + "\n";
  return out;
}

void write_number(JsonWriter& json, const char* key, std::size_t number) {
  json.key(key);
  json.number(number);
}

void write_tallies(JsonWriter& json, const char* key, const std::map<std::string, Tally>& tallies) {
  json.key(key);
  json.begin_object();
  for (const auto& [theme, tally] : tallies) {
    json.key(theme);
    json.begin_object();
    write_number(json, "right", tally.true_positives);
    write_number(json, "wrong", tally.false_positives);
    write_number(json, "missed", tally.misses);
    json.end_object();
  }
  json.end_object();
}

std::string as_json(const Scores& scores) {
  JsonWriter json(JsonStyle::kPretty);
  json.begin_object();
  json.key("metrics");  // as text: four decimals, the same on any machine
  json.begin_object();
  for (const auto& [metric, value] : scores.metrics) {
    json.key(metric);
    json.text(shown(metric, value));
  }
  json.end_object();
  write_tallies(json, "improvement_themes", scores.improvement_themes);
  write_tallies(json, "sentence_themes", scores.sentence_themes);
  json.key("rules");
  json.begin_object();
  for (const auto& [id, rule] : scores.rules) {
    json.key(id);
    json.begin_object();
    write_number(json, "fired", rule.fired);
    write_number(json, "overlapped", rule.overlapped);
    write_number(json, "wrong", rule.wrong);
    json.end_object();
  }
  json.end_object();
  for (const auto& [key, lines] :
       {std::pair("differences", &scores.differences), {"missing", &scores.missing}}) {
    json.key(key);
    json.begin_array();
    for (const std::string& line : *lines) json.bytes(line);
    json.end_array();
  }
  json.end_object();
  return std::move(json).take() + "\n";
}

int write(const std::string& words) {
  auto output = OutputFile::create("-");
  Expected<void> state = output ? output->write(words) : tl::unexpected(output.error());
  if (state) state = output->commit();
  if (state) return kDone;
  Log::error(state.error().message);
  return kFailed;
}

int run(const EvaluateArguments& arguments) {
  if (arguments.paths.size() < 2) {
    Log::error(
        "evaluate takes LABELS, a folder, and at least one OUTPUT of extract; see 'ofsight "
        "evaluate --help'");
    return kUsage;
  }
  const auto labels = read_labels(arguments.paths.front());
  if (!labels) {
    Log::error(labels.error().message);
    return labels.error().code == ErrorCode::kIo ? kFailed : kUsage;
  }
  std::map<std::string, Report> reports;
  for (std::size_t i = 1; i < arguments.paths.size(); ++i)
    if (!read_reports(arguments.paths[i], reports)) return kFailed;
  const Scores scores = score(*labels, reports);
  if (arguments.errors)
    for (const std::string& line : scores.differences) Log::warn(line);
  for (const std::string& id : scores.missing)
    Log::warn("no report of the labelled document " + id);
  const int written = write(arguments.format == "json"  ? as_json(scores)
                            : arguments.format == "csv" ? as_csv(scores)
                                                        : as_table(scores));
  return written != kDone || !scores.missing.empty() ? kFailed : kDone;
}

}  // namespace

Command evaluate_command() {
  auto arguments = std::make_shared<EvaluateArguments>();
  Command command;
  command.name = "evaluate";
  command.summary = "Measure extracted reports against labels made by hand";
  command.examples =
      "  ofsight extract reports/ --output reports.ndjson\n"
      "  ofsight evaluate labels/ reports.ndjson\n"
      "  ofsight evaluate labels/ reports.ndjson --errors --format csv > scores.csv";
  command.declare = [arguments](Options& options) {
    options.paths("LABELS OUTPUT", arguments->paths,
                  "LABELS: a folder of ID.json files, as schemas/labels.schema.json says; OUTPUT: "
                  "files that extract wrote");
    options.choice("--format", {"table", "json", "csv"}, arguments->format,
                   "How the scores are written");
    options.flag("--errors", arguments->errors, "Name every difference on standard error");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
