// valijson aborts the program instead of throwing unless it is told.
#define VALIJSON_USE_EXCEPTIONS 1

#include "corpus/json_schema.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <regex>
#include <set>
#include <stdexcept>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "corpus/json_text.h"
#include "corpus/utf8.h"

namespace ofsight {

struct JsonSchema::Compiled {
  valijson::Schema schema;
};

namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

constexpr std::size_t kMaxPatternCodePoints = 512;
// Enough for more code points than any pattern may have, so that a cut text is still too long.
constexpr std::size_t kMaxTextBytes = 4 * (kMaxPatternCodePoints + 1);
constexpr std::size_t kMaxKeyBytes = 256;
constexpr std::size_t kMaxShownBytes = 60;

struct ParsedJson {
  json value;
  std::string problem;  // empty if there is none
};

ParsedJson parse(std::string_view text) {
  if (json_depth(text) > kMaxJsonDepth) {
    return {{}, "nested deeper than " + std::to_string(kMaxJsonDepth) + " levels"};
  }
  try {
    return {json::parse(text), ""};
  } catch (const json::parse_error& error) {
    return {{}, "not JSON from byte " + std::to_string(error.byte) + " on"};
  } catch (const json::exception&) {
    return {{}, "a number is too large"};
  }
}

// Cuts `text` to `size` bytes or a few less, between characters.
void cut(std::string& text, std::size_t size) {
  if (text.size() <= size) return;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0) == 0x80) --size;
  text.resize(size);
}

// Makes a schema safe and exact to check with: bounds what patterns match, compiles them once so
// that a bad one is found here (throws std::regex_error), and makes every unknown key an error of
// its own, where valijson names the first only.
void prepare(json& schema) {
  if (schema.is_object()) {
    if (const auto pattern = schema.find("pattern");
        pattern != schema.end() && pattern->is_string()) {
      std::regex compiled(pattern->get<std::string>());
      if (!schema.contains("maxLength")) schema["maxLength"] = kMaxPatternCodePoints;
    }
    if (const auto keys = schema.find("patternProperties");
        keys != schema.end() && keys->is_object()) {
      for (const auto& [key, _] : keys->items()) std::regex compiled(key);
    }
    if (const auto others = schema.find("additionalProperties");
        others != schema.end() && *others == false) {
      *others = {{"not", json::object()}};
    }
    for (const auto& [key, value] : schema.items()) {
      if (key != "const" && key != "enum" && key != "default" && key != "examples") prepare(value);
    }
  } else if (schema.is_array()) {
    for (json& item : schema) prepare(item);
  }
}

// Cuts texts that are too long for any pattern; names objects with keys that are.
void bound_texts(json& value, const std::string& pointer, std::vector<SchemaProblem>& problems) {
  if (value.is_string()) {
    cut(value.get_ref<std::string&>(), kMaxTextBytes);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) {
      bound_texts(value[i], pointer_to(pointer, i), problems);
    }
  } else if (value.is_object()) {
    for (const auto& [key, item] : value.items()) {
      if (key.size() > kMaxKeyBytes) {
        problems.push_back(
            {pointer, "has a key longer than " + std::to_string(kMaxKeyBytes) + " bytes"});
      } else {
        bound_texts(item, pointer_to(pointer, key), problems);
      }
    }
  }
}

// What valijson says, and what we say instead. "@" is the value, "#" the number in its message, "'"
// the name in its message.
struct Wording {
  enum Kind { kValue, kType, kKey, kConsequence };  // of an error further down or already named

  std::string_view theirs;  // how it starts
  Kind kind;
  std::string_view ours;
};

constexpr std::array kWordings = {
    Wording{"Missing required property", Wording::kKey, "key ' is missing"},
    Wording{"Missing dependency", Wording::kKey, "key ' is missing"},
    Wording{"Target should not validate", Wording::kValue, "is not allowed here"},
    Wording{"Value type not permitted", Wording::kType, "must not be @"},
    Wording{"Failed to match against any enum", Wording::kValue, "@ is not one of the choices"},
    Wording{"Failed to match expected value", Wording::kValue, "@ is not the one choice"},
    Wording{"Failed to match regex", Wording::kValue, "@ is not in the right form"},
    Wording{"Array should contain no fewer than", Wording::kValue, "must have at least # items"},
    Wording{"Array should contain no more than", Wording::kValue, "must have at most # items"},
    Wording{"Array contains more items", Wording::kValue, "has too many items"},
    Wording{"String should be no fewer than", Wording::kValue, "must have at least # characters"},
    Wording{"String should be no more than", Wording::kValue, "must have at most # characters"},
    Wording{"Object should have no fewer than", Wording::kValue, "must have at least # keys"},
    Wording{"Object should have no more than", Wording::kValue, "must have at most # keys"},
    Wording{"Expected number greater than or equal to", Wording::kValue, "must be at least #"},
    Wording{"Expected number greater than", Wording::kValue, "must be more than #"},
    Wording{"Expected number less than or equal to", Wording::kValue, "must be at most #"},
    Wording{"Expected number less than", Wording::kValue, "must be less than #"},
    Wording{"Elements at indexes", Wording::kValue, "has the same item twice"},
    Wording{"Failed to validate against exactly one", Wording::kValue, "fits more than one choice"},
    Wording{"Failed to validate", Wording::kConsequence, "does not fit the schema"},
    Wording{"Cannot validate item", Wording::kConsequence, "has too many items"},
};

Wording wording_of(std::string_view theirs) {
  for (const Wording& wording : kWordings) {
    if (theirs.starts_with(wording.theirs)) return wording;
  }
  return {theirs, Wording::kValue, theirs};
}

// "must have at least 1 items" reads badly.
std::string singular(std::string text) {
  if (text.find(" 1 ") != std::string::npos && text.ends_with('s')) text.pop_back();
  return text;
}

std::string shown(const json& value) {
  if (value.is_object()) return "an object";
  if (value.is_array()) return "an array";
  if (!value.is_string()) return value.dump();
  auto text = value.get<std::string>();
  if (text.size() > kMaxShownBytes) {
    cut(text, kMaxShownBytes);
    text += "…";
  }
  return json(text).dump();
}

std::string type_shown(const json& value) {
  if (value.is_null()) return "null";
  return (value.is_array() || value.is_object() ? "an " : "a ") + std::string(value.type_name());
}

// The first number in valijson's message, without its zeros after the point.
std::string number_in(std::string_view message) {
  const auto start = message.find_first_of("-0123456789");
  if (start == std::string_view::npos) return "";
  const auto end = std::min(message.find_first_not_of("-.0123456789", start), message.size());
  std::string number(message.substr(start, end - start));
  if (const auto point = number.find('.'); point != std::string::npos) {
    number.erase(std::max(number.find_last_not_of('0'), point) + 1);
    if (number.ends_with('.')) number.pop_back();
  }
  return number;
}

std::string name_in(std::string_view message) {
  const auto start = message.find('\''), end = message.rfind('\'');
  return start == end ? "" : std::string(message.substr(start, end + 1 - start));
}

std::string fill(const Wording& wording, const std::string& theirs, const json& value) {
  if (wording.ours == theirs) return theirs;
  std::string message;
  for (const char c : wording.ours) {
    if (c == '@') {
      message += wording.kind == Wording::kType ? type_shown(value) : shown(value);
    } else if (c == '#') {
      message += number_in(theirs);
    } else if (c == '\'') {
      message += name_in(theirs);
    } else {
      message += c;
    }
  }
  return singular(std::move(message));
}

// Where an error is: valijson's path is "<root>", "[judgements]", "[0]".
struct Place {
  std::string pointer;
  const json* value;
};

Place place_of(const std::vector<std::string>& path, const json& root) {
  Place place{"", &root};
  for (std::size_t i = 1; i < path.size(); ++i) {
    const auto key = path[i].substr(1, path[i].size() - 2);
    place.pointer = pointer_to(place.pointer, key);
    if (place.value->is_array()) {
      place.value = &(*place.value)[std::stoul(key)];
    } else if (place.value->is_object() && place.value->contains(key)) {
      place.value = &(*place.value)[key];
    }
  }
  return place;
}

// Keeps of valijson's errors those that are no consequence of others, and one a value: behind
// "anyOf" every branch has its own. There the type is the least telling.
std::vector<SchemaProblem> select(const valijson::ValidationResults& errors, const json& root) {
  struct Chosen {
    std::size_t at;
    Wording::Kind kind;
  };
  std::vector<SchemaProblem> problems;
  std::map<std::string, Chosen> value_problems;
  std::set<std::pair<std::string, std::string>> key_problems;
  for (const auto& error : errors) {
    const auto wording = wording_of(error.description);
    if (wording.kind == Wording::kConsequence) continue;
    const auto [pointer, value] = place_of(error.context, root);
    SchemaProblem problem{pointer, fill(wording, error.description, *value)};
    if (wording.kind == Wording::kKey) {
      if (key_problems.emplace(pointer, problem.message).second) problems.push_back(problem);
      continue;
    }
    const auto [chosen, is_new] =
        value_problems.try_emplace(pointer, Chosen{problems.size(), wording.kind});
    if (is_new) {
      problems.push_back(std::move(problem));
    } else if (chosen->second.kind == Wording::kType && wording.kind != Wording::kType) {
      problems[chosen->second.at] = std::move(problem);
      chosen->second.kind = wording.kind;
    }
  }
  return problems;
}

}  // namespace

Expected<JsonSchema> JsonSchema::from_json(std::string_view schema_text) {
  auto [value, problem] = parse(schema_text);
  if (problem.empty() && !value.is_object()) problem = "must be an object";
  if (!problem.empty()) return fail(ErrorCode::kInvalidData, "JSON schema: " + problem);
  auto compiled = std::make_shared<Compiled>();
  try {
    prepare(value);
    valijson::SchemaParser().populateSchema(Adapter(value), compiled->schema);
  } catch (const std::exception& error) {
    return fail(ErrorCode::kInvalidData, "JSON schema: " + std::string(error.what()));
  }
  return JsonSchema(std::move(compiled));
}

std::vector<SchemaProblem> JsonSchema::check(std::string_view json_text) const {
  auto [value, problem] = parse(json_text);
  if (!problem.empty()) return {{"", problem}};
  std::vector<SchemaProblem> problems;
  bound_texts(value, "", problems);
  if (!problems.empty()) return problems;
  try {
    valijson::ValidationResults errors;
    if (valijson::Validator().validate(compiled_->schema, Adapter(value), &errors)) return {};
    problems = select(errors, value);
  } catch (const std::exception& error) {
    return {{"", "cannot be checked: " + std::string(error.what())}};
  }
  if (problems.empty()) problems.push_back({"", "does not fit the schema"});
  return problems;
}

}  // namespace ofsight
