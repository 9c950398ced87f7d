#include <memory>
#include <optional>

#include "corpus/report_json.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/extract_step.h"
#include "pipeline/commands/outcome_counts.h"
#include "pipeline/commands/setup.h"
#include "pipeline/log.h"
#include "pipeline/progress.h"
#include "pipeline/report_output.h"

namespace ofsight {
namespace {

std::string describe(const Rejection& rejection) {
  return rejection.source.file.value_or("-") +
         ": rejected: " + std::string(reason_code(rejection.reason)) +
         (rejection.detail.empty() ? "" : ": " + rejection.detail);
}

class ExtractRun {
 public:
  explicit ExtractRun(const ExtractArguments& arguments) : arguments_(arguments) {}

  int run() {
    if (arguments_.paths.empty() == arguments_.corpus.empty())
      return stop({ErrorCode::kUsage,
                   "name files or folders to extract, or a corpus with --corpus, and not both; see "
                   "'ofsight extract --help'"});
    if (!arguments_.corpus.empty()) return run_extract_step(arguments_);
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
      ++counts_.reports;
      for (const Warning& warning : report->warnings)
        Log::warn(report->source.file.value_or("-") + ": " + warning.code + ": " + warning.message);
      state_ = output_->add(report->source.sha256, done.text);
    } else {
      const auto& rejection = std::get<Rejection>(done.outcome);
      ++counts_.rejections[std::string(reason_code(rejection.reason))];
      Log::warn(describe(rejection));
      if (rejections_) state_ = rejections_->write(done.text + "\n");
    }
    return state_.has_value();
  }

  int finish() {
    if (state_) state_ = output_->commit();
    if (state_ && rejections_) state_ = rejections_->commit();
    if (!state_) return stop(state_.error());
    Log::info(counts_.summary());
    return counts_.reports > 0 ? kDone : kFailed;
  }

  const ExtractArguments& arguments_;
  ReportOutput* output_ = nullptr;
  std::optional<OutputFile> rejections_;
  OutcomeCounts counts_;
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
      "  ofsight extract --corpus ofsight-corpus --output reports.ndjson\n"
      "  cat report.pdf | ofsight extract - | jq .judgements";
  command.declare = [arguments](Options& options) {
    options.list(
        "PATH", "", arguments->paths,
        "Files, folders (searched for .pdf, .html, .htm and .txt), or - for standard input");
    options.value("--corpus", "DIR", arguments->corpus,
                  "Extract what is new in a corpus, and write the reports of all of it");
    declare_output(options, *arguments, "standard output");
    declare_extraction(options, *arguments);
    options.count("--max-bytes", "N", arguments->max_bytes, 1, std::size_t{1} << 40,
                  "Size of a document, and memory its parser may use");
  };
  command.run = [arguments] { return ExtractRun(*arguments).run(); };
  return command;
}

}  // namespace ofsight
