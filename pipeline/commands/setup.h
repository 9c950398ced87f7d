#pragma once

#include <string>

#include "pipeline/extract_documents.h"

namespace ofsight {

// Loads the rules, as load_rules() does, and the register of councils: the built-in one, or the
// file at `register_path`.
Expected<ExtractionSetup> load_extraction_setup(const std::string& rules_folder,
                                                const std::string& register_path);

// The text of the register of councils: the built-in one, or the file at `path`.
Expected<std::string> read_register(const std::string& path);

}  // namespace ofsight
