#include "extractors/term_set.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <functional>
#include <tuple>
#include <utility>

#include "extractors/anchor.h"
#include "extractors/wordings.h"

namespace ofsight {
namespace {

// A wording of a term, as kept below the words that it begins with.
struct Entry {
  std::uint32_t term = 0;
  std::uint32_t pattern = 0;  // to be matched too, or kNone
  std::uint32_t wording = 0;
  bool at_text_start = false;  // nowhere else
  std::string words;           // after those
};
constexpr std::uint32_t kNone = UINT32_MAX;

// Of the wordings that begin with a word.
struct FirstWord {
  std::vector<Entry> entries;          // that have no second word, or not in full
  std::bitset<256> second_beginnings;  // bytes with which the second words of the others begin
};

// With their hash codes, as most words that are looked up are not there.
template <typename Value>
using ByWords = tsl::robin_map<std::string, Value, std::hash<std::string_view>, std::equal_to<>,
                               std::allocator<std::pair<std::string, Value>>, true>;

using Starts = std::vector<TermStart>;

std::size_t byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

bool ends_word(std::string_view text, std::size_t at) {
  return at == text.size() || !is_word_byte(text[at]);
}

// Whether the wording is all that has to be compared.
bool is_whole(const Wording& wording) {
  return !wording.is_cut && is_word_byte(wording.words.back());
}

// Adds the entries that go on as the text does after the words at `key`.
void add_fitting(const std::vector<Entry>& entries, std::string_view folded, ByteSpan key,
                 Starts& starts) {
  const std::string_view rest = folded.substr(key.end);
  for (const Entry& entry : entries) {
    if (!rest.starts_with(entry.words) || (entry.at_text_start && key.start > 0)) continue;
    if (entry.pattern != kNone) {
      starts.push_back({entry.term, key.start, std::nullopt, entry.pattern, entry.wording});
    } else if (const auto end = key.end + entry.words.size(); ends_word(folded, end)) {
      starts.push_back({entry.term, key.start, end, 0, entry.wording});
    }
  }
}

}  // namespace

std::string bound_term(std::string_view term) {
  return std::string(kTermStart).append(term).append(kTermEnd);
}

std::optional<std::string_view> unbound_term(std::string_view pattern) {
  if (!pattern.starts_with(kTermStart) || !pattern.ends_with(kTermEnd)) return std::nullopt;
  pattern.remove_prefix(kTermStart.size());
  pattern.remove_suffix(kTermEnd.size());
  return pattern;
}

// Terms of which it is not known what they begin with, so that one automaton finds those that fit.
struct UnknownTerms {
  PatternSet patterns;
  std::vector<std::size_t> terms;  // of each of the patterns

  std::optional<std::string> add(const std::string& bound_term, std::size_t number) {
    terms.push_back(number);
    return patterns.add(bound_term);
  }
  void add_starts(std::string_view text, std::size_t at, Starts& starts) const {
    thread_local std::vector<std::size_t> found;
    patterns.matching_at(text, at, found);
    for (const std::size_t pattern : found)
      starts.push_back({terms[pattern], at, patterns.match_at(pattern, text, at), 0, 0});
  }
};

struct TermSet::Index {
  std::optional<std::string> add(const std::string& bound_term, std::size_t number);
  void add(const std::vector<Wording>& wordings, Entry entry);
  std::optional<std::string> add_any_word(const std::string& bound_term, std::size_t number,
                                          const std::vector<Wording>& wordings);
  void add_starts(std::string_view folded, ByteSpan word, Starts& starts) const;
  void add_all_starts(std::string_view text, std::string_view folded, Starts& starts) const;

  ByWords<FirstWord> by_first_word;
  ByWords<std::vector<Entry>> by_two_words;
  PatternSet patterns;  // of entries
  std::uint32_t pattern_count = 0;
  UnknownTerms at_text_start, at_any_word;
  std::bitset<256> any_word_beginnings;  // bytes with which their words begin
  bool only_at_text_start = true;        // all terms
};

std::optional<std::string> TermSet::Index::add(const std::string& bound_term, std::size_t number) {
  std::string_view term = unbound_term(bound_term).value_or("");
  const Anchor anchor = anchor_of(term);
  if (anchor == Anchor::kPart) return "^ can only stand before the whole term";
  Entry entry{static_cast<std::uint32_t>(number), kNone, 0, anchor == Anchor::kWhole, ""};
  if (entry.at_text_start)
    term.remove_prefix(1);
  else
    only_at_text_start = false;
  const auto all = wordings(term);
  if (!all || !std::all_of(all->begin(), all->end(), has_first_word)) {
    if (entry.at_text_start) return at_text_start.add(bound_term, number);
    return add_any_word(bound_term, number, all.value_or(std::vector<Wording>{{}}));
  }
  if (!std::all_of(all->begin(), all->end(), is_whole)) {
    if (auto problem = patterns.add(bound_term)) return problem;
    entry.pattern = pattern_count++;
  }
  add(*all, entry);
  return std::nullopt;
}

void TermSet::Index::add(const std::vector<Wording>& wordings, Entry entry) {
  const auto pattern = entry.pattern;
  for (const Wording& wording : wordings) {
    const std::string_view word = first_word(wording.words), two = first_two_words(wording.words);
    const bool has_second_word =
        !two.empty() && !(wording.is_cut && two.size() == wording.words.size());
    entry.words = wording.words.substr(has_second_word ? two.size() : word.size());
    entry.pattern = is_whole(wording) ? kNone : pattern;
    FirstWord& first = by_first_word[std::string(word)];
    if (has_second_word) {
      first.second_beginnings.set(byte_at(two, second_word(two)));
      by_two_words[std::string(two)].push_back(entry);
    } else {
      first.entries.push_back(entry);
    }
    ++entry.wording;
  }
}

std::optional<std::string> TermSet::Index::add_any_word(const std::string& bound_term,
                                                        std::size_t number,
                                                        const std::vector<Wording>& wordings) {
  for (const Wording& wording : wordings) {
    if (wording.words.empty())
      any_word_beginnings.set();
    else
      any_word_beginnings.set(byte_at(wording.words, 0));
  }
  return at_any_word.add(bound_term, number);
}

void TermSet::Index::add_starts(std::string_view folded, ByteSpan word, Starts& starts) const {
  const auto first = by_first_word.find(folded.substr(word.start, word.length()));
  if (first == by_first_word.end()) return;
  add_fitting(first->second.entries, folded, word, starts);
  const std::string_view rest = folded.substr(word.start);
  const auto second = second_word(rest);
  if (second == rest.size() || !first->second.second_beginnings[byte_at(rest, second)]) return;
  const std::string_view two = first_two_words(rest);
  if (const auto found = by_two_words.find(two); found != by_two_words.end())
    add_fitting(found->second, folded, {word.start, word.start + two.size()}, starts);
}

void TermSet::Index::add_all_starts(std::string_view text, std::string_view folded,
                                    Starts& starts) const {
  at_text_start.add_starts(text, 0, starts);
  for (std::size_t at = 0; at < text.size() && (at == 0 || !only_at_text_start);) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    const auto end = at + first_word(text.substr(at)).size();
    add_starts(folded, {at, end}, starts);
    if (any_word_beginnings[byte_at(folded, at)]) at_any_word.add_starts(text, at, starts);
    at = end;
  }
}

TermSet::TermSet() : index_(std::make_unique<Index>()) {}
TermSet::~TermSet() = default;
TermSet::TermSet(TermSet&&) noexcept = default;
TermSet& TermSet::operator=(TermSet&&) noexcept = default;

std::optional<std::string> TermSet::add(const std::string& bound_term, std::size_t number) {
  return index_->add(bound_term, number);
}

bool TermSet::compile() {
  return index_->at_any_word.patterns.compile_anchored() &&
         index_->at_text_start.patterns.compile_anchored();
}

std::vector<TermStart> TermSet::starts(std::string_view text) const {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower_ascii);
  Starts starts;
  index_->add_all_starts(text, folded, starts);
  std::sort(starts.begin(), starts.end(), [](const TermStart& a, const TermStart& b) {
    return std::tuple(a.term, a.at, a.wording) < std::tuple(b.term, b.at, b.wording);
  });
  // Of several wordings of a term the first that fits counts.
  starts.erase(std::unique(starts.begin(), starts.end(),
                           [](const TermStart& a, const TermStart& b) {
                             return a.term == b.term && a.at == b.at;
                           }),
               starts.end());
  return starts;
}

std::optional<std::size_t> TermSet::end_of(const TermStart& start, std::string_view text) const {
  return start.end ? start.end : index_->patterns.match_at(start.pattern, text, start.at);
}

}  // namespace ofsight
