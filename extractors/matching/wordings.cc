#include "extractors/matching/wordings.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "extractors/matching/words.h"

namespace ofsight {
namespace {

using Wordings = std::vector<Wording>;

void cut(Wordings& all) {
  for (Wording& wording : all) wording.is_cut = true;
}

// Cuts what begins with two whole words: enough to be looked up by.
void cut_after_two_words(Wordings& all) {
  for (Wording& wording : all) {
    const auto two = first_two_words(wording.words).size();
    if (two > 0 && two < wording.words.size()) wording.is_cut = true;
  }
}

// What is left of too many ends: their first bytes.
Wordings beginnings(const Wordings& ends) {
  Wordings kept;
  for (const Wording& end : ends) {
    const Wording beginning{end.words.substr(0, 1), end.is_cut || end.words.size() > 1};
    if (std::find(kept.begin(), kept.end(), beginning) == kept.end()) kept.push_back(beginning);
  }
  return kept;
}

// Every start with every end.
Wordings joined(Wordings starts, Wordings ends) {
  const auto size = [&] {
    const auto cut_starts = static_cast<std::size_t>(std::count_if(
        starts.begin(), starts.end(), [](const Wording& wording) { return wording.is_cut; }));
    return cut_starts + (starts.size() - cut_starts) * ends.size();
  };
  if (size() > kMaxWordings) cut_after_two_words(starts);
  if (size() > kMaxWordings) ends = beginnings(ends);
  if (size() > kMaxWordings) {
    cut(starts);
    return starts;
  }
  Wordings all;
  for (Wording& start : starts) {
    if (start.is_cut) {
      all.push_back(std::move(start));
      continue;
    }
    for (const Wording& end : ends) all.push_back({start.words + end.words, end.is_cut});
  }
  return all;
}

// What is left of too many: their first words, with what ends them.
void keep_first_words(Wordings& all) {
  Wordings kept;
  for (Wording& wording : all) {
    const auto length = first_word(wording.words).size() + 1;
    if (length < wording.words.size()) wording = {wording.words.substr(0, length), true};
    if (std::find(kept.begin(), kept.end(), wording) == kept.end())
      kept.push_back(std::move(wording));
  }
  all = std::move(kept);
}

std::optional<Wordings> spelt_out(const TermNode& node);

std::optional<Wordings> alternatives(const std::vector<TermNode>& parts) {
  Wordings all;
  for (const TermNode& part : parts) {
    auto one = spelt_out(part);
    if (!one) return std::nullopt;
    std::move(one->begin(), one->end(), std::back_inserter(all));
    if (all.size() > kMaxWordings) keep_first_words(all);
    if (all.size() > kMaxWordings) return std::nullopt;
  }
  return all;
}

std::optional<Wordings> sequence(const std::vector<TermNode>& parts) {
  Wordings all = {{}};
  for (const TermNode& part : parts) {
    auto next = spelt_out(part);
    if (!next) return std::nullopt;
    all = joined(std::move(all), std::move(*next));
  }
  return all;
}

std::optional<Wordings> repeated(const TermNode& node) {
  auto choices = spelt_out(node.parts.front());
  if (!choices) return std::nullopt;
  if (node.is_unlimited) cut(*choices);
  if (node.may_be_missing) choices->push_back({});
  return choices;
}

std::optional<Wordings> spelt_out(const TermNode& node) {
  switch (node.kind) {
    case TermNode::Kind::kText: return Wordings{{node.text}};
    case TermNode::Kind::kAnything: break;
    case TermNode::Kind::kSequence: return sequence(node.parts);
    case TermNode::Kind::kAlternatives: return alternatives(node.parts);
    case TermNode::Kind::kRepeated: return repeated(node);
  }
  return Wordings{{"", true}};
}

}  // namespace

bool has_first_word(const Wording& wording) {
  const auto length = first_word(wording.words).size();
  return length > 0 && !(wording.is_cut && length == wording.words.size());
}

std::optional<std::vector<Wording>> wordings(std::string_view term) {
  const auto node = parse_term(term);
  return node ? spelt_out(*node) : std::nullopt;
}

std::optional<std::vector<Wording>> wordings(const TermNode& node) { return spelt_out(node); }

}  // namespace ofsight
