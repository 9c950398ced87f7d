#include "extractors/rule_set.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "corpus/digest.h"
#include "corpus/json_text.h"
#include "extractors/definitions.h"
#include "extractors/matcher.h"
#include "extractors/rule_json.h"

namespace ofsight {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_id_char(char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; }

// ^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$
bool is_rule_id(std::string_view id) {
  if (id.empty() || !is_lower(id[0]) || id.find('.') == std::string_view::npos) return false;
  char previous = '.';
  for (const char c : id) {
    if (c == '.' ? previous == '.' : !is_id_char(c)) return false;
    previous = c;
  }
  return previous != '.';
}

Definitions read_definitions(const RuleFile& file, ProblemList& problems) {
  Definitions definitions;
  for (const auto& [name, fragment] : file.definitions) {
    const auto pointer = pointer_to("/definitions", name);
    auto expanded = definitions.expand(fragment);
    std::optional<std::string> problem;
    if (!Definitions::is_name(name)) {
      problem = "name must be capital letters, digits and underscores, a letter first";
    } else if (problems.has(pointer)) {
      definitions.declare_broken(name);
    } else if (!expanded) {
      problem = expanded.error().message;
    } else {
      problem = pattern_problem(*expanded);
    }
    if (problem) {
      problems.add(pointer, *problem);
      definitions.declare_broken(name);
    } else if (!problems.has(pointer)) {
      definitions.declare(name, std::move(*expanded));
    }
  }
  return definitions;
}

// Checks the rules of one file after another.
class RuleChecker {
 public:
  // Expands the patterns of `file`, tries them on the examples and names what is wrong.
  void check(const std::string& name, RuleFile& file, ProblemList& problems);

 private:
  void check_id(const std::string& name, const Rule& rule, const std::string& pointer,
                ProblemList& problems);

  std::map<std::string, std::string> places_;  // where every id was first seen
};

void RuleChecker::check_id(const std::string& name, const Rule& rule, const std::string& pointer,
                           ProblemList& problems) {
  if (rule.id.empty()) return;
  if (!is_rule_id(rule.id)) {
    problems.add(pointer, "'" + rule.id +
                              "' must be words of a-z, 0-9 and _ joined by dots, at least two, "
                              "beginning with a letter");
  }
  const auto [place, is_new] = places_.emplace(rule.id, name + " " + pointer);
  if (!is_new) problems.add(pointer, "'" + rule.id + "' is already the id of " + place->second);
}

// Which pattern, if any, matches every example of a rule.
struct ExampleResults {
  std::vector<std::optional<std::size_t>> matched_by;  // match, then no_match: the first pattern
};

// Expands the rule's patterns and tries them on its examples. Nothing where a pattern has a
// problem, since then the examples would only repeat it.
std::optional<ExampleResults> try_patterns(Rule& rule, const std::string& pointer,
                                           const Definitions& definitions, ProblemList& problems) {
  std::vector<std::string> texts = rule.match;
  texts.insert(texts.end(), rule.no_match.begin(), rule.no_match.end());
  ExampleResults results;
  results.matched_by.resize(texts.size());
  bool usable = !rule.patterns.empty();
  for (std::size_t i = 0; i < rule.patterns.size(); ++i) {
    const auto pattern_pointer = pointer_to(pointer_to(pointer, "patterns"), i);
    if (problems.has(pattern_pointer)) {
      usable = false;
      continue;
    }
    auto expanded = definitions.expand(rule.patterns[i]);
    const auto trial = expanded ? try_pattern(*expanded, texts)
                                : PatternTrial{std::move(expanded.error().message), {}};
    if (trial.problem) {
      problems.add(pattern_pointer, rule.id + ": " + *trial.problem);
      usable = false;
      continue;
    }
    rule.patterns[i] = std::move(*expanded);
    for (std::size_t k = 0; k < texts.size(); ++k) {
      if (trial.matched[k] && !results.matched_by[k]) results.matched_by[k] = i;
    }
  }
  if (!usable) return std::nullopt;
  return results;
}

void check_examples(const Rule& rule, const std::string& pointer, const ExampleResults& results,
                    ProblemList& problems) {
  for (std::size_t i = 0; i < rule.match.size(); ++i) {
    const auto example = pointer_to(pointer_to(pointer, "match"), i);
    if (!results.matched_by[i] && !problems.has(example)) {
      problems.add(example, rule.id + ": no pattern matches '" + rule.match[i] + "'");
    }
  }
  for (std::size_t i = 0; i < rule.no_match.size(); ++i) {
    const auto matched_by = results.matched_by[rule.match.size() + i];
    const auto example = pointer_to(pointer_to(pointer, "no_match"), i);
    if (matched_by && !problems.has(example)) {
      problems.add(example, rule.id + ": pattern " + std::to_string(*matched_by) + " matches '" +
                                rule.no_match[i] + "'");
    }
  }
}

void RuleChecker::check(const std::string& name, RuleFile& file, ProblemList& problems) {
  const auto definitions = read_definitions(file, problems);
  for (std::size_t i = 0; i < file.rules.size(); ++i) {
    auto& rule = file.rules[i];
    const auto pointer = pointer_to("/rules", i);
    check_id(name, rule, pointer_to(pointer, "id"), problems);
    if (const auto results = try_patterns(rule, pointer, definitions, problems)) {
      check_examples(rule, pointer, *results, problems);
    }
  }
}

// Sizes stand before names and bytes, so that no two lists of files read the same.
std::string digest_of(const std::vector<const RuleSource*>& files) {
  std::string all;
  for (const auto* file : files) {
    for (const auto* part : {&file->name, &file->json}) {
      all += std::to_string(part->size()) + "\n" + *part;
    }
  }
  return "sha256:" + sha256_hex(all);
}

}  // namespace

tl::expected<RuleSet, std::vector<RuleProblem>> RuleSet::load(
    const std::vector<RuleSource>& files) {
  std::vector<const RuleSource*> sorted;
  for (const auto& file : files) sorted.push_back(&file);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* a, const auto* b) { return a->name < b->name; });
  RuleSet set;
  RuleChecker checker;
  std::vector<RuleProblem> all_problems;
  for (const auto* source : sorted) {
    ProblemList problems(source->name);
    auto file = read_rule_file(*source, problems);
    checker.check(source->name, file, problems);
    std::move(file.rules.begin(), file.rules.end(), std::back_inserter(set.rules_));
    auto found = std::move(problems).take();
    std::move(found.begin(), found.end(), std::back_inserter(all_problems));
  }
  if (!all_problems.empty()) return tl::unexpected(std::move(all_problems));
  set.digest_ = digest_of(sorted);
  return set;
}

std::vector<const Rule*> RuleSet::family(std::string_view name) const {
  std::vector<const Rule*> family;
  for (const auto& rule : rules_) {
    if (rule.family() == name) family.push_back(&rule);
  }
  return family;
}

const Rule* RuleSet::find(std::string_view id) const {
  const auto found =
      std::find_if(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.id == id; });
  return found == rules_.end() ? nullptr : &*found;
}

}  // namespace ofsight
