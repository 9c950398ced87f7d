#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/digest.h"
#include "corpus/error.h"
#include "corpus/input_lines.h"
#include "corpus/report.h"

namespace ofsight {

// What 'ofsight extract' wrote as NDJSON, one object at a time. Errors name file and line; a report
// of a newer schema than this program's is refused with its version.
class ReportStream {
 public:
  // "-" is standard input.
  static Expected<ReportStream> open(const std::string& path);

  // The next report, or nothing at the end. It is checked as report_check.h does.
  Expected<std::optional<Report>> next_report();
  // The same of a file of rejections.
  Expected<std::optional<Rejection>> next_rejection();

  // Passes over the next line without looking what is in it; false at the end.
  Expected<bool> skip();

  // Every line that is read goes into this too.
  void digest_into(Sha256* digest) { digest_ = digest; }
  // "FILE:LINE" of what was read last.
  std::string place() const { return path_ + ":" + std::to_string(lines_.number()); }

 private:
  ReportStream(InputLines lines, std::string path)
      : lines_(std::move(lines)), path_(std::move(path)) {}
  Expected<std::optional<std::string_view>> next_line();

  InputLines lines_;
  std::string path_;
  Sha256* digest_ = nullptr;
};

}  // namespace ofsight
