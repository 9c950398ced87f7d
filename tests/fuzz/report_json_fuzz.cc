// Any bytes read as a report or a rejection: never a crash, and what can be read is written so that
// it reads the same again.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/report_check.h"
#include "corpus/report_json.h"

namespace {

template <class Read>
void check(std::string_view json, Read read) {
  const auto value = read(json);
  if (!value) return;
  for (const auto style : {ofsight::JsonStyle::kLine, ofsight::JsonStyle::kPretty}) {
    const auto written = to_json(*value, style);
    const auto again = read(written);
    if (!again || to_json(*again, style) != written) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view json(reinterpret_cast<const char*>(data), size);
  check(json, ofsight::report_from_json);
  check(json, ofsight::rejection_from_json);
  if (const auto report = ofsight::report_from_json(json)) ofsight::check_report(*report);
  return 0;
}
