#pragma once

#include <string>
#include <vector>

namespace ofsight {

// The candidate that `word` is most likely a misspelling of, or an empty string.
std::string nearest(const std::string& word, const std::vector<std::string>& candidates);

// The few that come nearest, the nearest first, however far they are.
std::vector<std::string> nearest_few(const std::string& word,
                                     const std::vector<std::string>& candidates, std::size_t count);

}  // namespace ofsight
