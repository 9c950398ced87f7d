#include "extractors/term_set.h"

#include <algorithm>
#include <tuple>

#include "extractors/wordings.h"

namespace ofsight {
namespace {

enum class Anchor { kNone, kWhole, kPart };

// Where ^ stands in a term: before the whole of it, nowhere, or elsewhere, as in "^a|b".
Anchor anchor_of(std::string_view term) {
  Anchor anchor = Anchor::kNone;
  int depth = 0;
  for (std::size_t i = 0; i < term.size(); ++i) {
    switch (term[i]) {
      case '\\': ++i; break;
      case '[': i = std::min(term.find(']', i + 2), term.size()); break;
      case '(': ++depth; break;
      case ')': --depth; break;
      case '^':
        if (i > 0) return Anchor::kPart;
        anchor = Anchor::kWhole;
        break;
      case '|':
        if (depth == 0 && anchor == Anchor::kWhole) return Anchor::kPart;
        break;
      default: break;
    }
  }
  return anchor;
}

bool ends_word(std::string_view text, std::size_t at) { return at == text.size() || !is_word_byte(text[at]); }

// Whether the word is known that a match begins with; one that is cut may go on.
bool has_first_word(const Wording& wording) {
  const auto length = first_word(wording.words).size();
  return length > 0 && !(wording.is_cut && length == wording.words.size());
}

// Whether the wording is all that has to be compared.
bool is_whole(const Wording& wording) { return !wording.is_cut && is_word_byte(wording.words.back()); }

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

std::optional<std::string> TermSet::add(const std::string& bound_term, std::size_t number) {
  std::string_view term = unbound_term(bound_term).value_or("");
  const Anchor anchor = anchor_of(term);
  if (anchor == Anchor::kPart) return "^ can only stand before the whole term";
  Entry entry{static_cast<std::uint32_t>(number), kNone, 0, anchor == Anchor::kWhole, ""};
  if (entry.at_text_start) term.remove_prefix(1);
  const auto all = wordings(term);
  const bool is_known = all && std::all_of(all->begin(), all->end(), has_first_word);
  if (!is_known && !entry.at_text_start) {
    any_word_terms_.push_back(number);
    for (const Wording& wording : all.value_or(std::vector<Wording>{{}})) {
      if (wording.words.empty()) any_word_bytes_.fill(true);
      else any_word_bytes_[static_cast<unsigned char>(wording.words.front())] = true;
    }
    return any_word_.add(bound_term);
  }
  if (!is_known || !std::all_of(all->begin(), all->end(), is_whole)) {
    if (auto problem = patterns_.add(bound_term)) return problem;
    entry.pattern = pattern_count_++;
  }
  if (is_known) {
    index(*all, entry);
  } else {
    at_text_start_.push_back(entry);
  }
  return std::nullopt;
}

std::vector<TermSet::Entry>& TermSet::entries_of(std::string_view key) {
  auto entries = by_key_.find(key);
  if (entries == by_key_.end()) entries = by_key_.try_emplace(keys_.emplace_back(key)).first;
  return entries->second;
}

void TermSet::index(const std::vector<Wording>& wordings, Entry entry) {
  const auto pattern = entry.pattern;
  for (const Wording& wording : wordings) {
    const std::string_view word = first_word(wording.words), two = first_two_words(wording.words);
    const bool has_second_word = !two.empty() && !(wording.is_cut && two.size() == wording.words.size());
    const std::string_view key = has_second_word ? two : word;
    entry.words = wording.words.substr(key.size());
    entry.pattern = is_whole(wording) ? kNone : pattern;
    entries_of(word);  // says that two words may be looked up
    entries_of(key).push_back(entry);
    ++entry.wording;
  }
}

void TermSet::add_starts(std::string_view folded, std::size_t at, std::string_view key,
                         std::vector<TermStart>& starts) const {
  const auto entries = by_key_.find(key);
  if (entries == by_key_.end()) return;
  const std::string_view rest = folded.substr(at + key.size());
  for (const Entry& entry : entries->second) {
    if (!rest.starts_with(entry.words) || (entry.at_text_start && at > 0)) continue;
    if (entry.pattern != kNone) {
      starts.push_back({entry.term, at, std::nullopt, entry.pattern, entry.wording});
    } else if (const auto end = at + key.size() + entry.words.size(); ends_word(folded, end)) {
      starts.push_back({entry.term, at, end, 0, entry.wording});
    }
  }
}

std::vector<TermStart> TermSet::starts(std::string_view text) const {
  std::string folded(text);
  std::transform(folded.begin(), folded.end(), folded.begin(), lower_ascii);
  std::vector<TermStart> starts;
  for (const Entry& entry : at_text_start_) starts.push_back({entry.term, 0, std::nullopt, entry.pattern, 0});
  std::vector<std::size_t> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_word_byte(text[at])) {
      ++at;
      continue;
    }
    const auto end = at + first_word(text.substr(at)).size();
    const std::string_view rest = std::string_view(folded).substr(at);
    add_starts(folded, at, first_word(rest), starts);
    add_starts(folded, at, first_two_words(rest), starts);
    if (any_word_bytes_[static_cast<unsigned char>(folded[at])]) {
      any_word_.matching_at(text, at, found);
      for (const std::size_t pattern : found)
        starts.push_back({any_word_terms_[pattern], at, any_word_.match_at(pattern, text, at), 0, 0});
    }
    at = end;
  }
  std::sort(starts.begin(), starts.end(), [](const TermStart& a, const TermStart& b) {
    return std::tuple(a.term, a.at, a.wording) < std::tuple(b.term, b.at, b.wording);
  });
  // Of several wordings of a term the first that fits counts.
  starts.erase(std::unique(starts.begin(), starts.end(),
                           [](const TermStart& a, const TermStart& b) { return a.term == b.term && a.at == b.at; }),
               starts.end());
  return starts;
}

std::optional<std::size_t> TermSet::end_of(const TermStart& start, std::string_view text) const {
  return start.end ? start.end : patterns_.match_at(start.pattern, text, start.at);
}

std::vector<TermMatch> TermSet::each(std::string_view text) const {
  std::vector<TermMatch> matches;
  for (const TermStart& start : starts(text)) {
    if (!matches.empty() && matches.back().term == start.term && start.at < matches.back().span.end) continue;
    if (const auto end = end_of(start, text)) matches.push_back({start.term, {start.at, *end}});
  }
  return matches;
}

}  // namespace ofsight
