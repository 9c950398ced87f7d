#include "pipeline/commands/publish_step.h"

#include <filesystem>
#include <optional>

#include "corpus/clock.h"
#include "corpus/day.h"
#include "pipeline/commands/rule_files.h"
#include "pipeline/commands/setup.h"
#include "pipeline/log.h"
#include "pipeline/publish/previous_release.h"
#include "pipeline/publish/release_series.h"
#include "pipeline/publish/report_files.h"
#include "pipeline/stop_signal.h"
#include "pipeline/version.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kThemePrefix = "theme.";

int stop(const Error& error) {
  if (stop_requested()) {
    Log::warn("stopped; nothing was published");
    return kInterrupted;
  }
  Log::error(error.message);
  return error.code == ErrorCode::kUsage ? kUsage : kFailed;
}

// Of rules or a register that cannot be used.
int refuse(const Error& error) {
  Log::error(error.message);
  return error.code == ErrorCode::kIo ? kFailed : kUsage;
}

Expected<std::vector<ThemeDescription>> load_themes(const std::string& rules_folder) {
  auto rules = load_rules(rules_folder, BuiltIn::kTrust);
  if (!rules) return tl::unexpected(rules.error());
  std::vector<ThemeDescription> themes;
  // Of several rules of a theme the one named after it alone describes it.
  for (const Rule* rule : rules->family("theme"))
    if (rule->id == std::string(kThemePrefix).append(rule->code()))
      themes.emplace_back(rule->code(), rule->description);
  return themes;
}

Expected<PublishRequest> request_of(const PublishArguments& arguments) {
  auto themes = load_themes(arguments.extract.rules);
  if (!themes) return tl::unexpected(themes.error());
  auto register_json = read_register(arguments.extract.councils);
  if (!register_json) return tl::unexpected(register_json.error());
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
  return request;
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

int publish_files(const PublishRequest& request, ReportFiles files) {
  const auto councils = CouncilRegister::from_json(request.register_json);
  if (!councils) return refuse(councils.error());
  ReportSource source = files.source();
  source.next_report = [&, next = source.next_report]() -> Expected<std::optional<Report>> {
    if (stop_requested()) return fail(ErrorCode::kIo, "stopped");
    return next();
  };
  const auto published = publish(request, source, *councils);
  if (!published) return stop(published.error());
  for (const std::string& note : published->notes) Log::warn(note);
  Log::info(summary(*published));
  return kDone;
}

// The reports of a corpus as files, extracted as far as they are not yet. They stand beside the
// release that is made of them, and go at the end.
class CorpusReports {
 public:
  // An ExitCode.
  int extract(ExtractArguments arguments, const std::string& target) {
    auto folder = PartialFolder::create(fs::path(target).lexically_normal().string());
    if (!folder) return stop(folder.error());
    folder_.emplace(std::move(*folder));
    arguments.format = "ndjson";
    arguments.output = folder_->path() + "/reports.ndjson";
    arguments.rejections = folder_->path() + "/rejections.ndjson";
    return run_extract_step(arguments);
  }
  bool are_none() const {
    std::error_code ignored;
    return fs::file_size(folder_->path() + "/reports.ndjson", ignored) == 0;
  }
  ReportFiles files(const PublishRequest& request) const {
    return ReportFiles({folder_->path() + "/reports.ndjson"},
                       folder_->path() + "/rejections.ndjson", request.program,
                       request.register_json);
  }

 private:
  std::optional<PartialFolder> folder_;
};

std::string today() { return rfc3339(SystemClock(stop_requested).now()).substr(0, 10); }

int publish_corpus(PublishArguments arguments) {
  auto request = request_of(arguments);
  if (!request) return refuse(request.error());
  CorpusReports reports;
  if (const int code = reports.extract(arguments.extract, arguments.output); code != kDone)
    return code;
  return publish_files(*request, reports.files(*request));
}

// What is already there is found by its digest, before a release is made in vain.
int publish_if_new(PublishArguments arguments) {
  auto place = free_place(arguments.releases, arguments.date);
  if (!place) return stop(place.error());
  arguments.output = std::move(*place);
  const auto newest = latest_release_in(arguments.releases, arguments.date);
  if (newest) arguments.previous = newest->folder;
  const auto request = request_of(arguments);
  if (!request) return refuse(request.error());
  CorpusReports reports;
  if (const int code = reports.extract(arguments.extract, arguments.output); code != kDone)
    return code;
  if (reports.are_none()) {
    Log::info("the corpus has no report; nothing to publish");
    return kDone;
  }
  const auto digest = reports.files(*request).digest();
  if (!digest) return stop(digest.error());
  if (newest && newest->quality.input == *digest) {
    Log::info("'" + newest->folder + "' was made of the same; nothing to publish");
    return kDone;
  }
  return publish_files(*request, reports.files(*request));
}

}  // namespace

void declare_publishing(Options& options, PublishArguments& a) {
  options.number("--max-fall", "SHARE", a.max_fall, 0, 1,
                 "How far counts and fill rates may fall below the previous release's");
  options.flag("--accept-shrink", a.accept_shrink, "Publish although they fell further");
}

Expected<void> check_publishing(const PublishArguments& arguments) {
  if (!arguments.date.empty() && !is_day(arguments.date))
    return fail(ErrorCode::kUsage, "--date '" + arguments.date + "' is not a day, YYYY-MM-DD");
  if (arguments.releases.empty()) return {};
  std::error_code ignored;
  const fs::path releases = arguments.releases;
  if (fs::exists(releases, ignored) && !fs::is_directory(releases, ignored))
    return fail(ErrorCode::kUsage,
                "--releases '" + releases.string() + "' is a file; name a folder");
  if (fs::exists(releases / kReleaseDescription, ignored))
    return fail(ErrorCode::kUsage, "--releases '" + releases.string() +
                                       "' is a release; name the folder that releases go into");
  return {};
}

int run_publish_step(PublishArguments arguments) {
  if (auto checked = check_publishing(arguments); !checked) return stop(checked.error());
  heed_stop_signals();
  if (!arguments.extract.corpus.empty()) return publish_corpus(std::move(arguments));
  const auto request = request_of(arguments);
  if (!request) return refuse(request.error());
  return publish_files(*request, ReportFiles(arguments.paths, arguments.rejections,
                                             request->program, request->register_json));
}

int run_release_step(PublishArguments arguments) {
  if (auto checked = check_publishing(arguments); !checked) return stop(checked.error());
  if (arguments.date.empty()) arguments.date = today();
  std::error_code error;
  fs::create_directories(arguments.releases, error);
  if (error)
    return stop({ErrorCode::kIo, "cannot write '" + arguments.releases + "': " + error.message()});
  const FolderLock lock(arguments.releases);
  if (lock.state() == FolderLock::State::kBusy)
    return stop({ErrorCode::kIo, "another process publishes into '" + arguments.releases +
                                     "'; wait for it to end"});
  return publish_if_new(std::move(arguments));
}

}  // namespace ofsight
