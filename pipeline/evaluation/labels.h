#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

struct LabelledImprovement {
  std::string type, text;
  std::vector<std::string> themes;
};

// What a reader found in one document (schemas/labels.schema.json). What is empty is not compared.
struct DocumentLabels {
  std::map<std::string, std::string> fields;  // kind, inspection_start, …, by the report's names
  std::string council;
  std::vector<std::pair<std::string, std::string>> judgements;  // area, grade
  std::optional<std::vector<LabelledImprovement>> improvements;
};

struct LabelledSentence {
  std::string text;
  std::vector<std::string> themes;
  std::string polarity;
};

// By document: the first 16 hex digits of its SHA-256.
struct Labels {
  std::map<std::string, DocumentLabels> documents;
  std::map<std::string, std::vector<LabelledSentence>> sentences;
};

// Reads ID.json files, and sentences.json with sentences.labels.json where they are. Checks them
// against their schemas first; the Error names the file and what is wrong with it.
Expected<Labels> read_labels(const std::string& folder);

}  // namespace ofsight
