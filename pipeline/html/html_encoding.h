#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "pipeline/html/html_parser.h"

namespace ofsight {

// A page's bytes as UTF-8 without NUL. The encoding is the byte order mark's, else the first <meta>
// with a charset, else UTF-8 if the page is valid UTF-8, else windows-1252. Fails with kCorrupt if
// the page is not in the encoding it names.
tl::expected<std::string, HtmlFailure> utf8_of_html(std::string_view bytes);

}  // namespace ofsight
