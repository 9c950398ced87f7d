#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ofsight {

// Where an extractor applies a rule.
enum class Place {
  kTitle,
  kFirstPage,
  kHeading,
  kParagraph,
  kListItem,
  kTableRow,
  kLabel,
  kSentence,
  kSignature,
};

// How rule files spell them, in the order of Place.
inline constexpr std::array<std::string_view, 9> kPlaceNames = {
    "title",     "first_page", "heading",  "paragraph", "list_item",
    "table_row", "label",      "sentence", "signature"};

// The report kinds that a rule may be limited to.
inline constexpr std::array<std::string_view, 11> kRuleKinds = {
    "ilacs_inspection",     "focused_visit",  "monitoring_visit",
    "sif_inspection",       "lscb_review",    "jtai",
    "area_send_inspection", "lac_inspection", "protection_inspection",
    "joint_area_review",    "other"};

// What is named among the first words is what a sentence is about; later it may be named in
// passing.
inline constexpr int kEarlyWords = 5;

// Two patterns that make a match together: in any order, with at most `words` words between.
struct Near {
  std::string first, second;
  int words = 0;
};

// One rule as extractors/rules/ says it.
struct Rule {
  std::string id;
  std::string file;  // its RuleSource's name
  std::string description;
  std::map<std::string, std::string, std::less<>> yields;
  std::vector<std::string> kinds;  // empty: every kind
  std::vector<Place> in;           // empty: wherever the extractor applies the family
  // RE2 syntax. In a RuleSet definitions are expanded, terms are among the patterns, and terms and
  // what follows are bound to whole words in any case.
  std::vector<std::string> patterns;
  std::vector<std::string> terms;
  std::vector<std::string> weak;      // count only where no rule of the family matches otherwise
  std::vector<std::string> in_items;  // count only in items listed as improvements
  std::vector<std::string> early;     // count only with at most kEarlyWords before them
  std::vector<Near> near;
  std::vector<std::string> except;  // a match that overlaps one of these is none
  std::vector<std::string> unless;  // a text with one of these has no match
  std::vector<std::string> match, no_match;

  // Needs a TermMatcher; a Matcher sees the patterns only.
  bool is_composed() const {
    return !weak.empty() || !in_items.empty() || !early.empty() || !near.empty() ||
           !except.empty() || !unless.empty();
  }
  // Of whatever role.
  std::vector<std::string> all_patterns() const {
    std::vector<std::string> all;
    for (const auto* list : {&patterns, &early, &in_items, &weak, &except, &unless})
      all.insert(all.end(), list->begin(), list->end());
    for (const Near& pair : near) all.insert(all.end(), {pair.first, pair.second});
    return all;
  }
  // The id up to its first dot.
  std::string_view family() const { return std::string_view(id).substr(0, id.find('.')); }
  // The id between its first dot and its second: of rules of the family `theme` the theme.
  std::string_view code() const {
    const std::string_view rest =
        std::string_view(id).substr(std::min(id.find('.') + 1, id.size()));
    return rest.substr(0, rest.find('.'));
  }
  bool applies_to(std::string_view kind) const {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }
  bool applies_in(Place place) const {
    return in.empty() || std::find(in.begin(), in.end(), place) != in.end();
  }
};

// One file of rules. The order of the rules is their priority.
struct RuleFile {
  std::string description;
  std::vector<std::pair<std::string, std::string>> definitions;  // as declared
  std::vector<std::string> themes;  // codes that rules of any file may be about
  std::vector<Rule> rules;
};

// The bytes of a rule file. `name` is its path below the folder of rules, so that digests are the
// same on every machine.
struct RuleSource {
  std::string name;
  std::string json;
  bool proven =
      false;           // known to be right, as the tests prove: patterns and examples are not tried
  bool local = false;  // its rules replace those of the same id elsewhere
};

struct RuleProblem {
  std::string file;
  std::string pointer;  // JSON pointer (RFC 6901); "" is the whole file
  std::string message;  // one line of UTF-8
};

}  // namespace ofsight
