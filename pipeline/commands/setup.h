#pragma once

#include <string>

#include "pipeline/extract_documents.h"

namespace ofsight {

// Loads the rules, as load_rules() does, and the register of councils: the built-in one, or the file
// at `register_path`.
Expected<ExtractionSetup> load_extraction_setup(const std::string& rules_folder,
                                                const std::string& register_path);

}  // namespace ofsight
