#include "extractors/cue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>

namespace ofsight {
namespace {

template <typename Value>
using Name = std::pair<std::string_view, Value>;

constexpr std::array<Name<CueKind>, 3> kPolarityKinds = {{{"strength", CueKind::kStrength},
                                                          {"concern", CueKind::kConcern},
                                                          {"neutral", CueKind::kNeutral}}};
constexpr std::array<Name<CueKind>, 9> kContextKinds = {{{"negation", CueKind::kNegation},
                                                         {"condition", CueKind::kCondition},
                                                         {"purpose", CueKind::kPurpose},
                                                         {"historical", CueKind::kHistorical},
                                                         {"planned", CueKind::kPlanned},
                                                         {"attributed", CueKind::kAttributed},
                                                         {"directive", CueKind::kDirective},
                                                         {"extent", CueKind::kExtent},
                                                         {"clause_end", CueKind::kClauseEnd}}};
constexpr std::array<Name<Direction>, 3> kDirections = {{{"forward", Direction::kForward},
                                                         {"backward", Direction::kBackward},
                                                         {"both", Direction::kBoth}}};
constexpr std::array<std::string_view, 5> kExtents = {"all", "most", "some", "few", "none"};

template <typename Names>
auto named(const Names& names, std::string_view word) {
  const auto found = std::find_if(names.begin(), names.end(),
                                  [word](const auto& name) { return name.first == word; });
  using Value = decltype(names[0].second);
  return found == names.end() ? std::nullopt : std::optional<std::decay_t<Value>>(found->second);
}

std::optional<CueKind> kind_of(const Rule& rule) {
  const std::string_view id = rule.id;
  const auto dot = id.find('.');
  if (dot == id.npos) return std::nullopt;
  const auto word = id.substr(dot + 1, id.find('.', dot + 1) - dot - 1);
  return rule.family() == "polarity" ? named(kPolarityKinds, word) : named(kContextKinds, word);
}

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

// False where the key is unknown or the value cannot be understood.
bool take(std::string_view key, std::string_view value, Cue& cue) {
  if (key == "until") {
    cue.until = value;
    return !value.empty();
  }
  if (key == "extent") {
    cue.extent = value;
    return std::find(kExtents.begin(), kExtents.end(), value) != kExtents.end();
  }
  if (key == "contrast") {
    cue.contrasts = value == "yes";
    return cue.contrasts || value == "no";
  }
  if (key == "across") return cue.crosses_clauses = value == "clauses";
  if (key == "undoes") return cue.undoes_things = value == "things";
  if (key == "is") return cue.is_statement = value == "statement";
  if (key == "polarity") return (cue.polarity = named(kPolarityKinds, value)).has_value();
  if (key == "reach") return (cue.reach = number(value)).has_value();
  if (key == "flips") return (cue.flips = number(value)).has_value();
  if (key == "direction") {
    const auto direction = named(kDirections, value);
    cue.direction = direction.value_or(Direction::kForward);
    return direction.has_value();
  }
  if (key == "weight") {
    const auto weight = number(value);
    cue.weight = weight.value_or(0);
    return weight.has_value();
  }
  return false;
}

}  // namespace

Expected<Cue> read_cue(const Rule& rule) {
  Cue cue;
  cue.rule = &rule;
  const auto kind = kind_of(rule);
  if (!kind)
    return fail(ErrorCode::kInvalidData,
                rule.id + ": the second word of the id is no kind of the family " +
                    std::string(rule.family()));
  cue.kind = *kind;
  for (const auto& [key, value] : rule.yields)
    if (!take(key, value, cue))
      return fail(ErrorCode::kInvalidData,
                  rule.id + ": cannot understand '" + key + "': '" + value + "' in yields");
  return cue;
}

}  // namespace ofsight
