#pragma once

#include <memory>
#include <string>
#include <vector>

#include "corpus/council.h"
#include "corpus/digest.h"
#include "corpus/utf8.h"
#include "pipeline/publish/dataset.h"
#include "pipeline/publish/publish.h"
#include "pipeline/publish/row_builder.h"
#include "tests/corpus/sample_report.h"
#include "tests/corpus/temporary_folder.h"
#include "tests/source_file.h"

// Made-up reports of the made-up councils in corpus/samples/councils.json, and releases of them.
namespace ofsight {

inline std::string sample_register_json() { return source_file("corpus/samples/councils.json"); }

inline const CouncilRegister& sample_councils() {
  static const CouncilRegister councils =
      CouncilRegister::from_json(sample_register_json()).value();
  return councils;
}

inline const Dataset& built_in_dataset() {
  static const Dataset dataset = Dataset::built_in().value();
  return dataset;
}

// Keeps what it is given.
class KeptRows : public RowSink {
 public:
  Expected<void> add(std::size_t table, const Row& row) override {
    rows.push_back({table, row});
    return {};
  }
  // The cells of a column, in order; a number as its digits, "NULL" for nothing.
  std::vector<std::string> column(std::string_view table, std::string_view name) const {
    const std::size_t index = built_in_dataset().table(table);
    const std::size_t at = built_in_dataset().tables[index].column(name);
    std::vector<std::string> cells;
    for (const auto& [of, row] : rows) {
      if (of != index) continue;
      if (const auto* text = std::get_if<std::string>(&row[at]))
        cells.push_back(*text);
      else if (const auto* number = std::get_if<std::int64_t>(&row[at]))
        cells.push_back(std::to_string(*number));
      else if (const auto* real = std::get_if<double>(&row[at]))
        cells.push_back(std::to_string(*real));
      else
        cells.push_back("NULL");
    }
    return cells;
  }

  struct Kept {
    std::size_t table;
    Row row;
  };
  std::vector<Kept> rows;
};

// A report of Ambleford with no lists. The number makes it a document of its own.
inline Report plain_report(int number, std::string kind, std::string date) {
  Report report = full_report();
  report.source.sha256 = sha256_hex(std::to_string(number));
  report.kind = std::move(kind);
  report.framework = "ilacs";
  report.council = {"Ambleford", "99001", "991", "E99000001", "South West"};
  report.inspection_start = date;
  report.inspection_end = date;
  report.published = std::nullopt;
  report.source.published_on_site = std::nullopt;
  report.source.retrieved_at = std::nullopt;
  report.judgements.clear();
  report.improvements.clear();
  report.findings.clear();
  report.warnings.clear();
  return report;
}

inline Evidence evidence_of(const std::string& words, std::size_t start) {
  const std::size_t size = count_code_points(words).value();
  return {
      .page = 2, .span = {start, start + size}, .quote = words, .boxes = {{2, 72, 100, 500, 110}}};
}

inline void ask(Report& report, const std::string& text, std::vector<std::string> themes) {
  report.improvements.push_back(
      {.type = "area_for_improvement",
       .body = "local_authority",
       .text = text,
       .themes = std::move(themes),
       .rule = "improvements.what_needs_to_improve",
       .evidence = evidence_of(text, 10 + 200 * report.improvements.size())});
}

inline void find(Report& report, const std::string& text, std::vector<std::string> themes,
                 const std::string& polarity) {
  report.findings.push_back({.text = text,
                             .themes = std::move(themes),
                             .polarity = polarity,
                             .extent = std::nullopt,
                             .section = "Main findings",
                             .context = {},
                             .rules = {"theme.made_up"},
                             .evidence = evidence_of(text, 50000 + 200 * report.findings.size())});
}

inline void judge(Report& report, const std::string& area, const std::string& grade) {
  report.judgements.push_back({.area = area,
                               .grade = grade,
                               .label_text = area,
                               .grade_text = grade,
                               .rule = "judgement.made_up",
                               .evidence = evidence_of(area + " " + grade, 0)});
}

// Two inspections and a visit of Ambleford, and one inspection each of two other councils: enough
// for directions, repeats and groups.
inline std::vector<Report> sample_reports() {
  std::vector<Report> reports;
  Report first = plain_report(1, "ilacs_inspection", "2019-03-25");
  judge(first, "overall_effectiveness", "requires_improvement");
  judge(first, "impact_of_leaders", "good");
  judge(first, "children_in_care_and_care_leavers", "good");
  ask(first, "The frequency and recording of supervision for social workers.", {"supervision"});
  ask(first, "Sufficiency of foster homes near the coast.", {"placement_sufficiency"});
  ask(first, "The quality of plans.", {"plans_and_planning"});
  find(first, "Supervision is rarely held and seldom written down.", {"supervision"}, "concern");
  find(first, "Leaders listen to children.", {"voice_of_the_child", "senior_leadership"},
       "strength");
  reports.push_back(first);
  Report visit = plain_report(2, "focused_visit", "2021-06-08");
  ask(visit, "Frequency of supervision for social workers and its recording.", {"supervision"});
  find(visit, "=SUM(A1:A9) is no sentence.", {}, "neutral");
  visit.source.url = "https://example.org/visit";
  reports.push_back(visit);
  Report second = plain_report(3, "ilacs_inspection", "2023-05-15");
  judge(second, "overall_effectiveness", "good");
  judge(second, "impact_of_leaders", "requires_improvement");
  judge(second, "children_in_care", "good");
  judge(second, "care_leavers", "outstanding");
  ask(second, "The quality of plans and their review.", {"plans_and_planning"});
  ask(second, "Homes for care leavers.", {"care_leaver_accommodation"});
  find(second, "Supervision, \"reflective\" and regular, helps workers.", {"supervision"},
       "strength");
  reports.push_back(second);
  Report neighbour = plain_report(4, "ilacs_inspection", "2022-02-07");
  neighbour.council = {"Saltmere", "99002", "992", "E99000002", "South East"};
  judge(neighbour, "overall_effectiveness", "inadequate");
  judge(neighbour, "impact_of_leaders", "inadequate");
  ask(neighbour, "Supervision of newly qualified workers.", {"supervision"});
  // Enough other asks that words repeated by one council are rare.
  for (int i = 0; i < 60; ++i)
    ask(neighbour, "The quality and timeliness of subject" + std::to_string(i) + " for children.",
        {"filler"});
  find(neighbour, "Supervision is weak.", {"supervision"}, "concern");
  reports.push_back(neighbour);
  Report other = plain_report(5, "area_send_inspection", "2024-01-22");
  other.framework = "area_send";
  other.council = {"Kestrel Vale", "99003", "993", "E99000003", "North West"};
  judge(other, "send_outcome", "inconsistent");
  reports.push_back(other);
  return reports;
}

inline Rejection web_page_rejection() {
  return {.source = {.sha256 = sha256_hex("web page"),
                     .media_type = "text/html",
                     .bytes = 7035,
                     .pages = std::nullopt,
                     .file = "in/gone.pdf",
                     .url = std::nullopt,
                     .title_on_site = std::nullopt,
                     .published_on_site = std::nullopt,
                     .retrieved_at = std::nullopt},
          .stage = "text",
          .reason = RejectionReason::kNotAPdf,
          .detail = "HTML page titled 'Report not found'"};
}

inline ReportSource source_of(std::vector<Report> reports, std::vector<Rejection> rejections) {
  struct State {
    std::vector<Report> reports;
    std::vector<Rejection> rejections;
    std::size_t report = 0, rejection = 0;
  };
  auto state = std::make_shared<State>(State{std::move(reports), std::move(rejections)});
  return {[state]() -> Expected<std::optional<Report>> {
            if (state->report == state->reports.size()) return std::nullopt;
            return state->reports[state->report++];
          },
          [state]() -> Expected<std::optional<Rejection>> {
            if (state->rejection == state->rejections.size()) return std::nullopt;
            return state->rejections[state->rejection++];
          },
          [state] { return "report " + std::to_string(state->report); },
          [state] {
            std::string ids;
            for (const Report& report : state->reports) ids += report.source.sha256;
            return "sha256:" + sha256_hex(ids);
          }};
}

inline PublishRequest sample_request(const std::string& output) {
  PublishRequest request;
  request.output = output;
  request.formats = kFormats;
  request.program = "ofsight 0.0.0";
  request.register_json = sample_register_json();
  request.themes = {{"supervision", "Supervision."}, {"plans_and_planning", "Plans."}};
  return request;
}

// A release of the sample reports.
inline Expected<Published> publish_sample(const PublishRequest& request) {
  return publish(request, source_of(sample_reports(), {web_page_rejection()}), sample_councils());
}

}  // namespace ofsight
