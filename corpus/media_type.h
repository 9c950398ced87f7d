#pragma once

#include <string_view>

namespace ofsight {

// What the bytes are, whatever the file is called: application/pdf, text/html, text/plain, or
// application/octet-stream for what has a NUL or no bytes at all. The start of a large document is
// enough. Text need not be valid UTF-8; its reader says where it is not.
std::string_view media_type_of(std::string_view bytes);

}  // namespace ofsight
