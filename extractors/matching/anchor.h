#pragma once

#include <string_view>

namespace ofsight {

enum class Anchor { kNone, kWhole, kPart };

// Where ^ stands in a pattern: before the whole of it, nowhere, or elsewhere, as in "^a|b". Flags
// as (?i) may stand before it.
Anchor anchor_of(std::string_view pattern);

// The pattern without flags that stand before it.
std::string_view without_flags(std::string_view pattern);

}  // namespace ofsight
