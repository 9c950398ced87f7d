// Any bytes as a PDF: reading, layout and text never crash, and every block is found at its
// offsets.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "pipeline/text/read_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace ofsight;
  static const auto rules = load_text_rules();
  if (!rules) std::abort();
  Document document;
  document.bytes.assign(reinterpret_cast<const char*>(data), size);
  document.source.media_type = "application/pdf";
  const auto read = read_text(document, *rules, {2.0, 64u << 20});
  if (!read) return 0;
  const Text& text = read->text;
  for (const Block& block : text.blocks) {
    if (block.span.end > text.code_points()) std::abort();
    const Evidence evidence = text.evidence(block.span);
    std::size_t code_points = 0;
    for (const char c : evidence.quote)
      code_points += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    if (code_points != block.span.length()) std::abort();
  }
  return 0;
}
