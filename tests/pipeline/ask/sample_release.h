#pragma once

#include <string>

#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {

// A release of the sample reports, made once for all tests of a program.
inline const std::string& sample_release() {
  static const TemporaryFolder folder;
  static const std::string path = [] {
    PublishRequest request = sample_request(folder.path("release"));
    request.formats = {"sqlite"};
    return publish_sample(request).value().folder;
  }();
  return path;
}

// The rows of one table of an answer, each as its values with " | " between.
inline std::vector<std::string> rows_of(const Answer& answer, const std::string& key) {
  std::vector<std::string> lines;
  for (const AnswerTable& table : answer.tables) {
    if (table.key != key) continue;
    for (const auto& row : table.rows) {
      EXPECT_EQ(row.size(), table.headings.size()) << table.key;
      std::string line;
      for (const Cell& cell : row) line += (&cell == &row.front() ? "" : " | ") + cell.text;
      lines.push_back(line);
    }
  }
  return lines;
}

inline std::string error_of(const Expected<Answer>& answer) {
  return answer ? "" : answer.error().message;
}

}  // namespace ofsight
