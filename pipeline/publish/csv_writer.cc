#include "pipeline/publish/csv_writer.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>

namespace ofsight {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void append_text(std::string_view text, bool guarded, std::string& line) {
  if (!guarded && text.find_first_of(",\"\r\n") == std::string_view::npos) {
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

void append_cell(const Value& value, ColumnType type, CsvFlavour flavour, std::string& line) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    line += type == ColumnType::kBoolean ? (*number != 0 ? "true" : "false")
                                         : std::to_string(*number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    line += number_text(*real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    append_text(*text, flavour == CsvFlavour::kSpreadsheet && looks_like_formula(*text), line);
  }
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

CsvWriter::CsvWriter(std::string root, std::string below, CsvFlavour flavour)
    : root_(std::move(root)), below_(std::move(below)), flavour_(flavour) {}

std::string CsvWriter::file_of(const Table& table) const {
  return below_ + "/" + table.name + ".csv";
}

Expected<void> CsvWriter::begin(const Dataset& dataset) {
  dataset_ = &dataset;
  std::error_code error;
  std::filesystem::create_directories(root_ + "/" + below_, error);
  if (error) return fail(ErrorCode::kIo, root_ + "/" + below_ + ": " + error.message());
  for (const Table& table : dataset.tables) {
    auto file = OutputFile::create(root_ + "/" + file_of(table));
    if (!file) return tl::unexpected(file.error());
    std::string header(flavour_ == CsvFlavour::kSpreadsheet ? kByteOrderMark : "");
    for (const Column& column : table.columns)
      header += (&column == &table.columns.front() ? "" : ",") + column.name;
    if (auto written = file->write(header + "\r\n"); !written) return written;
    files_.push_back(std::move(*file));
  }
  return {};
}

Expected<void> CsvWriter::add(std::size_t table, const Row& row) {
  const auto& columns = dataset_->tables[table].columns;
  line_.clear();
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line_ += ',';
    append_cell(row[i], columns[i].type, flavour_, line_);
  }
  line_ += "\r\n";
  return files_[table].write(line_);
}

Expected<void> CsvWriter::end() {
  for (OutputFile& file : files_)
    if (auto done = file.commit(); !done) return done;
  files_.clear();
  return {};
}

}  // namespace ofsight
