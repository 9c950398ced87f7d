#include <memory>

#include "corpus/document_files.h"
#include "corpus/output_file.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/setup.h"
#include "pipeline/explanation.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

constexpr std::size_t kNowhere = std::size_t{1} << 40;

struct ExplainArguments {
  std::vector<std::string> paths;
  std::string rule, html, rules;
  std::size_t at = kNowhere;
};

int write(const std::string& path, const std::string& words) {
  auto output = OutputFile::create(path);
  Expected<void> state = output ? output->write(words) : tl::unexpected(output.error());
  if (state) state = output->commit();
  if (state) return kDone;
  Log::error(state.error().message);
  return kFailed;
}

int stop(const std::string& message, int code) {
  Log::error(message);
  return code;
}

int run(const ExplainArguments& arguments) {
  if (arguments.paths.size() != 1)
    return stop("explain takes one document at a time: give one FILE", kUsage);
  const std::string& path = arguments.paths.front();
  const auto setup = load_extraction_setup(arguments.rules, "");
  if (!setup)
    return stop(setup.error().message, setup.error().code == ErrorCode::kIo ? kFailed : kUsage);
  if (!arguments.rule.empty() && setup->extractor.rules().find(arguments.rule) == nullptr)
    return stop("no rule has the id '" + arguments.rule + "'; 'ofsight rules list' names all",
                kUsage);
  const ReadLimits limits;
  const auto document = read_document({path, std::nullopt}, limits.bytes);
  if (!document) return stop(path + ": " + document.error().detail, kFailed);
  const auto read = read_text(*document, setup->text_rules, limits);
  if (!read) return stop(path + ": " + read.error().detail, kFailed);
  const FindingExtractor& findings = setup->extractor.findings();
  const auto report = setup->extractor.extract(read->text);
  if (!report) return stop(path + ": " + report.error(), kFailed);
  if (arguments.at != kNowhere) {
    const auto explained = explain_sentence(*report, read->text, arguments.at, findings);
    if (!explained) return stop("no sentence stands at " + std::to_string(arguments.at), kUsage);
    return write("-", *explained);
  }
  if (!arguments.html.empty()) return write(arguments.html, explain_html(*report, read->text));
  return write("-", explain_findings(*report, read->text, findings, arguments.rule));
}

}  // namespace

Command explain_command() {
  auto arguments = std::make_shared<ExplainArguments>();
  Command command;
  command.name = "explain";
  command.summary =
      "Show what was read where in a document, by which rules, and what was nearly read";
  command.examples =
      "  ofsight explain report.pdf | less\n"
      "  ofsight explain report.pdf --rule theme.supervision\n"
      "  ofsight explain report.pdf --at 2310\n"
      "  ofsight explain report.pdf --html report.html";
  command.declare = [arguments](Options& options) {
    options.paths("FILE", arguments->paths, "One document, or - for standard input");
    options.value("--rule", "ID", arguments->rule, "Only findings that this rule had part in");
    options.count(
        "--at", "N", arguments->at, 0, kNowhere,
        "Explain the sentence at this code point in full: what fired, and what nearly did");
    options.value("--html", "OUT", arguments->html,
                  "Write the whole document with its marks as one HTML page");
    options.value(
        "--rules", "DIR", arguments->rules,
        "Rules of your own: .json files that add to the built-in ones or replace them by id");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
