#include "pipeline/evaluation/likeness.h"

#include <algorithm>
#include <vector>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

constexpr std::u32string_view kDashes = U"‐‑‒–—―−", kApostrophes = U"‘’‚‛", kQuotes = U"“”„\"";
constexpr std::u32string_view kAround = U" .;:,";

struct Block {
  std::size_t a = 0, b = 0, length = 0;
};

// Of the longest blocks the one first in `a`, then first in `b`.
Block longest_block(std::u32string_view a, std::u32string_view b) {
  Block best;
  std::vector<std::size_t> above(b.size() + 1),
      row(b.size() + 1);  // lengths of matches that end here
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < b.size(); ++j) {
      row[j + 1] = a[i] == b[j] ? above[j] + 1 : 0;
      if (row[j + 1] > best.length) best = {i + 1 - row[j + 1], j + 1 - row[j + 1], row[j + 1]};
    }
    std::swap(above, row);
  }
  return best;
}

std::size_t shared(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return 0;
  const Block block = longest_block(a, b);
  if (block.length == 0) return 0;
  return block.length + shared(a.substr(0, block.a), b.substr(0, block.b)) +
         shared(a.substr(block.a + block.length), b.substr(block.b + block.length));
}

}  // namespace

std::u32string comparable(std::string_view utf8) {
  const auto decoded = utf32_from_utf8(utf8);
  if (!decoded) return {};
  std::u32string text;
  for (char32_t c : nfkc_folded(*decoded)) {
    if (kDashes.find(c) != kDashes.npos) c = U'-';
    if (kApostrophes.find(c) != kApostrophes.npos) c = U'\'';
    if (kQuotes.find(c) != kQuotes.npos) c = U'"';
    if (!is_space(c))
      text += c;
    else if (!text.empty() && text.back() != U' ')
      text += U' ';
  }
  const auto first = text.find_first_not_of(kAround);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

std::u32string squashed(std::string_view utf8) {
  std::u32string text = comparable(utf8);
  std::erase_if(text, [](char32_t c) { return !is_letter(c) && !is_digit(c); });
  return text;
}

double likeness(std::u32string_view a, std::u32string_view b) {
  if (a.empty() && b.empty()) return 1;
  return 2.0 * static_cast<double>(shared(a, b)) / static_cast<double>(a.size() + b.size());
}

}  // namespace ofsight
