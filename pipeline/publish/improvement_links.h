#pragma once

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

// Finds what councils were asked for before. Two items of one council's reports are linked if they
// share a theme and are worded alike. Words weigh by how few of all items have them (inverse
// document frequency), so that words which many items have never link by themselves.
//
// Holds words and themes as numbers, some hundred bytes an item. Every item looks back on the
// kEarlierReports reports of its council before it, so time is linear in the number of reports.
class ImprovementLinks {
 public:
  static constexpr std::size_t kEarlierReports = 50;

  // `dataset` must outlive it.
  explicit ImprovementLinks(const Dataset& dataset) : dataset_(dataset) {}

  // A report without council or date has no place among others and is passed over.
  void add(const Report& report);

  // Rows of improvement_links: by council, then the later report, its items in order, the latest
  // earlier report first.
  Expected<void> finish(RowSink& sink);

 private:
  // A run of numbers in pool_, sorted.
  struct Run {
    std::uint32_t begin = 0, size = 0;
  };
  struct Item {
    Run words, themes;
    std::uint32_t position = 0;
    bool of_board = false;  // asked of the Local Safeguarding Children Board
  };
  struct Asked {
    std::string report_id, date;
    std::vector<Item> items;
  };
  struct Council {
    std::string name;
    std::vector<Asked> reports;
  };
  struct Term {
    std::string seen_as;  // its first form
    std::uint32_t items = 0;
  };
  struct Likeness {
    double cosine = 0;
    bool linked = false;
  };

  Run keep(std::vector<std::uint32_t> numbers);
  std::uint32_t number_of_word(std::string_view stem, std::string_view seen_as);
  std::uint32_t number_of_theme(const std::string& theme);
  std::vector<std::uint32_t> shared(Run a, Run b) const;
  Likeness compare(const Item& a, const Item& b, const std::vector<double>& weights) const;
  Expected<void> link(const std::string& la_code, const Council& council, std::size_t later,
                      const std::vector<double>& weights, RowBuilder& row, RowSink& sink) const;
  void set_shared(const Item& a, const Item& b, const std::vector<double>& weights,
                  RowBuilder& row) const;

  const Dataset& dataset_;
  std::map<std::string, Council> councils_;  // by la_code
  std::vector<std::uint32_t> pool_;
  std::unordered_map<std::string, std::uint32_t> word_numbers_;
  std::vector<Term> terms_;  // by word number
  std::map<std::string, std::uint32_t> theme_numbers_;
  std::vector<std::string> themes_;  // by theme number
  std::size_t items_ = 0;
};

// A word without its commonest endings, so that its forms compare equal: 'plans' and 'plan'.
std::string light_stem(std::string_view word);

}  // namespace ofsight
