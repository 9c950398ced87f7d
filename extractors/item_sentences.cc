#include "extractors/item_sentences.h"

#include <algorithm>
#include <string_view>

namespace ofsight {
namespace {

bool ends_sentence(std::string_view words) {
  return words.ends_with('.') || words.ends_with('!') || words.ends_with('?');
}

}  // namespace

std::vector<Span> sentences_of_item(const Text& text, Span item) {
  std::vector<Span> sentences;
  auto next = std::lower_bound(text.sentences.begin(), text.sentences.end(), item.start,
                               [](Span sentence, std::size_t at) { return sentence.end <= at; });
  for (; next != text.sentences.end() && next->start < item.end; ++next) {
    const Span part{std::max(next->start, item.start), std::min(next->end, item.end)};
    if (sentences.empty() || ends_sentence(text.slice(sentences.back()))) {
      sentences.push_back(part);
    } else {
      sentences.back().end = part.end;
    }
  }
  return sentences;
}

SentenceRole role_in_item(const Text& text, Span item) {
  const auto sentences = sentences_of_item(text, item);
  const auto full = std::count_if(sentences.begin(), sentences.end(), [&](Span sentence) {
    return !text.slice(sentence).starts_with('(');
  });
  return full > 1 ? SentenceRole::kPartOfItem : SentenceRole::kItem;
}

}  // namespace ofsight
