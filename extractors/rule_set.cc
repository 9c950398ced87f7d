#include "extractors/rule_set.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "corpus/digest.h"
#include "corpus/json_text.h"
#include "extractors/definitions.h"
#include "extractors/matching/matcher.h"
#include "extractors/matching/term_matcher.h"
#include "extractors/matching/term_set.h"
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
  explicit RuleChecker(std::set<std::string, std::less<>> themes) : themes_(std::move(themes)) {}

  // Expands the patterns of `file`, tries them on the examples and names what is wrong.
  void check(const RuleSource& source, RuleFile& file, ProblemList& problems);

 private:
  void check_id(const RuleSource& source, const Rule& rule, const std::string& pointer,
                ProblemList& problems);
  static void check_kinds(const Rule& rule, const std::string& pointer, ProblemList& problems);

  const std::set<std::string, std::less<>> themes_;
  std::map<std::string, std::string> places_[2];  // where every id was first seen, local or not
};

void RuleChecker::check_id(const RuleSource& source, const Rule& rule, const std::string& pointer,
                           ProblemList& problems) {
  if (rule.id.empty()) return;
  if (!is_rule_id(rule.id)) {
    problems.add(pointer, "'" + rule.id +
                              "' must be words of a-z, 0-9 and _ joined by dots, at least two, "
                              "beginning with a letter");
  }
  if (rule.family() == "theme" && !themes_.contains(rule.code())) {
    problems.add(pointer, "'" + std::string(rule.code()) + "' is in no list of 'themes'");
  }
  const auto [place, is_new] =
      places_[source.local ? 1 : 0].emplace(rule.id, source.name + " " + pointer);
  if (!is_new) problems.add(pointer, "'" + rule.id + "' is already the id of " + place->second);
}

// What a limit would not keep is refused: nobody would notice.
void RuleChecker::check_kinds(const Rule& rule, const std::string& pointer, ProblemList& problems) {
  constexpr std::array<std::string_view, 4> kForAllKinds = {"polarity", "context", "aside",
                                                            "scope"};
  const auto family = rule.family();
  if (!rule.kinds.empty() &&
      std::find(kForAllKinds.begin(), kForAllKinds.end(), family) != kForAllKinds.end())
    problems.add(pointer, rule.id + ": rules of the family '" + std::string(family) +
                              "' apply to every kind of report");
}

// Expands definitions in the patterns of one rule and tries each.
class PatternReader {
 public:
  PatternReader(const Rule& rule, std::string pointer, const Definitions& definitions, bool proven,
                ProblemList& problems)
      : rule_(rule),
        pointer_(std::move(pointer)),
        definitions_(definitions),
        proven_(proven),
        problems_(problems) {}

  // False once a pattern had a problem.
  bool usable() const { return usable_; }

  void read_all(std::vector<std::string>& list, std::string_view key, bool is_term) {
    for (std::size_t i = 0; i < list.size(); ++i)
      read(list[i], pointer_to(pointer_to(pointer_, key), i), is_term);
  }

  void read_all(std::vector<Near>& pairs) {
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto terms = pointer_to(pointer_to(pointer_to(pointer_, "near"), i), "terms");
      read(pairs[i].first, pointer_to(terms, 0), true);
      read(pairs[i].second, pointer_to(terms, 1), true);
    }
  }

 private:
  void read(std::string& pattern, const std::string& pointer, bool is_term) {
    if (problems_.has(pointer) || pattern.empty()) {
      usable_ = false;
      return;
    }
    auto expanded = definitions_.expand(pattern);
    if (expanded && is_term) *expanded = bound_term(*expanded);
    std::optional<std::string> problem;
    if (!expanded)
      problem = expanded.error().message;
    else if (!proven_)
      problem = try_pattern(*expanded, {}).problem;
    if (problem) {
      problems_.add(pointer, rule_.id + ": " + *problem);
      usable_ = false;
    } else {
      pattern = std::move(*expanded);
    }
  }

  const Rule& rule_;
  const std::string pointer_;
  const Definitions& definitions_;
  const bool proven_;
  ProblemList& problems_;
  bool usable_ = true;
};

// Expands the rule's patterns. False where one has a problem, since then the examples would only
// repeat it.
bool read_patterns(Rule& rule, const std::string& pointer, const Definitions& definitions,
                   bool proven, ProblemList& problems) {
  PatternReader reader(rule, pointer, definitions, proven, problems);
  reader.read_all(rule.patterns, "patterns", false);
  reader.read_all(rule.terms, "terms", true);
  reader.read_all(rule.weak, "weak", true);
  reader.read_all(rule.in_items, "in_items", true);
  reader.read_all(rule.early, "early", true);
  reader.read_all(rule.near);
  reader.read_all(rule.except, "except", true);
  reader.read_all(rule.unless, "unless", true);
  rule.patterns.insert(rule.patterns.end(), rule.terms.begin(), rule.terms.end());
  return reader.usable() && (!rule.patterns.empty() || !rule.near.empty());
}

void check_examples(const Rule& rule, const std::string& pointer, ProblemList& problems) {
  const auto matcher = TermMatcher::compile({&rule});
  if (!matcher) {
    problems.add(pointer, rule.id + ": " + matcher.error().message);
    return;
  }
  for (std::size_t i = 0; i < rule.match.size(); ++i) {
    const auto example = pointer_to(pointer_to(pointer, "match"), i);
    if (!problems.has(example) && matcher->all(rule.match[i]).empty())
      problems.add(example, rule.id + ": no pattern matches '" + rule.match[i] + "'");
  }
  for (std::size_t i = 0; i < rule.no_match.size(); ++i) {
    const auto example = pointer_to(pointer_to(pointer, "no_match"), i);
    if (problems.has(example)) continue;
    const auto hits = matcher->all(rule.no_match[i]);
    if (hits.empty()) continue;
    const auto words = rule.no_match[i].substr(hits[0].span.start, hits[0].span.length());
    problems.add(example, rule.id + ": '" + words + "' matches in '" + rule.no_match[i] + "'");
  }
}

void RuleChecker::check(const RuleSource& source, RuleFile& file, ProblemList& problems) {
  const auto definitions = read_definitions(file, problems);
  for (std::size_t i = 0; i < file.rules.size(); ++i) {
    auto& rule = file.rules[i];
    const auto pointer = pointer_to("/rules", i);
    check_id(source, rule, pointer_to(pointer, "id"), problems);
    check_kinds(rule, pointer_to(pointer, "kinds"), problems);
    if (read_patterns(rule, pointer, definitions, source.proven, problems) && !source.proven)
      check_examples(rule, pointer, problems);
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
  std::stable_sort(sorted.begin(), sorted.end(), [](const auto* a, const auto* b) {
    return std::pair(a->local, std::string_view(a->name)) <
           std::pair(b->local, std::string_view(b->name));
  });
  std::vector<ProblemList> problems;
  std::vector<RuleFile> read;
  std::set<std::string, std::less<>> themes;
  for (const auto* source : sorted) {
    read.push_back(read_rule_file(*source, problems.emplace_back(source->name)));
    themes.insert(read.back().themes.begin(), read.back().themes.end());
  }
  RuleSet set;
  RuleChecker checker(std::move(themes));
  std::vector<RuleProblem> all_problems;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    checker.check(*sorted[i], read[i], problems[i]);
    for (Rule& rule : read[i].rules) set.add(std::move(rule));
    auto found = std::move(problems[i]).take();
    std::move(found.begin(), found.end(), std::back_inserter(all_problems));
  }
  if (!all_problems.empty()) return tl::unexpected(std::move(all_problems));
  set.digest_ = digest_of(sorted);
  return set;
}

void RuleSet::add(Rule rule) {
  const auto same = std::find_if(rules_.begin(), rules_.end(),
                                 [&rule](const Rule& other) { return other.id == rule.id; });
  if (same == rules_.end()) {
    rules_.push_back(std::move(rule));
  } else {
    *same = std::move(rule);
  }
}

std::vector<const Rule*> RuleSet::family(std::string_view name) const { return below(name); }

std::vector<const Rule*> RuleSet::family_in(std::string_view name, Place place) const {
  auto rules = family(name);
  std::erase_if(rules, [place](const Rule* rule) { return !rule->applies_in(place); });
  return rules;
}

std::vector<const Rule*> RuleSet::below(std::string_view words) const {
  std::vector<const Rule*> below;
  for (const auto& rule : rules_) {
    const bool begins = rule.id.starts_with(words) && rule.id.size() > words.size();
    if (begins && rule.id[words.size()] == '.') below.push_back(&rule);
  }
  return below;
}

const Rule* RuleSet::find(std::string_view id) const {
  const auto found =
      std::find_if(rules_.begin(), rules_.end(), [&](const Rule& rule) { return rule.id == id; });
  return found == rules_.end() ? nullptr : &*found;
}

}  // namespace ofsight
