#include "pipeline/commands/extract_step.h"

#include <array>
#include <filesystem>
#include <optional>

#include "corpus/digest.h"
#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "corpus/output_file.h"
#include "corpus/report_json.h"
#include "corpus/store.h"
#include "pipeline/commands/outcome_counts.h"
#include "pipeline/commands/setup.h"
#include "pipeline/extract_corpus.h"
#include "pipeline/log.h"
#include "pipeline/progress.h"
#include "pipeline/report_output.h"
#include "pipeline/stop_signal.h"
#include "pipeline/version.h"

namespace ofsight {
namespace {

constexpr std::size_t kMaxJobs = 256;
constexpr std::uint64_t kMaxRegisterBytes = 16u << 20;

// Names the program as it stands, so that one built anew extracts anew, and its register.
std::string build_name(const std::string& register_path) {
  std::error_code ignored;
  const std::filesystem::path self = "/proc/self/exe";
  std::string name =
      program_version() + ", " + std::to_string(std::filesystem::file_size(self, ignored)) +
      " bytes of " +
      std::to_string(std::filesystem::last_write_time(self, ignored).time_since_epoch().count());
  std::string councils(embedded_file(embedded_councils(), "councils.json"));
  if (!register_path.empty())
    if (auto document = read_document({register_path, std::nullopt}, kMaxRegisterBytes))
      councils = std::move(document->bytes);
  return name + ", register " + sha256_hex(councils);
}

class ExtractStep {
 public:
  explicit ExtractStep(const ExtractArguments& arguments) : arguments_(arguments) {}

  int run() {
    const auto setup = load_extraction_setup(arguments_.rules, arguments_.councils);
    if (!setup) return stop(setup.error());
    auto store = Store::open(arguments_.corpus, Store::Access::kRead);
    if (!store) return stop(store.error());
    const auto documents = store->documents();
    if (!documents) return stop(documents.error());
    documents_ = &*documents;
    pretty_ = arguments_.format == "json";
    auto output = ReportOutput::create(arguments_.output, pretty_, documents->size());
    if (!output) return stop(output.error());
    output_ = &*output;
    if (!arguments_.rejections.empty()) {
      auto rejections = OutputFile::create(arguments_.rejections);
      if (!rejections) return stop(rejections.error());
      rejections_ = std::move(*rejections);
    }
    Progress progress(documents->size());
    extract_corpus(store->folder(), *documents, *setup,
                   {arguments_.max_seconds, arguments_.max_bytes}, build_name(arguments_.councils),
                   arguments_.jobs, [&](CorpusOutcome done) {
                     progress.advance();
                     return keep(done) && !stop_requested();
                   });
    return finish();
  }

 private:
  static int stop(const Error& error) {
    Log::error(error.message);
    return error.code == ErrorCode::kIo ? kFailed : kUsage;
  }

  bool keep(const CorpusOutcome& done) {
    ++freshness_[static_cast<std::size_t>(done.freshness)];
    const Source& source = (*documents_)[done.index].source;
    const std::string name = source.file.value_or(source.url.value_or(source.sha256));
    if (!done.stored) warn_once(done.stored.error().message);
    if (done.outcome.is_report) {
      ++counts_.reports;
      for (const Warning& warning : done.warnings)
        Log::warn(name + ": " + warning.code + ": " + warning.message);
      state_ = output_->add(source.sha256, formatted(done.outcome.json));
    } else {
      ++counts_.rejections[done.outcome.code];
      if (done.freshness != Freshness::kStored)
        Log::warn(name + ": rejected: " + done.outcome.code +
                  (done.detail.empty() ? "" : ": " + done.detail));
      if (rejections_) state_ = rejections_->write(done.outcome.json + "\n");
    }
    return state_.has_value();
  }

  // A full disk is no reason to stop: all that is lost is time on the next run.
  void warn_once(const std::string& message) {
    if (!warned_) Log::warn(message + "; what was extracted is not kept for the next run");
    warned_ = true;
  }

  std::string formatted(const std::string& line) const {
    if (!pretty_) return line;
    const auto report = report_from_json(line);
    return report ? to_json(*report, JsonStyle::kPretty) : line;
  }

  int finish() {
    if (state_ && stop_requested()) {
      Log::warn("stopped; what was extracted is kept, and the next run goes on from here");
      return kInterrupted;
    }
    if (state_) state_ = output_->commit();
    if (state_ && rejections_) state_ = rejections_->commit();
    if (!state_) return stop(state_.error());
    if (!arguments_.again) summarise();
    return counts_.reports > 0 || documents_->empty() ? kDone : kFailed;
  }

  void summarise() const {
    Log::info(counts_.summary());
    Log::info(std::to_string(freshness_[0]) + " unchanged, " + std::to_string(freshness_[1]) +
              " extracted anew from stored text, " + std::to_string(freshness_[2]) + " read");
  }

  const ExtractArguments& arguments_;
  const std::vector<CorpusDocument>* documents_ = nullptr;
  bool pretty_ = false, warned_ = false;
  ReportOutput* output_ = nullptr;
  std::optional<OutputFile> rejections_;
  OutcomeCounts counts_;
  std::array<std::size_t, 3> freshness_{};
  Expected<void> state_;
};

}  // namespace

void declare_output(Options& options, ExtractArguments& a, const std::string& default_output) {
  options.value("--output,-o", "FILE-or-DIR", a.output,
                "Where reports go; " + default_output + " unless given");
  options.choice("--format", {"ndjson", "json"}, a.format,
                 "ndjson: one report a line; json: one indented file per report");
  options.value("--rejections", "FILE", a.rejections,
                "Write rejections there too, one JSON object a line");
}

void declare_extraction(Options& options, ExtractArguments& a) {
  options.count("--jobs,-j", "N", a.jobs, 1, kMaxJobs,
                "Documents read at the same time; the output is the same for any number");
  options.value(
      "--rules", "DIR", a.rules,
      "Rules of your own: .json files that add to the built-in ones or replace them by id");
  options.value("--councils", "FILE", a.councils,
                "Another register of councils than the built-in one");
  options.number("--max-seconds", "S", a.max_seconds, 0.001, 86400,
                 "Time a document may take to read");
}

int run_extract_step(const ExtractArguments& arguments) { return ExtractStep(arguments).run(); }

}  // namespace ofsight
