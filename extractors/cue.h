#pragma once

#include <optional>
#include <string_view>

#include "corpus/error.h"
#include "extractors/rule.h"

namespace ofsight {

// What a rule of the families polarity and context is, by the second word of its id.
enum class CueKind {
  kStrength,
  kConcern,
  kNeutral,
  kNegation,
  kCondition,
  kPurpose,
  kHistorical,
  kPlanned,
  kAttributed,
  kDirective,
  kExtent,
  kClauseEnd,
};

enum class Direction { kForward, kBackward, kBoth };

// An evaluative cue ("effective") or an operator on cues ("not"), as its rule's yields say.
struct Cue {
  const Rule* rule = nullptr;
  CueKind kind = CueKind::kNeutral;
  int weight = 0;
  std::optional<CueKind> polarity;  // an operator's own, where it stands alone
  Direction direction = Direction::kForward;
  std::optional<int> reach;  // at most so many words between an operator and a cue it acts on
  std::optional<int> flips;  // as reach, for an operator that turns a concern into a strength
  std::string_view until;    // ends the reach, or the clause; empty: nothing does
  bool crosses_clauses = false;
  bool undoes_things = false;  // flips only what can be undone ("delay"), never a statement
  bool is_statement = false;   // says that something is weak or lacking ("is weak", "needs to")
  bool contrasts = false;      // a clause end: what follows is set against what went before
  std::string_view extent;     // all | most | some | few | none
};

// Fails, naming the rule, where its id has no known kind or its yields cannot be understood.
// The Cue points into the rule.
Expected<Cue> read_cue(const Rule& rule);

}  // namespace ofsight
