#include <memory>

#include "corpus/day.h"
#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "pipeline/commands/commands.h"
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
  std::string output, rejections, previous, date, councils;
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

int run(const PublishArguments& arguments) {
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
      "  ofsight publish reports.ndjson --output releases/2026-01 --formats csv sqlite";
  command.declare = [arguments](Options& options) {
    options.paths("REPORTS", arguments->paths, "What extract wrote as NDJSON, or - for standard input");
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
