#include "extractors/details.h"

#include <algorithm>
#include <map>

#include "extractors/dates.h"
#include "extractors/located_match.h"

namespace ofsight {
namespace {

constexpr std::size_t kOpeningBlocks = 40;  // where dates and letters' sentences stand

bool is_lead(const Match& match) { return match.rule->id.starts_with("lead_inspector."); }

int year_of(const std::optional<std::string>& date) {
  return date ? std::stoi(date->substr(0, 4)) : 0;
}

void add_unique(std::vector<std::string>& names, std::string name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
}

}  // namespace

Expected<DetailsExtractor> DetailsExtractor::compile(const RuleSet& rules) {
  // Both families of inspectors at once, as every block is searched for them.
  std::vector<const Rule*> inspectors = rules.family("lead_inspector");
  for (const Rule* rule : rules.family("inspectors")) inspectors.push_back(rule);
  std::vector<KindMatcher> by_kind;
  for (const auto& family :
       {rules.family("inspection_dates"), rules.family("published"), inspectors}) {
    auto matcher = KindMatcher::compile(family);
    if (!matcher) return tl::unexpected(matcher.error());
    by_kind.push_back(std::move(*matcher));
  }
  std::vector<Matcher> compiled;
  for (std::string_view family : {"letter_closing", "person_role", "person"}) {
    auto matcher = Matcher::compile(rules.family(family));
    if (!matcher) return tl::unexpected(matcher.error());
    compiled.push_back(std::move(*matcher));
  }
  return DetailsExtractor({std::move(by_kind[0]), std::move(by_kind[1]), std::move(by_kind[2]),
                           std::move(compiled[0]), std::move(compiled[1]), std::move(compiled[2])});
}

Details DetailsExtractor::extract(const Text& text, const Kind& kind) const {
  Details details;
  find_dates(text, kind, details);
  find_inspectors(text, kind, details);
  return details;
}

void DetailsExtractor::find_dates(const Text& text, const Kind& kind, Details& details) const {
  const std::size_t end = std::min(text.blocks.size(), kOpeningBlocks);
  for (std::size_t i = 0; i < end && !details.published; ++i) {
    const auto words = text.slice(text.blocks[i].span);
    const auto match = m_.published.first(words, kind.kind);
    if (!match) continue;
    const auto range = parse_dates(part(words, *match->group("dates")));
    if (range && range->start == range->end) details.published = range->start;
  }
  for (std::size_t i = 0; i < end && !details.inspection_start; ++i) {
    // A date set as a heading may go on in the next one.
    Span span = text.blocks[i].span;
    if (text.blocks[i].kind == BlockKind::kHeading && i + 1 < end &&
        text.blocks[i + 1].kind == BlockKind::kHeading)
      span.end = text.blocks[i + 1].span.end;
    const auto words = text.slice(span);
    const auto match = m_.dates.first(words, kind.kind);
    if (!match) continue;
    const auto range = parse_dates(part(words, *match->group("dates")), year_of(details.published));
    if (!range) continue;
    if (!range->year_given) {
      if (!details.published || range->end > *details.published) continue;
      details.warnings.push_back(
          {"inspection_dates.year_from_publication",
           "the inspection dates are printed without a year; the year of publication is taken"});
    }
    details.inspection_start = range->start;
    details.inspection_end = range->end;
  }
}

std::vector<std::string> DetailsExtractor::names_in(std::string_view words) const {
  std::string bare(words);
  for (const Match& role : m_.role.all(words))
    std::fill(bare.begin() + static_cast<std::ptrdiff_t>(role.whole.start),
              bare.begin() + static_cast<std::ptrdiff_t>(role.whole.end), ';');
  std::vector<std::string> names;
  for (const Match& match : m_.name.all(bare)) {
    std::string name(part(bare, match.whole));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
    add_unique(names, std::move(name));
  }
  return names;
}

std::optional<std::string> DetailsExtractor::signatory(const Text& text) const {
  for (std::size_t i = 0; i + 1 < text.blocks.size(); ++i) {
    if (!m_.closing.first(text.slice(text.blocks[i].span))) continue;
    const auto names = names_in(text.slice(text.blocks[i + 1].span));
    if (names.size() == 1) return names.front();
  }
  return std::nullopt;
}

// A cell may hold the whole team, one inspector a line.
void DetailsExtractor::find_team_by_line(const Text& text, const Kind& kind,
                                         Details& details) const {
  for (const Line& line : text.lines) {
    const auto words = text.slice(line.span);
    const auto match = m_.inspectors.first(words, kind.kind);
    if (!match || is_lead(*match)) continue;
    for (std::string& name : names_in(part(words, *match->group("names"))))
      add_unique(details.inspectors, std::move(name));
  }
}

void DetailsExtractor::find_inspectors(const Text& text, const Kind& kind, Details& details) const {
  for (const Block& block : text.blocks) {
    const auto words = text.slice(block.span);
    const auto match = m_.inspectors.first(words, kind.kind);
    if (!match) continue;
    for (std::string& name : names_in(part(words, *match->group("names")))) {
      if (is_lead(*match) && !details.lead_inspector) details.lead_inspector = name;
      add_unique(details.inspectors, std::move(name));
    }
  }
  if (kind.kind == "area_send_inspection") find_team_by_line(text, kind, details);
  const bool letter =
      kind.kind == "focused_visit" || kind.kind == "monitoring_visit" || kind.kind == "other";
  if (!letter) return;
  if (auto name = signatory(text)) {
    details.lead_inspector = *name;
    if (details.inspectors.empty()) details.inspectors.push_back(*name);
  }
  if (!details.lead_inspector && !details.inspectors.empty())
    details.lead_inspector = details.inspectors.front();
}

const Council* find_council(const Text& text, const Kind& kind, const CouncilRegister& councils,
                            std::string_view date) {
  if (kind.title_page) {
    const auto mentions = councils.mentions(text.slice(*kind.title_page), date);
    if (!mentions.empty()) return mentions.front().council;
  }
  struct Tally {
    std::size_t count = 0, first = 0;
  };
  std::map<const Council*, Tally> tallies;
  std::size_t order = 0;
  for (std::size_t i = 0; i < std::min(text.blocks.size(), kOpeningBlocks); ++i)
    for (const CouncilMention& mention : councils.mentions(text.slice(text.blocks[i].span), date)) {
      Tally& tally = tallies[mention.council];
      if (tally.count++ == 0) tally.first = order;
      ++order;
    }
  const Council* best = nullptr;
  Tally most;
  for (const auto& [council, tally] : tallies)
    if (tally.count > most.count || (tally.count == most.count && tally.first < most.first)) {
      best = council;
      most = tally;
    }
  return best;
}

}  // namespace ofsight
