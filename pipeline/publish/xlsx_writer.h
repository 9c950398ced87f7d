#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "pipeline/publish/table_writer.h"

namespace ofsight {

inline constexpr const char* kReleaseWorkbook = "ofsight.xlsx";
// Of a sheet, with the header.
inline constexpr std::size_t kMaxSheetRows = 1048576;

// One Excel workbook: a cover, then a sheet for every table with a frozen header, filters, column
// widths and typed dates. Text stays text, whatever it begins with. Rows beyond what a sheet holds
// are left out, and the cover says so. Rows wait in files in the release folder, not in memory.
class XlsxWriter : public TableWriter {
 public:
  // `date` is asked for at the end: the release's, YYYY-MM-DD, or empty. `max_rows` is
  // kMaxSheetRows but in tests.
  XlsxWriter(std::string root, std::function<std::string()> date,
             std::size_t max_rows = kMaxSheetRows);
  ~XlsxWriter() override;

  Expected<void> begin(const Dataset& dataset) override;
  Expected<void> add(std::size_t table, const Row& row) override;
  // Reads the workbook back: the library that writes it does not notice a disk that fills up.
  Expected<void> end() override;
  std::vector<ReleaseFile> files(const Dataset& dataset) const override;

 private:
  struct Workbook;

  void write_cover(const std::string& date);
  Expected<void> verify() const;

  const std::string root_, path_;
  const std::function<std::string()> date_;
  const std::size_t max_rows_;
  const Dataset* dataset_ = nullptr;
  std::unique_ptr<Workbook> workbook_;
  std::vector<std::size_t> rows_;  // of every table, with those left out
};

}  // namespace ofsight
