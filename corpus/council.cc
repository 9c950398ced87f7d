#include "corpus/council.h"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <utility>

#include "corpus/name_words.h"

namespace ofsight {
namespace {

using nlohmann::json;

std::vector<Words> phrases_from(const json& list) {
  std::vector<Words> phrases;
  for (const json& text : list) phrases.push_back(fold_words(text.get<std::string>()));
  std::stable_sort(phrases.begin(), phrases.end(),
                   [](const Words& a, const Words& b) { return a.size() > b.size(); });
  return phrases;
}

CouncilCode code_from(const json& object) {
  return {.gss_code = object.at("gss_code"),
          .la_code = object.at("la_code"),
          .from = object.value("from", ""),
          .to = object.value("to", "")};
}

Council council_from(const json& object, bool former) {
  Council council;
  council.name = object.at("name");
  if (!object.at("urn").is_null()) council.urn = object.at("urn");
  council.la_code = object.at("la_code");
  council.gss_code = object.at("gss_code");
  council.region = object.at("region");
  council.region_code = object.at("region_code");
  council.type = object.at("type");
  const std::vector<std::string> none;
  council.statistical_neighbours = object.value("statistical_neighbours", none);
  council.names = object.value("names", none);
  for (const json& code : object.value("codes", json::array())) {
    council.codes.push_back(code_from(code));
  }
  council.from = object.value("from", "");
  council.to = object.value("to", "");
  council.former = former;
  council.successors = object.value("successors", none);
  return council;
}

bool at_one_time(const Council& a, const Council& b) {
  return (a.to.empty() || b.from < a.to) && (b.to.empty() || a.from < b.to);
}

bool lives_on(const Council& council, std::string_view date) {
  return council.from <= date && (council.to.empty() || date < council.to);
}

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

}  // namespace

struct CouncilRegister::Index {
  struct Entry {
    Words phrase;
    std::vector<const Council*> councils;  // current first; none for a phrase that is no council
  };

  Expected<void> add(const Council& council, std::string_view name);
  Expected<void> add_all(const json& root);
  Expected<void> read(const json& root, const std::string& key);
  const Entry* longest_at(const Words& words, std::size_t at) const;
  const Council* exact(const Words& words, std::size_t begin, std::size_t end,
                       std::string_view iso_date) const;

  std::vector<Council> councils;
  // By first word, the longest first.
  std::unordered_map<std::string, std::vector<Entry>, StringHash, std::equal_to<>> entries;
  std::vector<Words> prefixes, suffixes, not_after, not_before;
};

namespace {

const Council* of_date(const std::vector<const Council*>& namesakes, std::string_view iso_date) {
  if (namesakes.empty()) return nullptr;
  for (const Council* council : namesakes) {
    if (iso_date.empty() || lives_on(*council, iso_date)) return council;
  }
  return namesakes.front();
}

bool same_phrase(const Words& a, const Words& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Word& x, const Word& y) { return x.folded == y.folded; });
}

}  // namespace

Expected<void> CouncilRegister::Index::add(const Council& council, std::string_view name) {
  Words phrase = fold_words(name);
  if (phrase.empty()) return fail(ErrorCode::kInvalidData, council.name + ": a name is empty");
  std::vector<Entry>& list = entries[phrase.front().folded];
  auto entry = std::find_if(list.begin(), list.end(),
                            [&](const Entry& other) { return same_phrase(other.phrase, phrase); });
  if (entry == list.end()) entry = list.insert(entry, Entry{std::move(phrase), {}});
  for (const Council* other : entry->councils) {
    if (at_one_time(*other, council)) {
      return fail(ErrorCode::kInvalidData,
                  "'" + std::string(name) + "' names two councils of one time: " + other->la_code +
                      " and " + council.la_code);
    }
  }
  entry->councils.push_back(&council);
  return {};
}

Expected<void> CouncilRegister::Index::read(const json& root, const std::string& key) {
  const json& list = root.at(key);
  for (std::size_t i = 0; i < list.size(); ++i) {
    try {
      councils.push_back(council_from(list.at(i), key == "former_councils"));
    } catch (const json::exception& error) {
      return fail(ErrorCode::kInvalidData,
                  "/" + key + "/" + std::to_string(i) + ": " + error.what());
    }
  }
  return {};
}

Expected<void> CouncilRegister::Index::add_all(const json& root) {
  for (const char* key : {"councils", "former_councils"}) {
    if (auto done = read(root, key); !done) return done;
  }
  std::set<std::string> codes;
  for (const Council& council : councils) {
    for (const std::string& code : {council.urn, council.la_code, council.gss_code}) {
      if (!code.empty() && !codes.insert(code).second) {
        return fail(ErrorCode::kInvalidData, council.name + ": code " + code + " is not its own");
      }
    }
    if (auto added = add(council, council.name); !added) return added;
    for (const std::string& name : council.names) {
      if (auto added = add(council, name); !added) return added;
    }
  }
  for (const json& text : root.at("not_councils")) {
    Words phrase = fold_words(text.get<std::string>());
    if (phrase.empty()) return fail(ErrorCode::kInvalidData, "not_councils: a phrase is empty");
    entries[phrase.front().folded].push_back({std::move(phrase), {}});
  }
  for (auto& [first_word, list] : entries) {
    std::stable_sort(list.begin(), list.end(), [](const Entry& a, const Entry& b) {
      return a.phrase.size() > b.phrase.size();
    });
  }
  prefixes = phrases_from(root.at("prefixes"));
  suffixes = phrases_from(root.at("suffixes"));
  not_after = phrases_from(root.at("not_after"));
  not_before = phrases_from(root.at("not_before"));
  return {};
}

const CouncilRegister::Index::Entry* CouncilRegister::Index::longest_at(const Words& words,
                                                                        std::size_t at) const {
  const std::string_view folded = words[at].folded;
  for (const std::string_view first : {folded, folded.substr(0, words[at].stem_size)}) {
    const auto found = entries.find(first);
    if (found == entries.end()) continue;
    for (const Entry& entry : found->second) {
      if (stands_at(words, at, entry.phrase, Spelling::kCapitals, Gap::kComma)) return &entry;
    }
  }
  return nullptr;
}

const Council* CouncilRegister::Index::exact(const Words& words, std::size_t begin, std::size_t end,
                                             std::string_view iso_date) const {
  const auto found = entries.find(words[begin].folded);
  if (found == entries.end()) return nullptr;
  for (const Entry& entry : found->second) {
    if (entry.phrase.size() != end - begin) continue;
    if (stands_at(words, begin, entry.phrase, Spelling::kAnyCase, Gap::kBreak)) {
      return of_date(entry.councils, iso_date);
    }
  }
  return nullptr;
}

Expected<CouncilRegister> CouncilRegister::from_json(std::string_view text) {
  try {
    auto index = std::make_shared<Index>();
    if (auto added = index->add_all(json::parse(text)); !added) {
      return fail(added.error().code, "register of councils: " + added.error().message);
    }
    return CouncilRegister(std::move(index));
  } catch (const json::exception& error) {
    return fail(ErrorCode::kInvalidData, std::string("register of councils: ") + error.what());
  }
}

const std::vector<Council>& CouncilRegister::councils() const { return index_->councils; }

const Council* CouncilRegister::find(std::string_view name, std::string_view iso_date) const {
  Words words = fold_words(name);
  // Decorations inside one name may be set off by any mark: "Bristol (City Council)".
  for (Word& word : words) word.gap = Gap::kJoined;
  std::size_t begin = !words.empty() && words.front().folded == "the" ? 1 : 0;
  while (begin < words.size()) {
    for (std::size_t end = words.size(); end > begin;) {
      if (const Council* council = index_->exact(words, begin, end, iso_date)) return council;
      const std::size_t size = size_before(words, begin, end, index_->suffixes, Spelling::kAnyCase);
      if (size == 0) break;
      end -= size;
    }
    const std::size_t size = size_after(words, begin, index_->prefixes, Spelling::kAnyCase);
    if (size == 0) break;
    begin += size;
  }
  return nullptr;
}

const Council* CouncilRegister::find_by_urn(std::string_view urn) const {
  if (urn.empty()) return nullptr;
  for (const Council& council : councils()) {
    if (council.urn == urn) return &council;
  }
  return nullptr;
}

const Council* CouncilRegister::find_by_la_code(std::string_view la_code) const {
  for (const Council& council : councils()) {
    if (council.la_code == la_code) return &council;
  }
  return nullptr;
}

std::vector<CouncilMention> CouncilRegister::mentions(std::string_view text,
                                                      std::string_view iso_date) const {
  const Words words = fold_words(text);
  std::vector<CouncilMention> mentions;
  std::size_t free_from = 0;  // words before are used up
  for (std::size_t at = 0; at < words.size();) {
    const Index::Entry* entry = index_->longest_at(words, at);
    if (entry == nullptr) {
      ++at;
      continue;
    }
    const std::size_t name_end = at + entry->phrase.size();
    const std::size_t body = size_after(words, name_end, index_->not_before, Spelling::kCapitals);
    if (entry->councils.empty() || body > 0 ||
        size_before(words, free_from, at, index_->not_after, Spelling::kCapitals) > 0) {
      at = free_from = name_end + body;
      continue;
    }
    std::size_t first = at;
    while (const std::size_t size =
               size_before(words, free_from, first, index_->prefixes, Spelling::kAnyCase)) {
      first -= size;
    }
    const std::size_t last =
        name_end + size_after(words, name_end, index_->suffixes, Spelling::kAnyCase);
    mentions.push_back({.council = of_date(entry->councils, iso_date),
                        .begin = words[first].begin,
                        .end = words[last - 1].stem_end,
                        .decorated = first != at || last != name_end});
    at = free_from = last;
  }
  return mentions;
}

std::string_view gss_code_on(const Council& council, std::string_view iso_date) {
  if (iso_date.empty()) return council.gss_code;
  for (const CouncilCode& code : council.codes) {
    if (code.to.empty() || iso_date < code.to) return code.gss_code;
  }
  return council.gss_code;
}

}  // namespace ofsight
