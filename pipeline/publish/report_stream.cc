#include "pipeline/publish/report_stream.h"

#include <nlohmann/json.hpp>

#include "corpus/json_text.h"
#include "corpus/report_check.h"
#include "corpus/report_json.h"
#include "corpus/report_keys.h"

namespace ofsight {
namespace {

// A report has some hundred thousand bytes; this is a thousand times as much.
constexpr std::size_t kMaxLineBytes = 256u << 20;

// The schema version of a text that is no report of ours; empty if it has none.
std::string version_of(std::string_view json) {
  if (json_depth(json) > kMaxJsonDepth) return {};
  const auto object = nlohmann::json::parse(json, nullptr, false);
  if (!object.is_object()) return {};
  const auto version = object.find("schema_version");
  return version != object.end() && version->is_string() ? version->get<std::string>() : "";
}

std::string why(std::string_view json, const std::string& message) {
  const std::string version = version_of(json);
  if (version.empty() || version == kSchemaVersion) return message;
  return "a report of schema version " + version + ", and this program reads version " +
         std::string(kSchemaVersion) + "; use a newer ofsight";
}

}  // namespace

Expected<ReportStream> ReportStream::open(const std::string& path) {
  auto lines = InputLines::open(path, kMaxLineBytes);
  if (!lines) return tl::unexpected(lines.error());
  return ReportStream(std::move(*lines), path);
}

// The next line that has something in it.
Expected<std::optional<std::string_view>> ReportStream::next_line() {
  while (true) {
    auto line = lines_.next();
    if (!line || !*line) return line;
    if ((*line)->find_first_not_of(" \t\r") == std::string_view::npos) continue;
    if (digest_ != nullptr) {
      digest_->add(**line);
      digest_->add("\n");
    }
    return line;
  }
}

Expected<bool> ReportStream::skip() {
  const auto line = next_line();
  if (!line) return tl::unexpected(line.error());
  return line->has_value();
}

Expected<std::optional<Report>> ReportStream::next_report() {
  const auto line = next_line();
  if (!line) return tl::unexpected(line.error());
  if (!*line) return std::nullopt;
  auto report = report_from_json(**line);
  if (!report)
    return fail(report.error().code, place() + ": " + why(**line, report.error().message));
  if (const auto problems = check_report(*report); !problems.empty())
    return fail(ErrorCode::kInvalidData,
                place() + ": " + problems.front().pointer + " " + problems.front().message);
  return std::optional<Report>(std::move(*report));
}

Expected<std::optional<Rejection>> ReportStream::next_rejection() {
  const auto line = next_line();
  if (!line) return tl::unexpected(line.error());
  if (!*line) return std::nullopt;
  auto rejection = rejection_from_json(**line);
  if (!rejection) return fail(rejection.error().code, place() + ": " + rejection.error().message);
  return std::optional<Rejection>(std::move(*rejection));
}

}  // namespace ofsight
