#include <memory>

#include "corpus/document_files.h"
#include "corpus/file_name.h"
#include "pipeline/commands/commands.h"
#include "pipeline/commands/fetch_step.h"
#include "pipeline/commands/store_access.h"
#include "pipeline/fetch/site_rules.h"
#include "pipeline/log.h"
#include "pipeline/progress.h"
#include "pipeline/stop_signal.h"

namespace ofsight {
namespace {

struct AddArguments {
  std::string corpus = kDefaultCorpus;
  std::vector<std::string> paths;
  std::size_t max_bytes = 64u << 20;
};

class AddRun {
 public:
  explicit AddRun(const AddArguments& arguments) : arguments_(arguments) {}

  int run() {
    const auto rules = SiteRules::built_in();
    if (!rules) return stop(rules.error());
    heed_stop_signals();
    SystemClock clock(stop_requested);
    auto store = open_store_to_write(arguments_.corpus, "add", clock);
    if (!store) return stop(store.error());
    const auto files = list_documents(arguments_.paths);
    Progress progress(files.size());
    for (const DocumentFile& file : files) {
      if (stop_requested()) break;
      if (auto done = add(file, *store, *rules, rfc3339(clock.now())); !done)
        return stop(done.error());
      progress.advance();
    }
    Log::info(std::to_string(added_) + " added, " + std::to_string(known_) +
              " in the corpus already, " + std::to_string(unreadable_) + " not readable");
    if (stop_requested()) return kInterrupted;
    return unreadable_ == 0 ? kDone : kFailed;
  }

 private:
  static int stop(const Error& error) {
    Log::error(error.message);
    return error.code == ErrorCode::kIo ? kFailed : kUsage;
  }

  Expected<void> add(const DocumentFile& file, Store& store, const SiteRules& rules,
                     const std::string& at) {
    const auto document = read_document(file, arguments_.max_bytes);
    if (!document) {
      ++unreadable_;
      Log::warn(file.path + ": not added: " + document.error().detail);
      return {};
    }
    const auto known = store.has(document->source.sha256);
    if (!known) return tl::unexpected(known.error());
    ++(*known ? known_ : added_);
    const auto kept = store.folder().keep(document->bytes);
    if (!kept) return tl::unexpected(kept.error());
    const FileName name = read_file_name(file.path);
    return store.add_local({document->source.sha256, document->source.media_type, file.path,
                            name.urn, name.title, rules.kind_of(name.title), name.published, at,
                            document->source.bytes});
  }

  const AddArguments& arguments_;
  std::size_t added_ = 0, known_ = 0, unreadable_ = 0;
};

}  // namespace

Command add_command() {
  auto arguments = std::make_shared<AddArguments>();
  Command command;
  command.name = "add";
  command.summary = "Put files of your own into a corpus";
  command.examples =
      "  ofsight add reports/\n"
      "  ofsight add 80564_stoke-on-trent/2024-10-31-focused-visit.pdf --corpus visits/";
  command.declare = [arguments](Options& options) {
    options.paths(
        "PATH", arguments->paths,
        "Files and folders; a folder '<URN>_…' tells the council, a name 'YYYY-MM-DD-…' the date");
    declare_corpus(options, arguments->corpus);
    options.count("--max-bytes", "N", arguments->max_bytes, 1, std::size_t{1} << 40,
                  "Size of a file");
  };
  command.run = [arguments] { return AddRun(*arguments).run(); };
  return command;
}

}  // namespace ofsight
