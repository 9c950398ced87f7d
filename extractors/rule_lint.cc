#include "extractors/rule_lint.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "extractors/matching/pattern_set.h"
#include "extractors/matching/term_set.h"
#include "extractors/matching/wordings.h"

namespace ofsight {
namespace {

// More characters than that between two words: their nearness says little, and states multiply.
constexpr int kMaxGap = 80;

bool is_literal(std::string_view term) {
  return std::all_of(term.begin(), term.end(),
                     [](char c) { return is_word_byte(c) || c == ' ' || c == '-'; });
}

// Whether a repetition of any character may be longer than kMaxGap.
bool has_long_gap(std::string_view pattern) {
  for (std::size_t i = 0; i + 1 < pattern.size(); ++i) {
    const bool any = (pattern[i] == '.' && (i == 0 || pattern[i - 1] != '\\')) || pattern[i] == ']';
    if (!any) continue;
    const bool negated = pattern[i] == ']' && pattern.substr(0, i).rfind("[^") != pattern.npos &&
                         pattern.substr(0, i).rfind("[^") == pattern.substr(0, i).rfind('[');
    if (pattern[i] == ']' && !negated) continue;
    const char next = pattern[i + 1];
    if (next == '*' || next == '+') return true;
    if (next != '{') continue;
    const auto end = pattern.find('}', i);
    const auto comma = pattern.find(',', i);
    const auto from = comma < end ? comma + 1 : i + 2;
    int most = kMaxGap + 1;  // as "{3,}"
    if (end != pattern.npos) std::from_chars(pattern.data() + from, pattern.data() + end, most);
    if (most > kMaxGap) return true;
  }
  return false;
}

// Numbers cannot be spelt out.
bool begins_with_known_words(std::string_view term) {
  const auto all = wordings(term);
  return all && std::all_of(all->begin(), all->end(), [](const Wording& wording) {
           return has_first_word(wording) ||
                  (!wording.words.empty() && wording.words[0] >= '0' && wording.words[0] <= '9');
         });
}

class RuleLinter {
 public:
  RuleLinter(const Rule& rule, std::vector<LintFinding>& findings)
      : rule_(rule), findings_(findings) {
    for (const std::string& pattern : rule.patterns) patterns_.add(pattern);
    patterns_.compile();
  }

  void run() {
    for (std::size_t i = 0; i < rule_.patterns.size(); ++i) {
      const std::string& pattern = rule_.patterns[i];
      const auto term = unbound_term(pattern);
      if (!term) continue;  // patterns apply to few places, terms to every sentence
      const std::string shown(*term);
      check_term(i, *term);
      if (has_long_gap(*term))
        add("'" + shown + "' has a long gap; two terms under 'near' say it better");
    }
    if (rule_.terms.empty() && !rule_.is_composed()) return;
    for (const std::string& pattern : rule_.all_patterns()) {
      const auto term = unbound_term(pattern);
      if (term && !term->starts_with("^") && !has_long_gap(*term) &&
          !begins_with_known_words(*term))
        add("'" + std::string(*term) +
            "' is tried at every word, which takes time; spell out its first word");
    }
  }

 private:
  void check_term(std::size_t index, std::string_view term) {
    const std::string shown(term);
    const bool is_escaped = term.starts_with("\\") && term.size() > 1;
    if (const char first = term[is_escaped ? 1 : 0];
        !is_word_byte(first) && (is_escaped || std::string_view("([^").find(first) == term.npos))
      add("'" + shown + "' begins no word, and so matches nothing; say it under 'patterns'");
    if (const char last = term.back();
        !is_word_byte(last) && std::string_view(")]?*+}$").find(last) == term.npos)
      add("'" + shown + "' cannot end a word, and matches only straight before one");
    if (!is_literal(term)) return;
    for (std::size_t other = 0; other < rule_.patterns.size(); ++other) {
      if (other == index || !unbound_term(rule_.patterns[other])) continue;
      const auto match = patterns_.locate(other, "a " + shown, 0);  // nothing for "^…"
      const bool is_mutual =
          is_literal(*unbound_term(rule_.patterns[other]));  // the later is the needless
      if (!match || match->length() != term.size() || (is_mutual && other > index)) continue;
      add("'" + shown + "' is needless beside '" +
          std::string(*unbound_term(rule_.patterns[other])) + "'");
      return;
    }
  }

  void add(std::string message) { findings_.push_back({&rule_, std::move(message)}); }

  const Rule& rule_;
  std::vector<LintFinding>& findings_;
  PatternSet patterns_;
};

}  // namespace

std::vector<LintFinding> lint(const RuleSet& rules) {
  std::vector<LintFinding> findings;
  for (const Rule& rule : rules.rules()) RuleLinter(rule, findings).run();
  return findings;
}

}  // namespace ofsight
