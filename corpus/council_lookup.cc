#include "corpus/council_lookup.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "corpus/name_words.h"
#include "corpus/nearest.h"

namespace ofsight {
namespace {

constexpr std::size_t kLeastInitials = 3;  // two letters could be anyone
constexpr std::size_t kMostListed = 12;
constexpr std::size_t kMostNearest = 3;
constexpr std::size_t kMostWordBytes = 200;
constexpr std::size_t kLeastWord = 4;  // shorter ones say little of a name

using FoldedName = std::vector<std::string>;

FoldedName folded(std::string_view text) {
  FoldedName words;
  for (const Word& word : fold_words(text)) words.push_back(word.folded);
  return words;
}

bool is_small(const std::string& word) {
  return word == "and" || word == "of" || word == "on" || word == "the" || word == "upon" ||
         word == "with";
}

// Whether every word asked for begins a word of the name, in the name's order.
bool begins(const FoldedName& asked, const FoldedName& name) {
  std::size_t at = 0;
  for (const std::string& word : asked) {
    while (at < name.size() && !name[at].starts_with(word)) ++at;
    if (at++ == name.size()) return false;
  }
  return !asked.empty();
}

std::string initials(const FoldedName& name) {
  std::string letters;
  for (const std::string& word : name)
    if (!is_small(word)) letters += word.front();
  return letters;
}

std::vector<std::string> names_of(const Council& council) {
  std::vector<std::string> names = {council.name};
  names.insert(names.end(), council.names.begin(), council.names.end());
  return names;
}

const Council* by_code(const CouncilRegister& councils, std::string_view code) {
  if (const Council* found = councils.find_by_urn(code)) return found;
  if (const Council* found = councils.find_by_la_code(code)) return found;
  std::string upper(code);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  for (const Council& council : councils.councils()) {
    if (council.gss_code == upper) return &council;
    for (const CouncilCode& one : council.codes)
      if (one.gss_code == upper) return &council;
  }
  return nullptr;
}

// Councils that a rule fits by one of their names; former ones only if no other does.
template <class Fits>
std::vector<const Council*> fitting(const CouncilRegister& councils, Fits fits) {
  std::vector<const Council*> found;
  for (const Council& council : councils.councils()) {
    if (council.former && !found.empty()) break;
    const auto names = names_of(council);
    if (std::any_of(names.begin(), names.end(),
                    [&](const std::string& name) { return fits(folded(name)); }))
      found.push_back(&council);
  }
  return found;
}

std::string listed(const std::vector<std::string>& names, std::string_view before_last) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) all += i + 1 == names.size() ? std::string(before_last) : ", ";
    all += names[i];
  }
  return all;
}

tl::unexpected<Error> ambiguous(std::string_view words, const std::vector<const Council*>& found) {
  std::vector<std::string> names;
  for (const Council* council : found)
    if (names.size() < kMostListed) names.push_back(council->name);
  if (found.size() > kMostListed)
    names.push_back(std::to_string(found.size() - kMostListed) + " more");
  return fail(ErrorCode::kUsage,
              "'" + std::string(words) + "' may be " + listed(names, " or ") + "; say which");
}

std::string joined(const FoldedName& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

// Names are near that are spelt alike, or a word of theirs is: people say 'Stoke'.
std::vector<std::string> nearest_names(const CouncilRegister& councils, const std::string& asked) {
  std::map<std::string, std::vector<std::string>> by_spelling;
  for (const Council& council : councils.councils()) {
    if (council.former) continue;
    const FoldedName words = folded(council.name);
    std::set<std::string> spellings = {joined(words)};
    for (const std::string& word : words)
      if (word.size() >= kLeastWord) spellings.insert(word);
    for (const std::string& one : spellings) by_spelling[one].push_back(council.name);
  }
  std::vector<std::string> spellings, near;
  for (const auto& [spelling, names] : by_spelling) spellings.push_back(spelling);
  for (const std::string& spelling : nearest_few(asked, spellings, spellings.size()))
    for (const std::string& name : by_spelling[spelling]) {
      if (near.size() == kMostNearest) return near;
      if (std::find(near.begin(), near.end(), name) == near.end()) near.push_back(name);
    }
  return near;
}

tl::unexpected<Error> unknown(const CouncilRegister& councils, std::string_view words) {
  return fail(ErrorCode::kUsage,
              "no council is called '" + std::string(words) + "'; the nearest are " +
                  listed(nearest_names(councils, joined(folded(words))), " and "));
}

}  // namespace

Expected<const Council*> look_up_council(const CouncilRegister& councils, std::string_view words) {
  words = words.substr(0, kMostWordBytes);
  if (const Council* found = by_code(councils, words)) return found;
  if (const Council* found = councils.find(words)) return found;
  FoldedName asked = folded(words);
  const std::string letters = asked.size() == 1 ? asked.front() : "";
  std::erase_if(asked, is_small);
  // Names that begin with the first word asked for come before those that have it further on.
  auto found = fitting(councils, [&](const FoldedName& name) {
    return !asked.empty() && !name.empty() && name.front().starts_with(asked.front()) &&
           begins(asked, name);
  });
  if (found.empty())
    found = fitting(councils, [&](const FoldedName& name) { return begins(asked, name); });
  if (found.empty() && letters.size() >= kLeastInitials)
    found = fitting(councils, [&](const FoldedName& name) { return initials(name) == letters; });
  if (found.size() == 1) return found.front();
  if (found.empty()) return unknown(councils, words);
  return ambiguous(words, found);
}

}  // namespace ofsight
