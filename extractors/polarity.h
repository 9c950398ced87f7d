#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractors/cue_finder.h"
#include "extractors/sentence_role.h"

namespace ofsight {

// What a sentence says of what it is about. Codes are those of the report's findings.
struct SentencePolarity {
  std::string_view polarity;               // strength | concern | mixed | neutral
  std::optional<std::string_view> extent;  // of several the smallest
  std::vector<std::string_view> context;  // in the order historical, planned, attributed, directive
  bool is_evaluative = false;             // some words of it praise or find fault
  std::vector<CueHit> cues;               // every cue that took part, in text order
};

// Weighs the cues of a sentence as the operators leave them, clause by clause. A sentence without
// any speaks for the service, as these reports name what is missing; in an item listed as an
// improvement it speaks against it, and outweighs a word or two of praise. Safe to use from several
// threads at once; the RuleSet must outlive it.
class PolarityExtractor {
 public:
  static Expected<PolarityExtractor> compile(const RuleSet& rules);

  SentencePolarity extract(const Words& sentence, SentenceRole role = SentenceRole::kProse) const;

 private:
  explicit PolarityExtractor(CueFinder finder) : finder_(std::move(finder)) {}

  CueFinder finder_;
};

}  // namespace ofsight
