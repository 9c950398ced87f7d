#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/digest.h"
#include "pipeline/publish/publish.h"
#include "pipeline/publish/report_stream.h"

namespace ofsight {

// Files of reports one after the other, then one of rejections. The digest is of what a release
// is made of: the program, the register of councils and every line.
class ReportFiles {
 public:
  // `rejections` may be empty. "-" is standard input.
  ReportFiles(std::vector<std::string> reports, std::string rejections, const std::string& program,
              const std::string& register_json);

  // What publish() reads from; once, as long as this lives.
  ReportSource source();

  // The digest that source() will have in the end. REQUIRES: files that can be read twice.
  Expected<std::string> digest() const;

 private:
  Expected<void> open(const std::string& path);
  Expected<std::optional<Report>> next_report();
  Expected<std::optional<Rejection>> next_rejection();

  std::vector<std::string> paths_;
  std::string rejections_path_;
  std::string start_;  // of what is digested
  std::size_t opened_ = 0;
  std::optional<ReportStream> stream_;
  Sha256 digest_;
};

}  // namespace ofsight
