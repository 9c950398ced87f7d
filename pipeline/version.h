#pragma once

#include <string>

namespace ofsight {

// "ofsight 0.1.0", as CMakeLists.txt numbers it.
inline std::string program_version() { return std::string("ofsight ") + OFSIGHT_VERSION; }

}  // namespace ofsight
