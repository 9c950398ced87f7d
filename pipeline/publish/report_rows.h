#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/council.h"
#include "corpus/error.h"
#include "corpus/report.h"
#include "pipeline/publish/row_builder.h"

namespace ofsight {

// What places a report in time, and which of its dates that is. Empty if it has none.
struct ReportDate {
  std::string day;
  std::string basis;  // a value of the enumeration date_basis
};
ReportDate date_of(const Report& report);

// The report's name in every table: the first 16 hex digits of its document's digest.
std::string report_id_of(const Report& report);

// The name of the item at `index`, from 0, of one of a report's lists: "ID-j1". The letter says
// which list: j judgements, i improvements, f findings.
std::string item_id(std::string_view report_id, char letter, std::size_t index);

// Turns reports into rows, one report at a time. A new column of what a report says is one line
// here and one entry in tables.json.
class ReportRows {
 public:
  // All must outlive it.
  ReportRows(const Dataset& dataset, const CouncilRegister& councils, RowSink& sink);

  // kUsage if the report's council is not one of the register; kInvalidData if a value is not what
  // its column allows.
  Expected<void> add(const Report& report);
  Expected<void> add(const Rejection& rejection);

 private:
  Expected<void> share(const Report& report);
  Expected<void> add_report(const Report& report);
  Expected<void> add_judgements(const Report& report);
  Expected<void> add_wide(const Report& report);
  Expected<void> add_improvements(const Report& report);
  Expected<void> add_findings(const Report& report);

  const Dataset& dataset_;
  const CouncilRegister& councils_;
  RowSink& sink_;
  RowBuilder reports_, judgements_, wide_, improvements_, improvement_themes_, findings_,
      rejections_;
  std::size_t rejection_count_ = 0;
  // Of the report at hand.
  std::string report_id_;
  ReportDate date_;
  ReportFacts facts_;
};

}  // namespace ofsight
