#include "pipeline/evaluation/labels.h"

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "corpus/document_files.h"
#include "corpus/embedded.h"
#include "corpus/json_schema.h"
#include "corpus/json_text.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uint64_t kMaxFileBytes = 256u << 20;
constexpr const char* kFields[] = {"kind", "inspection_start", "inspection_end", "published",
                                   "lead_inspector"};

// The bytes as JSON, if they are what the schema of that name says; without a name, any JSON.
Expected<Json> read_json(const fs::path& path, const char* schema_name) {
  const auto document = read_document({path.string(), std::nullopt}, kMaxFileBytes);
  if (!document) return fail(ErrorCode::kIo, path.string() + ": " + document.error().detail);
  const std::string& bytes = document->bytes;
  if (schema_name != nullptr) {
    const auto schema = JsonSchema::from_json(embedded_file(embedded_schemas(), schema_name));
    if (!schema) return tl::unexpected(schema.error());
    if (const auto problems = schema->check(bytes); !problems.empty())
      return fail(ErrorCode::kInvalidData,
                  path.string() + problems[0].pointer + ": " + problems[0].message);
  }
  if (json_depth(bytes) > kMaxJsonDepth)
    return fail(ErrorCode::kInvalidData, path.string() + ": nested too deep");
  Json json = Json::parse(bytes, nullptr, false);
  if (json.is_discarded()) return fail(ErrorCode::kInvalidData, path.string() + ": not JSON");
  return json;
}

std::string text_of(const Json& object, const char* key) {
  const auto value = object.find(key);
  return value != object.end() && value->is_string() ? value->get<std::string>() : "";
}

DocumentLabels document_labels(const Json& json) {
  DocumentLabels labels;
  for (const char* field : kFields)
    if (auto text = text_of(json, field); !text.empty()) labels.fields[field] = std::move(text);
  labels.council = text_of(json, "council");
  for (const Json& judgement : json.at("judgements"))
    labels.judgements.emplace_back(text_of(judgement, "area"), text_of(judgement, "grade"));
  const auto items = json.find("improvements");
  if (items == json.end() || items->is_null()) return labels;
  const auto themes = json.find("themes");
  labels.improvements.emplace();
  for (std::size_t i = 0; i < items->size(); ++i) {
    LabelledImprovement item{text_of((*items)[i], "type"), text_of((*items)[i], "text"), {}};
    if (themes != json.end() && themes->is_array() && i < themes->size())
      item.themes = (*themes)[i].get<std::vector<std::string>>();
    labels.improvements->push_back(std::move(item));
  }
  return labels;
}

Expected<void> read_sentences(const fs::path& folder, Labels& labels) {
  if (!fs::exists(folder / "sentences.json") || !fs::exists(folder / "sentences.labels.json"))
    return {};
  const auto texts = read_json(folder / "sentences.json", nullptr);
  if (!texts) return tl::unexpected(texts.error());
  const auto labelled = read_json(folder / "sentences.labels.json", "sentence_labels.schema.json");
  if (!labelled) return tl::unexpected(labelled.error());
  const auto wrong = [&](const std::string& id) {
    return fail(ErrorCode::kInvalidData,
                (folder / "sentences.json").string() + "/" + id +
                    ": must list as many sentences as sentences.labels.json labels");
  };
  if (!texts->is_object()) return wrong("");
  for (const auto& [id, sentences] : texts->items()) {
    const auto of_document = labelled->find(id);
    if (!sentences.is_array() || of_document == labelled->end() ||
        of_document->size() != sentences.size())
      return wrong(id);
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      if (!sentences[i].is_string()) return wrong(id);
      const Json& label = (*of_document)[i];
      labels.sentences[id].push_back({sentences[i].get<std::string>(),
                                      label.at("themes").get<std::vector<std::string>>(),
                                      text_of(label, "polarity")});
    }
  }
  return {};
}

}  // namespace

Expected<Labels> read_labels(const std::string& folder) {
  Labels labels;
  std::error_code error;
  std::vector<fs::path> paths;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error))
    if (entry->path().extension() == ".json" &&
        !entry->path().filename().string().starts_with("sentences"))
      paths.push_back(entry->path());
  if (error) return fail(ErrorCode::kIo, folder + ": " + error.message());
  if (paths.empty())
    return fail(ErrorCode::kUsage, folder + ": no file of labels (ID.json) is in it");
  std::sort(paths.begin(), paths.end());
  for (const fs::path& path : paths) {
    const auto json = read_json(path, "labels.schema.json");
    if (!json) return tl::unexpected(json.error());
    labels.documents[path.stem().string()] = document_labels(*json);
  }
  if (auto read = read_sentences(folder, labels); !read) return tl::unexpected(read.error());
  return labels;
}

}  // namespace ofsight
