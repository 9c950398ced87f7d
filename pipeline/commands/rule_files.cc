#include "pipeline/commands/rule_files.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxRuleFileBytes = 4u << 20;
constexpr std::size_t kMaxRuleFiles = 1000;

Expected<std::vector<RuleSource>> local_sources(const std::string& folder) {
  std::error_code error;
  std::vector<std::string> paths;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".json") paths.push_back(entry->path().string());
    if (paths.size() > kMaxRuleFiles)
      return fail(ErrorCode::kUsage,
                  folder + ": more than " + std::to_string(kMaxRuleFiles) + " files of rules");
  }
  if (error) return fail(ErrorCode::kIo, "--rules " + folder + ": " + error.message());
  if (paths.empty())
    return fail(ErrorCode::kUsage, "--rules " + folder + ": no .json file is in it");
  std::sort(paths.begin(), paths.end());
  std::vector<RuleSource> sources;
  for (const std::string& path : paths) {
    auto document = read_document({path, std::nullopt}, kMaxRuleFileBytes);
    if (!document) return fail(ErrorCode::kIo, path + ": " + document.error().detail);
    sources.push_back({path.substr(folder.size() + (folder.ends_with('/') ? 0 : 1)),
                       std::move(document->bytes), false, true});
  }
  return sources;
}

}  // namespace

Expected<RuleSet> load_rules(const std::string& folder, BuiltIn built_in) {
  std::vector<RuleSource> sources;
  for (const EmbeddedFile& file : embedded_rules())
    sources.push_back(
        {std::string(file.name), std::string(file.bytes), built_in == BuiltIn::kTrust});
  if (!folder.empty()) {
    auto local = local_sources(folder);
    if (!local) return tl::unexpected(local.error());
    std::move(local->begin(), local->end(), std::back_inserter(sources));
  }
  auto rules = RuleSet::load(sources);
  if (rules) return std::move(*rules);
  for (const RuleProblem& problem : rules.error())
    Log::error(problem.file + problem.pointer + ": " + problem.message);
  return fail(ErrorCode::kInvalidData,
              std::to_string(rules.error().size()) + " problems in the rules");
}

}  // namespace ofsight
