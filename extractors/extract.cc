#include "extractors/extract.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace ofsight {
namespace {

CouncilRef council_ref(const Council& council, std::string_view date) {
  return {council.name, council.urn, council.la_code, std::string(gss_code_on(council, date)),
          council.region};
}

// A title may be set as several headings. A number glued to its last word points to a footnote.
std::string title_of(std::string_view blocks) {
  const auto end = blocks.find_last_not_of("0123456789");
  if (end != blocks.npos && blocks.size() - end <= 3 &&
      std::isalpha(static_cast<unsigned char>(blocks[end])))
    blocks = blocks.substr(0, end + 1);
  std::string out(blocks);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

void move_into(std::vector<Warning>& all, std::vector<Warning> more) {
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

// Kinds whose inspectors always give grades; without any the reader must know. ILACS reports since
// 2026 lack only the overall one.
bool expects_judgements(std::string_view kind) {
  return kind == "ilacs_inspection" || kind == "sif_inspection" || kind == "lscb_review" ||
         kind == "area_send_inspection" || kind == "lac_inspection" ||
         kind == "protection_inspection";
}

void warn_of_gaps(Report& report, const Kind& kind) {
  if (!kind.recognised)
    report.warnings.push_back({"kind.unknown", "no rule recognises this kind of report"});
  if (!report.council)
    report.warnings.push_back({"council.unknown", "no council of the register is named"});
  if (report.judgements.empty() && expects_judgements(report.kind))
    report.warnings.push_back(
        {"judgement.none", "a report of this kind states judgements, but none was found"});
}

}  // namespace

Extractor::Extractor(std::unique_ptr<const RuleSet> rules, CouncilRegister councils,
                     KindExtractor kinds, DetailsExtractor details, JudgementExtractor judgements,
                     ImprovementExtractor improvements, FindingExtractor findings)
    : rules_(std::move(rules)),
      councils_(std::move(councils)),
      kinds_(std::move(kinds)),
      details_(std::move(details)),
      judgements_(std::move(judgements)),
      improvements_(std::move(improvements)),
      findings_(std::move(findings)) {}

Expected<Extractor> Extractor::create(RuleSet rules, CouncilRegister councils) {
  auto owned = std::make_unique<const RuleSet>(std::move(rules));
  auto kinds = KindExtractor::compile(*owned);
  if (!kinds) return tl::unexpected(kinds.error());
  auto details = DetailsExtractor::compile(*owned);
  if (!details) return tl::unexpected(details.error());
  auto judgements = JudgementExtractor::compile(*owned);
  if (!judgements) return tl::unexpected(judgements.error());
  auto improvements = ImprovementExtractor::compile(*owned);
  if (!improvements) return tl::unexpected(improvements.error());
  auto findings = FindingExtractor::compile(*owned);
  if (!findings) return tl::unexpected(findings.error());
  return Extractor(std::move(owned), std::move(councils), std::move(*kinds), std::move(*details),
                   std::move(*judgements), std::move(*improvements), std::move(*findings));
}

tl::expected<Report, std::string> Extractor::extract(const Text& text) const {
  const Kind kind = kinds_.extract(text);
  Details details = details_.extract(text, kind);
  const std::string date = details.inspection_start.value_or(details.published.value_or(""));
  const Council* council = find_council(text, kind, councils_, date);
  if (!kind.recognised && (council == nullptr || date.empty()))
    return tl::unexpected(
        std::string("no title of a known kind of report, and no council with a date"));

  Report report;
  report.kind = kind.kind;
  report.framework = kind.framework;
  if (kind.title) report.title = title_of(text.slice(*kind.title));
  if (council != nullptr) report.council = council_ref(*council, date);
  report.inspection_start = std::move(details.inspection_start);
  report.inspection_end = std::move(details.inspection_end);
  report.published = std::move(details.published);
  report.lead_inspector = std::move(details.lead_inspector);
  report.inspectors = std::move(details.inspectors);
  move_into(report.warnings, std::move(details.warnings));
  Judgements judgements = judgements_.extract(text, kind);
  report.judgements = std::move(judgements.judgements);
  move_into(report.warnings, std::move(judgements.warnings));
  Improvements improvements = improvements_.extract(text, kind);
  report.improvements = std::move(improvements.improvements);
  for (Improvement& item : report.improvements)
    item.themes = findings_.themes().codes_of_item(text, item.evidence.span, kind.kind);
  move_into(report.warnings, std::move(improvements.warnings));
  Findings findings = findings_.extract(text, report.improvements, kind.kind);
  report.findings = std::move(findings.findings);
  move_into(report.warnings, std::move(findings.warnings));
  warn_of_gaps(report, kind);
  report.provenance.rules = rules_->digest();
  return report;
}

}  // namespace ofsight
