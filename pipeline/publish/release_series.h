#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/error.h"

namespace ofsight {

// Releases that are named by their day: "2026-01-31", and "2026-01-31-2", "-3" … where the first
// name was taken. None of them is ever overwritten.

// 1 for "2026-01-31", 2 for "2026-01-31-2"; nothing for a name that is not of that form.
std::optional<unsigned> number_in_series(std::string_view name);

// The first place in `folder` for a release of that day where nothing is yet.
Expected<std::string> free_place(const std::string& folder, const std::string& day);

}  // namespace ofsight
