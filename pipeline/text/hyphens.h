#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

// What may end a line within a word: '-', U+2010, U+2011 and the soft hyphen.
bool is_line_end_hyphen(char32_t c);

// A word without regard to case, up to its first apostrophe ("maker’s" is "maker").
// 64 bits: among the words of every report there is no collision to fear.
using WordKey = std::uint64_t;
WordKey word_key(std::u32string_view word);

// How words are spelt in reports of this kind, as vocabulary.json lists them. Immutable once read;
// const members may be called from any thread.
class Vocabulary {
 public:
  // Reads the text of vocabulary.json. kInvalidData, naming the JSON pointer, if it is not what
  // schemas/vocabulary.schema.json says or a list is not in order.
  static Expected<Vocabulary> from_json(std::string_view json);

  bool has_word(WordKey word) const;          // without a hyphen: "protection"
  bool has_compound(WordKey compound) const;  // with hyphens: "multi-agency"
  bool has_prefix(WordKey prefix) const;      // what a hyphen often follows: "multi", "self"

 private:
  std::vector<WordKey> words_, compounds_, prefixes_;  // sorted
};

// How often one document uses each word within its lines.
class DocumentVocabulary {
 public:
  // Counts the words of a line that follows the last one. Halves of a word broken over the line end
  // are not words and do not count.
  void add_line(std::u32string_view line);
  std::uint32_t count(WordKey word) const;

 private:
  void add(WordKey word);
  void grow();

  std::vector<std::pair<WordKey, std::uint32_t>> slots_;  // open addressing; count 0 is free
  std::size_t used_ = 0;
  bool broken_ = false;  // the last line ended in a hyphen
};

enum class Join {
  kKeepHyphen,          // "multi-" "agency": multi-agency
  kDropHyphen,          // "protec-" "tion": protection
  kKeepHyphenAndSpace,  // "short-" "and": short- and long-term
};

// Decides how a word broken over a line end is spelt: by the document's own use of it, then by the
// corpus's, then by its parts. Reports come out of a word processor that does not break words, so
// nearly every hyphen at a line end is a real one; what is left in doubt keeps it.
// Holds references: both vocabularies must outlive it. const, so safe to call from any thread.
class HyphenJoiner {
 public:
  HyphenJoiner(const Vocabulary& corpus, const DocumentVocabulary& document)
      : corpus_(corpus), document_(document) {}

  // `left`: the line's last word without the hyphen that ends it ("Stoke-on", "(multi").
  // `right`: the next line's first word ("Trent,"). Both up to white space, punctuation included.
  Join join(std::u32string_view left, std::u32string_view right) const;

 private:
  bool is_known(WordKey word) const;

  const Vocabulary& corpus_;
  const DocumentVocabulary& document_;
};

}  // namespace ofsight
