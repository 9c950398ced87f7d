#include "pipeline/publish/json_writer.h"

#include <filesystem>
#include <system_error>

#include "corpus/json_text.h"

namespace ofsight {
namespace {

std::string_view name_of(JsonLayout layout) {
  return layout == JsonLayout::kLines ? "ndjson" : "json";
}

std::string path_of(const Table& table, JsonLayout layout) {
  const std::string name(name_of(layout));
  return name + "/" + table.name + "." + name;
}

}  // namespace

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

JsonTableWriter::JsonTableWriter(std::string root, std::vector<JsonLayout> layouts)
    : root_(std::move(root)) {
  for (const JsonLayout layout : layouts) copies_.push_back({layout, {}});
}

std::vector<ReleaseFile> JsonTableWriter::files(const Dataset& dataset) const {
  std::vector<ReleaseFile> all;
  for (const Copy& copy : copies_)
    for (const Table& table : dataset.tables) {
      const bool lines = copy.layout == JsonLayout::kLines;
      all.push_back({path_of(table, copy.layout), std::string(name_of(copy.layout)),
                     lines ? "application/x-ndjson" : "application/json", table.name});
    }
  return all;
}

Expected<void> JsonTableWriter::begin(const Dataset& dataset) {
  dataset_ = &dataset;
  empty_.assign(dataset.tables.size(), true);
  for (Copy& copy : copies_) {
    const std::string folder = root_ + "/" + std::string(name_of(copy.layout));
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return fail(ErrorCode::kIo, folder + ": " + error.message());
    for (const Table& table : dataset.tables) {
      auto file = OutputFile::create(root_ + "/" + path_of(table, copy.layout));
      if (!file) return tl::unexpected(file.error());
      if (copy.layout == JsonLayout::kArray)
        if (auto written = file->write("["); !written) return written;
      copy.files.push_back(std::move(*file));
    }
  }
  return {};
}

Expected<void> JsonTableWriter::add(std::size_t table, const Row& row) {
  const std::string line = row_json(dataset_->tables[table], row);
  for (Copy& copy : copies_) {
    OutputFile& file = copy.files[table];
    const bool lines = copy.layout == JsonLayout::kLines;
    if (auto before = file.write(lines ? "" : empty_[table] ? "\n" : ",\n"); !before) return before;
    if (auto written = file.write(line); !written) return written;
    if (auto after = file.write(lines ? "\n" : ""); !after) return after;
  }
  empty_[table] = false;
  return {};
}

Expected<void> JsonTableWriter::end() {
  for (Copy& copy : copies_)
    for (OutputFile& file : copy.files) {
      if (copy.layout == JsonLayout::kArray)
        if (auto written = file.write("\n]\n"); !written) return written;
      if (auto done = file.commit(); !done) return done;
    }
  return {};
}

}  // namespace ofsight
