#include "pipeline/publish/json_writer.h"

#include <filesystem>
#include <system_error>

#include "corpus/json_text.h"

namespace ofsight {

std::string row_json(const Table& table, const Row& row) {
  JsonWriter json(JsonStyle::kLine);
  json.begin_object();
  for (std::size_t i = 0; i < row.size(); ++i) {
    json.key(table.columns[i].name);
    if (const auto* number = std::get_if<std::int64_t>(&row[i])) {
      if (table.columns[i].type == ColumnType::kBoolean) {
        json.boolean(*number != 0);
      } else {
        json.number(*number);
      }
    } else if (const auto* real = std::get_if<double>(&row[i])) {
      json.number(*real);
    } else if (const auto* text = std::get_if<std::string>(&row[i])) {
      json.bytes(*text);
    } else {
      json.null();
    }
  }
  json.end_object();
  return std::move(json).take();
}

JsonTableWriter::JsonTableWriter(std::string root, std::string below, JsonLayout layout)
    : root_(std::move(root)), below_(std::move(below)), layout_(layout) {}

std::string JsonTableWriter::file_of(const Table& table) const {
  return below_ + "/" + table.name + (layout_ == JsonLayout::kLines ? ".ndjson" : ".json");
}

Expected<void> JsonTableWriter::begin(const Dataset& dataset) {
  dataset_ = &dataset;
  std::error_code error;
  std::filesystem::create_directories(root_ + "/" + below_, error);
  if (error) return fail(ErrorCode::kIo, root_ + "/" + below_ + ": " + error.message());
  for (const Table& table : dataset.tables) {
    auto file = OutputFile::create(root_ + "/" + file_of(table));
    if (!file) return tl::unexpected(file.error());
    if (layout_ == JsonLayout::kArray)
      if (auto written = file->write("["); !written) return written;
    files_.push_back(std::move(*file));
    empty_.push_back(true);
  }
  return {};
}

Expected<void> JsonTableWriter::add(std::size_t table, const Row& row) {
  std::string line = row_json(dataset_->tables[table], row);
  if (layout_ == JsonLayout::kLines) return files_[table].write(line + "\n");
  line.insert(0, empty_[table] ? "\n" : ",\n");
  empty_[table] = false;
  return files_[table].write(line);
}

Expected<void> JsonTableWriter::end() {
  for (OutputFile& file : files_) {
    if (layout_ == JsonLayout::kArray)
      if (auto written = file.write("\n]\n"); !written) return written;
    if (auto done = file.commit(); !done) return done;
  }
  files_.clear();
  return {};
}

}  // namespace ofsight
