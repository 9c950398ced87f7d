#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "corpus/document.h"
#include "corpus/text.h"
#include "pipeline/text/furniture.h"
#include "pipeline/text/printed_page.h"
#include "pipeline/text/text_builder.h"

namespace ofsight {

struct ReadText {
  Text text;
  std::vector<Furniture> furniture;  // what was left out of the text, and why
  std::vector<Warning> warnings;
};

// Reads a PDF, an HTML page or plain text by what its bytes are. A page of HTML under a PDF's name
// is a failed download and refused as kNotAPdf. Safe to call from several threads at once.
tl::expected<ReadText, ReadFailure> read_text(const Document& document, const TextRules& rules,
                                              const ReadLimits& limits);

// The rules built into the program. Read once per run.
Expected<TextRules> load_text_rules();

}  // namespace ofsight
