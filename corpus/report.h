#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "corpus/span.h"

namespace ofsight {

// One line's rectangle in PDF points, origin top left. `page` counts from 1.
struct Box {
  int page = 0;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// The words a value comes from. Invariant: text[span] == quote, in code points.
struct Evidence {
  int page = 0;  // where the quote starts, from 1; 0 for sources without pages
  Span span;
  std::string quote;
  std::vector<Box> boxes;
};

struct CouncilRef {
  std::string name, urn, la_code, gss_code, region;
};

struct Judgement {
  std::string area, grade;
  std::string label_text, grade_text;
  std::string rule;
  Evidence evidence;
};

struct Improvement {
  std::string type, body, text;
  std::vector<std::string> themes;
  std::string rule;
  Evidence evidence;
};

struct Finding {
  std::string text;
  std::vector<std::string> themes;
  std::string polarity;
  std::optional<std::string> extent;
  std::string section;
  std::vector<std::string> context;
  std::vector<std::string> rules;
  Evidence evidence;
};

struct Warning {
  std::string code, message;
};

struct Provenance {
  std::string program, rules, text_engine, icu;
};

struct Report {
  Source source;
  std::string kind, framework;
  std::optional<std::string> title;
  std::optional<CouncilRef> council;
  std::optional<std::string> inspection_start, inspection_end, published;  // YYYY-MM-DD
  std::optional<std::string> lead_inspector;
  std::vector<std::string> inspectors;
  std::vector<Judgement> judgements;
  std::vector<Improvement> improvements;
  std::vector<Finding> findings;
  std::vector<Warning> warnings;
  Provenance provenance;
};

enum class RejectionReason {
  kNotAPdf,
  kEncrypted,
  kCorrupt,
  kNoText,
  kTooLarge,
  kTimeout,
  kNotAReport,
  kInternal,
};

// A document that could not become a report. Documents in = reports + rejections.
struct Rejection {
  Source source;
  std::string stage;  // read | text | extract
  RejectionReason reason = RejectionReason::kInternal;
  std::string detail;
};

}  // namespace ofsight
