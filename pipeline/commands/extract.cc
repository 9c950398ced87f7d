#include <map>
#include <memory>
#include <optional>

#include "corpus/report_json.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/setup.h"
#include "pipeline/log.h"
#include "pipeline/progress.h"
#include "pipeline/report_output.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxJobs = 256;

struct ExtractArguments {
  std::vector<std::string> paths;
  std::string output = "-", format = "ndjson", rejections, rules, councils;
  std::size_t jobs = 1, max_bytes = ReadLimits{}.bytes;
  double max_seconds = ReadLimits{}.seconds;
};

// Counts what came of the documents, for the last line of a run.
struct Tally {
  std::size_t reports = 0;
  std::map<std::string, std::size_t, std::less<>> rejections;  // by reason

  std::string summary() const {
    std::size_t rejected = 0;
    std::string reasons;
    for (const auto& [reason, count] : rejections) {
      rejected += count;
      reasons += (reasons.empty() ? "" : ", ") + std::to_string(count) + " " + reason;
    }
    return std::to_string(reports + rejected) + " documents read: " + std::to_string(reports) + " extracted, " +
           std::to_string(rejected) + " rejected" + (reasons.empty() ? "" : " (" + reasons + ")");
  }
};

std::string describe(const Rejection& rejection) {
  return rejection.source.file.value_or("-") + ": rejected: " + std::string(reason_code(rejection.reason)) +
         (rejection.detail.empty() ? "" : ": " + rejection.detail);
}

class ExtractRun {
 public:
  explicit ExtractRun(const ExtractArguments& arguments) : arguments_(arguments) {}

  int run() {
    const auto setup = load_extraction_setup(arguments_.rules, arguments_.councils);
    if (!setup) return stop(setup.error());
    const auto files = list_documents(arguments_.paths);
    const bool pretty = arguments_.format == "json";
    auto output = ReportOutput::create(arguments_.output, pretty, files.size());
    if (!output) return stop(output.error());
    output_ = &*output;
    if (!arguments_.rejections.empty()) {
      auto rejections = OutputFile::create(arguments_.rejections);
      if (!rejections) return stop(rejections.error());
      rejections_ = std::move(*rejections);
    }
    Progress progress(files.size());
    const JsonStyle style = pretty ? JsonStyle::kPretty : JsonStyle::kLine;
    extract_documents(
        files, *setup, {arguments_.max_seconds, arguments_.max_bytes}, arguments_.jobs,
        [style](const auto& outcome) {
          if (const auto* report = std::get_if<Report>(&outcome)) return to_json(*report, style);
          return to_json(std::get<Rejection>(outcome), JsonStyle::kLine);
        },
        [&](Extracted done) {
          progress.advance();
          return keep(done);
        });
    return finish();
  }

 private:
  static int stop(const Error& error) {
    Log::error(error.message);
    return error.code == ErrorCode::kIo ? kFailed : kUsage;
  }

  bool keep(const Extracted& done) {
    if (const auto* report = std::get_if<Report>(&done.outcome)) {
      ++tally_.reports;
      for (const Warning& warning : report->warnings)
        Log::warn(report->source.file.value_or("-") + ": " + warning.code + ": " + warning.message);
      state_ = output_->add(report->source.sha256, done.text);
    } else {
      const auto& rejection = std::get<Rejection>(done.outcome);
      ++tally_.rejections[std::string(reason_code(rejection.reason))];
      Log::warn(describe(rejection));
      if (rejections_) state_ = rejections_->write(done.text + "\n");
    }
    return state_.has_value();
  }

  int finish() {
    if (state_) state_ = output_->commit();
    if (state_ && rejections_) state_ = rejections_->commit();
    if (!state_) return stop(state_.error());
    Log::info(tally_.summary());
    return tally_.reports > 0 ? kDone : kFailed;
  }

  const ExtractArguments& arguments_;
  ReportOutput* output_ = nullptr;
  std::optional<OutputFile> rejections_;
  Tally tally_;
  Expected<void> state_;
};

}  // namespace

Command extract_command() {
  auto arguments = std::make_shared<ExtractArguments>();
  Command command;
  command.name = "extract";
  command.summary = "Read reports (PDF, HTML, text) and write them as JSON";
  command.examples =
      "  ofsight extract report.pdf\n"
      "  ofsight extract reports/ --output reports.ndjson --rejections rejections.ndjson --jobs 4\n"
      "  ofsight extract reports/ --format json --output json/\n"
      "  cat report.pdf | ofsight extract - | jq .judgements";
  command.declare = [arguments](Options& options) {
    options.paths("PATH", arguments->paths, "Files, folders (searched for .pdf, .html, .htm and .txt), or - for standard input");
    options.value("--output,-o", "FILE-or-DIR", arguments->output, "Where reports go; standard output unless given");
    options.choice("--format", {"ndjson", "json"}, arguments->format, "ndjson: one report a line; json: one indented file per report");
    options.count("--jobs,-j", "N", arguments->jobs, 1, kMaxJobs, "Documents read at the same time; the output is the same for any number");
    options.value("--rejections", "FILE", arguments->rejections, "Write rejections there too, one JSON object a line");
    options.value("--rules", "DIR", arguments->rules, "Rules of your own: .json files that add to the built-in ones or replace them by id");
    options.value("--councils", "FILE", arguments->councils, "Another register of councils than the built-in one");
    options.number("--max-seconds", "S", arguments->max_seconds, 0.001, 86400, "Time a document may take to read");
    options.count("--max-bytes", "N", arguments->max_bytes, 1, std::size_t{1} << 40, "Size of a document, and memory its parser may use");
  };
  command.run = [arguments] { return ExtractRun(*arguments).run(); };
  return command;
}

}  // namespace ofsight
