#pragma once

#include <string>
#include <vector>

#include "corpus/text.h"
#include "pipeline/text/hyphens.h"
#include "pipeline/text/normaliser.h"
#include "pipeline/text/raw_block.h"
#include "pipeline/text/sentences.h"

namespace ofsight {

// What turns received blocks into normalised text; read once per run, shared by all threads.
struct TextRules {
  Normaliser normaliser;
  Vocabulary vocabulary;
  Abbreviations abbreviations;
};

// Normalises the blocks' characters, joins their lines into one line of text each, and lays them
// end to end: the Text that every offset refers to.
Text build_text(const std::vector<RawBlock>& blocks, const TextRules& rules);

}  // namespace ofsight
