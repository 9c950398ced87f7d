#pragma once

#include <string>
#include <vector>

#include "corpus/output_file.h"
#include "pipeline/publish/table_writer.h"

namespace ofsight {

// Comma-separated values as RFC 4180 has them: UTF-8, a header, CRLF, quotes where needed. A
// missing value is nothing at all between its commas; no cell is ever empty text.
enum class CsvFlavour {
  kCanonical,    // the text as it is
  kSpreadsheet,  // begins with a byte order mark, and text that a spreadsheet would run as a
                 // formula has an apostrophe before it
};

class CsvWriter : public TableWriter {
 public:
  // One file a table in the folders csv/ and spreadsheet/ of the release folder `root`, which it
  // makes. Both in one go cost little more than one.
  CsvWriter(std::string root, std::vector<CsvFlavour> flavours);

  Expected<void> begin(const Dataset& dataset) override;
  Expected<void> add(std::size_t table, const Row& row) override;
  Expected<void> end() override;
  std::vector<ReleaseFile> files(const Dataset& dataset) const override;

 private:
  struct Copy {
    CsvFlavour flavour;
    std::vector<OutputFile> files;  // by table
  };

  const std::string root_;
  const Dataset* dataset_ = nullptr;
  std::vector<Copy> copies_;
  std::string line_, guarded_;
};

// Whether a spreadsheet would take the text for a formula: it begins with = + - @, a tab or a
// carriage return.
bool looks_like_formula(std::string_view text);

// A number as every text format writes it: the shortest that reads back the same.
std::string number_text(double number);

}  // namespace ofsight
