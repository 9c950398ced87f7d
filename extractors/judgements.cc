#include "extractors/judgements.h"

#include <algorithm>
#include <cctype>

#include "extractors/located_match.h"

namespace ofsight {
namespace {

constexpr std::size_t kLongestHeadline = 400;  // code points; longer paragraphs are prose

std::string snake_case(std::string_view label) {
  std::string out;
  for (const char c : label) {
    if (std::isalnum(static_cast<unsigned char>(c))) {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (!out.empty() && out.back() != '_') {
      out += '_';
    }
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

// Three sources in order of trust: the table, a sentence that states an outcome, a headline.
struct Found {
  Judgement judgement;
  int source;
};

void keep_one_per_area(std::vector<Found> found, Judgements& out) {
  for (const Found& f : found) {
    const auto& area = f.judgement.area;
    const bool known = std::any_of(out.judgements.begin(), out.judgements.end(),
                                   [&](const Judgement& j) { return j.area == area; });
    const bool warned =
        std::any_of(out.warnings.begin(), out.warnings.end(),
                    [&](const Warning& w) { return w.message.starts_with(area + ":"); });
    if (known || warned) continue;
    int best = f.source;
    for (const Found& other : found)
      if (other.judgement.area == area) best = std::min(best, other.source);
    if (f.source != best) continue;
    const auto rival = std::find_if(found.begin(), found.end(), [&](const Found& other) {
      return other.judgement.area == area && other.judgement.grade != f.judgement.grade;
    });
    if (rival == found.end()) {
      out.judgements.push_back(f.judgement);
    } else {
      out.warnings.push_back({"judgement.ambiguous", area + ": stated as '" +
                                                         f.judgement.grade_text + "' and as '" +
                                                         rival->judgement.grade_text + "'"});
    }
  }
}

}  // namespace

Expected<JudgementExtractor> JudgementExtractor::compile(const RuleSet& rules) {
  std::vector<KindMatcher> compiled;
  for (std::string_view family : {"judgement", "headline", "outcome"}) {
    auto matcher = KindMatcher::compile(rules.family(family));
    if (!matcher) return tl::unexpected(matcher.error());
    compiled.push_back(std::move(*matcher));
  }
  auto grades = Matcher::compile(rules.family("grade"));
  if (!grades) return tl::unexpected(grades.error());
  return JudgementExtractor(
      {std::move(compiled[0]), std::move(compiled[1]), std::move(compiled[2]), std::move(*grades)});
}

// The grade is the row's last cell with words, the label the nearest one before it.
std::vector<Judgement> JudgementExtractor::from_table_row(const Text& text, const Block& row,
                                                          const Kind& kind) const {
  std::vector<Span> cells;
  for (const Span& cell : row.cells)
    if (!cell.empty()) cells.push_back(cell);
  if (cells.size() < 2) return {};
  const Span label = cells[cells.size() - 2], grade = cells.back();
  const auto grade_match = m_.grades.first(text.slice(grade));
  if (!grade_match) return {};
  const Rule* rule = m_.labels.firing(text.slice(label), kind.kind);
  if (rule == nullptr) return {};
  Judgement judgement;
  judgement.label_text = std::string(text.slice(label));
  judgement.grade_text = std::string(text.slice(grade));
  judgement.area = rule->yields.at("area");
  if (judgement.area == "{label}") judgement.area = snake_case(judgement.label_text);
  judgement.grade = grade_match->rule->yields.at("grade");
  judgement.rule = rule->id;
  judgement.evidence = text.evidence({label.start, grade.end});
  return {judgement};
}

std::vector<Judgement> JudgementExtractor::from_headline(const Text& text, const Block& block,
                                                         const Kind& kind) const {
  const auto words = text.slice(block.span);
  const Matcher& headlines = m_.headlines.of(kind.kind);
  for (const std::size_t index : headlines.firing(words)) {
    const Rule& rule = *headlines.rules()[index];
    if (!rule.applies_in(block.kind == BlockKind::kHeading ? Place::kHeading : Place::kParagraph))
      continue;
    const auto match = headlines.find(index, words);
    const auto stated = match ? match->group("grade") : std::nullopt;
    if (!stated) continue;
    const auto grade = m_.grades.first(part(words, *stated));
    if (!grade) continue;
    Judgement judgement;
    judgement.area = rule.yields.at("area");
    judgement.grade = grade->rule->yields.at("grade");
    judgement.label_text = std::string(words);
    judgement.grade_text = std::string(part(words, *stated));
    judgement.rule = rule.id;
    judgement.evidence = text.evidence(block.span);
    return {judgement};
  }
  return {};
}

Judgements JudgementExtractor::extract(const Text& text, const Kind& kind) const {
  std::vector<Found> found;
  const auto add = [&](std::vector<Judgement> judgements, int source) {
    for (Judgement& j : judgements) found.push_back({std::move(j), source});
  };
  const Matcher& outcomes = m_.outcomes.of(kind.kind);
  for (const Block& block : text.blocks) {
    if (block.kind == BlockKind::kTableRow) {
      add(from_table_row(text, block, kind), 0);
      continue;
    }
    const auto words = text.slice(block.span);
    for (const std::size_t index : outcomes.firing(words)) {
      const Rule& rule = *outcomes.rules()[index];
      const auto match = outcomes.find(index, words);
      Judgement judgement;
      judgement.area = rule.yields.at("area");
      judgement.grade = rule.yields.at("grade");
      judgement.grade_text = std::string(part(words, match->whole));
      judgement.rule = rule.id;
      judgement.evidence = text.evidence(located(text, block.span, match->whole));
      add({std::move(judgement)}, 1);
    }
    if (block.span.length() <= kLongestHeadline) add(from_headline(text, block, kind), 2);
  }
  Judgements out;
  keep_one_per_area(std::move(found), out);
  return out;
}

}  // namespace ofsight
