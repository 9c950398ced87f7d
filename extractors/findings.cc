#include "extractors/findings.h"

#include <algorithm>
#include <string_view>

#include "extractors/item_sentences.h"

namespace ofsight {
namespace {

// Longer is no prose: a list or a table that was read as one sentence. It bounds the time that
// words which act on each other can take.
constexpr std::size_t kMaxSentenceBytes = 8 * 1024;

// The blocks whose sentences are findings, beside the items listed as improvements.
bool is_prose(const Block& block) {
  return block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem;
}

// Goes through blocks and items in step with the sentences, which all are in document order.
class BodyCursor {
 public:
  BodyCursor(const Text& text, const std::vector<Improvement>& improvements)
      : text_(text), improvements_(improvements) {}

  void move_to(Span sentence) {
    for (; block_ < text_.blocks.size() && text_.blocks[block_].span.end < sentence.end; ++block_)
      if (text_.blocks[block_].kind == BlockKind::kHeading) heading_ = text_.blocks[block_].span;
    while (item_ < improvements_.size() && improvements_[item_].evidence.span.end <= sentence.start)
      ++item_;
    is_item_ =
        item_ < improvements_.size() && improvements_[item_].evidence.span.overlaps(sentence);
    is_body_ = is_item_ || (block_ < text_.blocks.size() && is_prose(text_.blocks[block_]));
  }

  bool is_body() const { return is_body_; }
  // The improvement as part of which the sentence is listed, or null.
  const Improvement* item() const { return is_item_ ? &improvements_[item_] : nullptr; }
  std::string_view section() const { return heading_.empty() ? "" : text_.slice(heading_); }

 private:
  const Text& text_;
  const std::vector<Improvement>& improvements_;
  std::size_t block_ = 0, item_ = 0;
  Span heading_;
  bool is_body_ = false, is_item_ = false;
};

std::vector<std::string> rules_of(const std::vector<ThemeHit>& themes,
                                  const std::vector<CueHit>& cues) {
  std::vector<std::string> ids;
  for (const ThemeHit& hit : themes) ids.push_back(hit.rule->id);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  for (const CueHit& hit : cues)
    if (std::find(ids.begin(), ids.end(), hit.cue->rule->id) == ids.end())
      ids.push_back(hit.cue->rule->id);
  return ids;
}

}  // namespace

Expected<FindingExtractor> FindingExtractor::compile(const RuleSet& rules) {
  auto themes = ThemeExtractor::compile(rules);
  if (!themes) return tl::unexpected(themes.error());
  auto polarity = PolarityExtractor::compile(rules);
  if (!polarity) return tl::unexpected(polarity.error());
  auto sentences = TermMatcher::compile(rules.family_in("scope", Place::kSentence));
  if (!sentences) return tl::unexpected(sentences.error());
  auto sections = TermMatcher::compile(rules.family_in("scope", Place::kHeading));
  if (!sections) return tl::unexpected(sections.error());
  FindingExtractor extractor(std::move(*themes), std::move(*polarity), std::move(*sentences),
                             std::move(*sections));
  for (const Rule* rule : rules.family("improvements"))
    if (const auto asks = rule->yields.find("asks");
        asks != rule->yields.end() && asks->second == "yes")
      extractor.asking_rules_.insert(rule->id);
  return extractor;
}

SentenceRole FindingExtractor::role_of(const Text& text, const Improvement& item) const {
  return asking_rules_.contains(item.rule) ? SentenceRole::kItem
                                           : role_in_item(text, item.evidence.span);
}

std::optional<Finding> FindingExtractor::read(const Text& text, Span sentence, SentenceRole role,
                                              std::string_view kind) const {
  const Words words(text.slice(sentence));
  if (!own_sentences_.all(words).empty()) return std::nullopt;
  const auto themes = themes_.hits(words, role, kind);
  const auto polarity = polarity_.extract(words, role);
  if (themes.empty() && !polarity.is_evaluative) return std::nullopt;
  Finding finding;
  finding.text = words.text();
  finding.themes = ThemeExtractor::codes(themes);
  finding.polarity = polarity.polarity;
  if (polarity.extent) finding.extent = std::string(*polarity.extent);
  finding.context.assign(polarity.context.begin(), polarity.context.end());
  finding.rules = rules_of(themes, polarity.cues);
  finding.evidence = text.evidence(sentence);
  return finding;
}

Findings FindingExtractor::extract(const Text& text, const std::vector<Improvement>& improvements,
                                   std::string_view kind) const {
  Findings result;
  BodyCursor cursor(text, improvements);
  std::string_view section;
  bool is_own_section = false;
  const Improvement* item = nullptr;
  SentenceRole role = SentenceRole::kProse;
  for (const Span sentence : text.sentences) {
    cursor.move_to(sentence);
    if (cursor.section() != section) {
      section = cursor.section();
      is_own_section = !own_sections_.all(section).empty();
    }
    if (cursor.item() != item) {
      item = cursor.item();
      role = item == nullptr ? SentenceRole::kProse : role_of(text, *item);
    }
    if (!cursor.is_body() || (is_own_section && item == nullptr)) continue;
    if (text.slice(sentence).size() > kMaxSentenceBytes) {
      result.warnings.push_back(
          {"finding.too_long", "a sentence at " + std::to_string(sentence.start) +
                                   " is longer than sentences are; it was not read"});
      continue;
    }
    auto finding = read(text, sentence, role, kind);
    if (!finding) continue;
    finding->section = section;
    result.findings.push_back(std::move(*finding));
  }
  return result;
}

}  // namespace ofsight
