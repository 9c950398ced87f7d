#include "extractors/cue_finder.h"

#include <algorithm>
#include <string_view>
#include <tuple>

namespace ofsight {
namespace {

std::vector<CueHit>& list_of(CueKind kind, SentenceCues& cues) {
  switch (kind) {
    case CueKind::kNegation: return cues.negations;
    case CueKind::kCondition: return cues.conditions;
    case CueKind::kPurpose: return cues.purposes;
    case CueKind::kHistorical: return cues.historical;
    case CueKind::kPlanned: return cues.planned;
    case CueKind::kAttributed: return cues.attributed;
    case CueKind::kDirective: return cues.directives;
    case CueKind::kExtent: return cues.extents;
    case CueKind::kClauseEnd: return cues.clause_ends;
    default: return cues.evaluative;
  }
}

template <typename Do>
void for_each_list(SentenceCues& cues, Do apply) {
  for (auto* list :
       {&cues.evaluative, &cues.negations, &cues.conditions, &cues.purposes, &cues.historical,
        &cues.planned, &cues.attributed, &cues.directives, &cues.extents, &cues.clause_ends})
    apply(*list);
}

void keep_leftmost_longest(std::vector<CueHit>& hits) {
  // Stable: the hits come in the order of their rules.
  std::stable_sort(hits.begin(), hits.end(), [](const CueHit& a, const CueHit& b) {
    return std::tuple(a.span.start, b.span.end) < std::tuple(b.span.start, a.span.end);
  });
  std::size_t end = 0;
  std::erase_if(hits, [&end](const CueHit& hit) {
    const bool overlaps = hit.span.start < end;
    if (!overlaps) end = hit.span.end;
    return overlaps;
  });
}

// Where clauses end: where the words of a clause end begin, or at the next `until` after them.
std::vector<std::size_t> clause_borders(std::string_view sentence,
                                        const std::vector<CueHit>& ends) {
  std::vector<std::size_t> borders;
  for (const CueHit& end : ends) {
    const auto border =
        end.cue->until.empty() ? end.span.start : sentence.find(end.cue->until, end.span.end);
    borders.push_back(std::min(border, sentence.size()));
  }
  std::sort(borders.begin(), borders.end());
  return borders;
}

// The words between, where the operator stands on the side of the cue that `forward` and
// `backward` allow.
std::optional<std::string_view> between(std::string_view sentence, const CueHit& op,
                                        const CueHit& cue, bool forward, bool backward) {
  const ByteSpan a = op.span, b = cue.span;
  if (a.end <= b.start && forward) return sentence.substr(a.end, b.start - a.end);
  if (b.end <= a.start && backward) return sentence.substr(b.end, a.start - b.end);
  return std::nullopt;
}

bool within(std::optional<std::string_view> gap, int words, std::string_view barrier) {
  if (!gap || (!barrier.empty() && gap->find(barrier) != gap->npos)) return false;
  return at_most_words(*gap, words);
}

bool same_clause(const CueHit& op, const CueHit& cue) {
  return op.clause == cue.clause || op.cue->crosses_clauses;
}

}  // namespace

Expected<CueFinder> CueFinder::compile(const RuleSet& rules) {
  auto family = rules.family("polarity");
  const auto context = rules.family("context");
  family.insert(family.end(), context.begin(), context.end());
  std::vector<Cue> cues;
  for (const Rule* rule : family) {
    auto cue = read_cue(*rule);
    if (!cue) return tl::unexpected(cue.error());
    cues.push_back(*cue);
  }
  auto matcher = TermMatcher::compile(std::move(family));
  if (!matcher) return tl::unexpected(matcher.error());
  return CueFinder(std::move(cues), std::move(*matcher));
}

SentenceCues CueFinder::find(const Words& sentence) const {
  SentenceCues cues;
  for (const TermHit& hit : matcher_.all(sentence)) {
    const Cue& cue = cues_[hit.rule];
    list_of(cue.kind, cues).push_back({&cue, hit.span});
  }
  for_each_list(cues, keep_leftmost_longest);
  const auto borders = clause_borders(sentence.text(), cues.clause_ends);
  for_each_list(cues, [&borders](std::vector<CueHit>& hits) {
    for (CueHit& hit : hits) {
      const auto next = std::upper_bound(borders.begin(), borders.end(), hit.span.start);
      hit.clause = static_cast<std::size_t>(next - borders.begin());
    }
  });
  return cues;
}

bool acts_on(std::string_view sentence, const CueHit& op, const CueHit& cue) {
  if (!op.cue->reach || !same_clause(op, cue)) return false;
  const Direction direction = op.cue->direction;
  const auto gap = between(sentence, op, cue, direction != Direction::kBackward,
                           direction != Direction::kForward);
  return within(gap, *op.cue->reach, op.cue->until);
}

bool flips(std::string_view sentence, const CueHit& op, const CueHit& cue) {
  if (!op.cue->flips || !same_clause(op, cue)) return false;
  if (op.cue->undoes_things && cue.cue->is_statement) return false;
  const bool backward = op.cue->direction == Direction::kBackward;
  return within(between(sentence, op, cue, !backward, backward), *op.cue->flips, ",");
}

}  // namespace ofsight
