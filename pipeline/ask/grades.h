#pragma once

#include <string>

#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

// A grade as people read it: "Requires improvement to be good", toned by its place on its scale.
Cell grade_cell(const ReleaseReader& release, const std::string& grade);

// Shorter, for tables that have many: "Requires improvement".
std::string short_grade(const ReleaseReader& release, const std::string& grade);

// "▲ better", "▼ worse", "= same" or "first".
Cell direction_cell(const std::string& direction);

}  // namespace ofsight
