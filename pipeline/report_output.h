#pragma once

#include <memory>
#include <string>

#include "corpus/error.h"
#include "corpus/output_file.h"

namespace ofsight {

// Where reports go: one file or stream, or one file per report in a folder.
class ReportOutput {
 public:
  // `path` "-" is standard output. `folder`: one file per report, named by its document's digest.
  // `documents` > 1 with pretty JSON into one stream is refused: that would not be JSON.
  static Expected<ReportOutput> create(const std::string& path, bool pretty, std::size_t documents);

  Expected<void> add(const std::string& sha256, const std::string& json);
  // Makes a single file appear whole under its name.
  Expected<void> commit();

 private:
  ReportOutput() = default;

  std::string folder_;  // empty when everything goes into file_
  std::unique_ptr<OutputFile> file_;
};

}  // namespace ofsight
