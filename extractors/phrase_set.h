#pragma once

#include <cstddef>
#include <functional>
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

// Terms that stand for a few fixed wordings ("audit(?:s|ed)?", "case files?"), looked up by their
// first words instead of tried one by one. Finds what RE2 finds for the same patterns, but for
// letters beyond ASCII that fold to ASCII ones. Safe to read from several threads.
class PhraseSet {
 public:
  // Takes "(?i)\b(?:TERM)\b", where TERM has only letters, digits, spaces, plain punctuation, groups,
  // alternatives, small classes and "?", at most kMaxWordings wordings, each beginning and ending
  // with a letter or digit. A term may begin with ^. False for any other pattern.
  bool add(std::string_view pattern, std::size_t phrase);

  // Matches of one phrase do not overlap. By phrase, then in text order.
  std::vector<PhraseMatch> each(std::string_view text) const;

  static constexpr std::size_t kMaxWordings = 512;

 private:
  struct Wording {
    std::size_t phrase = 0;
    std::string words;        // in lower case
    bool at_start = false;    // of the text only
  };

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>{}(word); }
  };

  // By first word; of a phrase in the order in which its alternatives are tried.
  std::unordered_map<std::string, std::vector<Wording>, Hash, std::equal_to<>> wordings_;
};

}  // namespace ofsight
