#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/media_type.h"
#include "pipeline/text/html_reader.h"

// Any bytes at all are either read into blocks with text or fail with a reason.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ofsight;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (media_type_of(bytes).empty()) std::abort();
  const auto title = html_title(bytes);
  if (title && (title->empty() || title->size() > 4 * 200)) std::abort();
  const auto blocks = read_html(bytes, ReadLimits{5, 16 << 20});
  if (!blocks) {
    if (blocks.error().detail.empty()) std::abort();
    return 0;
  }
  for (const RawBlock& block : *blocks) {
    bool has_text = false;
    for (const auto& cell : block.cells) {
      for (const RawLine& line : cell) {
        if (line.text.empty() || line.text.find(U'\n') != line.text.npos) std::abort();
        has_text = true;
      }
    }
    if (!has_text) std::abort();
  }
  return 0;
}
