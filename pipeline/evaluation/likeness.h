#pragma once

#include <string>
#include <string_view>

namespace ofsight {

// A text as it is compared with another: compatibility forms, quotes, dashes, case and white space
// made alike, and without the spaces, full stops, colons, semicolons and commas around it.
std::u32string comparable(std::string_view utf8);

// Its letters and digits only, for texts that differ in punctuation and spacing.
std::u32string squashed(std::string_view utf8);

// How alike two texts are, from 0 to 1: twice the length of what they share, in matching blocks
// found as Ratcliff and Obershelp do (the longest first, then left and right of it), over the
// length of both.
double likeness(std::u32string_view a, std::u32string_view b);

}  // namespace ofsight
