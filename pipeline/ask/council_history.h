#pragma once

#include <string>

#include "corpus/error.h"
#include "pipeline/ask/answer.h"
#include "pipeline/ask/release_reader.h"

namespace ofsight {

// Every inspection and visit of a council in order, with grades and what was asked for, and which
// asks come back. With `evidence`, page and place of every quote. kUsage if the council is unknown.
Expected<Answer> timeline(ReleaseReader& release, const std::string& council, bool evidence);

}  // namespace ofsight
