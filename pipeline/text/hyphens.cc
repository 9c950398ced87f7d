#include "pipeline/text/hyphens.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

using nlohmann::json;

constexpr WordKey kEmptyKey = 0xCBF29CE484222325u;  // FNV-1a
constexpr WordKey kPrime = 0x100000001B3u;
constexpr std::size_t kFirstSlots = 4096;

// Every character of every document passes through these: ASCII stays out of ICU.
char32_t fold(char32_t c) { return c >= 0x80 ? fold_case(c) : c >= 'A' && c <= 'Z' ? c | 0x20 : c; }

WordKey extend(WordKey key, char32_t c) { return (key ^ fold(c)) * kPrime; }

bool is_apostrophe(char32_t c) { return c == U'’' || c == U'\''; }
bool is_word_character(char32_t c) {
  if (c >= 0x80) return is_letter(c) || is_digit(c);
  return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
}

struct Spelling {
  WordKey hyphenated, solid;
};

tl::unexpected<Error> invalid(const std::string& pointer, const std::string& problem) {
  return fail(ErrorCode::kInvalidData, "vocabulary: " + pointer + ": " + problem);
}

Expected<std::vector<WordKey>> read_words(const json& file, const std::string& key, bool hyphens) {
  const auto list = file.find(key);
  if (list == file.end() || !list->is_array()) return invalid("/" + key, "must be a list of words");
  std::vector<WordKey> words;
  words.reserve(list->size());
  const std::string* last = nullptr;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const std::string pointer = "/" + key + "/" + std::to_string(i);
    const auto* word = (*list)[i].get_ptr<const json::string_t*>();
    if (word == nullptr || word->empty()) return invalid(pointer, "must be a word");
    if ((word->find('-') != std::string::npos) != hyphens) {
      return invalid(pointer, hyphens ? "'" + *word + "' has no hyphen; list it under words"
                                      : "'" + *word + "' has a hyphen; list it under compounds");
    }
    if (last != nullptr && *word <= *last) {
      return invalid(pointer, "'" + *word + "' is not in order after '" + *last + "'");
    }
    const auto text = utf32_from_utf8(*word);
    if (!text) return invalid(pointer, "is not UTF-8");
    words.push_back(word_key(*text));
    last = word;
  }
  std::sort(words.begin(), words.end());
  return words;
}

bool contains(const std::vector<WordKey>& words, WordKey word) {
  return std::binary_search(words.begin(), words.end(), word);
}

// One side of the break, without what surrounds it: from "(multi" or "agency)," the word.
std::u32string_view left_word(std::u32string_view text) {
  std::size_t begin = text.size();
  while (begin > 0 && (is_word_character(text[begin - 1]) || text[begin - 1] == U'-' ||
                       is_apostrophe(text[begin - 1]))) {
    --begin;
  }
  while (begin < text.size() && !is_word_character(text[begin])) ++begin;
  return text.substr(begin);
}

std::u32string_view right_word(std::u32string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (is_word_character(text[end]) || text[end] == U'-')) ++end;
  while (end > 0 && text[end - 1] == U'-') --end;
  return text.substr(0, end);
}

// The word at `at`, which moves behind it. A hyphen counts only between a word's characters; what
// follows an apostrophe is no word.
WordKey next_word(std::u32string_view line, std::size_t& at) {
  WordKey key = kEmptyKey;
  while (at < line.size() && is_word_character(line[at])) {
    key = extend(key, line[at++]);
    if (at + 1 < line.size() && line[at] == U'-' && is_word_character(line[at + 1])) {
      key = extend(key, line[at++]);
    }
  }
  if (at < line.size() && is_apostrophe(line[at])) {
    while (at < line.size() && (is_apostrophe(line[at]) || is_word_character(line[at]))) ++at;
  }
  return key;
}

WordKey joined(std::u32string_view left, std::u32string_view right, bool hyphen) {
  WordKey key = kEmptyKey;
  for (const char32_t c : left) key = extend(key, c);
  if (hyphen) key = extend(key, U'-');
  for (const char32_t c : right) key = extend(key, c);
  return key;
}

bool is_upper_word(std::u32string_view word) {
  return std::all_of(word.begin(), word.end(), [](char32_t c) { return is_upper(c) || c == U'-'; });
}

// A capital or digit after the break, or a digit before it: "Trent", "16-" "17", "COVID-" "19".
bool is_name_or_number(std::u32string_view left, std::u32string_view right) {
  if (is_digit(left.back()) || is_digit(right.front())) return true;
  return is_upper(right.front()) && !(is_upper_word(left) && is_upper_word(right));
}

// "short- and long-term", "16- to 17-year-olds"
bool is_suspended(std::u32string_view right, bool whole) {
  return whole && (right == U"and" || right == U"or" || right == U"to");
}

}  // namespace

bool is_line_end_hyphen(char32_t c) {
  return c == U'-' || c == 0x00AD || c == 0x2010 || c == 0x2011;
}

WordKey word_key(std::u32string_view word) {
  WordKey key = kEmptyKey;
  for (const char32_t c : word) {
    if (is_apostrophe(c)) break;
    key = extend(key, c);
  }
  return key;
}

Expected<Vocabulary> Vocabulary::from_json(std::string_view text) {
  try {
    const json file = json::parse(text);
    Vocabulary vocabulary;
    const std::array<std::pair<const char*, std::vector<WordKey>*>, 3> lists = {
        {{"prefixes", &vocabulary.prefixes_},
         {"compounds", &vocabulary.compounds_},
         {"words", &vocabulary.words_}}};
    for (const auto& [key, list] : lists) {
      auto words = read_words(file, key, list == &vocabulary.compounds_);
      if (!words) return tl::unexpected<Error>(words.error());
      *list = std::move(*words);
    }
    return vocabulary;
  } catch (const json::exception& error) {
    return fail(ErrorCode::kInvalidData, std::string("vocabulary: ") + error.what());
  }
}

bool Vocabulary::has_word(WordKey word) const { return contains(words_, word); }
bool Vocabulary::has_compound(WordKey compound) const { return contains(compounds_, compound); }
bool Vocabulary::has_prefix(WordKey prefix) const { return contains(prefixes_, prefix); }

void DocumentVocabulary::add_line(std::u32string_view line) {
  std::size_t at = 0;
  while (at < line.size() && is_space(line[at])) ++at;
  while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
  if (at >= line.size()) return;
  const std::size_t half = broken_ ? at : line.size();  // where the second half of a word starts
  broken_ = is_line_end_hyphen(line.back());
  if (broken_) line.remove_suffix(1);
  while (at < line.size()) {
    if (!is_word_character(line[at])) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    const WordKey key = next_word(line, at);
    if (start != half && !(broken_ && at == line.size())) add(key);
  }
}

void DocumentVocabulary::add(WordKey word) {
  if (2 * (used_ + 1) > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (word ^ (word >> 32)) & mask;
  while (slots_[at].second != 0 && slots_[at].first != word) at = (at + 1) & mask;
  if (slots_[at].second++ == 0) {
    slots_[at].first = word;
    ++used_;
  }
}

void DocumentVocabulary::grow() {
  auto old = std::move(slots_);
  slots_.assign(old.empty() ? kFirstSlots : 2 * old.size(), {});
  const std::size_t mask = slots_.size() - 1;
  for (const auto& slot : old) {
    if (slot.second == 0) continue;
    std::size_t at = (slot.first ^ (slot.first >> 32)) & mask;
    while (slots_[at].second != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::uint32_t DocumentVocabulary::count(WordKey word) const {
  if (slots_.empty()) return 0;
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (word ^ (word >> 32)) & mask;
  while (slots_[at].second != 0 && slots_[at].first != word) at = (at + 1) & mask;
  return slots_[at].second;
}

bool HyphenJoiner::is_known(WordKey word) const {
  return document_.count(word) > 0 || corpus_.has_word(word);
}

Join HyphenJoiner::join(std::u32string_view left_text, std::u32string_view right_text) const {
  const std::u32string_view left = left_word(left_text);
  const std::u32string_view right = right_word(right_text);
  if (left.empty() || right.empty()) return Join::kKeepHyphen;
  // Part of an address: "www.gov.uk/open-" "government-licence".
  if (left_text.find(U"//") != left_text.npos || left_text.starts_with(U"www.")) {
    return Join::kKeepHyphen;
  }
  if (is_suspended(right, right.size() == right_text.size())) return Join::kKeepHyphenAndSpace;
  if (is_name_or_number(left, right)) return Join::kKeepHyphen;

  // The whole compound first, then the two parts that meet at the break.
  const std::u32string_view left_part = left.substr(left.rfind(U'-') + 1);
  const std::u32string_view right_part = right.substr(0, right.find(U'-'));
  const bool is_chain = left.size() != left_part.size();  // "day-to-": its last part says little
  const std::array<Spelling, 2> spellings = {
      {{joined(left, right, true), joined(left, right, false)},
       {joined(left_part, right_part, true),
        is_chain ? kEmptyKey : joined(left_part, right_part, false)}}};
  // The corpus's spelling counts as one more use: it settles what the document leaves open.
  for (const auto& [hyphenated, solid] : spellings) {
    const auto with = document_.count(hyphenated) + (corpus_.has_compound(hyphenated) ? 1 : 0);
    const auto without = document_.count(solid) + (corpus_.has_word(solid) ? 1 : 0);
    if (with + without > 0) return with >= without ? Join::kKeepHyphen : Join::kDropHyphen;
  }
  // Nobody spells it either way. Two fragments that are no words make one word.
  const bool is_compound = is_chain || corpus_.has_prefix(word_key(left_part)) ||
                           is_known(word_key(left_part)) || is_known(word_key(right_part));
  return is_compound ? Join::kKeepHyphen : Join::kDropHyphen;
}

}  // namespace ofsight
