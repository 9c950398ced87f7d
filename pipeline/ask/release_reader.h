#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/database.h"
#include "corpus/error.h"
#include "pipeline/publish/dataset.h"

namespace ofsight {

// A release that questions are asked of. One thread at a time.
class ReleaseReader {
 public:
  // `folder` is what 'ofsight publish' made, or a folder of such, of which the newest is taken.
  // kUsage if it is no release, has no database, or is of a newer program.
  static Expected<ReleaseReader> open(const std::string& folder);

  Database& database() { return database_; }
  const Dataset& dataset() const { return dataset_; }
  const CouncilRegister& councils() const { return councils_; }
  const std::string& folder() const { return folder_; }
  // Of the table `release`; empty if it has none of that name.
  std::string property(const std::string& name) const;

  // Refuse what the release does not know, with the nearest value: kUsage.
  Expected<void> check_theme(const std::string& theme);
  Expected<void> check_value(const std::string& enumeration, const std::string& value) const;
  // A region's code, by its name in any case.
  Expected<std::string> region_code(const std::string& name) const;

  // What people call a value of an enumeration, or an area.
  std::string label(const std::string& enumeration, const std::string& value) const;
  std::string area_label(const std::string& area) const;

 private:
  ReleaseReader(std::string folder, Database database, Dataset dataset, CouncilRegister councils,
                std::map<std::string, std::string> properties)
      : folder_(std::move(folder)),
        database_(std::move(database)),
        dataset_(std::move(dataset)),
        councils_(std::move(councils)),
        properties_(std::move(properties)) {}

  std::string folder_;
  Database database_;
  Dataset dataset_;
  CouncilRegister councils_;
  std::map<std::string, std::string> properties_;
};

// The day that people mean by --since or --until: "2021", "2021-06" or "2021-06-15", the first of
// it. kUsage for anything else.
Expected<std::string> day_asked(const std::string& option, const std::string& text);

// Parameters as "?, ?, ?".
std::string placeholders(std::size_t count);

// Runs a query to its end and hands every row on.
Expected<void> for_each_row(Statement& statement,
                            const std::function<void(const Statement&)>& take);

}  // namespace ofsight
