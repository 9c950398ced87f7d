#pragma once

#include <string>
#include <string_view>

#include "corpus/error.h"
#include "corpus/text.h"

namespace ofsight {

// A Text as bytes, exactly: text_from_bytes(bytes_of(text)) is `text`, every coordinate to its last
// bit. About six bytes for every character of a printed page. The same bytes on every machine.
std::string bytes_of(const Text& text);

// Takes any bytes. kInvalidData if they are none of bytes_of(), or point beyond the text.
Expected<Text> text_from_bytes(std::string_view bytes);

}  // namespace ofsight
