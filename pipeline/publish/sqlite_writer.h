#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/database.h"
#include "pipeline/publish/table_writer.h"

namespace ofsight {

// The version of the release database that this program writes and reads.
inline constexpr int kReleaseVersion = 1;
inline constexpr const char* kReleaseDatabase = "ofsight.sqlite";

// One SQLite database with every table, its keys, indexes, full-text indexes and views. The table
// `release` has what is known of the release itself.
class SqliteWriter : public TableWriter {
 public:
  // `properties` are asked for at the end: names and values of the table `release`.
  using Properties = std::vector<std::pair<std::string, std::string>>;
  SqliteWriter(std::string root, std::function<Properties()> properties);

  Expected<void> begin(const Dataset& dataset) override;
  Expected<void> add(std::size_t table, const Row& row) override;
  Expected<void> end() override;
  std::vector<ReleaseFile> files(const Dataset& dataset) const override;

 private:
  Expected<void> add_properties();
  Expected<void> check_keys();

  const std::string path_;
  const std::function<Properties()> properties_;
  const Dataset* dataset_ = nullptr;
  std::optional<Database> database_;
  std::vector<Statement> inserts_;  // by table
};

}  // namespace ofsight
