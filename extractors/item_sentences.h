#pragma once

#include <vector>

#include "corpus/text.h"
#include "extractors/sentence_role.h"

namespace ofsight {

// The sentences of an item listed as an improvement, in text order. Its sub-items are parts of the
// sentence that lists them.
std::vector<Span> sentences_of_item(const Text& text, Span item);

// The role of each of them. A reference in brackets after the item is no sentence of it.
SentenceRole role_in_item(const Text& text, Span item);

}  // namespace ofsight
