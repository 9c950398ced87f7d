#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

// One thing wrong with a JSON text. `pointer` is a JSON pointer to it: for a missing key to the
// object that lacks it, "" for the whole.
struct SchemaProblem {
  std::string pointer;
  std::string message;

  bool operator==(const SchemaProblem&) const = default;
};

// A JSON Schema, draft 7, without references to other files. Immutable: check() may be called from
// any thread, copies share the data. What a "pattern" describes may have 512 characters at most,
// stated or not, because matching one takes stack for every character. What "minLength" asks for
// may be no more.
class JsonSchema {
 public:
  // kInvalidData if it is no JSON or no schema.
  static Expected<JsonSchema> from_json(std::string_view schema_text);

  // What is wrong with `json_text`, any bytes, one problem for each missing or unknown key and one
  // for each other value; nothing if it is valid. What nests deeper than kMaxJsonDepth is not
  // looked at further. The caller bounds the size: time grows with it, under "uniqueItems" with the
  // square of an array's size, and memory to some hundred times a text in which all is wrong.
  std::vector<SchemaProblem> check(std::string_view json_text) const;

 private:
  struct Compiled;
  explicit JsonSchema(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace ofsight
