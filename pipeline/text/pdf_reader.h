#pragma once

#include <string_view>
#include <tl/expected.hpp>

#include "pipeline/text/printed_page.h"

namespace ofsight {

// Reads a PDF's characters and ruled lines with MuPDF. Images are never decoded, scripts never run.
// Fails with kNotAPdf, kEncrypted, kCorrupt, kNoText, kTooLarge (memory) or kTimeout.
// Safe to call from several threads at once: every call has a context of its own.
tl::expected<PrintedDocument, ReadFailure> read_pdf(std::string_view bytes,
                                                    const ReadLimits& limits);

std::string pdf_engine();  // "mupdf 1.21.1"

}  // namespace ofsight
