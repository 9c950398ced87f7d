#include "pipeline/publish/summary_rows.h"

#include <algorithm>

#include "corpus/day.h"
#include "pipeline/publish/report_rows.h"

namespace ofsight {

SummaryRows::SummaryRows(const Dataset& dataset, const CouncilRegister& councils,
                         std::vector<ThemeDescription> themes)
    : dataset_(dataset), councils_(councils) {
  for (auto& [theme, description] : themes) themes_[theme].description = std::move(description);
}

void SummaryRows::add(const Report& report) {
  for (const Improvement& improvement : report.improvements)
    for (const std::string& theme : improvement.themes) ++themes_[theme].improvements;
  for (const Finding& finding : report.findings)
    for (const std::string& theme : finding.themes) ++themes_[theme].findings;
  const std::string date = date_of(report).day;
  if (is_day(date)) {
    const int year = year_of(date);
    first_year_ = first_year_ == 0 ? year : std::min(first_year_, year);
    last_year_ = std::max(last_year_, year);
  }
  if (!report.council) return;
  CouncilCount& count = counts_[report.council->la_code];
  ++count.reports;
  count.latest = std::max(count.latest, date);
  if (date.empty()) return;
  const std::string id = report_id_of(report);
  for (std::size_t i = 0; i < report.judgements.size(); ++i) {
    const Judgement& judgement = report.judgements[i];
    auto& judged = count.judged[judgement.area];
    const auto at = std::find_if(judged.begin(), judged.end(),
                                 [&](const Judged& other) { return other.date <= date; });
    judged.insert(at, {date, judgement.area, judgement.grade, id, item_id(id, 'j', i)});
    if (judged.size() > 2) judged.pop_back();
  }
}

Expected<void> SummaryRows::finish(RowSink& sink) {
  for (const auto part : {&SummaryRows::add_councils, &SummaryRows::add_codes,
                          &SummaryRows::add_neighbours, &SummaryRows::add_themes})
    if (auto added = (this->*part)(sink); !added) return added;
  return add_latest(sink);
}

Expected<void> SummaryRows::add_councils(RowSink& sink) {
  RowBuilder row(dataset_, dataset_.table("councils"));
  for (const Council& council : councils_.councils()) {
    const auto count = counts_.find(council.la_code);
    row.start();
    row.set("geographic_level", "Local authority");
    row.set("country_code", "E92000001");
    row.set("country_name", "England");
    row.set("region_code", council.region_code);
    row.set("region_name", council.region);
    row.set("old_la_code", council.la_code);
    row.set("new_la_code", council.gss_code);
    row.set("la_name", council.name);
    row.set("council_urn", council.urn);
    row.set("council_type", council.type);
    row.set("is_former", council.former);
    row.set("valid_from", council.from);
    row.set("valid_to", council.to);
    std::vector<std::string> successors;
    for (const std::string& urn : council.successors)
      if (const Council* successor = councils_.find_by_urn(urn))
        successors.push_back(successor->la_code);
    row.set("successors", successors);
    row.set("reports", count == counts_.end() ? 0 : count->second.reports);
    if (count != counts_.end()) row.set("latest_report_date", count->second.latest);
    if (auto done = row.finish("not_applicable", sink); !done) return done;
  }
  return {};
}

Expected<void> SummaryRows::add_codes(RowSink& sink) {
  RowBuilder row(dataset_, dataset_.table("council_codes"));
  if (first_year_ == 0) return {};
  for (const Council& council : councils_.councils()) {
    std::vector<CouncilCode> codes = council.codes;
    if (codes.empty()) codes = {{council.gss_code, council.la_code, "", ""}};
    for (int year = first_year_; year <= last_year_; ++year) {
      const std::string first = std::to_string(year) + "-01-01";
      const std::string next = std::to_string(year + 1) + "-01-01";
      const auto lives = [&](const std::string& from, const std::string& to) {
        return from < next && (to.empty() || to > first);
      };
      if (!lives(council.from, council.to)) continue;
      for (const CouncilCode& code : codes) {
        if (!lives(code.from, code.to)) continue;
        row.start();
        row.set("time_period", year);
        row.set("time_identifier", "Calendar year");
        row.set("old_la_code", council.la_code);
        row.set("new_la_code", code.gss_code);
        row.set("latest_new_la_code", council.gss_code);
        row.set("la_name", council.name);
        if (auto done = row.finish("not_applicable", sink); !done) return done;
      }
    }
  }
  return {};
}

Expected<void> SummaryRows::add_neighbours(RowSink& sink) {
  RowBuilder row(dataset_, dataset_.table("council_neighbours"));
  for (const Council& council : councils_.councils()) {
    std::size_t rank = 0;
    for (const std::string& la_code : council.statistical_neighbours) {
      ++rank;
      const Council* neighbour = councils_.find_by_la_code(la_code);
      if (neighbour == nullptr) continue;
      row.start();
      row.set("old_la_code", council.la_code);
      row.set("la_name", council.name);
      row.set("rank", rank);
      row.set("neighbour_old_la_code", la_code);
      row.set("neighbour_la_name", neighbour->name);
      if (auto done = row.finish("not_applicable", sink); !done) return done;
    }
  }
  return {};
}

Expected<void> SummaryRows::add_themes(RowSink& sink) {
  RowBuilder row(dataset_, dataset_.table("themes"));
  for (const auto& [theme, count] : themes_) {
    row.start();
    row.set("theme", theme);
    row.set("description", count.description);
    row.set("improvements", count.improvements);
    row.set("findings", count.findings);
    if (auto done = row.finish("not_stated", sink); !done) return done;
  }
  return {};
}

std::vector<SummaryRows::Judged> SummaryRows::history_of(const CouncilCount& count,
                                                         const std::string& area) const {
  std::vector<std::string> names = {area};
  for (const Area& one : dataset_.areas)
    if (one.area == area) names.insert(names.end(), one.follows.begin(), one.follows.end());
  std::vector<Judged> history;
  for (const std::string& name : names)
    if (const auto judged = count.judged.find(name); judged != count.judged.end())
      history.insert(history.end(), judged->second.begin(), judged->second.end());
  std::stable_sort(history.begin(), history.end(),
                   [](const Judged& a, const Judged& b) { return a.date > b.date; });
  return history;
}

bool SummaryRows::is_replaced(const CouncilCount& count, const std::string& area) const {
  const std::string& latest = count.judged.at(area).front().date;
  return std::any_of(dataset_.areas.begin(), dataset_.areas.end(), [&](const Area& one) {
    if (std::find(one.follows.begin(), one.follows.end(), area) == one.follows.end()) return false;
    const auto judged = count.judged.find(one.area);
    return judged != count.judged.end() && judged->second.front().date > latest;
  });
}

Expected<void> SummaryRows::add_latest(RowSink& sink) {
  RowBuilder row(dataset_, dataset_.table("latest_judgements"));
  for (const Council& council : councils_.councils()) {
    const auto count = counts_.find(council.la_code);
    if (count == counts_.end()) continue;
    for (const auto& [area, judged] : count->second.judged) {
      if (is_replaced(count->second, area)) continue;
      if (auto done = add_latest(council, area, row, sink); !done) return done;
    }
  }
  return {};
}

Expected<void> SummaryRows::add_latest(const Council& council, const std::string& area,
                                       RowBuilder& row, RowSink& sink) {
  const CouncilCount& count = counts_.find(council.la_code)->second;
  const Judged& latest = count.judged.at(area).front();
  const auto history = history_of(count, area);
  const auto previous = std::find_if(history.begin(), history.end(), [&](const Judged& one) {
    return one.date <= latest.date && one.report_id != latest.report_id;
  });
  row.start();
  row.set("old_la_code", council.la_code);
  row.set("la_name", council.name);
  row.set("region_name", council.region);
  row.set("area", area);
  row.set("grade", latest.grade);
  row.set("report_date", latest.date);
  row.set("report_id", latest.report_id);
  row.set("judgement_id", latest.judgement_id);
  if (previous == history.end()) {
    row.set("direction", "first");
  } else {
    row.set("direction",
            direction_of(*dataset_.enumeration("grade"), latest.grade, previous->grade));
    row.set("previous_area", previous->area);
    row.set("previous_grade", previous->grade);
    row.set("previous_date", previous->date);
    row.set("previous_judgement_id", previous->judgement_id);
  }
  return row.finish("not_applicable", sink);
}

}  // namespace ofsight
