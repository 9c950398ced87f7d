#include "pipeline/report_output.h"

#include <filesystem>
#include <system_error>

namespace ofsight {
namespace fs = std::filesystem;

Expected<ReportOutput> ReportOutput::create(const std::string& path, bool pretty,
                                            std::size_t documents) {
  ReportOutput output;
  std::error_code ignored;
  const bool folder = path.ends_with('/') || fs::is_directory(path, ignored);
  if (folder && pretty) {
    std::error_code error;
    fs::create_directories(path, error);
    if (error) return fail(ErrorCode::kIo, path + ": " + error.message());
    output.folder_ = path;
    return output;
  }
  if (pretty && documents > 1)
    return fail(ErrorCode::kUsage,
                "--format json makes one file per report: name a folder with --output DIR/");
  auto file = OutputFile::create(folder ? (fs::path(path) / "reports.ndjson").string() : path);
  if (!file) return tl::unexpected(file.error());
  output.file_ = std::make_unique<OutputFile>(std::move(*file));
  return output;
}

Expected<void> ReportOutput::add(const std::string& sha256, const std::string& json) {
  if (file_) return file_->write(json + "\n");
  auto file = OutputFile::create((fs::path(folder_) / (sha256 + ".json")).string());
  if (!file) return tl::unexpected(file.error());
  if (auto written = file->write(json + "\n"); !written) return written;
  return file->commit();
}

Expected<void> ReportOutput::commit() { return file_ ? file_->commit() : Expected<void>{}; }

}  // namespace ofsight
