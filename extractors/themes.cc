#include "extractors/themes.h"

#include <algorithm>
#include <map>
#include <set>

#include "extractors/item_sentences.h"

namespace ofsight {
namespace {

std::string why_none(Counts counts) {
  switch (counts) {
    case Counts::kWeakly: return " is a weak term, and other themes are named";
    case Counts::kInItems: return " counts only in a list of improvements";
    case Counts::kFully: break;
  }
  return " stands in an aside, and other themes before it";
}

}  // namespace

Expected<ThemeExtractor> ThemeExtractor::compile(const RuleSet& rules) {
  auto themes = TermMatcher::compile(rules.family("theme"));
  if (!themes) return tl::unexpected(themes.error());
  auto asides = TermMatcher::compile(rules.family("aside"));
  if (!asides) return tl::unexpected(asides.error());
  return ThemeExtractor(std::move(*themes), std::move(*asides));
}

std::vector<ThemeHit> ThemeExtractor::hits(const Words& sentence, SentenceRole role,
                                           std::string_view kind) const {
  std::vector<ThemeHit> strong, weak;
  for (const TermHit& hit : themes_.all(sentence)) {
    if (hit.counts == Counts::kInItems && !is_listed(role)) continue;
    if (!themes_.rules()[hit.rule]->applies_to(kind)) continue;
    (hit.counts == Counts::kWeakly ? weak : strong)
        .push_back({themes_.rules()[hit.rule], hit.span});
  }
  if (strong.empty()) return weak;
  std::size_t aside = sentence.text().size();
  for (const TermHit& hit : asides_.all(sentence))
    if (hit.span.start > 0) aside = std::min(aside, hit.span.start);
  const auto is_main = [aside](const ThemeHit& hit) { return hit.span.start < aside; };
  if (std::any_of(strong.begin(), strong.end(), is_main))
    std::erase_if(strong, [&](const ThemeHit& hit) { return !is_main(hit); });
  return strong;
}

std::vector<std::pair<const Rule*, std::string>> ThemeExtractor::near_misses(
    const Words& sentence, SentenceRole role, std::string_view kind) const {
  std::vector<std::pair<const Rule*, std::string>> reasons;
  const auto kept = hits(sentence, role, kind);
  for (const TermHit& hit : themes_.all(sentence)) {
    const Rule* rule = themes_.rules()[hit.rule];
    if (!rule->applies_to(kind) ||
        std::any_of(kept.begin(), kept.end(), [rule](const ThemeHit& k) { return k.rule == rule; }))
      continue;
    const std::string words =
        "'" + std::string(sentence.text().substr(hit.span.start, hit.span.length())) + "'";
    reasons.emplace_back(rule, words + why_none(hit.counts));
  }
  for (NearMiss& miss : themes_.near_misses(sentence))
    if (themes_.rules()[miss.rule]->applies_to(kind))
      reasons.emplace_back(themes_.rules()[miss.rule], std::move(miss.reason));
  return reasons;
}

std::vector<std::string> ThemeExtractor::codes(const std::vector<ThemeHit>& hits) {
  std::vector<std::string> codes;
  for (const ThemeHit& hit : hits) {
    std::string code(hit.rule->code());
    if (std::find(codes.begin(), codes.end(), code) == codes.end())
      codes.push_back(std::move(code));
  }
  return codes;
}

std::vector<std::string> ThemeExtractor::codes_of_item(const Text& text, Span item,
                                                       std::string_view kind) const {
  std::vector<ThemeHit> kept;
  std::map<std::string_view, int> sentences;  // that are about a theme
  bool is_first = true;
  for (const Span sentence : sentences_of_item(text, item)) {
    std::set<std::string_view> known;
    for (const ThemeHit& hit : hits(text.slice(sentence), SentenceRole::kItem, kind))
      if (known.insert(hit.rule->code()).second &&
          ++sentences[hit.rule->code()] == (is_first ? 1 : 2))
        kept.push_back(hit);
    is_first = false;
  }
  // By rule, as those of a sentence. Rules of a set stand in one array, in order.
  std::sort(kept.begin(), kept.end(),
            [](const ThemeHit& a, const ThemeHit& b) { return a.rule < b.rule; });
  return codes(kept);
}

}  // namespace ofsight
