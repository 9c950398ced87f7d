#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "corpus/error.h"
#include "corpus/report.h"
#include "pipeline/publish/row_builder.h"

namespace ofsight {

// Finds the improvements that a council was asked for before. Two items are linked if they share a
// theme and enough rare words: words weigh by how few of all items have them (inverse document
// frequency), so that words which many items have never link by themselves.
//
// Holds words as numbers and themes as bits, some hundred bytes an item. Every item looks back on
// the items of its council's kEarlierReports latest reports before it, so time is linear.
class ImprovementLinks {
 public:
  static constexpr std::size_t kEarlierReports = 50;

  // `dataset` must outlive it.
  explicit ImprovementLinks(const Dataset& dataset) : dataset_(dataset) {}

  void add(const Report& report);
  // Rows of improvement_links, by council, date and place.
  Expected<void> finish(RowSink& sink);

 private:
  const Dataset& dataset_;
};

}  // namespace ofsight
