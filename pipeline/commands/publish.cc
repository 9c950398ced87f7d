#include <memory>

#include "pipeline/commands/commands.h"
#include "pipeline/commands/publish_step.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

int run(const PublishArguments& arguments) {
  const auto usage = [](const std::string& message) {
    Log::error(message);
    return static_cast<int>(kUsage);
  };
  const bool of_corpus = !arguments.extract.corpus.empty();
  if (arguments.output.empty())
    return usage("publish needs --output DIR, the release folder; see 'ofsight publish --help'");
  if (arguments.paths.empty() != of_corpus)
    return usage(
        "name a file of reports to publish, or a corpus with --corpus, and not both; see 'ofsight "
        "publish --help'");
  if (of_corpus && !arguments.rejections.empty())
    return usage("--rejections goes with a file of reports; a corpus has its own");
  return run_publish_step(arguments);
}

}  // namespace

Command publish_command() {
  auto arguments = std::make_shared<PublishArguments>();
  Command command;
  command.name = "publish";
  command.summary =
      "Make a release of datasets from extracted reports: CSV, JSON, SQLite, XLSX, codebook";
  command.examples =
      "  ofsight extract reports/ --output reports.ndjson --rejections rejections.ndjson\n"
      "  ofsight publish reports.ndjson --rejections rejections.ndjson --output release\n"
      "  ofsight publish reports.ndjson --output releases/2026-01 --formats csv sqlite\n"
      "  ofsight publish --corpus ofsight-corpus --output releases/2026-02";
  command.declare = [arguments](Options& options) {
    options.list("REPORTS", "", arguments->paths,
                 "What extract wrote as NDJSON, or - for standard input");
    options.value("--corpus", "DIR", arguments->extract.corpus,
                  "The reports of this corpus instead, extracted as far as they are not yet");
    options.value("--output,-o", "DIR", arguments->output,
                  "The release folder; it must not be there yet, or be the same release");
    options.value("--rejections", "FILE", arguments->rejections,
                  "What extract wrote with --rejections");
    options.choices("--formats", kFormats, arguments->formats,
                    "Formats to write; all unless given. Without sqlite, no questions can be asked "
                    "of the release");
    options.value("--date", "DATE", arguments->date,
                  "The release's date; the newest date of the input unless given");
    options.value("--previous", "DIR", arguments->previous,
                  "Release to compare with; the latest one beside the output unless given");
    declare_publishing(options, *arguments);
    declare_extraction(options, arguments->extract);
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
