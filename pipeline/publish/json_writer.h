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
  // One file a table, in the folder `below` of the release folder `root`; makes the folder.
  JsonTableWriter(std::string root, std::string below, JsonLayout layout);

  Expected<void> begin(const Dataset& dataset) override;
  Expected<void> add(std::size_t table, const Row& row) override;
  Expected<void> end() override;
  std::string file_of(const Table& table) const override;

 private:
  const std::string root_, below_;
  const JsonLayout layout_;
  const Dataset* dataset_ = nullptr;
  std::vector<OutputFile> files_;
  std::vector<bool> empty_;
};

// A row as one line of JSON, without a line end.
std::string row_json(const Table& table, const Row& row);

}  // namespace ofsight
