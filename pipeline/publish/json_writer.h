#pragma once

#include <string>
#include <vector>

#include "corpus/output_file.h"
#include "pipeline/publish/table_writer.h"

namespace ofsight {

// One JSON object a row, with every column as a key; a missing value is null, a list its text.
enum class JsonLayout {
  kLines,  // NDJSON: one object a line
  kArray,  // one array of them, one object a line
};

class JsonTableWriter : public TableWriter {
 public:
  // One file a table in the folders ndjson/ and json/ of the release folder `root`, which it makes.
  // Both in one go cost little more than one.
  JsonTableWriter(std::string root, std::vector<JsonLayout> layouts);

  Expected<void> begin(const Dataset& dataset) override;
  Expected<void> add(std::size_t table, const Row& row) override;
  Expected<void> end() override;
  std::vector<ReleaseFile> files(const Dataset& dataset) const override;

 private:
  struct Copy {
    JsonLayout layout;
    std::vector<OutputFile> files;  // by table
  };

  const std::string root_;
  const Dataset* dataset_ = nullptr;
  std::vector<Copy> copies_;
  std::vector<bool> empty_;  // by table
};

// A row as one line of JSON, without a line end.
std::string row_json(const Table& table, const Row& row);

}  // namespace ofsight
