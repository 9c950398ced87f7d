#include <algorithm>
#include <memory>
#include <set>

#include "corpus/corpus_status.h"
#include "corpus/output_file.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/fetch_step.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

struct StatusArguments {
  std::string corpus = kDefaultCorpus;
  bool json = false;
};

std::string padded(std::string text, std::size_t width) {
  text.insert(0, width - std::min(width, text.size()), ' ');
  return text;
}

std::string size_of(std::int64_t bytes) {
  constexpr std::int64_t kMegabyte = 1'000'000;
  return std::to_string((bytes + kMegabyte / 2) / kMegabyte) + " MB";
}

std::string run_line(const char* name, const std::optional<RunStatus>& run) {
  std::string line = std::string(name) + ": ";
  if (!run) return line + "none\n";
  const RunCounts& counts = run->counts;
  line += run->started_at + " from " + run->site + ", " + run->outcome;
  if (run->outcome != "killed")
    line += ": " + std::to_string(counts.councils) + " councils, " +
            std::to_string(counts.reports) + " reports listed, " +
            std::to_string(counts.downloaded) + " downloaded, " + std::to_string(counts.gone) +
            " gone, " + std::to_string(counts.failed) + " failed";
  return line + "\n" + (run->message.empty() ? "" : "  " + run->message + "\n");
}

// Kinds down, years across.
std::string table_of(const CorpusStatus& status) {
  std::set<std::string> years;
  std::size_t width = 0;
  for (const auto& [kind, by_year] : status.by_kind_and_year) {
    width = std::max(width, kind.size());
    for (const auto& [year, count] : by_year) years.insert(year);
  }
  std::string table;
  if (years.empty()) return table;
  table += "\n" + std::string(width, ' ');
  for (const std::string& year : years) table += padded(year, year.size() + 2);
  table += "\n";
  for (const auto& [kind, by_year] : status.by_kind_and_year) {
    table += kind + std::string(width - kind.size(), ' ');
    for (const std::string& year : years) {
      const auto count = by_year.find(year);
      table += padded(count == by_year.end() ? "" : std::to_string(count->second), year.size() + 2);
    }
    table += "\n";
  }
  return table;
}

std::string missing_list(const CorpusStatus& status) {
  std::string list;
  for (const MissingFile& file : status.missing) {
    list += "  " + file.state + ": " + file.council + ", " +
            (file.title.empty() ? file.file_id : file.title) +
            (file.published.empty() ? "" : ", " + file.published) + "\n    " + file.url + "\n";
    if (!file.tried_at.empty())
      list += "    " + (file.failure.empty() ? "" : file.failure + ", ") + "tried " +
              file.tried_at + ", next try " +
              (file.next_try.empty() ? "on the next run" : "after " + file.next_try) + "\n";
  }
  return list.empty() ? list : "\nListed, not held:\n" + list;
}

std::string text_of(const CorpusStatus& status) {
  return std::to_string(status.councils) + " councils listed, " +
         std::to_string(status.councils_without_reports) + " of them without a report, " +
         std::to_string(status.councils_delisted) + " no longer listed\n" +
         std::to_string(status.documents) + " documents, " + size_of(status.bytes) + "; " +
         std::to_string(status.local_documents) + " added by hand, " +
         std::to_string(status.delisted_documents) + " no longer on the site, " +
         std::to_string(status.missing.size()) + " listed and not held\n" +
         run_line("last fetch", status.last_run) +
         run_line("last complete fetch", status.last_complete_run) + table_of(status) +
         missing_list(status);
}

int run(const StatusArguments& arguments) {
  const auto stop = [](const Error& error) {
    Log::error(error.message);
    return error.code == ErrorCode::kIo ? kFailed : kUsage;
  };
  auto store = Store::open(arguments.corpus, Store::Access::kRead);
  if (!store) return stop(store.error());
  const auto status = corpus_status(*store);
  if (!status) return stop(status.error());
  auto output = OutputFile::create("-");
  if (!output) return stop(output.error());
  auto written = output->write(arguments.json ? to_json(*status) + "\n" : text_of(*status));
  if (written) written = output->commit();
  return written ? kDone : stop(written.error());
}

}  // namespace

Command status_command() {
  auto arguments = std::make_shared<StatusArguments>();
  Command command;
  command.name = "status";
  command.summary = "Say what a corpus holds, what it lacks and why";
  command.examples =
      "  ofsight status\n"
      "  ofsight status --json | jq .missing";
  command.declare = [arguments](Options& options) {
    declare_corpus(options, arguments->corpus);
    options.flag("--json", arguments->json, "As JSON");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
