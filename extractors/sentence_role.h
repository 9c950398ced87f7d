#pragma once

namespace ofsight {

// Where a sentence stands: in running text; as an item listed as an improvement, which asks for
// what it names, so that the good in its words is missing; or among the sentences of such an item,
// which tells more and may praise as well.
enum class SentenceRole { kProse, kItem, kPartOfItem };

// What running text has in passing ("timeliness") is what an item is about.
constexpr bool is_listed(SentenceRole role) { return role != SentenceRole::kProse; }

}  // namespace ofsight
