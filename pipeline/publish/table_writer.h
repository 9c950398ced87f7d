#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "corpus/error.h"
#include "pipeline/publish/dataset.h"
#include "pipeline/publish/value.h"

namespace ofsight {

// A file of a release. `table` is what it holds; empty if that is everything, or no table.
struct ReleaseFile {
  std::string path;  // relative to the release folder
  std::string format, media_type, table;
  std::uint64_t bytes = 0;
  std::string sha256 = {};
};

// One format of a release. Rows of different tables may come in any order; those of one table keep
// theirs. Nothing is held back but buffers, so memory does not grow with the rows.
// Call order: begin(), add() any number of times, end(). After an Error nothing more.
class TableWriter {
 public:
  virtual ~TableWriter() = default;

  // `dataset` must outlive the writer.
  virtual Expected<void> begin(const Dataset& dataset) = 0;
  // `table` counts in dataset.tables; the row has a value for every column.
  virtual Expected<void> add(std::size_t table, const Row& row) = 0;
  // Everything is on the disk after it.
  virtual Expected<void> end() = 0;

  // What it writes, in the order of the tables. Sizes and digests are left to others.
  virtual std::vector<ReleaseFile> files(const Dataset& dataset) const = 0;
};

}  // namespace ofsight
