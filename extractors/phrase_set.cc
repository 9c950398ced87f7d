#include "extractors/phrase_set.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace ofsight {
namespace {

constexpr std::string_view kTermStart = "(?i)\\b(?:", kTermEnd = ")\\b";
using Strings = std::vector<std::string>;

constexpr auto kWordBytes = [] {
  std::array<bool, 256> table{};
  for (unsigned c = 0; c < 128; ++c)
    table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  return table;
}();

bool is_word(char c) { return kWordBytes[static_cast<unsigned char>(c)]; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Writes out the wordings of a term, in the order in which RE2 prefers them; nothing where the term
// has no few.
class Wordings {
 public:
  explicit Wordings(std::string_view term) : term_(term) {}

  std::optional<Strings> write() {
    auto all = alternatives();
    if (!all || at_ != term_.size()) return std::nullopt;
    return all;
  }

 private:
  bool ended() const { return at_ == term_.size(); }
  bool take(char c) {
    if (ended() || term_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::optional<Strings> alternatives() {
    Strings all;
    do {
      const auto one = sequence();
      if (!one) return std::nullopt;
      all.insert(all.end(), one->begin(), one->end());
      if (all.size() > PhraseSet::kMaxWordings) return std::nullopt;
    } while (take('|'));
    return all;
  }

  std::optional<Strings> sequence() {
    Strings all = {""};
    while (!ended() && term_[at_] != '|' && term_[at_] != ')') {
      const auto next = factor();
      if (!next || all.size() * next->size() > PhraseSet::kMaxWordings) return std::nullopt;
      Strings longer;
      for (const std::string& start : all)
        for (const std::string& end : *next) longer.push_back(start + end);
      all = std::move(longer);
    }
    return all;
  }

  std::optional<Strings> factor() {
    auto choices = atom();
    if (!choices || ended()) return choices;
    if (term_[at_] == '*' || term_[at_] == '+' || term_[at_] == '{') return std::nullopt;
    if (!take('?')) return choices;
    if (!ended() && term_[at_] == '?') return std::nullopt;
    choices->push_back("");
    return choices;
  }

  std::optional<Strings> atom() {
    const char c = term_[at_++];
    if (c == '(') {
      if (take('?') && !take(':')) return std::nullopt;
      auto all = alternatives();
      return take(')') ? all : std::nullopt;
    }
    if (c == '[') return character_class();
    if (c == '\\') return ended() || is_word(term_[at_]) ? std::nullopt : std::optional(Strings{{term_[at_++]}});
    if (std::string_view(".*+?{}$^").find(c) != std::string_view::npos) return std::nullopt;
    return code_point(c);
  }

  // A character of several bytes is one atom, so that "?" after it takes it whole. Only punctuation
  // is taken: it has no case.
  std::optional<Strings> code_point(char first) {
    if (static_cast<unsigned char>(first) < 0x80) return Strings{{lower(first)}};
    if (first != '\xE2' || term_.size() < at_ + 2 || term_[at_] != '\x80') return std::nullopt;
    at_ += 2;
    return Strings{std::string(term_.substr(at_ - 3, 3))};
  }

  std::optional<Strings> character_class() {
    Strings choices;
    while (!ended() && term_[at_] != ']') {
      const char c = term_[at_++];
      const bool is_range = c == '-' && !choices.empty() && !ended() && term_[at_] != ']';
      if (c == '^' || c == '\\' || c == '[' || is_range || static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
      choices.push_back({lower(c)});
    }
    return take(']') && !choices.empty() ? std::optional(choices) : std::nullopt;
  }

  std::string_view term_;
  std::size_t at_ = 0;
};

std::string_view first_word(std::string_view words) {
  const auto end = std::find_if_not(words.begin(), words.end(), is_word);
  return words.substr(0, static_cast<std::size_t>(end - words.begin()));
}

}  // namespace

bool PhraseSet::add(std::string_view pattern, std::size_t phrase) {
  if (!pattern.starts_with(kTermStart) || !pattern.ends_with(kTermEnd)) return false;
  std::string_view term = pattern.substr(kTermStart.size(), pattern.size() - kTermStart.size() - kTermEnd.size());
  const bool at_start = term.starts_with('^');
  if (at_start) term.remove_prefix(1);
  // "^a|b" is anchored in its first alternative only.
  if (at_start && term.find('|') != term.npos && !(term.starts_with("(?:") && term.find(')') == term.size() - 1))
    return false;
  const auto wordings = Wordings(term).write();
  if (!wordings) return false;
  for (const std::string& words : *wordings)
    if (words.empty() || !is_word(words.front()) || !is_word(words.back())) return false;
  for (const std::string& words : *wordings)
    wordings_[std::string(first_word(words))].push_back({phrase, words, at_start});
  return true;
}

std::vector<PhraseMatch> PhraseSet::each(std::string_view text) const {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower);
  const std::string_view words = folded;
  std::vector<PhraseMatch> matches;
  for (std::size_t at = 0; at < words.size();) {
    if (!is_word(words[at])) {
      ++at;
      continue;
    }
    const std::string_view key = first_word(words.substr(at));
    if (const auto found = wordings_.find(key); found != wordings_.end()) {
      for (const Wording& wording : found->second) {
        if (wording.at_start && at > 0) continue;
        const auto end = at + wording.words.size();
        if (end > words.size() || (end < words.size() && is_word(words[end]))) continue;
        if (words.compare(at, wording.words.size(), wording.words) != 0) continue;
        const bool has_better = !matches.empty() && matches.back().phrase == wording.phrase &&
                                matches.back().span.start == at;
        if (!has_better) matches.push_back({wording.phrase, {at, end}});
      }
    }
    at += key.size();
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const PhraseMatch& a, const PhraseMatch& b) { return a.phrase < b.phrase; });
  std::size_t phrase = 0, end = 0;
  std::erase_if(matches, [&](const PhraseMatch& match) {
    if (match.phrase != phrase) end = 0;
    phrase = match.phrase;
    const bool overlaps = match.span.start < end;
    if (!overlaps) end = match.span.end;
    return overlaps;
  });
  return matches;
}

}  // namespace ofsight
