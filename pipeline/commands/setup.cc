#include "pipeline/commands/setup.h"

#include "corpus/embedded.h"
#include "pipeline/commands/rule_files.h"

namespace ofsight {
namespace {

constexpr std::uint64_t kMaxRegisterBytes = 16u << 20;

Expected<CouncilRegister> load_register(const std::string& path) {
  const auto text = read_register(path);
  if (!text) return tl::unexpected(text.error());
  auto councils = CouncilRegister::from_json(*text);
  if (!councils && !path.empty())
    return fail(ErrorCode::kInvalidData, path + ": " + councils.error().message);
  return councils;
}

}  // namespace

Expected<std::string> read_register(const std::string& path) {
  if (path.empty()) return std::string(embedded_file(embedded_councils(), "councils.json"));
  auto document = read_document({path, std::nullopt}, kMaxRegisterBytes);
  if (!document) return fail(ErrorCode::kIo, path + ": " + document.error().detail);
  return std::move(document->bytes);
}

Expected<ExtractionSetup> load_extraction_setup(const std::string& rules_folder,
                                                const std::string& register_path) {
  auto text_rules = load_text_rules();
  if (!text_rules) return tl::unexpected(text_rules.error());
  auto rules = load_rules(rules_folder, BuiltIn::kTrust);
  if (!rules) return tl::unexpected(rules.error());
  auto councils = load_register(register_path);
  if (!councils) return tl::unexpected(councils.error());
  auto extractor = Extractor::create(std::move(*rules), std::move(*councils));
  if (!extractor) return tl::unexpected(extractor.error());
  return ExtractionSetup{std::move(*extractor), std::move(*text_rules)};
}

}  // namespace ofsight
