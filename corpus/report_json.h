#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "corpus/error.h"
#include "corpus/json_text.h"
#include "corpus/report.h"

// Reports and rejections as JSON, as schemas/report.schema.json and rejection.schema.json say.
// Nothing else knows the keys.
namespace ofsight {

// Keys in the order of the schema, no line end at the end. The same value gives the same bytes on
// any machine: coordinates are rounded to 0.1 pt. REQUIRES: all strings are UTF-8 but source.file,
// which may be any bytes; what is not UTF-8 in it becomes U+FFFD. What a source cannot have is
// null: sha256 and media_type of bytes never read, the page of a source without pages, the urn of a
// former council.
std::string to_json(const Report& report, JsonStyle style);
std::string to_json(const Rejection& rejection, JsonStyle style);
// The "source" of both alone, as one line.
std::string to_json(const Source& source);

// What to_json wrote, as it was but for the rounding. Takes any bytes; the caller bounds their
// size. Unknown keys are passed over, so that a newer program's output can be read. kInvalidData,
// with a JSON pointer, if a key is missing or a value has another type; it does not check codes,
// dates or lengths (json_schema.h and report_check.h do).
Expected<Report> report_from_json(std::string_view json);
Expected<Rejection> rejection_from_json(std::string_view json);

// "not_a_pdf" and so on.
std::string_view reason_code(RejectionReason reason);
std::optional<RejectionReason> reason_from_code(std::string_view code);

}  // namespace ofsight
