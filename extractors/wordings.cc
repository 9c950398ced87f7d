#include "extractors/wordings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ofsight {
namespace {

constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 128; ++c)
    table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return table;
}();

// What a part of a term stands for, as far as it is known.
struct Wording {
  std::string words;
  bool is_cut = false;  // something that is not known follows
};
using Wordings = std::vector<Wording>;

// Nothing is known of it.
const Wordings kAnything = {{"", true}};

// A parser of RE2's syntax as terms use it; what it does not know makes the whole term unknown.
class TermReader {
 public:
  // Where only first words are asked for, wordings are cut after them, and so stay few.
  TermReader(std::string_view term, bool first_words_only) : term_(term), first_words_only_(first_words_only) {}

  std::optional<Wordings> read() {
    auto all = alternatives();
    if (!all || !ended()) return std::nullopt;
    return all;
  }

 private:
  bool ended() const { return at_ == term_.size(); }
  bool is_at(char c) const { return !ended() && term_[at_] == c; }
  bool take(char c) {
    if (!is_at(c)) return false;
    ++at_;
    return true;
  }

  void add(Wording wording, Wordings& all) const {
    if (first_words_only_) {
      const auto length = first_word(wording.words).size();
      wording.is_cut = wording.is_cut || length < wording.words.size();
      wording.words.resize(std::min(wording.words.size(), length + 1));  // with what ends the word
      for (const Wording& other : all)
        if (other.words == wording.words && other.is_cut == wording.is_cut) return;
    }
    all.push_back(std::move(wording));
  }

  std::optional<Wordings> alternatives() {
    Wordings all;
    do {
      const auto one = sequence();
      if (!one) return std::nullopt;
      for (const Wording& wording : *one) add(wording, all);
      if (all.size() > kMaxWordings) return std::nullopt;
    } while (take('|'));
    return all;
  }

  std::optional<Wordings> sequence() {
    Wordings all = {{}};
    while (!ended() && !is_at('|') && !is_at(')')) {
      const auto next = repeated();
      if (!next || all.size() * next->size() > kMaxWordings) return std::nullopt;
      Wordings longer;
      for (const Wording& start : all) {
        if (start.is_cut) {
          add(start, longer);
          continue;
        }
        for (const Wording& end : *next) add({start.words + end.words, end.is_cut}, longer);
      }
      all = std::move(longer);
    }
    return all;
  }

  // An atom and what says how often it stands.
  std::optional<Wordings> repeated() {
    auto choices = atom();
    if (!choices || ended()) return choices;
    if (take('?')) {
      if (is_at('?')) return std::nullopt;  // the other order of preference
      choices->push_back({});
      return choices;
    }
    bool may_be_none = take('*');
    if (is_at('{')) {
      may_be_none = term_.substr(at_).starts_with("{0");
      at_ = std::min(term_.find('}', at_), term_.size() - 1) + 1;
    } else if (!may_be_none && !take('+')) {
      return choices;
    }
    take('?');
    for (Wording& wording : *choices) wording.is_cut = true;
    if (may_be_none) choices->push_back({});
    return choices;
  }

  std::optional<Wordings> atom() {
    const char c = term_[at_++];
    if (c == '(') return group();
    if (c == '[') return character_class();
    if (c == '\\') return escape();
    if (c == '.') return kAnything;
    if (std::string_view("*+?{}$^").find(c) != std::string_view::npos) return std::nullopt;
    return code_point(c);
  }

  std::optional<Wordings> group() {
    if (take('?') && !take(':')) return std::nullopt;
    auto all = alternatives();
    return take(')') ? all : std::nullopt;
  }

  std::optional<Wordings> escape() {
    if (ended()) return std::nullopt;
    const char c = term_[at_++];
    if (!is_word_byte(c)) return Wordings{{{c}}};
    if (c == 'd' || c == 'D' || c == 'w' || c == 'W' || c == 'S') return kAnything;
    if (c == 's') return Wordings{{" ", true}};
    return std::nullopt;
  }

  // A character of several bytes is one atom, so that "?" after it takes it whole. Only punctuation
  // is taken: it has no case.
  std::optional<Wordings> code_point(char first) {
    if (static_cast<unsigned char>(first) < 0x80) return Wordings{{{lower_ascii(first)}}};
    if (first != '\xE2' || term_.size() < at_ + 2 || term_[at_] != '\x80') return std::nullopt;
    at_ += 2;
    return Wordings{{std::string(term_.substr(at_ - 3, 3))}};
  }

  // Spelt out where it is a few ASCII characters; else anything.
  std::optional<Wordings> character_class() {
    Wordings choices;
    bool is_known = !is_at('^');
    for (bool is_first = true; !ended() && (!is_at(']') || is_first); is_first = false) {
      const char c = term_[at_++];
      const bool is_range = c == '-' && !choices.empty() && !is_at(']');
      if (c == '[') return std::nullopt;
      if (c == '\\') ++at_;
      if (c == '\\' || is_range || static_cast<unsigned char>(c) >= 0x80) is_known = false;
      choices.push_back({{lower_ascii(c)}});
    }
    if (at_ > term_.size() || !take(']')) return std::nullopt;
    return is_known ? choices : kAnything;
  }

  const std::string_view term_;
  const bool first_words_only_;
  std::size_t at_ = 0;
};

}  // namespace

bool is_word_byte(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view first_word(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_word_byte);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

std::optional<std::vector<std::string>> wordings(std::string_view term) {
  const auto read = TermReader(term, false).read();
  if (!read) return std::nullopt;
  std::vector<std::string> all;
  for (const Wording& wording : *read) {
    if (wording.is_cut) return std::nullopt;
    all.push_back(wording.words);
  }
  return all;
}

std::optional<std::vector<std::string>> first_words(std::string_view term) {
  const auto read = TermReader(term, true).read();
  if (!read) return std::nullopt;
  std::vector<std::string> words;
  for (const Wording& wording : *read) {
    const std::string word(first_word(wording.words));
    // A cut word may go on.
    if (word.empty() || (wording.is_cut && word.size() == wording.words.size())) return std::nullopt;
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

}  // namespace ofsight
