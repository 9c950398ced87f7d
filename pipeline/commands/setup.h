#pragma once

#include <string>

#include "pipeline/extract_documents.h"

namespace ofsight {

// Loads the rules built into the program and the register of councils: the built-in one, or the
// file at `register_path`. Every problem of the rules is logged; the Error then sums them up.
Expected<ExtractionSetup> load_extraction_setup(const std::string& register_path);

}  // namespace ofsight
