#include "pipeline/text/sentences.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestWord = 16;      // no abbreviation or opener is longer
constexpr std::size_t kLongestBracket = 400;  // an unclosed bracket must not swallow a page
constexpr std::size_t kLongestNote = 3;       // digits of a footnote number

constexpr std::u32string_view kStops = U".!?";
constexpr std::u32string_view kClosers = U"’”)]}»'\"";
constexpr std::u32string_view kOpeners = U"‘“([{«'\"";
constexpr std::u32string_view kSuperscripts = U"⁰¹²³⁴⁵⁶⁷⁸⁹*†‡";

bool one_of(std::u32string_view set, char32_t c) { return set.find(c) != set.npos; }
bool is_line_break(char32_t c) { return c == U'\n' || c == U'\r' || c == 0x2028 || c == 0x2029; }

tl::unexpected<Error> invalid(const std::string& pointer, const std::string& problem) {
  return fail(ErrorCode::kInvalidData, "abbreviations: " + pointer + ": " + problem);
}

Expected<std::vector<std::u32string>> read_words(const json& file, const std::string& key) {
  const auto list = file.find(key);
  if (list == file.end() || !list->is_array()) return invalid("/" + key, "must be a list of words");
  std::vector<std::u32string> words;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string pointer = "/" + key + "/" + std::to_string(i);
    const json& value = (*list)[i];
    if (!value.is_string()) return invalid(pointer, "must be a word");
    auto word = utf32_from_utf8(value.get_ref<const std::string&>());
    if (!word || word->empty() || word->size() > kLongestWord) {
      return invalid(pointer,
                     "must be a word of up to " + std::to_string(kLongestWord) + " characters");
    }
    if (word->back() == U'.' || std::any_of(word->begin(), word->end(), is_upper)) {
      return invalid(pointer, "must be in lower case and without its last stop");
    }
    words.push_back(std::move(*word));
  }
  std::sort(words.begin(), words.end());
  return words;
}

bool contains_word(const std::vector<std::u32string>& words, std::u32string_view word) {
  return std::binary_search(words.begin(), words.end(), word, std::less<>());
}

// Judges the places in one text where a sentence may end.
class Judge {
 public:
  Judge(std::u32string_view text, const Abbreviations& abbreviations)
      : text_(text), abbreviations_(abbreviations) {}

  // Whether the sentence from `start` ends at `end` (after the last character that is not white
  // space) when the next one would begin at `next`.
  bool ends(std::size_t start, std::size_t end, std::size_t next) const {
    if (std::any_of(text_.begin() + offset(end), text_.begin() + offset(next), is_line_break))
      return true;
    if (next >= text_.size()) return true;
    std::size_t stop = end;
    while (stop > start && one_of(kClosers, text_[stop - 1])) --stop;
    if (stop == start || !one_of(kStops, text_[stop - 1])) return true;  // ICU knows other stops
    if (is_lower(text_[first_of_word(next)])) return false;
    if (text_[stop - 1] != U'.') return true;
    if (stop == end && (is_list_number(start, stop - 1) || is_abbreviation(stop - 1, next)))
      return false;
    return true;
  }

  // Where the sentence ends whose stop is at `stop`, if a footnote number is glued to it:
  // "children.1 The". Otherwise 0.
  std::size_t end_of_note(std::size_t stop) const {
    std::size_t at = stop + 1;
    while (at < text_.size() && one_of(kClosers, text_[at])) ++at;
    const std::size_t note = at;
    while (at < text_.size() && (is_digit(text_[at]) || one_of(kSuperscripts, text_[at]))) ++at;
    if (at == note || at - note > kLongestNote || at >= text_.size()) return 0;
    while (at < text_.size() && one_of(kClosers, text_[at])) ++at;
    if (at >= text_.size() || !is_space(text_[at])) return 0;
    const std::size_t next = skip_space(at);
    if (next >= text_.size() || !is_upper(text_[first_of_word(next)])) return 0;
    const std::u32string word = word_before(stop);
    const bool is_word = word.size() >= 3 && word.find(U'.') == word.npos &&
                         is_lower(text_[stop - 1]) && !is_listed(word);
    return is_word || (stop > 0 && one_of(kClosers, text_[stop - 1])) ? at : 0;
  }

  std::size_t skip_space(std::size_t at) const {
    while (at < text_.size() && is_space(text_[at])) ++at;
    return at;
  }

 private:
  static std::ptrdiff_t offset(std::size_t at) { return static_cast<std::ptrdiff_t>(at); }

  // REQUIRES: `next` is inside the text. Steps over what may stand before a sentence's first word.
  std::size_t first_of_word(std::size_t next) const {
    const std::size_t last = std::min(text_.size() - 1, next + 4);
    while (next < last && (one_of(kOpeners, text_[next]) || text_[next] == U'…')) ++next;
    return next;
  }

  // The letters and inner stops before `stop`, folded; empty if there are too many to matter.
  std::u32string word_before(std::size_t stop) const {
    std::size_t begin = stop;
    while (begin > 0 && stop - begin <= kLongestWord &&
           (is_letter(text_[begin - 1]) || text_[begin - 1] == U'.')) {
      --begin;
    }
    std::u32string word(text_.substr(begin, stop - begin));
    std::transform(word.begin(), word.end(), word.begin(), fold_case);
    return word;
  }

  std::u32string word_after(std::size_t next) const {
    std::u32string word;
    for (std::size_t i = next; i < text_.size() && is_letter(text_[i]); ++i) {
      if (word.size() == kLongestWord) break;
      word.push_back(fold_case(text_[i]));
    }
    return word;
  }

  bool is_listed(std::u32string_view word) const {
    using enum Abbreviations::Kind;
    return abbreviations_.contains(kTitle, word) || abbreviations_.contains(kNever, word) ||
           abbreviations_.contains(kBeforeNumber, word);
  }

  // "12." or "b." or "iv." with nothing before it in its sentence.
  bool is_list_number(std::size_t start, std::size_t stop) const {
    if (stop == start || stop - start > 4) return false;
    const auto number = text_.substr(start, stop - start);
    const auto roman = [](char32_t c) { return one_of(U"ivx", c); };
    return std::all_of(number.begin(), number.end(), is_digit) ||
           std::all_of(number.begin(), number.end(), roman) ||
           (number.size() == 1 && is_letter(number[0]));
  }

  bool is_abbreviation(std::size_t stop, std::size_t next) const {
    using enum Abbreviations::Kind;
    const std::u32string word = word_before(stop);
    if (word.empty()) return false;
    if (abbreviations_.contains(kNever, word)) return true;
    if (abbreviations_.contains(kBeforeNumber, word) && is_digit(text_[next])) return true;
    const std::size_t begin = stop - word.size();
    if (!is_upper(text_[next]) || !is_upper(text_[begin])) return false;
    if (abbreviations_.opens_sentence(word_after(next))) return false;
    return abbreviations_.contains(kTitle, word) || is_initials(word, begin);
  }

  // "J", "J.K": a name's, unless it ends a compound such as "mid-A".
  bool is_initials(std::u32string_view word, std::size_t begin) const {
    if (begin > 0 && !is_space(text_[begin - 1]) && !one_of(kOpeners, text_[begin - 1]))
      return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if ((word[i] == U'.') != (i % 2 == 1) || (i % 2 == 0 && !is_upper(text_[begin + i])))
        return false;
    }
    return word.size() % 2 == 1;
  }

  std::u32string_view text_;
  const Abbreviations& abbreviations_;
};

// The open round brackets of a text that are closed again soon, half-open. Ascending.
std::vector<Span> bracketed(std::u32string_view text) {
  std::vector<Span> found;
  std::size_t open = text.npos;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == U'\n') {
      depth = 0;
    } else if (text[i] == U'(') {
      if (depth++ == 0) open = i;
    } else if (text[i] == U')' && depth > 0 && --depth == 0 && i - open <= kLongestBracket) {
      found.push_back({open, i + 1});
    }
  }
  return found;
}

}  // namespace

Expected<Abbreviations> Abbreviations::from_json(std::string_view text) {
  constexpr std::array<const char*, 3> kKeys = {"titles", "never", "before_number"};
  try {
    const json file = json::parse(text);
    Abbreviations abbreviations;
    for (std::size_t i = 0; i < kKeys.size(); ++i) {
      auto words = read_words(file, kKeys[i]);
      if (!words) return tl::unexpected<Error>(words.error());
      abbreviations.words_[i] = std::move(*words);
    }
    auto openers = read_words(file, "openers");
    if (!openers) return tl::unexpected<Error>(openers.error());
    abbreviations.openers_ = std::move(*openers);
    return abbreviations;
  } catch (const json::exception& error) {
    return fail(ErrorCode::kInvalidData, std::string("abbreviations: ") + error.what());
  }
}

bool Abbreviations::contains(Kind kind, std::u32string_view word) const {
  return contains_word(words_[static_cast<std::size_t>(kind)], word);
}

bool Abbreviations::opens_sentence(std::u32string_view word) const {
  return contains_word(openers_, word);
}

std::vector<Span> sentence_spans(std::u32string_view text, const Abbreviations& abbreviations) {
  const Judge judge(text, abbreviations);
  const std::vector<Span> brackets = bracketed(text);
  auto bracket = brackets.begin();
  std::vector<Span> sentences;
  std::size_t start = judge.skip_space(0);
  const auto close = [&](std::size_t end) {
    sentences.push_back({start, end});
    start = judge.skip_space(end);
  };
  std::size_t scanned = start;  // no glued footnote before this
  for (const std::size_t boundary : sentence_boundaries(text)) {
    while (true) {
      scanned = text.substr(0, boundary).find(U'.', scanned);
      if (scanned == text.npos) break;
      while (bracket != brackets.end() && bracket->end <= scanned) ++bracket;
      const std::size_t end = judge.end_of_note(scanned++);
      const bool inside = bracket != brackets.end() && bracket->start < scanned;
      if (end != 0 && !inside) close(end);
    }
    scanned = std::min(scanned, boundary);
    std::size_t end = boundary;
    while (end > start && is_space(text[end - 1])) --end;
    if (end <= start) continue;
    while (bracket != brackets.end() && bracket->end < end) ++bracket;
    const bool inside = bracket != brackets.end() && bracket->start < end && end < bracket->end;
    if (!inside && judge.ends(start, end, boundary)) close(end);
  }
  return sentences;
}

}  // namespace ofsight
