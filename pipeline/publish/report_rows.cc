#include "pipeline/publish/report_rows.h"

#include <algorithm>

#include "corpus/day.h"
#include "corpus/report_json.h"

namespace ofsight {
namespace {

constexpr std::size_t kIdLength = 16;

std::vector<std::string> warning_codes(const Report& report) {
  std::vector<std::string> codes;
  for (const Warning& warning : report.warnings)
    if (std::find(codes.begin(), codes.end(), warning.code) == codes.end())
      codes.push_back(warning.code);
  return codes;
}

std::int64_t count_of(const Report& report, std::string_view polarity) {
  return std::count_if(report.findings.begin(), report.findings.end(),
                       [&](const Finding& finding) { return finding.polarity == polarity; });
}

void set_source(const Source& source, RowBuilder& row) {
  row.set("sha256", source.sha256);
  row.set("media_type", source.media_type);
  row.set("bytes", source.bytes);
  row.set("source_file", source.file);
  row.set("source_url", source.url);
  row.set("title_on_site", source.title_on_site);
  row.set("published_on_site", source.published_on_site);
  row.set("retrieved_at", source.retrieved_at);
}

void set_evidence(const Evidence& evidence, const Source& source, RowBuilder& row) {
  if (evidence.page > 0) row.set("page", evidence.page);
  row.set("start", evidence.span.start);
  row.set("end", evidence.span.end);
  row.set("quote", evidence.quote);
  row.set("source_url", source.url);
}

}  // namespace

ReportDate date_of(const Report& report) {
  if (report.inspection_start) return {*report.inspection_start, "inspection_start"};
  if (report.inspection_end) return {*report.inspection_end, "inspection_end"};
  if (report.published) return {*report.published, "published"};
  if (report.source.published_on_site)
    return {*report.source.published_on_site, "published_on_site"};
  return {};
}

std::string report_id_of(const Report& report) { return report.source.sha256.substr(0, kIdLength); }

std::string item_id(std::string_view report_id, char letter, std::size_t index) {
  std::string id(report_id);
  id += '-';
  id += letter;
  return id + std::to_string(index + 1);
}

ReportRows::ReportRows(const Dataset& dataset, const CouncilRegister& councils, RowSink& sink)
    : dataset_(dataset),
      councils_(councils),
      sink_(sink),
      reports_(dataset, dataset.table("reports")),
      judgements_(dataset, dataset.table("judgements")),
      wide_(dataset, dataset.table("judgements_wide")),
      improvements_(dataset, dataset.table("improvements")),
      improvement_themes_(dataset, dataset.table("improvement_themes")),
      findings_(dataset, dataset.table("findings")),
      rejections_(dataset, dataset.table("rejections")) {}

Expected<void> ReportRows::add(const Report& report) {
  if (auto shared = share(report); !shared) return shared;
  for (const auto part :
       {&ReportRows::add_report, &ReportRows::add_judgements, &ReportRows::add_wide,
        &ReportRows::add_improvements, &ReportRows::add_findings})
    if (auto added = (this->*part)(report); !added) return added;
  return {};
}

Expected<void> ReportRows::share(const Report& report) {
  report_id_ = report_id_of(report);
  date_ = date_of(report);
  facts_ = {report.kind, date_.day, report.source.pages.has_value(), &report.warnings};
  const Council* council = nullptr;
  if (report.council) {
    council = councils_.find_by_la_code(report.council->la_code);
    if (council == nullptr)
      return fail(ErrorCode::kUsage,
                  "the register of councils has no '" + report.council->name + "' (" +
                      report.council->la_code +
                      "); give the register the reports were extracted with: --councils FILE");
  }
  const auto of_council = [&](const auto& member) {
    return report.council ? text_value(member) : Value();
  };
  const CouncilRef ref = report.council.value_or(CouncilRef{});
  const bool dated = is_day(date_.day);
  const std::vector<std::pair<std::string_view, Value>> shared = {
      {"report_id", report_id_},
      {"kind", text_value(report.kind)},
      {"report_date", text_value(date_.day)},
      {"time_period", dated ? Value(std::int64_t{year_of(date_.day)}) : Value()},
      {"time_identifier", "Calendar year"},
      {"geographic_level", "Local authority"},
      {"country_code", "E92000001"},
      {"country_name", "England"},
      {"region_code", council != nullptr ? text_value(council->region_code) : Value()},
      {"region_name", of_council(ref.region)},
      {"old_la_code", of_council(ref.la_code)},
      {"new_la_code", of_council(ref.gss_code)},
      {"la_name", of_council(ref.name)},
      {"council_urn", of_council(ref.urn)}};
  for (RowBuilder* table :
       {&reports_, &judgements_, &wide_, &improvements_, &improvement_themes_, &findings_})
    table->share(shared);
  return {};
}

Expected<void> ReportRows::add_report(const Report& report) {
  RowBuilder& row = reports_;
  row.start();
  row.set("framework", report.framework);
  row.set("title", report.title);
  row.set("inspection_start", report.inspection_start);
  row.set("inspection_end", report.inspection_end);
  row.set("published", report.published);
  row.set("report_date_basis", date_.basis);
  row.set("lead_inspector", report.lead_inspector);
  row.set("inspectors", report.inspectors);
  row.set("judgements", report.judgements.size());
  const auto codes = warning_codes(report);
  // An empty list under a heading that announces one is no zero.
  if (!report.improvements.empty() ||
      std::find(codes.begin(), codes.end(), "improvements.empty_list") == codes.end())
    row.set("improvements", report.improvements.size());
  row.set("findings", report.findings.size());
  row.set("strengths", count_of(report, "strength"));
  row.set("concerns", count_of(report, "concern"));
  row.set("warnings", codes);
  set_source(report.source, row);
  if (report.source.pages) row.set("pages", *report.source.pages);
  row.set("program", report.provenance.program);
  row.set("rules", report.provenance.rules);
  row.set("text_engine", report.provenance.text_engine);
  row.set("icu", report.provenance.icu);
  return row.finish(facts_, sink_);
}

Expected<void> ReportRows::add_judgements(const Report& report) {
  RowBuilder& row = judgements_;
  for (std::size_t i = 0; i < report.judgements.size(); ++i) {
    const Judgement& judgement = report.judgements[i];
    row.start();
    row.set("judgement_id", item_id(report_id_, 'j', i));
    row.set("area", judgement.area);
    row.set("grade", judgement.grade);
    row.set("label_text", judgement.label_text);
    row.set("grade_text", judgement.grade_text);
    row.set("rule", judgement.rule);
    set_evidence(judgement.evidence, report.source, row);
    if (auto done = row.finish(facts_, sink_); !done) return done;
  }
  return {};
}

// A row for reports that state a grade, or should.
Expected<void> ReportRows::add_wide(const Report& report) {
  const bool should =
      std::any_of(dataset_.areas.begin(), dataset_.areas.end(), [&](const Area& area) {
        return !area.applies_to.empty() && applies(area.applies_to, facts_);
      });
  if (report.judgements.empty() && !should) return {};
  wide_.start();
  for (const Judgement& judgement : report.judgements)
    for (const Area& area : dataset_.areas)
      if (area.area == judgement.area) wide_.set(area.area, judgement.grade);
  return wide_.finish(facts_, sink_);
}

Expected<void> ReportRows::add_improvements(const Report& report) {
  for (std::size_t i = 0; i < report.improvements.size(); ++i) {
    const Improvement& improvement = report.improvements[i];
    const std::string id = item_id(report_id_, 'i', i);
    RowBuilder& row = improvements_;
    row.start();
    row.set("improvement_id", id);
    row.set("position", i + 1);
    row.set("type", improvement.type);
    row.set("body", improvement.body);
    row.set("text", improvement.text);
    row.set("themes", improvement.themes);
    row.set("rule", improvement.rule);
    set_evidence(improvement.evidence, report.source, row);
    if (auto done = row.finish(facts_, sink_); !done) return done;
    for (const std::string& theme : improvement.themes) {
      improvement_themes_.start();
      improvement_themes_.set("improvement_id", id);
      improvement_themes_.set("theme", theme);
      if (auto done = improvement_themes_.finish(facts_, sink_); !done) return done;
    }
  }
  return {};
}

Expected<void> ReportRows::add_findings(const Report& report) {
  RowBuilder& row = findings_;
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    const Finding& finding = report.findings[i];
    row.start();
    row.set("finding_id", item_id(report_id_, 'f', i));
    row.set("position", i + 1);
    row.set("text", finding.text);
    row.set("themes", finding.themes);
    row.set("polarity", finding.polarity);
    row.set("extent", finding.extent);
    row.set("section", finding.section);
    row.set("context", finding.context);
    row.set("rules", finding.rules);
    set_evidence(finding.evidence, report.source, row);
    if (auto done = row.finish(facts_, sink_); !done) return done;
  }
  return {};
}

Expected<void> ReportRows::add(const Rejection& rejection) {
  rejections_.start();
  rejections_.set("rejection_id", ++rejection_count_);
  rejections_.set("stage", rejection.stage);
  rejections_.set("reason", reason_code(rejection.reason));
  rejections_.set("detail", rejection.detail);
  set_source(rejection.source, rejections_);
  return rejections_.finish("not_stated", sink_);
}

}  // namespace ofsight
