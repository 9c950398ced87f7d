#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "corpus/document.h"
#include "corpus/report.h"

namespace ofsight {

// A place where a document is, or should be.
struct DocumentFile {
  std::string path;                    // as given, or below a folder as given; "-": standard input
  std::optional<std::string> problem;  // why it cannot be read, where that is known already
};

// The documents at `paths`, in the order given. Folders are searched through, every folder in byte
// order of its names, for regular files that end in .pdf, .html, .htm or .txt, in any case. Hidden
// files and folders (".name"), other kinds of file, and links to folders inside a folder are passed
// over; a link to a file counts. A path given itself always counts, whatever its name.
//
// Nothing given gets lost: a path that does not exist, is neither file nor folder, or a folder that
// cannot be searched is listed with its problem. A path given twice is listed twice.
std::vector<DocumentFile> list_documents(const std::vector<std::string>& paths);

// Reads one document, never more than `max_bytes` and one. Otherwise a Rejection of stage "read":
//   kTooLarge  more than max_bytes. A regular file that says so itself is not read.
//   kCorrupt   zero bytes.
//   kInternal  the problem it was listed with, or the system's own reason.
// What was not read whole has no sha256: it is empty then. Its media_type is empty where nothing
// could be read, and `bytes` is what the system says or what was received until the limit.
// Safe to call from any thread, but for standard input.
tl::expected<Document, Rejection> read_document(const DocumentFile& file, std::uint64_t max_bytes);

}  // namespace ofsight
