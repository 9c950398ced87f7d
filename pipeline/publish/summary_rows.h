#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/council.h"
#include "corpus/error.h"
#include "corpus/report.h"
#include "pipeline/publish/row_builder.h"

namespace ofsight {

// A theme's code and what it is about.
using ThemeDescription = std::pair<std::string, std::string>;

// What can only be said once all reports are known: councils, their codes and neighbours, themes,
// and latest judgements. Memory grows with councils, themes and years, not with reports.
class SummaryRows {
 public:
  // `dataset` and `councils` must outlive it.
  SummaryRows(const Dataset& dataset, const CouncilRegister& councils,
              std::vector<ThemeDescription> themes);

  void add(const Report& report);
  Expected<void> finish(RowSink& sink);

 private:
  // The latest two judgements of an area; ties go to what came later.
  struct Judged {
    std::string date, area, grade, report_id, judgement_id;
  };
  struct ThemeCount {
    std::string description;
    std::size_t improvements = 0, findings = 0;
  };
  struct CouncilCount {
    std::size_t reports = 0;
    std::string latest;
    std::map<std::string, std::vector<Judged>> judged;  // by area, the latest first
  };

  Expected<void> add_councils(RowSink& sink);
  Expected<void> add_codes(RowSink& sink);
  Expected<void> add_neighbours(RowSink& sink);
  Expected<void> add_themes(RowSink& sink);
  Expected<void> add_latest(RowSink& sink);
  Expected<void> add_latest(const Council& council, const std::string& area, RowBuilder& row,
                            RowSink& sink);
  // Judgements of the area and of those it follows, the latest first.
  std::vector<Judged> history_of(const CouncilCount& count, const std::string& area) const;
  // Whether an area that takes this one's place has been judged since.
  bool is_replaced(const CouncilCount& count, const std::string& area) const;

  const Dataset& dataset_;
  const CouncilRegister& councils_;
  std::map<std::string, ThemeCount, std::less<>> themes_;
  std::map<std::string, CouncilCount, std::less<>> counts_;  // by la_code
  int first_year_ = 0, last_year_ = 0;                       // 0: no report has a date
};

}  // namespace ofsight
