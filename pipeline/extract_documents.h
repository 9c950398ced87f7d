#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "corpus/document_files.h"
#include "corpus/report.h"
#include "extractors/extract.h"
#include "pipeline/text/read_text.h"

namespace ofsight {

// Everything that turns a document into a report, read once and shared by all threads.
struct ExtractionSetup {
  Extractor extractor;
  TextRules text_rules;
};

// What is in a document's text, under its source. `warnings` are those of reading it.
std::variant<Report, Rejection> extract_text(const Text& text, const std::vector<Warning>& warnings,
                                             Source source, const ExtractionSetup& setup);

// One document's end: a report or a rejection, always one of the two. Never throws.
std::variant<Report, Rejection> extract_document(const DocumentFile& file,
                                                 const ExtractionSetup& setup,
                                                 const ReadLimits& limits);

// Runs extract_document over `files` on `jobs` threads, turns each outcome into text there with
// `format`, and hands the results to `take` in the order of `files`, one at a time, from any
// thread. Only a few documents are in memory at once. Ends early when `take` returns false.
struct Extracted {
  std::size_t index = 0;  // into files
  std::variant<Report, Rejection> outcome;
  std::string text;  // what format made of it
};
void extract_documents(
    const std::vector<DocumentFile>& files, const ExtractionSetup& setup, const ReadLimits& limits,
    std::size_t jobs,
    const std::function<std::string(const std::variant<Report, Rejection>&)>& format,
    const std::function<bool(Extracted)>& take);

}  // namespace ofsight
