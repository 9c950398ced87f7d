#include <memory>

#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "corpus/json_schema.h"
#include "corpus/report_check.h"
#include "corpus/report_json.h"
#include "pipeline/commands/commands.h"
#include "pipeline/log.h"

namespace ofsight {
namespace {

constexpr std::uint64_t kMaxFileBytes = std::uint64_t{4} << 30;

struct ValidateArguments {
  std::vector<std::string> paths;
};

// Checks reports and rejections, one JSON object a line or one to a file.
class Validation {
 public:
  static Expected<Validation> create() {
    auto report = JsonSchema::from_json(embedded_file(embedded_schemas(), "report.schema.json"));
    if (!report) return tl::unexpected(report.error());
    auto rejection =
        JsonSchema::from_json(embedded_file(embedded_schemas(), "rejection.schema.json"));
    if (!rejection) return tl::unexpected(rejection.error());
    return Validation(std::move(*report), std::move(*rejection));
  }

  // False if the file cannot be read.
  bool check_file(const std::string& path) {
    const auto document = read_document({path, std::nullopt}, kMaxFileBytes);
    if (!document) {
      Log::error(path + ": " + document.error().detail);
      return false;
    }
    const std::string_view bytes = document->bytes;
    if (bytes.starts_with("{\n")) {
      check(path, bytes);
      return true;
    }
    std::size_t number = 1;
    for (std::size_t from = 0; from < bytes.size(); ++number) {
      const std::size_t to = std::min(bytes.find('\n', from), bytes.size());
      if (to > from) check(path + ":" + std::to_string(number), bytes.substr(from, to - from));
      from = to + 1;
    }
    return true;
  }

  std::size_t checked() const { return checked_; }
  std::size_t invalid() const { return invalid_; }

 private:
  Validation(JsonSchema report, JsonSchema rejection)
      : report_(std::move(report)), rejection_(std::move(rejection)) {}

  void check(const std::string& where, std::string_view json) {
    ++checked_;
    const bool rejected = rejection_from_json(json).has_value();
    auto problems = (rejected ? rejection_ : report_).check(json);
    if (!rejected && problems.empty())
      if (const auto report = report_from_json(json)) problems = check_report(*report);
    if (!problems.empty()) ++invalid_;
    for (const SchemaProblem& problem : problems)
      Log::error(where + ": " + (problem.pointer.empty() ? "/" : problem.pointer) + ": " +
                 problem.message);
  }

  JsonSchema report_, rejection_;
  std::size_t checked_ = 0, invalid_ = 0;
};

int run(const ValidateArguments& arguments) {
  auto validation = Validation::create();
  if (!validation) {
    Log::error(validation.error().message);
    return kUsage;
  }
  bool readable = true;
  for (const std::string& path : arguments.paths)
    readable = validation->check_file(path) && readable;
  Log::info(std::to_string(validation->checked()) + " checked, " +
            std::to_string(validation->invalid()) + " invalid");
  return readable && validation->invalid() == 0 ? kDone : kFailed;
}

}  // namespace

Command validate_command() {
  auto arguments = std::make_shared<ValidateArguments>();
  Command command;
  command.name = "validate";
  command.summary = "Check report and rejection JSON against its schema";
  command.examples =
      "  ofsight validate reports.ndjson rejections.ndjson\n"
      "  ofsight extract report.pdf | ofsight validate -";
  command.declare = [arguments](Options& options) {
    options.paths("FILE", arguments->paths,
                  "NDJSON or single reports and rejections, or - for standard input");
  };
  command.run = [arguments] { return run(*arguments); };
  return command;
}

}  // namespace ofsight
