#pragma once

#include <string>

#include "pipeline/ask/answer.h"

namespace ofsight {

// An answer as people read it on a terminal or in a pipe.
std::string lay_out(const Answer& answer, const Screen& screen);

}  // namespace ofsight
