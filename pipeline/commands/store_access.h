#pragma once

#include <string>

#include "corpus/clock.h"
#include "corpus/store.h"

namespace ofsight {

// Opens the corpus at `path` to write to, makes it where there is none, and checks its index.
// `command` is what others are told who want it meanwhile.
Expected<Store> open_store_to_write(const std::string& path, const std::string& command,
                                    Clock& clock);

}  // namespace ofsight
