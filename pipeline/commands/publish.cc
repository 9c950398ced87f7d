#include <cstdlib>
#include <filesystem>
#include <memory>

#include "corpus/day.h"
#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/extract_step.h"
#include "pipeline/commands/rule_files.h"
#include "pipeline/commands/setup.h"
#include "pipeline/log.h"
#include "pipeline/publish/publish.h"
#include "pipeline/publish/report_stream.h"
#include "pipeline/version.h"

namespace ofsight {
namespace {

constexpr std::string_view kThemePrefix = "theme.";

struct PublishArguments {
  std::vector<std::string> paths, formats;
  std::string corpus, output, rejections, previous, date, councils;
  double max_fall = PublishRequest{}.max_fall;
  bool accept_shrink = false;
};

int stop(const Error& error) {
  Log::error(error.message);
  return error.code == ErrorCode::kUsage ? kUsage : kFailed;
}

// Files of reports one after the other, then those of rejections.
class Input {
 public:
  Input(std::vector<std::string> reports, std::string rejections)
      : paths_(std::move(reports)), rejections_path_(std::move(rejections)) {}

  ReportSource source(const std::string& program, const std::string& register_json) {
    digest_.add(program + "\n" + register_json + "\n");
    return {[this] { return next_report(); }, [this] { return next_rejection(); },
            [this] { return stream_ ? stream_->place() : std::string(); },
            [this] { return "sha256:" + digest_.hex(); }};
  }

 private:
  Expected<void> open(const std::string& path) {
    auto stream = ReportStream::open(path);
    if (!stream) return tl::unexpected(stream.error());
    stream_.emplace(std::move(*stream));
    stream_->digest_into(&digest_);
    return {};
  }

  Expected<std::optional<Report>> next_report() {
    while (true) {
      if (stream_) {
        auto report = stream_->next_report();
        if (!report || *report) return report;
      }
      stream_.reset();
      if (opened_ == paths_.size()) return std::nullopt;
      if (auto opened = open(paths_[opened_++]); !opened) return tl::unexpected(opened.error());
    }
  }

  Expected<std::optional<Rejection>> next_rejection() {
    if (rejections_path_.empty()) return std::nullopt;
    if (!stream_) {
      digest_.add("rejections\n");
      if (auto opened = open(rejections_path_); !opened) return tl::unexpected(opened.error());
    }
    return stream_->next_rejection();
  }

  const std::vector<std::string> paths_;
  const std::string rejections_path_;
  std::size_t opened_ = 0;
  std::optional<ReportStream> stream_;
  Sha256 digest_;
};

Expected<std::vector<ThemeDescription>> load_themes() {
  auto rules = load_rules("", BuiltIn::kTrust);
  if (!rules) return tl::unexpected(rules.error());
  std::vector<ThemeDescription> themes;
  for (const Rule* rule : rules->family("theme"))
    themes.emplace_back(rule->id.substr(kThemePrefix.size()), rule->description);
  return themes;
}

std::string summary(const Published& published) {
  std::string words = "'" + published.folder + "': " + std::to_string(published.reports) +
                      " reports, " + std::to_string(published.rejections) + " rejections" +
                      (published.date.empty() ? "" : ", release of " + published.date);
  if (published.duplicates > 0)
    words += "; " + std::to_string(published.duplicates) + " documents came twice and count once";
  if (published.outcome == ReleaseFolder::Outcome::kUnchanged)
    words += "; it was there already, the same byte for byte";
  return words;
}

// The reports of a corpus, extracted as far as they are not yet, in a folder that goes at the end.
class CorpusReports {
 public:
  CorpusReports() = default;
  CorpusReports(const CorpusReports&) = delete;
  CorpusReports& operator=(const CorpusReports&) = delete;
  ~CorpusReports() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  }

  // An ExitCode.
  int extract(const PublishArguments& arguments) {
    std::error_code error;
    std::string name = (std::filesystem::temp_directory_path(error) / "ofsight-publish-XXXXXX").string();
    if (error || mkdtemp(name.data()) == nullptr) return stop({ErrorCode::kIo, "cannot make a folder in '" + name + "'"});
    folder_ = name;
    ExtractArguments extract;
    extract.corpus = arguments.corpus;
    extract.councils = arguments.councils;
    extract.output = reports();
    extract.rejections = rejections();
    return run_extract_step(extract);
  }
  std::string reports() const { return folder_ + "/reports.ndjson"; }
  std::string rejections() const { return folder_ + "/rejections.ndjson"; }

 private:
  std::string folder_;
};

int run(PublishArguments arguments) {
  if (arguments.paths.empty() == arguments.corpus.empty()) {
    Log::error("name a file of reports to publish, or a corpus with --corpus, and not both; see 'ofsight publish --help'");
    return kUsage;
  }
  CorpusReports of_corpus;
  if (!arguments.corpus.empty()) {
    if (!arguments.rejections.empty()) return stop({ErrorCode::kUsage, "--rejections goes with a file of reports; a corpus has its own"});
    if (const int code = of_corpus.extract(arguments); code != kDone) return code;
    arguments.paths = {of_corpus.reports()};
    arguments.rejections = of_corpus.rejections();
  }
  if (!arguments.date.empty() && !is_day(arguments.date)) {
    Log::error("--date '" + arguments.date + "' is not a day, YYYY-MM-DD");
    return kUsage;
  }
  auto themes = load_themes();
  if (!themes) return stop(themes.error());
  auto register_json = read_register(arguments.councils);
  if (!register_json) return stop(register_json.error());
  const auto councils = CouncilRegister::from_json(*register_json);
  if (!councils) return stop(councils.error());
  PublishRequest request;
  request.output = arguments.output;
  request.previous = arguments.previous;
  request.date = arguments.date;
  request.formats = arguments.formats.empty() ? kFormats : arguments.formats;
  request.max_fall = arguments.max_fall;
  request.accept_shrink = arguments.accept_shrink;
  request.program = program_version();
  request.register_json = std::move(*register_json);
  request.themes = std::move(*themes);
  Input input(arguments.paths, arguments.rejections);
  const auto published =
      publish(request, input.source(request.program, request.register_json), *councils);
  if (!published) return stop(published.error());
  for (const std::string& note : published->notes) Log::warn(note);
  Log::info(summary(*published));
  return kDone;
}

}  // namespace

Command publish_command() {
  auto arguments = std::make_shared<PublishArguments>();
  Command command;
  command.name = "publish";
  command.summary = "Make a release of datasets from extracted reports: CSV, JSON, SQLite, XLSX, codebook";
  command.examples =
      "  ofsight extract reports/ --output reports.ndjson --rejections rejections.ndjson\n"
      "  ofsight publish reports.ndjson --rejections rejections.ndjson --output release\n"
      "  ofsight publish reports.ndjson --output releases/2026-01 --formats csv sqlite\n"
      "  ofsight publish --corpus ofsight-corpus --output releases/2026-02";
  command.declare = [arguments](Options& options) {
    options.list("REPORTS", "", arguments->paths, "What extract wrote as NDJSON, or - for standard input");
    options.value("--corpus", "DIR", arguments->corpus, "The reports of this corpus instead, extracted as far as they are not yet");
    options.value("--output,-o", "DIR", arguments->output, "The release folder; it must not be there yet, or be the same release");
    options.value("--rejections", "FILE", arguments->rejections, "What extract wrote with --rejections");
    options.choices("--formats", kFormats, arguments->formats, "Formats to write; all unless given. Without sqlite, no questions can be asked of the release");
    options.value("--date", "DATE", arguments->date, "The release's date; the newest date of the input unless given");
    options.value("--previous", "DIR", arguments->previous, "Release to compare with; the latest one beside the output unless given");
    options.number("--max-fall", "SHARE", arguments->max_fall, 0, 1, "How far counts and fill rates may fall below the previous release's");
    options.flag("--accept-shrink", arguments->accept_shrink, "Publish although they fell further");
    options.value("--councils", "FILE", arguments->councils, "Another register of councils than the built-in one");
  };
  command.run = [arguments] {
    if (!arguments->output.empty()) return run(*arguments);
    Log::error("publish needs --output DIR, the release folder; see 'ofsight publish --help'");
    return static_cast<int>(kUsage);
  };
  return command;
}

}  // namespace ofsight
