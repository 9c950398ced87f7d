#include "extractors/phrase_set.h"

#include <algorithm>

#include "extractors/wordings.h"

namespace ofsight {
namespace {

constexpr std::string_view kTermStart = "(?i)\\b(?:", kTermEnd = ")\\b";

bool is_whole_words(std::string_view wording) {
  return !wording.empty() && is_word_byte(wording.front()) && is_word_byte(wording.back());
}

// "^a|b" is anchored in its first alternative only.
bool is_anchored(std::string_view term) {
  if (!term.starts_with('^')) return false;
  int depth = 0;
  for (const char c : term) {
    if (c == '(') ++depth;
    if (c == ')') --depth;
    if (c == '[' || c == '\\' || (c == '|' && depth == 0)) return c != '|' && term.find('|') == term.npos;
  }
  return true;
}

// What overlaps an earlier match of its phrase is none. By phrase, then in text order.
void keep_first_of_overlapping(std::vector<PhraseMatch>& matches) {
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
}

}  // namespace

bool PhraseSet::add(const std::string& pattern, std::size_t phrase) {
  if (!pattern.starts_with(kTermStart) || !pattern.ends_with(kTermEnd)) return false;
  std::string_view term = pattern;
  term.remove_prefix(kTermStart.size());
  term.remove_suffix(kTermEnd.size());
  return add_wordings(term, phrase) || add_pattern(pattern, term, phrase);
}

bool PhraseSet::add_wordings(std::string_view term, std::size_t phrase) {
  const auto all = wordings(term);
  if (!all || !std::all_of(all->begin(), all->end(), is_whole_words)) return false;
  for (const std::string& words : *all)
    by_first_word_[std::string(first_word(words))].push_back({phrase, words, std::nullopt});
  return true;
}

bool PhraseSet::add_pattern(const std::string& pattern, std::string_view term, std::size_t phrase) {
  const bool at_start = is_anchored(term);
  const auto words = at_start ? std::vector<std::string>{} : first_words(term);
  if (!words || patterns_.add(pattern)) return false;
  const Entry entry{phrase, "", pattern_count_++};
  for (const std::string& word : *words) by_first_word_[word].push_back(entry);
  if (at_start) at_start_.push_back(entry);
  return true;
}

std::vector<PhraseMatch> PhraseSet::each(std::string_view text) const {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower_ascii);
  const std::string_view words = folded;
  std::vector<PhraseMatch> matches;
  const auto try_pattern = [&](const Entry& entry, std::size_t at) {
    if (const auto end = patterns_.match_at(*entry.pattern, text, at)) matches.push_back({entry.phrase, {at, *end}});
  };
  for (const Entry& entry : at_start_) try_pattern(entry, 0);
  for (std::size_t at = 0; at < words.size();) {
    if (!is_word_byte(words[at])) {
      ++at;
      continue;
    }
    const std::string_view key = first_word(words.substr(at));
    if (const auto found = by_first_word_.find(key); found != by_first_word_.end()) {
      for (const Entry& entry : found->second) {
        if (entry.pattern) {
          try_pattern(entry, at);
          continue;
        }
        const auto end = at + entry.words.size();
        if (end > words.size() || (end < words.size() && is_word_byte(words[end]))) continue;
        if (words.compare(at, entry.words.size(), entry.words) != 0) continue;
        const bool has_better = !matches.empty() && matches.back().phrase == entry.phrase &&
                                matches.back().span.start == at;
        if (!has_better) matches.push_back({entry.phrase, {at, end}});
      }
    }
    at += key.size();
  }
  keep_first_of_overlapping(matches);
  return matches;
}

}  // namespace ofsight
