#include <algorithm>
#include <memory>

#include "pipeline/commands/commands.h"
#include "pipeline/commands/extract_step.h"
#include "pipeline/commands/fetch_step.h"
#include "pipeline/commands/publish_step.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

struct RunArguments {
  FetchArguments fetch;
  ExtractArguments extract;
  PublishArguments publish;
};

int run_publishing(const RunArguments& arguments) {
  if (arguments.publish.releases.empty()) return kDone;
  if (arguments.fetch.dry_run) {
    Log::info("nothing is published on a dry run");
    return kDone;
  }
  PublishArguments publish = arguments.publish;
  publish.extract = arguments.extract;
  publish.extract.again = true;
  return run_release_step(std::move(publish));
}

Expected<void> check(const PublishArguments& publish) {
  if (publish.releases.empty() && (publish.accept_shrink || !publish.date.empty()))
    return fail(ErrorCode::kUsage, "--date and --accept-shrink go with --releases DIR");
  return check_publishing(publish);
}

bool ends_run(int code) { return code == kUsage || code == kInterrupted; }

// A step that fails leaves the corpus whole, so the next ones go on with what is there; not so one
// that was interrupted, or never began. The worst exit code counts.
int run(RunArguments arguments) {
  if (const auto checked = check(arguments.publish); !checked) {
    Log::error(checked.error().message);
    return kUsage;
  }
  arguments.extract.corpus = arguments.fetch.corpus;
  arguments.extract.max_bytes = arguments.fetch.max_bytes;
  const FetchEnd fetched = run_fetch_step(arguments.fetch, "run");
  if (!fetched.began || ends_run(fetched.code)) return fetched.code;
  const int extracted = run_extract_step(arguments.extract);
  if (ends_run(extracted)) return extracted;
  const int published = run_publishing(arguments);
  if (ends_run(published)) return published;
  return std::max({fetched.code, extracted, published});
}

}  // namespace

Command run_command() {
  auto arguments = std::make_shared<RunArguments>();
  arguments->extract.output = "reports.ndjson";
  Command command;
  command.name = "run";
  command.summary =
      "Fetch what is new, extract it and, with --releases, publish it: a corpus kept up to date";
  command.examples =
      "  ofsight run --contact 'https://example.org; you@example.org' --jobs 2\n"
      "  ofsight run --contact 'https://example.org; you@example.org' --releases releases\n"
      "  ofsight run --corpus visits/ --kind focused_visit --output visits.ndjson";
  command.declare = [arguments](Options& options) {
    declare_corpus(options, arguments->fetch.corpus);
    declare_fetch(options, arguments->fetch);
    declare_output(options, arguments->extract, "'reports.ndjson'");
    declare_extraction(options, arguments->extract);
    options.value(
        "--releases", "DIR", arguments->publish.releases,
        "Publish the whole corpus as a release in DIR, named by the day, unless the newest "
        "one there was made of the same; nothing is published without it");
    options.value("--date", "DATE", arguments->publish.date,
                  "The release's date and name; today's in UTC unless given");
    declare_publishing(options, arguments->publish);
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
