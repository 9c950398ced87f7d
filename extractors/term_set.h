#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/pattern_set.h"
#include "extractors/wordings.h"

namespace ofsight {

// What binds a term of a rule to whole words, in any case of letters.
inline constexpr std::string_view kTermStart = "(?i)\\b(?:", kTermEnd = ")\\b";

std::string bound_term(std::string_view term);
// The term in a bound one, or nothing for any other pattern.
std::optional<std::string_view> unbound_term(std::string_view pattern);

// A place where a term may match.
struct TermStart {
  std::size_t term = 0;  // as numbered by the caller
  std::size_t at = 0;    // byte of the text
  std::optional<std::size_t> end;  // known of some, which match
  std::size_t pattern = 0;         // of the others
  std::size_t wording = 0;         // of the term, in the order of preference
};

struct TermMatch {
  std::size_t term = 0;
  ByteSpan span;
};

// Thousands of bound terms, looked up where words begin, by their first word or first two. What
// follows is compared where the term says it letter by letter, and matched by RE2 where it does not. Words
// are runs of ASCII letters, digits and "_", and only ASCII letters fold; a term that begins
// otherwise is never found. Once compiled, safe to use from several threads at once.
class TermSet {
 public:
  // Returns what is wrong with a term that cannot be used.
  std::optional<std::string> add(const std::string& bound_term, std::size_t number);

  // To be called once, after the last add(). False where the automaton of the terms that may begin
  // with any word needs too much memory.
  bool compile() { return any_word_.compile_anchored(); }

  // Every place where a term may match, by number, then in text order, each once.
  std::vector<TermStart> starts(std::string_view text) const;
  // Where the match ends, if there is one.
  std::optional<std::size_t> end_of(const TermStart& start, std::string_view text) const;

  // By number, then in text order. Matches of one term do not overlap.
  std::vector<TermMatch> each(std::string_view text) const;

 private:
  // A wording of a term.
  struct Entry {
    std::uint32_t term = 0;
    std::uint32_t pattern = kNone;  // to be matched too
    std::uint32_t wording = 0;
    bool at_text_start = false;  // nowhere else
    std::string words;           // after the key
  };
  static constexpr std::uint32_t kNone = UINT32_MAX;
  void index(const std::vector<Wording>& wordings, Entry entry);
  std::vector<Entry>& entries_of(std::string_view key);
  void add_starts(std::string_view folded, std::size_t at, std::string_view key, std::vector<TermStart>& starts) const;

  std::unordered_map<std::string_view, std::vector<Entry>> by_key_;
  std::deque<std::string> keys_;  // that the map points to; a deque's strings stay where they are
  std::vector<Entry> at_text_start_;  // whose first words are not known
  PatternSet patterns_;               // of entries
  std::uint32_t pattern_count_ = 0;
  PatternSet any_word_;                      // of terms whose first words are not known
  std::vector<std::size_t> any_word_terms_;  // of each of any_word_
  std::array<bool, 256> any_word_bytes_{};   // with which their words begin
};

}  // namespace ofsight
