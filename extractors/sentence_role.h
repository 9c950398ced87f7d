#pragma once

namespace ofsight {

// Where a sentence stands: in running text, or in an item listed as an improvement. An item asks for
// what it names: the good in its words is missing, and a word that running text has in passing
// ("timeliness") is what the item is about.
enum class SentenceRole { kProse, kItem };

}  // namespace ofsight
