#include <memory>

#include "corpus/document_files.h"
#include "corpus/output_file.h"
#include "corpus/report_json.h"
#include "pipeline/commands/commands.h"
#include "pipeline/log.h"
#include "pipeline/text/read_text.h"
#include "pipeline/text/text_layout.h"

namespace ofsight {
namespace {

struct TextArguments {
  std::vector<std::string> paths;
  bool layout = false;
};

int print(const std::string& words) {
  auto output = OutputFile::create("-");
  Expected<void> state = output ? output->write(words) : tl::unexpected(output.error());
  if (state) state = output->commit();
  if (state) return kDone;
  Log::error(state.error().message);
  return kFailed;
}

int run(const TextArguments& arguments) {
  if (arguments.paths.size() != 1) {
    Log::error("text prints one document at a time: give one FILE");
    return kUsage;
  }
  const auto rules = load_text_rules();
  if (!rules) {
    Log::error(rules.error().message);
    return kUsage;
  }
  const ReadLimits limits;
  const auto document = read_document({arguments.paths.front(), std::nullopt}, limits.bytes);
  if (!document) {
    Log::error(arguments.paths.front() + ": " + document.error().detail);
    return kFailed;
  }
  const auto read = read_text(*document, *rules, limits);
  if (!read) {
    Log::error(arguments.paths.front() + ": " + std::string(reason_code(read.error().reason)) +
               ": " + read.error().detail);
    return kFailed;
  }
  return print(arguments.layout ? describe_layout(*read) : read->text.utf8 + "\n");
}

}  // namespace

Command text_command() {
  auto arguments = std::make_shared<TextArguments>();
  Command command;
  command.name = "text";
  command.summary = "Print a document's normalised text, which all offsets refer to";
  command.examples =
      "  ofsight text report.pdf\n"
      "  ofsight text --layout report.pdf | less";
  command.declare = [arguments](Options& options) {
    options.paths("FILE", arguments->paths, "One document, or - for standard input");
    options.flag("--layout", arguments->layout,
                 "Show pages, lines, sections, list items and table rows instead");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
