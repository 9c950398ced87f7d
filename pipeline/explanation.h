#pragma once

#include <optional>
#include <string>

#include "corpus/report.h"
#include "corpus/text.h"
#include "extractors/findings.h"

namespace ofsight {

// Every finding as lines of text: where it stands, what was read, and the sentence with the words
// of its rules in brackets. With a rule's id only findings that it had part in.
std::string explain_findings(const Report& report, const Text& text,
                             const FindingExtractor& findings, const std::string& rule);

// One sentence in full: what fired, with its words; what nearly fired, and why it did not.
// Nothing where no sentence stands at that code point.
std::optional<std::string> explain_sentence(const Report& report, const Text& text, std::size_t at,
                                            const FindingExtractor& findings);

// The document with every judgement, improvement and finding marked in place: one HTML page that
// needs no script and nothing from outside.
std::string explain_html(const Report& report, const Text& text);

}  // namespace ofsight
