#include "extractors/kind.h"

#include <vector>

namespace ofsight {
namespace {

constexpr std::size_t kOpeningBlocks = 40;    // how far into a report its title may stand
constexpr std::size_t kMaxTitleHeadings = 4;  // a title may be set as several headings

void take(const Rule& rule, Kind& kind) {
  const auto value = [&](std::string_view key, std::string& into) {
    if (const auto found = rule.yields.find(key); found != rule.yields.end()) into = found->second;
  };
  value("kind", kind.kind);
  value("framework", kind.framework);
  value("body", kind.body);
  kind.recognised = true;
}

Span headings(const Text& text, std::size_t first, std::size_t last) {
  return {text.blocks[first].span.start, text.blocks[last].span.end};
}

}  // namespace

Expected<KindExtractor> KindExtractor::compile(const RuleSet& rules) {
  auto titles = Matcher::compile(rules.family_in("kind", Place::kTitle));
  if (!titles) return tl::unexpected(titles.error());
  auto sentences = Matcher::compile(rules.family_in("kind", Place::kFirstPage));
  if (!sentences) return tl::unexpected(sentences.error());
  return KindExtractor(std::move(*titles), std::move(*sentences));
}

// The last heading from which the rule still fires: those above it are not the title.
std::size_t KindExtractor::title_start(const Text& text, std::size_t first, std::size_t last,
                                       const Rule& rule) const {
  while (first < last) {
    const auto match = titles_.first(text.slice(headings(text, first + 1, last)));
    if (!match || match->rule != &rule) break;
    ++first;
  }
  return first;
}

Kind KindExtractor::extract(const Text& text) const {
  Kind kind;
  const std::size_t end = std::min(text.blocks.size(), kOpeningBlocks);
  for (std::size_t i = 0; i < end; ++i) {
    for (std::size_t n = 1; n <= kMaxTitleHeadings && i + n <= end; ++n) {
      if (text.blocks[i + n - 1].kind != BlockKind::kHeading) break;
      const std::size_t last = i + n - 1;
      if (const auto match = titles_.first(text.slice(headings(text, i, last)))) {
        take(*match->rule, kind);
        kind.title_page = headings(text, i, last);
        kind.title = headings(text, title_start(text, i, last, *match->rule), last);
        return kind;
      }
    }
  }
  for (std::size_t i = 0; i < end; ++i) {
    if (const auto match = sentences_.first(text.slice(text.blocks[i].span))) {
      take(*match->rule, kind);
      return kind;
    }
  }
  // A title may be printed like body text.
  for (std::size_t i = 0; i < end; ++i) {
    const Block& block = text.blocks[i];
    if (block.kind != BlockKind::kParagraph || block.span.length() > 200) continue;
    if (const auto match = titles_.first(text.slice(block.span))) {
      take(*match->rule, kind);
      kind.title_page = kind.title = block.span;
      return kind;
    }
  }
  return kind;
}

}  // namespace ofsight
