#include "corpus/text_file.h"

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "corpus/utf8.h"

namespace ofsight {
namespace {

// Thrown by Decoder, caught in text_from_bytes().
struct BadBytes {};

// Whole numbers take seven bits a byte, the lowest first; floats their four bytes, and lists their
// length before them.
class Encoder {
 public:
  template <std::integral T>
  void value(T number) {
    auto rest = static_cast<std::uint64_t>(number);
    for (; rest >= 0x80; rest >>= 7) bytes_ += static_cast<char>(0x80 | (rest & 0x7F));
    bytes_ += static_cast<char>(rest);
  }
  void value(BlockKind kind) { value(static_cast<int>(kind)); }
  void value(float number) {
    const auto bits = std::bit_cast<std::uint32_t>(number);
    for (int shift = 0; shift < 32; shift += 8) bytes_ += static_cast<char>(bits >> shift & 0xFF);
  }
  void value(const std::string& text) {
    value(text.size());
    bytes_ += text;
  }
  template <class T>
  void value(const std::vector<T>& list) {
    value(list.size());
    for (const T& item : list) value(item);
  }
  template <class T>
  requires std::is_class_v<T>
  void value(const T& object) { members(*this, object); }

  std::string take() && { return std::move(bytes_); }

 private:
  std::string bytes_;
};

class Decoder {
 public:
  explicit Decoder(std::string_view bytes) : left_(bytes) {}

  template <std::integral T>
  void value(T& number) {
    std::uint64_t whole = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(next(1)[0]);
      if (shift > 63) throw BadBytes();
      whole |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) break;
    }
    number = static_cast<T>(whole);
    if (static_cast<std::uint64_t>(number) != whole) throw BadBytes();
  }
  void value(BlockKind& kind) {
    int number = 0;
    value(number);
    if (number < 0 || number > static_cast<int>(BlockKind::kTableRow)) throw BadBytes();
    kind = static_cast<BlockKind>(number);
  }
  void value(float& number) {
    const std::string_view four = next(4);
    std::uint32_t bits = 0;
    for (int i = 3; i >= 0; --i)
      bits = bits << 8 | static_cast<unsigned char>(four[static_cast<std::size_t>(i)]);
    number = std::bit_cast<float>(bits);
  }
  void value(std::string& text) {
    std::size_t size = 0;
    value(size);
    text = next(size);
  }
  template <class T>
  void value(std::vector<T>& list) {
    std::size_t size = 0;
    value(size);
    if (size > left_.size()) throw BadBytes();  // every item takes a byte
    list.resize(size);
    for (T& item : list) value(item);
  }
  template <class T>
  requires std::is_class_v<T>
  void value(T& object) { members(*this, object); }

  bool is_at_end() const { return left_.empty(); }

 private:
  std::string_view next(std::size_t size) {
    if (size > left_.size()) throw BadBytes();
    const std::string_view out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }

  std::string_view left_;
};

template <class Coder, class T>
requires std::same_as<std::remove_const_t<T>, Span>
void members(Coder& coder, T& span) {
  coder.value(span.start);
  coder.value(span.end);
}

template <class Coder, class T>
requires std::same_as<std::remove_const_t<T>, Line>
void members(Coder& coder, T& line) {
  coder.value(line.span);
  coder.value(line.box.page);
  for (auto* x : {&line.box.x0, &line.box.y0, &line.box.x1, &line.box.y1}) coder.value(*x);
  coder.value(line.edges);
}

template <class Coder, class T>
requires std::same_as<std::remove_const_t<T>, Block>
void members(Coder& coder, T& block) {
  coder.value(block.kind);
  coder.value(block.span);
  coder.value(block.marker);
  coder.value(block.level);
  coder.value(block.page);
  coder.value(block.boxed);
  coder.value(block.cells);
  coder.value(block.table);
  coder.value(block.row);
}

template <class Coder, class T>
requires std::same_as<std::remove_const_t<T>, Section>
void members(Coder& coder, T& section) {
  coder.value(section.heading);
  coder.value(section.first);
  coder.value(section.last);
}

template <class Coder, class T>
requires std::same_as<std::remove_const_t<T>, Text>
void members(Coder& coder, T& text) {
  coder.value(text.utf8);
  coder.value(text.lines);
  coder.value(text.blocks);
  coder.value(text.sections);
  coder.value(text.sentences);
  coder.value(text.pages);
  coder.value(text.engine);
}

void index_code_points(Text& text) {
  for (std::size_t at = 0; at < text.utf8.size();) {
    const Utf8Step step = utf8_step(text.utf8, at);
    if (!step.valid) throw BadBytes();
    text.byte_of.push_back(static_cast<std::uint32_t>(at));
    at += step.size;
  }
  text.byte_of.push_back(static_cast<std::uint32_t>(text.utf8.size()));
}

void check_spans(const Text& text) {
  const std::size_t size = text.code_points();
  const auto check = [&](const Span& span) {
    if (span.start > span.end || span.end > size) throw BadBytes();
  };
  for (const Line& line : text.lines) check(line.span);
  for (const Span& sentence : text.sentences) check(sentence);
  for (const Block& block : text.blocks) {
    check(block.span);
    check(block.marker);
    for (const Span& cell : block.cells) check(cell);
  }
  for (const Section& section : text.sections)
    if (section.heading >= text.blocks.size() || section.first > section.last ||
        section.last > text.blocks.size())
      throw BadBytes();
}

}  // namespace

std::string bytes_of(const Text& text) {
  Encoder encoder;
  encoder.value(text);
  return std::move(encoder).take();
}

Expected<Text> text_from_bytes(std::string_view bytes) {
  try {
    Decoder decoder(bytes);
    Text text;
    decoder.value(text);
    if (!decoder.is_at_end() || text.utf8.size() > std::numeric_limits<std::uint32_t>::max())
      throw BadBytes();
    index_code_points(text);
    check_spans(text);
    return text;
  } catch (const BadBytes&) {
    return fail(ErrorCode::kInvalidData, "not a stored text");
  }
}

}  // namespace ofsight
