#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/error.h"
#include "corpus/span.h"

namespace ofsight {

// Words whose full stop need not end a sentence, as abbreviations.json describes them. Immutable
// once read; const members may be called from any thread.
class Abbreviations {
 public:
  enum class Kind {
    kTitle,         // "Ms." before a name: never ends a sentence
    kNever,         // "e.g.": never ends one
    kBeforeNumber,  // "No." does not end one when a number follows
  };

  // Reads the text of abbreviations.json. kInvalidData, naming the JSON pointer, if it is not what
  // schemas/abbreviations.schema.json says.
  static Expected<Abbreviations> from_json(std::string_view json);

  // `word` without its last full stop, in lower case: "ms", "e.g".
  bool contains(Kind kind, std::u32string_view word) const;
  // Words such as "The" that start a sentence and no surname: "option B. The" is two sentences,
  // "J. Smith" is one name.
  bool opens_sentence(std::u32string_view word) const;

 private:
  std::array<std::vector<std::u32string>, 3> words_;  // by Kind, sorted
  std::vector<std::u32string> openers_;               // sorted
};

// The sentences of one block of normalised text, in order, without white space at their ends; a
// closing quote or bracket after the stop, and a footnote number glued to it, belong to the
// sentence. ICU finds the candidates; a candidate does not count before a lower-case letter, after
// an abbreviation or initial, inside round brackets, or after a list number alone. A line break
// always ends a sentence. Linear in the text. Safe to call from any thread.
std::vector<Span> sentence_spans(std::u32string_view text, const Abbreviations& abbreviations);

}  // namespace ofsight
