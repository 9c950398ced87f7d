#include "extractors/polarity.h"

#include <algorithm>
#include <array>
#include <map>

namespace ofsight {
namespace {

constexpr std::string_view kStrength = "strength", kConcern = "concern", kMixed = "mixed",
                           kNeutral = "neutral";
// Of several extents the first of these counts.
constexpr std::array<std::string_view, 5> kExtentsBySize = {"none", "few", "some", "most", "all"};

// Weights count quarters, so that halving and quartering stay exact for weights from 1.
constexpr int kQuarters = 4;
// A clause speaks clearly where one side outweighs the other by two ordinary points.
constexpr int kClear = 2 * kQuarters;

// To stand in an item listed as an improvement is as much as two ordinary faults.
constexpr int kListedAsConcern = 2 * kClear;

struct Score {
  int strength = 0, concern = 0, neutral = 0;

  void add(CueKind kind, int weight) {
    if (kind == CueKind::kStrength) strength += weight;
    if (kind == CueKind::kConcern) concern += weight;
    if (kind == CueKind::kNeutral) neutral += weight;
  }
};

class Weighing {
 public:
  Weighing(std::string_view sentence, const SentenceCues& cues) : sentence_(sentence), cues_(cues) {
    for (const CueHit& hit : cues.negations)
      if (!reached(cues.conditions, hit)) negations_.push_back({hit, false});
    for (const CueHit& hit : cues.evaluative)
      if (hit.cue->kind == CueKind::kConcern && !is_flipped(hit) && !reached(cues.conditions, hit))
        governors_.push_back(hit);
    for (const Negation& negation : negations_) governors_.push_back(negation.hit);
    governors_.insert(governors_.end(), cues.directives.begin(), cues.directives.end());
  }

  std::string_view polarity(SentenceRole role) {
    for (const CueHit& hit : cues_.evaluative) weigh(hit);
    for (const Negation& negation : negations_)
      if (!negation.made_strength) weigh_own(negation.hit);
    for (const CueHit& hit : cues_.directives) weigh_own(hit);
    for (const CueHit& hit : cues_.planned) weigh_own(hit);
    return decide(role);
  }

 private:
  struct Negation {
    CueHit hit;
    bool made_strength = false;  // it turned a concern round, so does not count for itself
  };

  bool reached(const std::vector<CueHit>& ops, const CueHit& cue) const {
    return std::any_of(ops.begin(), ops.end(),
                       [&](const CueHit& op) { return acts_on(sentence_, op, cue); });
  }

  bool is_flipped(const CueHit& cue) const {
    return std::any_of(negations_.begin(), negations_.end(),
                       [&](const Negation& n) { return flips(sentence_, n.hit, cue); });
  }

  void weigh(const CueHit& hit) {
    CueKind kind = hit.cue->kind;
    int weight = kQuarters * hit.cue->weight;
    if (kind == CueKind::kConcern) {
      if (is_flipped(hit)) {
        kind = CueKind::kStrength;
        for (Negation& n : negations_) n.made_strength |= flips(sentence_, n.hit, hit);
      } else if (reached(cues_.historical, hit)) {
        weight /= 2;
      }
      const auto averts = [&](const CueHit& op) { return flips(sentence_, op, hit); };
      if (std::any_of(cues_.purposes.begin(), cues_.purposes.end(), averts)) weight /= 4;
    } else if (kind == CueKind::kStrength) {
      if (reached(governors_, hit))
        kind = CueKind::kConcern;
      else if (reached(cues_.planned, hit))
        kind = CueKind::kNeutral;
      if (reached(cues_.purposes, hit)) weight /= 2;
    }
    if (reached(cues_.conditions, hit)) weight /= 4;
    clauses_[hit.clause].add(kind, weight);
  }

  void weigh_own(const CueHit& op) {
    if (op.cue->polarity) clauses_[op.clause].add(*op.cue->polarity, kQuarters * op.cue->weight);
  }

  std::string_view decide(SentenceRole role) const {
    Score sum;
    if (is_listed(role)) sum.concern = kListedAsConcern;
    bool praises = false, faults = false;
    for (const auto& [clause, score] : clauses_) {
      sum.add(CueKind::kStrength, score.strength);
      sum.add(CueKind::kConcern, score.concern);
      sum.add(CueKind::kNeutral, score.neutral);
      praises |= score.strength - score.concern >= kClear;
      faults |= score.concern - score.strength >= kClear;
    }
    const bool contrasts = std::any_of(cues_.clause_ends.begin(), cues_.clause_ends.end(),
                                       [](const CueHit& end) { return end.cue->contrasts; });
    if (contrasts && praises && faults) return kMixed;
    const bool asks = role == SentenceRole::kItem || (is_listed(role) && !cues_.directives.empty());
    if (asks) return kConcern;
    if (sum.neutral > std::max(sum.concern, sum.strength)) return kNeutral;
    if (sum.concern > 0 && sum.concern == sum.strength) return kMixed;
    if (sum.concern > sum.strength) return kConcern;
    if (sum.strength == 0 && sum.neutral == 0) return kStrength;
    return sum.neutral >= sum.strength ? kNeutral : kStrength;
  }

  std::string_view sentence_;
  const SentenceCues& cues_;
  std::vector<Negation> negations_;
  std::vector<CueHit> governors_;  // turn a strength in their reach into a concern
  std::map<std::size_t, Score> clauses_;
};

std::optional<std::string_view> smallest_extent(const std::vector<CueHit>& extents) {
  for (const std::string_view extent : kExtentsBySize)
    for (const CueHit& hit : extents)
      if (hit.cue->extent == extent) return extent;
  return std::nullopt;
}

std::vector<std::string_view> context_of(const SentenceCues& cues) {
  std::vector<std::string_view> context;
  if (!cues.historical.empty()) context.push_back("historical");
  if (!cues.planned.empty()) context.push_back("planned");
  if (!cues.attributed.empty()) context.push_back("attributed");
  if (!cues.directives.empty()) context.push_back("directive");
  return context;
}

bool has_evaluation(const SentenceCues& cues) {
  const auto evaluates = [](const CueHit& hit) {
    const CueKind kind = hit.cue->polarity.value_or(hit.cue->kind);
    return kind == CueKind::kStrength || kind == CueKind::kConcern;
  };
  return std::any_of(cues.evaluative.begin(), cues.evaluative.end(), evaluates) ||
         std::any_of(cues.negations.begin(), cues.negations.end(), evaluates) ||
         std::any_of(cues.directives.begin(), cues.directives.end(), evaluates);
}

std::vector<CueHit> in_text_order(const SentenceCues& cues) {
  std::vector<CueHit> all;
  for (const auto* list :
       {&cues.evaluative, &cues.negations, &cues.conditions, &cues.purposes, &cues.historical,
        &cues.planned, &cues.attributed, &cues.directives, &cues.extents, &cues.clause_ends})
    all.insert(all.end(), list->begin(), list->end());
  std::stable_sort(all.begin(), all.end(),
                   [](const CueHit& a, const CueHit& b) { return a.span.start < b.span.start; });
  return all;
}

}  // namespace

Expected<PolarityExtractor> PolarityExtractor::compile(const RuleSet& rules) {
  auto finder = CueFinder::compile(rules);
  if (!finder) return tl::unexpected(finder.error());
  return PolarityExtractor(std::move(*finder));
}

SentencePolarity PolarityExtractor::extract(const Words& sentence, SentenceRole role) const {
  const SentenceCues cues = finder_.find(sentence);
  SentencePolarity result;
  result.polarity = Weighing(sentence.text(), cues).polarity(role);
  result.extent = smallest_extent(cues.extents);
  result.context = context_of(cues);
  result.is_evaluative = has_evaluation(cues);
  result.cues = in_text_order(cues);
  return result;
}

}  // namespace ofsight
