#include "extractors/matching/term_set.h"

#include <tsl/robin_map.h>

#include <algorithm>
#include <bitset>
#include <functional>
#include <map>
#include <utility>

#include "extractors/matching/anchor.h"
#include "extractors/matching/required_words.h"
#include "extractors/matching/term_entries.h"
#include "extractors/matching/wordings.h"

namespace ofsight {
namespace {

// What there is to know of a word.
struct KnownWord {
  TermEntries entries;                  // that begin with it and no second word in full
  std::bitset<256> second_beginnings;   // bytes with which the second words of the others begin
  std::vector<std::uint32_t> required;  // sets of words that patterns require, with it
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

// Adds the entries that go on as the text does after the words from `first` to `end`.
void add_fitting(const TermEntries& entries, std::string_view folded, const TextWord& first,
                 std::uint32_t end, Starts& starts) {
  entries.for_each_fitting(folded.substr(end), [&](const TermEntry& entry) {
    if (entry.at_text_start && first.start > 0) return;
    TermStart start{entry.term, first.start, 0, entry.pattern, entry.wording, first.spaces};
    if (entry.pattern == TermEntry::kNoPattern) {
      start.end = end + static_cast<std::uint32_t>(entry.words.size());
      if (!ends_word(folded, start.end)) return;
    }
    starts.push_back(start);
  });
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
        starts.push_back({terms[pattern], at, static_cast<std::uint32_t>(*end), 0, 0, 0});
  }
};

// Of each set of words the places of a text where one of them is: a bit each, by the number of
// spaces before it. All the places that are further on share the last bit.
using Places = std::vector<std::uint64_t>;
constexpr std::uint32_t kLastPlace = 63;

std::uint32_t place_of(std::uint32_t spaces) { return std::min(spaces, kLastPlace); }

// The sets that a pattern requires, and where.
struct Requirement {
  std::vector<std::uint32_t> sets;
  std::uint64_t reach = 0;  // places that a match can cover, from the first bit

  bool is_met(const Places& places, std::uint32_t spaces) const {
    const std::uint32_t from = place_of(spaces);
    return std::all_of(sets.begin(), sets.end(),
                       [&](std::uint32_t set) { return ((places[set] >> from) & reach) != 0; });
  }
};

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
                                         TermEntry& entry);
  void add(const std::vector<Wording>& wordings, TermEntry entry);
  std::optional<std::string> add_any_word(const std::string& bound_term, std::uint32_t number,
                                          const std::vector<Wording>& wordings);
  void add_starts(const Words& words, std::size_t i, const KnownWord& known, Starts& starts) const;
  Places add_all_starts(const Words& words, Starts& starts) const;

  ByWords<KnownWord> known_words;
  ByWords<TermEntries> by_two_words;
  PatternSet patterns;                                              // of entries
  std::vector<Requirement> requirements;                            // of each of the patterns
  std::map<std::vector<std::string>, std::uint32_t> required_sets;  // numbered
  UnknownTerms at_text_start, at_any_word;
  std::bitset<256> any_word_beginnings;  // bytes with which their words begin
  bool only_at_text_start = true;        // all terms
};

std::optional<std::string> TermSet::Index::add(const std::string& bound_term,
                                               std::uint32_t number) {
  std::string_view term = unbound_term(bound_term).value_or("");
  const Anchor anchor = anchor_of(term);
  if (anchor == Anchor::kPart) return "^ can only stand before the whole term";
  TermEntry entry;
  entry.term = number;
  entry.at_text_start = anchor == Anchor::kWhole;
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
                                                       std::string_view term, TermEntry& entry) {
  if (auto problem = patterns.add(bound_term)) return problem;
  entry.pattern = static_cast<std::uint32_t>(requirements.size());
  const RequiredWords required = required_words(term);
  Requirement requirement{{}, ~std::uint64_t{0}};
  if (required.max_spaces < kLastPlace)
    requirement.reach = (std::uint64_t{1} << (required.max_spaces + 1)) - 1;
  for (const auto& set : required.sets) {
    const auto [known, is_new] =
        required_sets.emplace(set, static_cast<std::uint32_t>(required_sets.size()));
    requirement.sets.push_back(known->second);
    if (!is_new) continue;
    for (const std::string& word : set) known_words[word].required.push_back(known->second);
  }
  requirements.push_back(std::move(requirement));
  return std::nullopt;
}

void TermSet::Index::add(const std::vector<Wording>& wordings, TermEntry entry) {
  const auto pattern = entry.pattern;
  for (const Wording& wording : wordings) {
    const std::string_view word = first_word(wording.words), two = first_two_words(wording.words);
    const bool has_second_word =
        !two.empty() && !(wording.is_cut && two.size() == wording.words.size());
    entry.words = wording.words.substr((has_second_word ? two : word).size());
    entry.pattern = is_whole(wording) ? TermEntry::kNoPattern : pattern;
    KnownWord& known = known_words[std::string(word)];
    if (has_second_word) {
      known.second_beginnings.set(byte_at(two, second_word(two)));
      by_two_words[std::string(two)].add(entry);
    } else {
      known.entries.add(entry);
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
  const TextWord word = words.all()[i];
  add_fitting(known.entries, words.folded(), word, word.end, starts);
  if (i + 1 == words.all().size()) return;
  const TextWord next = words.all()[i + 1];
  if (!known.second_beginnings[byte_at(words.folded(), next.start)]) return;
  if (const auto found = by_two_words.find(words.pair_at(i)); found != by_two_words.end())
    add_fitting(found->second, words.folded(), word, next.end, starts);
}

Places TermSet::Index::add_all_starts(const Words& words, Starts& starts) const {
  at_text_start.add_starts(words.text(), 0, starts);
  Places places(required_sets.size(), 0);
  const std::size_t count = only_at_text_start ? 1 : words.all().size();
  for (std::size_t i = 0; i < words.all().size(); ++i) {
    if (i >= count && starts.empty()) break;
    const TextWord word = words.all()[i];
    const auto place = std::uint64_t{1} << place_of(word.spaces);
    if (const auto found = known_words.find(words.at(i), word.hash); found != known_words.end()) {
      for (const std::uint32_t set : found->second.required) places[set] |= place;
      if (i < count) add_starts(words, i, found->second, starts);
    }
    if (i < count && any_word_beginnings[byte_at(words.folded(), word.start)])
      at_any_word.add_starts(words.text(), word.start, starts);
  }
  return places;
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
  const Places places = index_->add_all_starts(words, starts);
  std::erase_if(starts, [&](const TermStart& start) {
    return start.end == 0 && !index_->requirements[start.pattern].is_met(places, start.spaces);
  });
  std::sort(starts.begin(), starts.end(), [](const TermStart& a, const TermStart& b) {
    const auto place = [](const TermStart& s) { return std::uint64_t{s.term} << 32 | s.at; };
    return place(a) != place(b) ? place(a) < place(b) : a.wording < b.wording;
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
