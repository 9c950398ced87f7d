#include "pipeline/text/heading_levels.h"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace ofsight {
namespace {

constexpr std::size_t kMaxHeadingLength = 220;  // code points
constexpr float kAligned = 6.0f;                // points: items of one depth

std::size_t length_of(const RawBlock& block) {
  std::size_t length = 0;
  for (const RawLine& line : block.cells[0]) length += line.text.size() + 1;
  return length;
}

bool is_heading(const RawBlock& block, const BlockStyle& style, float body_size) {
  if (style.size <= 0 || style.item || length_of(block) > kMaxHeadingLength) return false;
  const std::u32string& last = block.cells[0].back().text;
  if (style.size > 1.08f * body_size) return true;
  if (last.back() == U'.' && !(style.bold && block.cells[0].size() == 1)) return false;
  if (style.bold) return true;
  return style.italic && block.cells[0].size() == 1 && last.back() != U',' && last.back() != U';';
}

// Larger first; of one size the bold before the plain, and the italic last.
std::tuple<float, int, int> rank(const BlockStyle& style) {
  return {-std::round(style.size * 2) / 2, style.bold ? 0 : 1, style.italic ? 1 : 0};
}

}  // namespace

void set_levels(std::vector<RawBlock>& blocks, const std::vector<BlockStyle>& styles,
                float body_size) {
  std::vector<std::tuple<float, int, int>> ranks;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind != BlockKind::kParagraph || !is_heading(blocks[i], styles[i], body_size))
      continue;
    blocks[i].kind = BlockKind::kHeading;
    ranks.push_back(rank(styles[i]));
  }
  std::sort(ranks.begin(), ranks.end());
  ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
  std::vector<float> indents;  // of the list the walk is in, outermost first
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (blocks[i].kind == BlockKind::kHeading)
      blocks[i].level =
          1 + static_cast<int>(std::lower_bound(ranks.begin(), ranks.end(), rank(styles[i])) -
                               ranks.begin());
    if (blocks[i].kind != BlockKind::kListItem) {
      indents.clear();
      continue;
    }
    while (!indents.empty() && styles[i].left < indents.back() - kAligned) indents.pop_back();
    if (indents.empty() || styles[i].left > indents.back() + kAligned)
      indents.push_back(styles[i].left);
    blocks[i].level = static_cast<int>(indents.size()) - 1;
  }
}

}  // namespace ofsight
