#include "extractors/rule_json.h"

#include <algorithm>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "corpus/json_text.h"

namespace ofsight {
namespace {

using Json = nlohmann::ordered_json;
using Keys = std::initializer_list<std::string_view>;

// The deepest value of a rule file is a text in `yields`: file, rules, rule, yields.
constexpr std::size_t kMaxDepth = 8;
constexpr std::uint64_t kMaxNearWords = 40;

// Builds a Json and stops at the first syntax error, repeated key or level below kMaxDepth. Takes
// the parser's events, so that nothing deeper is ever built.
class JsonBuilder : public nlohmann::json_sax<Json> {
 public:
  explicit JsonBuilder(ProblemList& problems) : problems_(problems) {}
  Json take() && { return std::move(root_); }

  bool null() override { return place(nullptr) != nullptr; }
  bool boolean(bool value) override { return place(value) != nullptr; }
  bool number_integer(number_integer_t value) override { return place(value) != nullptr; }
  bool number_unsigned(number_unsigned_t value) override { return place(value) != nullptr; }
  bool number_float(number_float_t value, const string_t&) override {
    return place(value) != nullptr;
  }
  bool string(string_t& value) override { return place(std::move(value)) != nullptr; }
  bool binary(binary_t&) override { return false; }  // JSON text has none

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& key) override {
    auto& [value, keys, last_key] = open_.back();
    last_key = key;
    if (keys.insert(key).second) return true;
    problems_.add(pointer(), "key is given twice");
    return false;
  }

  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    std::string message = error.what();
    if (const auto name_end = message.find("] "); name_end != std::string::npos) {
      message.erase(0, name_end + 2);
    }
    for (char& c : message) {  // it may quote broken UTF-8
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
    }
    problems_.add("", "not JSON: " + message);
    return false;
  }

 private:
  struct Level {
    Json* value;  // stays in place while it is open: only its children move
    std::set<std::string> keys;
    std::string last_key;
  };

  Json* place(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back().value;
    if (parent.is_array()) {
      parent.push_back(std::move(value));
      return &parent.back();
    }
    auto& members = parent.get_ref<Json::object_t&>();
    members.emplace_back(open_.back().last_key, std::move(value));  // key() has seen to repeats
    return &members.back().second;
  }

  bool open(Json value) {
    Json* placed = place(std::move(value));
    if (open_.size() == kMaxDepth) {
      problems_.add(pointer(), "nested deeper than " + std::to_string(kMaxDepth) + " levels");
      return false;
    }
    open_.push_back({placed, {}, {}});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  // Of the value placed last.
  std::string pointer() const {
    std::string pointer;
    for (const auto& level : open_) {
      pointer = level.value->is_array() ? pointer_to(pointer, level.value->size() - 1)
                                        : pointer_to(pointer, level.last_key);
    }
    return pointer;
  }

  ProblemList& problems_;
  Json root_;
  std::vector<Level> open_;
};

std::optional<Json> parse(std::string_view json, ProblemList& problems) {
  JsonBuilder builder(problems);
  if (!Json::sax_parse(json, &builder)) return std::nullopt;
  return std::move(builder).take();
}

// Says what is wrong if `value` is not an object with all `required` keys and no others than these
// and the `optional` ones. True if it is an object at all.
bool check_keys(const Json& value, const std::string& pointer, Keys required, Keys optional,
                ProblemList& problems) {
  if (!value.is_object()) {
    problems.add(pointer, "must be an object");
    return false;
  }
  const auto has = [](Keys keys, std::string_view key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  };
  for (const auto& [key, _] : value.items()) {
    if (!has(required, key) && !has(optional, key))
      problems.add(pointer_to(pointer, key), "unknown key");
  }
  for (const auto key : required) {
    if (!value.contains(key)) problems.add(pointer, "key '" + std::string(key) + "' is missing");
  }
  return true;
}

std::string read_text(const Json& value, const std::string& pointer, ProblemList& problems) {
  if (!value.is_string()) {
    problems.add(pointer, "must be a string");
    return {};
  }
  auto text = value.get<std::string>();
  if (text.empty()) problems.add(pointer, "must not be empty");
  return text;
}

// The member's text, or "" where it is absent; check_keys() has named an absent one.
std::string read_text(const Json& object, std::string_view key, const std::string& pointer,
                      ProblemList& problems) {
  const auto member = object.find(key);
  return member == object.end() ? "" : read_text(*member, pointer_to(pointer, key), problems);
}

// The member's texts. Items that are no text are kept as "", so that indexes stay those of the
// file.
std::vector<std::string> read_texts(const Json& object, std::string_view key,
                                    const std::string& parent, ProblemList& problems) {
  std::vector<std::string> texts;
  const auto member = object.find(key);
  if (member == object.end()) return texts;
  const auto pointer = pointer_to(parent, key);
  if (!member->is_array() || member->empty()) {
    problems.add(pointer, "must be a list of at least one string");
    return texts;
  }
  std::set<std::string> seen;
  for (std::size_t i = 0; i < member->size(); ++i) {
    const auto item = pointer_to(pointer, i);
    auto text = read_text((*member)[i], item, problems);
    if (!text.empty() && !seen.insert(text).second) problems.add(item, "is listed twice");
    texts.push_back(std::move(text));
  }
  return texts;
}

// The member's texts, each one of `words`; others are named and left out.
template <class Words>
std::vector<std::string> read_words(const Json& object, std::string_view key, const Words& words,
                                    const std::string& parent, ProblemList& problems) {
  auto texts = read_texts(object, key, parent, problems);
  std::string choices;
  for (const auto word : words) choices += (choices.empty() ? "" : ", ") + std::string(word);
  const auto pointer = pointer_to(parent, key);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (std::find(words.begin(), words.end(), texts[i]) != words.end()) continue;
    if (!problems.has(pointer_to(pointer, i))) {
      problems.add(pointer_to(pointer, i), "must be one of " + choices);
    }
    texts[i].clear();
  }
  std::erase(texts, "");
  return texts;
}

// The texts of an object that maps names to texts, in the order of the file.
std::vector<std::pair<std::string, std::string>> read_map(const Json& object, std::string_view key,
                                                          const std::string& parent,
                                                          ProblemList& problems) {
  std::vector<std::pair<std::string, std::string>> entries;
  const auto member = object.find(key);
  if (member == object.end()) return entries;
  const auto pointer = pointer_to(parent, key);
  if (!member->is_object()) {
    problems.add(pointer, "must be an object");
    return entries;
  }
  for (const auto& [name, value] : member->items()) {
    entries.emplace_back(name, read_text(value, pointer_to(pointer, name), problems));
  }
  return entries;
}

// Pairs that are not well formed are named, and kept so that indexes stay those of the file.
std::vector<Near> read_near(const Json& rule, const std::string& parent, ProblemList& problems) {
  std::vector<Near> pairs;
  const auto member = rule.find("near");
  if (member == rule.end()) return pairs;
  const auto list = pointer_to(parent, "near");
  if (!member->is_array() || member->empty()) problems.add(list, "must be a list of pairs");
  if (!member->is_array()) return pairs;
  for (std::size_t i = 0; i < member->size(); ++i) {
    const Json& value = (*member)[i];
    const auto pointer = pointer_to(list, i);
    Near& pair = pairs.emplace_back();
    if (!check_keys(value, pointer, {"terms", "words"}, {}, problems)) continue;
    const auto terms = read_texts(value, "terms", pointer, problems);
    if (terms.size() == 2) {
      pair.first = terms[0];
      pair.second = terms[1];
    } else {
      problems.add(pointer_to(pointer, "terms"), "must be two");
    }
    const auto words = value.find("words");
    if (words == value.end()) continue;
    if (words->is_number_unsigned() && words->get<std::uint64_t>() <= kMaxNearWords) {
      pair.words = words->get<int>();
    } else {
      problems.add(pointer_to(pointer, "words"),
                   "must be a whole number up to " + std::to_string(kMaxNearWords));
    }
  }
  return pairs;
}

Rule read_rule(const Json& value, const std::string& pointer, ProblemList& problems) {
  Rule rule;
  if (!check_keys(value, pointer, {"id", "description", "match", "no_match"},
                  {"yields", "kinds", "in", "patterns", "terms", "weak", "in_items", "early",
                   "near", "except", "unless"},
                  problems)) {
    return rule;
  }
  if (!value.contains("patterns") && !value.contains("terms") && !value.contains("near"))
    problems.add(pointer, "one of the keys 'patterns', 'terms' and 'near' is needed");
  rule.id = read_text(value, "id", pointer, problems);
  rule.description = read_text(value, "description", pointer, problems);
  for (auto& [key, text] : read_map(value, "yields", pointer, problems)) {
    rule.yields.emplace(key, std::move(text));
  }
  rule.kinds = read_words(value, "kinds", kRuleKinds, pointer, problems);
  for (const auto& word : read_words(value, "in", kPlaceNames, pointer, problems)) {
    const auto place = std::find(kPlaceNames.begin(), kPlaceNames.end(), word);
    rule.in.push_back(static_cast<Place>(place - kPlaceNames.begin()));
  }
  rule.patterns = read_texts(value, "patterns", pointer, problems);
  rule.terms = read_texts(value, "terms", pointer, problems);
  rule.weak = read_texts(value, "weak", pointer, problems);
  rule.in_items = read_texts(value, "in_items", pointer, problems);
  rule.early = read_texts(value, "early", pointer, problems);
  rule.near = read_near(value, pointer, problems);
  rule.except = read_texts(value, "except", pointer, problems);
  rule.unless = read_texts(value, "unless", pointer, problems);
  rule.match = read_texts(value, "match", pointer, problems);
  rule.no_match = read_texts(value, "no_match", pointer, problems);
  return rule;
}

}  // namespace

void ProblemList::add(const std::string& pointer, std::string message) {
  for (char& c : message) {  // examples may have any
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  pointers_.insert(pointer);
  problems_.push_back({file_, pointer, std::move(message)});
}

RuleFile read_rule_file(const RuleSource& source, ProblemList& problems) {
  RuleFile file;
  const auto root = parse(source.json, problems);
  if (!root ||
      !check_keys(*root, "", {"description", "rules"}, {"definitions", "themes"}, problems)) {
    return file;
  }
  file.description = read_text(*root, "description", "", problems);
  file.definitions = read_map(*root, "definitions", "", problems);
  file.themes = read_texts(*root, "themes", "", problems);
  const auto rules = root->find("rules");
  if (rules == root->end()) return file;
  if (!rules->is_array() || rules->empty()) {
    problems.add("/rules", "must be a list of at least one rule");
    return file;
  }
  for (std::size_t i = 0; i < rules->size(); ++i) {
    file.rules.push_back(read_rule((*rules)[i], pointer_to("/rules", i), problems));
    file.rules.back().file = source.name;
  }
  return file;
}

}  // namespace ofsight
