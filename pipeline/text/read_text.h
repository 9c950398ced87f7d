#pragma once

#include <string>
#include <tl/expected.hpp>
#include <vector>

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

// Names all that decides what read_text makes of given bytes: this layer's version, its rules, the
// libraries behind it and the limits. A text that was stored under another name is to be read anew.
// Raise the version with every change of what read_text gives (read_text_test.cc notices).
inline constexpr int kTextLayerVersion = 1;
std::string text_layer(const ReadLimits& limits);

// Whether the name makes a document a PDF, whatever it is: read_text refuses what is none then.
bool is_named_as_pdf(const Source& source);

// The rules built into the program. Read once per run.
Expected<TextRules> load_text_rules();

}  // namespace ofsight
