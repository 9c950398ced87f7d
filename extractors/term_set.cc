#include "extractors/term_set.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <bitset>
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

// What there is to know of a word.
struct KnownWord {
  std::vector<Entry> entries;           // that begin with it and no second word in full
  std::bitset<256> second_beginnings;   // bytes with which the second words of the others begin
  std::vector<std::uint32_t> ended_by;  // patterns whose matches may end with it
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

// Adds the entries that go on as the text does after the words from `start` to `end`.
void add_fitting(const std::vector<Entry>& entries, std::string_view folded, std::uint32_t start,
                 std::uint32_t end, Starts& starts) {
  const std::string_view rest = folded.substr(end);
  for (const Entry& entry : entries) {
    if (!rest.starts_with(entry.words) || (entry.at_text_start && start > 0)) continue;
    const auto stop = end + static_cast<std::uint32_t>(entry.words.size());
    if (entry.pattern != kNone) {
      starts.push_back({entry.term, start, 0, entry.pattern, entry.wording});
    } else if (ends_word(folded, stop)) {
      starts.push_back({entry.term, start, stop, 0, entry.wording});
    }
  }
}

// Terms of which it is not known what they begin with, so that one automaton finds those that fit.
struct UnknownTerms {
  PatternSet patterns;
  std::vector<std::uint32_t> terms;  // of each of the patterns

  std::optional<std::string> add(const std::string& bound_term, std::uint32_t number) {
    terms.push_back(number);
    return patterns.add(bound_term);
  }
  void add_starts(std::string_view text, std::uint32_t at, Starts& starts) const {
    thread_local std::vector<std::size_t> found;
    patterns.matching_at(text, at, found);
    for (const std::size_t pattern : found)
      if (const auto end = patterns.match_at(pattern, text, at))
        starts.push_back({terms[pattern], at, static_cast<std::uint32_t>(*end), 0, 0});
  }
};

// Of each pattern the last word of a text that its matches may end with: its first byte, counted
// from 1.
using LastEnds = std::vector<std::uint32_t>;
constexpr std::uint32_t kNowhere = 0, kAnywhere = UINT32_MAX;

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

struct TermSet::Index {
  std::optional<std::string> add(const std::string& bound_term, std::uint32_t number);
  std::optional<std::string> add_pattern(const std::string& bound_term, std::string_view term,
                                         Entry& entry);
  void add(const std::vector<Wording>& wordings, Entry entry);
  std::optional<std::string> add_any_word(const std::string& bound_term, std::uint32_t number,
                                          const std::vector<Wording>& wordings);
  void add_starts(const Words& words, std::size_t i, const KnownWord& known, Starts& starts) const;
  LastEnds add_all_starts(const Words& words, Starts& starts) const;

  ByWords<KnownWord> known_words;
  ByWords<std::vector<Entry>> by_two_words;
  PatternSet patterns;  // of entries
  LastEnds no_ends;     // of each pattern before the first word
  UnknownTerms at_text_start, at_any_word;
  std::bitset<256> any_word_beginnings;  // bytes with which their words begin
  bool only_at_text_start = true;        // all terms
};

std::optional<std::string> TermSet::Index::add(const std::string& bound_term,
                                               std::uint32_t number) {
  std::string_view term = unbound_term(bound_term).value_or("");
  const Anchor anchor = anchor_of(term);
  if (anchor == Anchor::kPart) return "^ can only stand before the whole term";
  Entry entry{number, kNone, 0, anchor == Anchor::kWhole, ""};
  if (entry.at_text_start)
    term.remove_prefix(1);
  else
    only_at_text_start = false;
  const auto all = wordings(term);
  if (!all || !std::all_of(all->begin(), all->end(), has_first_word)) {
    if (entry.at_text_start) return at_text_start.add(bound_term, number);
    return add_any_word(bound_term, number, all.value_or(std::vector<Wording>{{}}));
  }
  if (!std::all_of(all->begin(), all->end(), is_whole))
    if (auto problem = add_pattern(bound_term, term, entry)) return problem;
  add(*all, entry);
  return std::nullopt;
}

std::optional<std::string> TermSet::Index::add_pattern(const std::string& bound_term,
                                                       std::string_view term, Entry& entry) {
  if (auto problem = patterns.add(bound_term)) return problem;
  entry.pattern = static_cast<std::uint32_t>(no_ends.size());
  const auto last = last_words(term);
  no_ends.push_back(last ? kNowhere : kAnywhere);
  if (last)
    for (const std::string& word : *last) known_words[word].ended_by.push_back(entry.pattern);
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
    KnownWord& known = known_words[std::string(word)];
    if (has_second_word) {
      known.second_beginnings.set(byte_at(two, second_word(two)));
      by_two_words[std::string(two)].push_back(entry);
    } else {
      known.entries.push_back(entry);
    }
    ++entry.wording;
  }
}

std::optional<std::string> TermSet::Index::add_any_word(const std::string& bound_term,
                                                        std::uint32_t number,
                                                        const std::vector<Wording>& wordings) {
  for (const Wording& wording : wordings) {
    if (wording.words.empty())
      any_word_beginnings.set();
    else
      any_word_beginnings.set(byte_at(wording.words, 0));
  }
  return at_any_word.add(bound_term, number);
}

void TermSet::Index::add_starts(const Words& words, std::size_t i, const KnownWord& known,
                                Starts& starts) const {
  const Word word = words.all()[i];
  add_fitting(known.entries, words.folded(), word.start, word.end, starts);
  if (i + 1 == words.all().size()) return;
  const Word next = words.all()[i + 1];
  if (!known.second_beginnings[byte_at(words.folded(), next.start)]) return;
  if (const auto found = by_two_words.find(words.pair_at(i)); found != by_two_words.end())
    add_fitting(found->second, words.folded(), word.start, next.end, starts);
}

LastEnds TermSet::Index::add_all_starts(const Words& words, Starts& starts) const {
  at_text_start.add_starts(words.text(), 0, starts);
  LastEnds ends = no_ends;
  const std::size_t count = only_at_text_start ? 1 : words.all().size();
  for (std::size_t i = 0; i < words.all().size(); ++i) {
    if (i >= count && starts.empty()) break;
    const Word word = words.all()[i];
    if (const auto found = known_words.find(words.at(i), word.hash); found != known_words.end()) {
      for (const std::uint32_t pattern : found->second.ended_by) ends[pattern] = word.start + 1;
      if (i < count) add_starts(words, i, found->second, starts);
    }
    if (i < count && any_word_beginnings[byte_at(words.folded(), word.start)])
      at_any_word.add_starts(words.text(), word.start, starts);
  }
  return ends;
}

TermSet::TermSet() : index_(std::make_unique<Index>()) {}
TermSet::~TermSet() = default;
TermSet::TermSet(TermSet&&) noexcept = default;
TermSet& TermSet::operator=(TermSet&&) noexcept = default;

std::optional<std::string> TermSet::add(const std::string& bound_term, std::uint32_t number) {
  return index_->add(bound_term, number);
}

bool TermSet::compile() {
  return index_->at_any_word.patterns.compile_anchored() &&
         index_->at_text_start.patterns.compile_anchored();
}

std::vector<TermStart> TermSet::starts(const Words& words) const {
  Starts starts;
  const LastEnds ends = index_->add_all_starts(words, starts);
  std::erase_if(starts, [&ends](const TermStart& start) {
    return start.end == 0 && ends[start.pattern] <= start.at;
  });
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
  if (start.end > 0) return start.end;
  return index_->patterns.match_at(start.pattern, text, start.at);
}

}  // namespace ofsight
