#include "pipeline/text/text_builder.h"

#include <algorithm>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

constexpr std::u32string_view kBullet = U"•";
constexpr char32_t kSoftHyphen = 0xAD;

struct NormalisedLine {
  std::u32string text;
  std::vector<float> edges;  // as in Line; empty where the source has none
  Box box;
};

using NormalisedCell = std::vector<NormalisedLine>;

// Code points without positions of their own share their line's width evenly.
std::vector<float> even_edges(const std::vector<float>& edges, std::size_t length) {
  std::vector<float> out;
  const float x0 = edges.front(), width = edges.back() - x0;
  for (std::size_t i = 0; i <= length; ++i)
    out.push_back(x0 + width * static_cast<float>(i) / static_cast<float>(length));
  return out;
}

NormalisedLine normalise(const RawLine& raw, const Normaliser& normaliser) {
  NormalisedLine line{{}, {}, raw.box};
  const bool positioned = raw.edges.size() == raw.text.size() + 1;
  for (std::size_t i = 0; i < raw.text.size(); ++i) {
    const bool drawn_hyphen = raw.text[i] == kSoftHyphen && i + 1 == raw.text.size();
    const char32_t c = drawn_hyphen ? U'-' : raw.text[i];
    const auto replacement = normaliser.replacement(c);
    const std::u32string_view chars = replacement ? *replacement : std::u32string_view(&c, 1);
    for (std::size_t k = 0; k < chars.size(); ++k) {
      if (chars[k] == U' ' && (line.text.empty() || line.text.back() == U' ')) continue;
      line.text += chars[k];
      if (positioned) {
        const float step = (raw.edges[i + 1] - raw.edges[i]) / static_cast<float>(chars.size());
        line.edges.push_back(raw.edges[i] + step * static_cast<float>(k));
      }
    }
  }
  if (positioned) line.edges.push_back(raw.edges.back());
  while (!line.text.empty() && line.text.back() == U' ') {
    line.text.pop_back();
    if (positioned) line.edges.pop_back();
  }
  if (!is_nfc(line.text)) {
    line.text = nfc(line.text);
    if (positioned) line.edges = even_edges(line.edges, line.text.size());
  }
  return line;
}

bool is_word_part(char32_t c) { return is_letter(c) || is_digit(c); }

std::u32string_view last_word(std::u32string_view text) {
  return text.substr(text.rfind(U' ') + 1);
}

std::u32string_view first_word(std::u32string_view text) { return text.substr(0, text.find(U' ')); }

// Where each of `count` code points begins, and where the last ends.
std::vector<std::uint32_t> byte_offsets(std::string_view utf8, std::size_t count) {
  std::vector<std::uint32_t> offsets(count + 1);
  std::size_t code_point = 0;
  for (std::size_t i = 0; i < utf8.size(); ++i)
    if ((static_cast<unsigned char>(utf8[i]) & 0xC0) != 0x80)
      offsets[code_point++] = static_cast<std::uint32_t>(i);
  offsets[count] = static_cast<std::uint32_t>(utf8.size());
  return offsets;
}

class TextAssembler {
 public:
  TextAssembler(const TextRules& rules, const HyphenJoiner& joiner)
      : rules_(rules), joiner_(joiner) {}

  void add(const RawBlock& raw, std::vector<NormalisedCell> cells) {
    if (std::all_of(cells.begin(), cells.end(), [](const auto& cell) { return cell.empty(); }))
      return;
    if (!out_.empty()) out_ += U'\n';
    Block block;
    block.kind = raw.kind;
    block.level = raw.level;
    block.page = raw.page;
    block.boxed = raw.boxed;
    block.table = raw.table;
    block.row = raw.row;
    if (!raw.marker.empty()) {
      block.marker.start = out_.size();
      out_ += list_mark(raw.marker);
      block.marker.end = out_.size();
      out_ += U' ';
    }
    block.span.start = out_.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) out_ += U'\t';
      const std::size_t start = out_.size();
      for (NormalisedLine& line : cells[i]) append(std::move(line), start);
      if (raw.kind == BlockKind::kTableRow) block.cells.push_back({start, out_.size()});
    }
    block.span.end = out_.size();
    text_.blocks.push_back(std::move(block));
  }

  Text finish() {
    direct_quotes(out_);
    find_sentences();
    find_sections();
    text_.utf8 = utf8_from_utf32(out_);
    text_.byte_of = byte_offsets(text_.utf8, out_.size());
    return std::move(text_);
  }

 private:
  // Numbers stay as printed; every kind of bullet becomes one.
  static std::u32string list_mark(const std::u32string& marker) {
    const bool number = std::any_of(marker.begin(), marker.end(), is_digit) || marker.size() > 1;
    return number ? marker : std::u32string(kBullet);
  }

  void append(NormalisedLine line, std::size_t cell_start) {
    if (line.text.empty()) return;
    if (out_.size() > cell_start) join(line, cell_start);
    const std::size_t start = out_.size();
    out_ += line.text;
    text_.lines.push_back({{start, out_.size()}, line.box, std::move(line.edges)});
  }

  // What stands between a line and the one before it: nothing, or a space, or one hyphen less.
  void join(const NormalisedLine& line, std::size_t cell_start) {
    const auto before = std::u32string_view(out_).substr(cell_start);
    const char32_t last = before.back();
    const char32_t ahead = before.size() > 1 ? before[before.size() - 2] : U' ';
    if (last == U'-' && is_word_part(ahead) && is_word_part(line.text.front())) {
      switch (joiner_.join(last_word(before.substr(0, before.size() - 1)), first_word(line.text))) {
        case Join::kKeepHyphen: break;
        case Join::kDropHyphen: drop_last(); break;
        case Join::kKeepHyphenAndSpace: out_ += U' '; break;
      }
    } else if (!((last == U'–' || last == U'/') && ahead != U' ')) {
      out_ += U' ';
    }
  }

  void drop_last() {
    out_.pop_back();
    Line& line = text_.lines.back();
    --line.span.end;
    if (!line.edges.empty()) line.edges.pop_back();
  }

  void find_sentences() {
    for (const Block& block : text_.blocks) {
      if (block.kind == BlockKind::kParagraph || block.kind == BlockKind::kListItem)
        find_sentences(block.span);
      for (const Span& cell : block.cells) find_sentences(cell);
    }
  }

  void find_sentences(Span within) {
    const auto words = std::u32string_view(out_).substr(within.start, within.length());
    for (Span s : sentence_spans(words, rules_.abbreviations))
      text_.sentences.push_back({s.start + within.start, s.end + within.start});
  }

  void find_sections() {
    const auto& blocks = text_.blocks;
    std::vector<std::size_t> open;  // sections not yet ended, outermost first
    for (std::size_t i = 0; i < blocks.size(); ++i) {
      if (blocks[i].kind != BlockKind::kHeading) continue;
      while (!open.empty() &&
             blocks[text_.sections[open.back()].heading].level >= blocks[i].level) {
        text_.sections[open.back()].last = i;
        open.pop_back();
      }
      open.push_back(text_.sections.size());
      text_.sections.push_back({i, i + 1, blocks.size()});
    }
  }

  const TextRules& rules_;
  const HyphenJoiner& joiner_;
  std::u32string out_;
  Text text_;
};

}  // namespace

Text build_text(const std::vector<RawBlock>& blocks, const TextRules& rules) {
  std::vector<std::vector<NormalisedCell>> normalised;
  DocumentVocabulary words;
  for (const RawBlock& block : blocks) {
    auto& cells = normalised.emplace_back();
    for (const auto& raw_cell : block.cells) {
      auto& cell = cells.emplace_back();
      for (const RawLine& raw : raw_cell) {
        cell.push_back(normalise(raw, rules.normaliser));
        words.add_line(cell.back().text);
      }
    }
  }
  const HyphenJoiner joiner(rules.vocabulary, words);
  TextAssembler assembler(rules, joiner);
  for (std::size_t i = 0; i < blocks.size(); ++i)
    assembler.add(blocks[i], std::move(normalised[i]));
  return assembler.finish();
}

}  // namespace ofsight
