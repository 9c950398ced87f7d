#include "corpus/name_words.h"

#include <algorithm>
#include <utility>

namespace ofsight {
namespace {

enum class Class { kLetter, kApostrophe, kAmpersand, kHyphen, kSpace, kComma, kStop, kNothing };

std::pair<Class, std::size_t> classify(std::string_view text) {
  const unsigned char c = text[0];
  if (c < 0x80) {
    if (c >= '0' && c <= '9') return {Class::kLetter, 1};
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') return {Class::kLetter, 1};
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '_') return {Class::kSpace, 1};
    if (c == '\'' || c == '`') return {Class::kApostrophe, 1};
    if (c == '&') return {Class::kAmpersand, 1};
    if (c == '-') return {Class::kHyphen, 1};
    if (c == ',') return {Class::kComma, 1};
    return {Class::kStop, 1};
  }
  const std::size_t longest = std::min<std::size_t>(text.size(), c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2);
  std::size_t size = 1;
  while (size < longest && (text[size] & 0xC0) == 0x80) ++size;
  const std::string_view bytes = text.substr(0, size);
  if (bytes == "\u00A0") return {Class::kSpace, size};
  if (bytes == "\u00AD") return {Class::kNothing, size};
  if (c >= 0xC3 && c <= 0xC9) return {Class::kLetter, size};
  if (bytes >= "\u2000" && bytes <= "\u200A") return {Class::kSpace, size};
  if (bytes >= "\u200B" && bytes <= "\u200D") return {Class::kNothing, size};
  if (bytes >= "\u2010" && bytes <= "\u2014") return {Class::kHyphen, size};
  if (bytes == "\u2018" || bytes == "\u2019") return {Class::kApostrophe, size};
  return {Class::kStop, size};
}

bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; }

// The gap between two words: which marks stand in it, told from the text itself.
Gap gap_between(std::string_view previous, std::string_view between) {
  bool comma = false;
  bool spaced_hyphen = false;
  for (std::size_t at = 0; at < between.size();) {
    const auto [kind, size] = classify(between.substr(at));
    if (kind == Class::kStop && !(previous == "st" && between[at] == '.')) return Gap::kBreak;
    if (kind == Class::kComma) comma = true;
    if (kind == Class::kHyphen) {
      const std::size_t next = at + size;
      spaced_hyphen =
          at > 0 && next < between.size() && classify(between.substr(next)).first == Class::kSpace;
    }
    at += size;
  }
  return spaced_hyphen ? Gap::kBreak : comma ? Gap::kComma : Gap::kJoined;
}

// Reads the word that starts at `at`; returns where it ends.
std::size_t read_word(std::string_view text, std::size_t at, Word& word) {
  word.begin = at;
  word.capital = is_upper(text[at]);
  std::size_t apostrophe_at = 0;  // in `folded`; 0 = none
  while (at < text.size()) {
    const auto [kind, size] = classify(text.substr(at));
    if (kind == Class::kApostrophe) {
      const std::string_view rest = text.substr(at + size);
      if (rest.empty() || classify(rest).first != Class::kLetter) break;
      apostrophe_at = word.folded.size();
      word.stem_end = at;
    } else if (kind == Class::kLetter) {
      for (std::size_t i = 0; i < size; ++i) word.folded += lower(text[at + i]);
    } else if (kind != Class::kNothing) {
      break;
    }
    at += size;
  }
  word.end = at;
  const bool possessive =
      apostrophe_at > 0 && apostrophe_at + 1 == word.folded.size() && word.folded.back() == 's';
  word.stem_size = possessive ? apostrophe_at : word.folded.size();
  if (!possessive) word.stem_end = word.end;
  return at;
}

}  // namespace

Words fold_words(std::string_view text) {
  Words words;
  for (std::size_t at = 0; at < text.size();) {
    const auto [kind, size] = classify(text.substr(at));
    if (kind != Class::kLetter && kind != Class::kAmpersand) {
      at += size;
      continue;
    }
    Word word;
    if (kind == Class::kLetter) {
      at = read_word(text, at, word);
    } else {
      word = {.folded = "and", .stem_size = 3, .begin = at, .end = at + 1, .stem_end = at + 1};
      ++at;
    }
    if (!words.empty()) {
      const std::size_t end = words.back().end;
      word.gap = gap_between(words.back().folded, text.substr(end, word.begin - end));
    }
    words.push_back(std::move(word));
  }
  return words;
}

namespace {

bool same_word(const Word& text, const Word& name, bool last, Spelling spelling) {
  if (spelling == Spelling::kCapitals && name.capital && !text.capital) return false;
  if (text.folded == name.folded) return true;
  return last && std::string_view(text.folded).substr(0, text.stem_size) == name.folded;
}

}  // namespace

bool stands_at(const Words& words, std::size_t at, const Words& phrase, Spelling spelling,
               Gap loosest) {
  if (at + phrase.size() > words.size()) return false;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (i > 0 && words[at + i].gap < loosest) return false;
    if (!same_word(words[at + i], phrase[i], i + 1 == phrase.size(), spelling)) return false;
  }
  return true;
}

std::size_t size_after(const Words& words, std::size_t at, const std::vector<Words>& phrases,
                       Spelling spelling) {
  if (at >= words.size() || words[at].gap != Gap::kJoined) return 0;
  for (const Words& phrase : phrases) {
    if (stands_at(words, at, phrase, spelling, Gap::kJoined)) return phrase.size();
  }
  return 0;
}

std::size_t size_before(const Words& words, std::size_t first, std::size_t at,
                        const std::vector<Words>& phrases, Spelling spelling) {
  if (at < words.size() && words[at].gap != Gap::kJoined) return 0;
  for (const Words& phrase : phrases) {
    const std::size_t size = phrase.size();
    if (first + size > at) continue;
    if (stands_at(words, at - size, phrase, spelling, Gap::kJoined)) return size;
  }
  return 0;
}

}  // namespace ofsight
