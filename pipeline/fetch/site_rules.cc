#include "pipeline/fetch/site_rules.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

#include "corpus/embedded.h"
#include "corpus/json_schema.h"

namespace ofsight {
namespace {

using nlohmann::json;

constexpr std::size_t kMaxIdBytes = 64;

Expected<std::vector<XPath>> paths_of(const json& list) {
  std::vector<XPath> paths;
  for (const json& expression : list) {
    auto path = XPath::compile(expression.get<std::string>());
    if (!path) return tl::unexpected(path.error());
    paths.push_back(std::move(*path));
  }
  return paths;
}

// Valid against the schema by now.
Expected<SiteRules> rules_of(const json& data) {
  const json &search = data["search"], &provider = data["provider"];
  const auto single = paths_of(json::array({search["total"], search["results"], provider["links"],
                                            provider["label"], provider["title"]}));
  if (!single) return tl::unexpected(single.error());
  const auto proof = paths_of(provider["proof"]);
  if (!proof) return tl::unexpected(proof.error());
  const auto published = paths_of(provider["published"]);
  if (!published) return tl::unexpected(published.error());
  const auto inspected = paths_of(provider["inspected"]);
  if (!inspected) return tl::unexpected(inspected.error());
  const auto& s = *single;
  SiteRules rules{data["site"].get<std::string>(),
                  data["hosts"].get<std::vector<std::string>>(),
                  data["file_paths"].get<std::vector<std::string>>(),
                  {search["path"].get<std::string>(), search["rows"].get<std::int64_t>(), s[0],
                   s[1], search["provider_path"].get<std::string>()},
                  {*proof, s[2], s[3], s[4], *published, *inspected},
                  {}};
  for (const json& kind : data["kinds"]) {
    rules.kinds.push_back({kind["kind"].get<std::string>(), {}});
    for (const json& words : kind["words"])
      rules.kinds.back().words.push_back(fold_words(words.get<std::string>()));
  }
  return rules;
}

void replace(std::string& text, std::string_view name, const std::string& value) {
  if (const std::size_t at = text.find(name); at != text.npos) text.replace(at, name.size(), value);
}

bool is_id(std::string_view text) {
  return !text.empty() && text.size() <= kMaxIdBytes &&
         std::all_of(text.begin(), text.end(),
                     [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
}

std::string_view next_step(std::string_view& path) {
  const std::size_t end = std::min(path.find('/'), path.size());
  const std::string_view step = path.substr(0, end);
  path.remove_prefix(std::min(end + 1, path.size()));
  return step;
}

}  // namespace

std::string SiteRules::Search::path_from(std::int64_t start) const {
  std::string out = path;
  replace(out, "{start}", std::to_string(start));
  replace(out, "{rows}", std::to_string(rows));
  return out;
}

Expected<SiteRules> SiteRules::from_json(std::string_view text) {
  const auto schema = JsonSchema::from_json(embedded_file(embedded_schemas(), "site.schema.json"));
  if (!schema) return tl::unexpected(schema.error());
  if (const auto problems = schema->check(text); !problems.empty())
    return fail(ErrorCode::kInvalidData, problems[0].pointer + ": " + problems[0].message);
  try {
    return rules_of(json::parse(text));
  } catch (const json::exception& error) {
    return fail(ErrorCode::kInvalidData, error.what());
  }
}

Expected<SiteRules> SiteRules::built_in() {
  return from_json(embedded_file(embedded_site(), "site.json"));
}

std::string SiteRules::kind_of(std::string_view text) const {
  const Words words = fold_words(text);
  for (const Kind& kind : kinds)
    for (const Words& phrase : kind.words)
      for (std::size_t at = 0; at < words.size(); ++at)
        if (stands_at(words, at, phrase, Spelling::kAnyCase, Gap::kBreak)) return kind.code;
  return {};
}

std::vector<std::string> SiteRules::kind_codes() const {
  std::vector<std::string> codes;
  for (const Kind& kind : kinds) codes.push_back(kind.code);
  return codes;
}

std::optional<std::string> id_in_path(std::string_view form, std::string_view path) {
  std::optional<std::string> id;
  while (!form.empty() || !path.empty()) {
    const std::string_view wanted = next_step(form), step = next_step(path);
    if (wanted == "{id}") {
      if (!is_id(step)) return std::nullopt;
      id = std::string(step);
    } else if (wanted.starts_with('{')) {
      if (step.empty()) return std::nullopt;
    } else if (wanted != step) {
      return std::nullopt;
    }
  }
  return id;
}

}  // namespace ofsight
