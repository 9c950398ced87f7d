#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "extractors/pattern_set.h"

namespace ofsight {

struct PhraseMatch {
  std::size_t phrase = 0;  // as numbered by the caller
  ByteSpan span;
};

// Terms looked up by the words that they begin with, instead of tried one by one on every text.
// Those of a few fixed wordings ("audit(?:s|ed)?", "case files?") are compared, others tried where
// one of their first words stands. Finds what RE2 finds for the same patterns, but for letters
// beyond ASCII that fold to ASCII ones. Safe to read from several threads.
class PhraseSet {
 public:
  // Takes "(?i)\b(?:TERM)\b" where it is known with which words TERM begins, or where it begins
  // with ^. False for any other pattern.
  bool add(const std::string& pattern, std::size_t phrase);

  // Matches of one phrase do not overlap. By phrase, then in text order.
  std::vector<PhraseMatch> each(std::string_view text) const;

 private:
  // What begins with a certain word.
  struct Entry {
    std::size_t phrase = 0;
    std::string words;                   // in lower case
    std::optional<std::size_t> pattern;  // of patterns_, where words alone do not say it
  };
  bool add_wordings(std::string_view term, std::size_t phrase);
  bool add_pattern(const std::string& pattern, std::string_view term, std::size_t phrase);

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };

  // Of a phrase in the order in which its alternatives are tried.
  std::unordered_map<std::string, std::vector<Entry>, Hash, std::equal_to<>> by_first_word_;
  std::vector<Entry> at_start_;
  PatternSet patterns_;
  std::size_t pattern_count_ = 0;
};

}  // namespace ofsight
