#include "pipeline/publish/csv_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace ofsight {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Whether a comma, quote or line end is in it.
bool needs_quotes(std::string_view text) {
  static constexpr auto kSpecial = [] {
    std::array<bool, 256> special{};
    for (const unsigned char c : {',', '"', '\r', '\n'}) special[c] = true;
    return special;
  }();
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return kSpecial[static_cast<unsigned char>(c)]; });
}

void append_text(std::string_view text, bool guarded, std::string& line) {
  if (!guarded && !needs_quotes(text)) {
    line += text;
    return;
  }
  line += '"';
  if (guarded) line += '\'';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

// True if a spreadsheet would have run the cell.
bool append_cell(const Value& value, ColumnType type, bool guard, std::string& line) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    line +=
        type == ColumnType::kBoolean ? (*number != 0 ? "true" : "false") : std::to_string(*number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    line += number_text(*real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    const bool formula = looks_like_formula(*text);
    append_text(*text, guard && formula, line);
    return formula;
  }
  return false;
}

// A row as a line; true if a spreadsheet would have run one of its cells.
bool make_line(const Table& table, const Row& row, bool guard, std::string& line) {
  bool formulas = false;
  line.clear();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line += ',';
    formulas = append_cell(row[i], table.columns[i].type, guard, line) || formulas;
  }
  line += "\r\n";
  return formulas;
}

std::string_view name_of(CsvFlavour flavour) {
  return flavour == CsvFlavour::kCanonical ? "csv" : "spreadsheet";
}

std::string path_of(const Table& table, CsvFlavour flavour) {
  return std::string(name_of(flavour)) + "/" + table.name + ".csv";
}

}  // namespace

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
}

std::string number_text(double number) {
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  return {digits.data(), end};
}

CsvWriter::CsvWriter(std::string root, std::vector<CsvFlavour> flavours) : root_(std::move(root)) {
  for (const CsvFlavour flavour : flavours) copies_.push_back({flavour, {}});
}

std::vector<ReleaseFile> CsvWriter::files(const Dataset& dataset) const {
  std::vector<ReleaseFile> all;
  for (const Copy& copy : copies_)
    for (const Table& table : dataset.tables)
      all.push_back({path_of(table, copy.flavour), std::string(name_of(copy.flavour)), "text/csv",
                     table.name});
  return all;
}

Expected<void> CsvWriter::begin(const Dataset& dataset) {
  dataset_ = &dataset;
  for (Copy& copy : copies_) {
    const std::string folder = root_ + "/" + std::string(name_of(copy.flavour));
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(ErrorCode::kIo, folder + ": " + error.message());
    for (const Table& table : dataset.tables) {
      auto file = OutputFile::create(root_ + "/" + path_of(table, copy.flavour));
      if (!file) return tl::unexpected(file.error());
      std::string header(copy.flavour == CsvFlavour::kSpreadsheet ? kByteOrderMark : "");
      for (const Column& column : table.columns)
        header += (&column == &table.columns.front() ? "" : ",") + column.name;
      if (auto written = file->write(header + "\r\n"); !written) return written;
      copy.files.push_back(std::move(*file));
    }
  }
  return {};
}

Expected<void> CsvWriter::add(std::size_t table, const Row& row) {
  const Table& described = dataset_->tables[table];
  const bool formulas = make_line(described, row, false, line_);
  if (formulas) make_line(described, row, true, guarded_);
  for (Copy& copy : copies_) {
    const bool guard = formulas && copy.flavour == CsvFlavour::kSpreadsheet;
    if (auto written = copy.files[table].write(guard ? guarded_ : line_); !written) return written;
  }
  return {};
}

Expected<void> CsvWriter::end() {
  for (Copy& copy : copies_)
    for (OutputFile& file : copy.files)
      if (auto done = file.commit(); !done) return done;
  return {};
}

}  // namespace ofsight
