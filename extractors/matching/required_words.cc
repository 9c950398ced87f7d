#include "extractors/matching/required_words.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <span>
#include <utility>

#include "extractors/matching/term_syntax.h"
#include "extractors/matching/wordings.h"
#include "extractors/matching/words.h"

namespace ofsight {
namespace {

using Kind = TermNode::Kind;
using Nodes = std::span<const TermNode>;
using WordSet = std::vector<std::string>;

TermNode sequence_of(Nodes nodes) { return {Kind::kSequence, "", {nodes.begin(), nodes.end()}}; }

// Whether whatever a node matches begins with what is no word's.
bool begins_outside_word(const TermNode& node) {
  const auto all = wordings(node.kind == Kind::kRepeated ? node.parts.front() : node);
  return all && std::all_of(all->begin(), all->end(), [](const Wording& wording) {
           return !wording.words.empty() && !is_word_byte(wording.words.front());
         });
}

bool may_be_missing(const TermNode& node) {
  return node.kind == Kind::kRepeated && node.may_be_missing;
}

// Whether no word goes on from what stands before the nodes into them.
bool ends_word_before(Nodes nodes) {
  for (const TermNode& node : nodes) {
    if (!begins_outside_word(node)) return false;
    if (!may_be_missing(node)) return true;
  }
  return true;  // the term ends there
}

// Of what may be missing only the ends of words, as "(?:s|ed)?", are part of a run: words of their
// own would hide those that are always there.
bool is_fixed(const TermNode& node) {
  if (node.kind == Kind::kRepeated &&
      (begins_outside_word(node) || begins_outside_word(mirrored(node))))
    return false;
  const auto all = wordings(node);
  return all && std::none_of(all->begin(), all->end(),
                             [](const Wording& wording) { return wording.is_cut; });
}

// The longest word of a wording that is there in full.
std::string longest_word(std::string_view wording, bool from_edge, bool to_edge) {
  std::string longest;
  for (std::size_t at = 0; at < wording.size();) {
    const auto word = first_word(wording.substr(at));
    const auto end = at + word.size();
    if ((at > 0 || from_edge) && (end < wording.size() || to_edge) && word.size() > longest.size())
      longest = word;
    at = end + (word.empty() ? 1 : 0);
    while (at < wording.size() && !is_word_byte(wording[at])) ++at;
  }
  return longest;
}

void keep_each_once(WordSet& set) {
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
}

// One word of each wording of a run of nodes, if all have one.
std::optional<WordSet> words_of_run(Nodes run, bool from_edge, bool to_edge) {
  const auto all = wordings(sequence_of(run));
  if (!all) return std::nullopt;
  WordSet set;
  for (const Wording& wording : *all) {
    std::string word =
        wording.is_cut ? std::string() : longest_word(wording.words, from_edge, to_edge);
    if (word.empty()) return std::nullopt;
    set.push_back(std::move(word));
  }
  keep_each_once(set);
  return set;
}

std::vector<WordSet> sets_of_sequence(const TermNode& sequence, std::size_t from) {
  const Nodes nodes = sequence.parts;
  const TermNode mirror = mirrored(sequence);
  std::vector<WordSet> sets;
  for (std::size_t first = from, last = 0; first < nodes.size();
       first = std::max(last, first + 1)) {
    last = first;
    while (last < nodes.size() && is_fixed(nodes[last])) ++last;
    if (last == first) continue;
    const bool from_edge = ends_word_before(Nodes(mirror.parts).subspan(nodes.size() - first));
    const bool to_edge = ends_word_before(nodes.subspan(last));
    if (auto set = words_of_run(nodes.subspan(first, last - first), from_edge, to_edge))
      sets.push_back(std::move(*set));
  }
  return sets;
}

std::size_t fixed_start(const TermNode& sequence) {
  return static_cast<std::size_t>(
      std::find_if_not(sequence.parts.begin(), sequence.parts.end(), is_fixed) -
      sequence.parts.begin());
}

// By a guess: short words are frequent, and so is one of many.
bool is_more_frequent(const WordSet& a, const WordSet& b) {
  const auto shortest = [](const WordSet& set) {
    return std::min_element(set.begin(), set.end(),
                            [](const auto& x, const auto& y) { return x.size() < y.size(); })
        ->size();
  };
  return std::pair(shortest(a), b.size()) < std::pair(shortest(b), a.size());
}

std::vector<WordSet> sets_of(const TermNode& alternatives) {
  if (alternatives.parts.size() == 1) {
    const TermNode& sequence = alternatives.parts.front();
    return sets_of_sequence(sequence, fixed_start(sequence));
  }
  // Of each alternative the rarest, be it the first.
  WordSet any;
  for (const TermNode& alternative : alternatives.parts) {
    auto sets = sets_of_sequence(alternative, 0);
    if (sets.empty()) return {};
    auto& rarest = *std::max_element(sets.begin(), sets.end(), is_more_frequent);
    std::move(rarest.begin(), rarest.end(), std::back_inserter(any));
  }
  keep_each_once(any);
  return {any};
}

}  // namespace

RequiredWords required_words(std::string_view term) {
  const auto node = parse_term(term);
  if (!node) return {{}, kNoLimit};
  return {sets_of(*node), max_spaces(*node)};
}

}  // namespace ofsight
