#pragma once

#include <concepts>
#include <string_view>
#include <type_traits>

#include "corpus/report.h"

// The JSON keys of a report and a rejection, once, in the order of schemas/report.schema.json. Part
// of report_json.cc. `to` is told each key with its member and writes it or reads it.
namespace ofsight {

inline constexpr std::string_view kSchemaVersion = "1";

template <class T, class Type>
concept Some = std::same_as<std::remove_const_t<T>, Type>;

void members(auto& to, Some<Source> auto& source) {
  to.text_or_null("sha256", source.sha256);
  to.text_or_null("media_type", source.media_type);
  to.number("bytes", source.bytes);
  to.maybe("pages", source.pages);
  to.maybe_bytes("file", source.file);
  to.maybe("url", source.url);
  to.maybe("title_on_site", source.title_on_site);
  to.maybe("published_on_site", source.published_on_site);
  to.maybe("retrieved_at", source.retrieved_at);
}

void members(auto& to, Some<Evidence> auto& evidence) {
  to.page("page", evidence.page);
  to.number("start", evidence.span.start);
  to.number("end", evidence.span.end);
  to.text("quote", evidence.quote);
  to.boxes("boxes", evidence.boxes);
}

void members(auto& to, Some<CouncilRef> auto& council) {
  to.text("name", council.name);
  to.text_or_null("urn", council.urn);
  to.text("la_code", council.la_code);
  to.text("gss_code", council.gss_code);
  to.text("region", council.region);
}

void members(auto& to, Some<Judgement> auto& judgement) {
  to.text("area", judgement.area);
  to.text("grade", judgement.grade);
  to.text("label_text", judgement.label_text);
  to.text("grade_text", judgement.grade_text);
  to.text("rule", judgement.rule);
  to.object("evidence", judgement.evidence);
}

void members(auto& to, Some<Improvement> auto& improvement) {
  to.text("type", improvement.type);
  to.text("body", improvement.body);
  to.text("text", improvement.text);
  to.texts("themes", improvement.themes);
  to.text("rule", improvement.rule);
  to.object("evidence", improvement.evidence);
}

void members(auto& to, Some<Finding> auto& finding) {
  to.text("text", finding.text);
  to.texts("themes", finding.themes);
  to.text("polarity", finding.polarity);
  to.maybe("extent", finding.extent);
  to.text("section", finding.section);
  to.texts("context", finding.context);
  to.texts("rules", finding.rules);
  to.object("evidence", finding.evidence);
}

void members(auto& to, Some<Warning> auto& warning) {
  to.text("code", warning.code);
  to.text("message", warning.message);
}

void members(auto& to, Some<Provenance> auto& provenance) {
  to.text("program", provenance.program);
  to.text("rules", provenance.rules);
  to.text("text_engine", provenance.text_engine);
  to.text("icu", provenance.icu);
}

void members(auto& to, Some<Report> auto& report) {
  to.constant("schema_version", kSchemaVersion);
  to.object("source", report.source);
  to.text("kind", report.kind);
  to.text("framework", report.framework);
  to.maybe("title", report.title);
  to.maybe_object("council", report.council);
  to.maybe("inspection_start", report.inspection_start);
  to.maybe("inspection_end", report.inspection_end);
  to.maybe("published", report.published);
  to.maybe("lead_inspector", report.lead_inspector);
  to.texts("inspectors", report.inspectors);
  to.objects("judgements", report.judgements);
  to.objects("improvements", report.improvements);
  to.objects("findings", report.findings);
  to.objects("warnings", report.warnings);
  to.object("provenance", report.provenance);
}

void members(auto& to, Some<Rejection> auto& rejection) {
  to.object("source", rejection.source);
  to.text("stage", rejection.stage);
  to.reason("reason", rejection.reason);
  to.text("detail", rejection.detail);
}

}  // namespace ofsight
