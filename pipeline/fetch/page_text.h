#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace ofsight {

// `text` with every run of white space, no-break spaces among it, as one space, and none at the
// ends.
std::string single_spaced(std::string_view text);
// `text` without white space at its ends.
std::string trimmed_spaces(std::string_view text);
// `utf8`, or as much of its start as `bytes` hold without cutting a character.
std::string at_most(std::string utf8, std::size_t bytes);

}  // namespace ofsight
