#pragma once

#include <ostream>
#include <string>

#include "corpus/json_schema.h"
#include "corpus/report.h"

// Made-up values for the tests of reports and their JSON.
namespace ofsight {

inline void PrintTo(const SchemaProblem& problem, std::ostream* out) {
  *out << problem.pointer << ": " << problem.message;
}

inline Source sample_source() {
  return {.sha256 = std::string(64, 'a'),
          .media_type = "application/pdf",
          .bytes = 143210,
          .pages = 5,
          .file = "in/visit.pdf",
          .url = "https://example.org/50000001",
          .title_on_site = "Focused visit",
          .published_on_site = "2024-11-01",
          .retrieved_at = "2024-11-02T03:04:05Z"};
}

inline Evidence sample_evidence(std::string quote, std::size_t code_points) {
  return {.page = 2,
          .span = {2310, 2310 + code_points},
          .quote = std::move(quote),
          .boxes = {{2, 72, 100.25F, 523.04F, 112.96F}, {3, 72, 60, 90.5F, 72}}};
}

// Nothing in it is null or empty, and it is valid in every way.
inline Report full_report() {
  Report report;
  report.source = sample_source();
  report.kind = "focused_visit";
  report.framework = "ilacs";
  report.title = "Focused visit to Brackenshire children’s services";
  report.council = {"Brackenshire", "80999", "999", "E06000999", "South West"};
  report.inspection_start = "2024-10-01";
  report.inspection_end = "2024-10-02";
  report.published = "2024-10-31";
  report.lead_inspector = "Zoë Ashdown";
  report.inspectors = {"Zoë Ashdown", "Ivor Pell"};
  report.judgements = {{.area = "overall_effectiveness",
                        .grade = "good",
                        .label_text = "Overall effectiveness",
                        .grade_text = "Good",
                        .rule = "judgement.ilacs.overall_effectiveness",
                        .evidence = sample_evidence("Good", 4)}};
  report.improvements = {{.type = "area_for_improvement",
                          .body = "local_authority",
                          .text = "The “quality” of supervision.",
                          .themes = {"supervision"},
                          .rule = "improvements.what_needs_to_improve",
                          .evidence = sample_evidence("The “quality” of supervision.", 29)}};
  report.findings = {{.text = "Most children’s plans are clear.",
                      .themes = {"plans_and_planning", "voice_of_the_child"},
                      .polarity = "strength",
                      .extent = "most",
                      .section = "Main findings",
                      .context = {"historical"},
                      .rules = {"theme.plans", "polarity.clear"},
                      .evidence = sample_evidence("Most children’s plans are clear.", 32)}};
  report.warnings = {{"judgement.ambiguous", "Two grades for care leavers."}};
  report.provenance = {"ofsight 0.1.0", "sha256:" + std::string(64, 'b'), "mupdf 1.21.1", "72.1"};
  return report;
}

// Everything in it that may be null or empty is.
inline Report bare_report() {
  Report report;
  report.source.sha256 = std::string(64, 'a');
  report.source.media_type = "text/html";
  report.kind = "other";
  report.framework = "other";
  report.provenance = full_report().provenance;
  return report;
}

inline Rejection sample_rejection() {
  return {.source = sample_source(),
          .stage = "text",
          .reason = RejectionReason::kNotAPdf,
          .detail = "HTML page titled 'Nothing here …'"};
}

}  // namespace ofsight
