#pragma once

#include <string>
#include <vector>

#include "pipeline/publish/dataset.h"
#include "pipeline/publish/table_writer.h"

// The files of a release that describe the others, all made from the description of the tables.
namespace ofsight {

inline constexpr const char* kCodebook = "codebook.md";
inline constexpr const char* kDatasetteMetadata = "metadata.json";

// datapackage.json, as the Data Package standard, version 2, has it. The canonical CSV files carry
// the schemas; all others are listed with what they are.
std::string datapackage_json(const Dataset& dataset, const std::string& date,
                             const std::string& program, const std::vector<ReleaseFile>& files);

// What every table and column means, in Markdown.
std::string codebook_markdown(const Dataset& dataset, const std::string& date,
                              const std::string& program);

// metadata.json for Datasette: titles, descriptions, licence and source.
std::string datasette_json(const Dataset& dataset, const std::string& date);

}  // namespace ofsight
