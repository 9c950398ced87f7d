#include "pipeline/text/unicode.h"

#include <unicode/normalizer2.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uvernum.h>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>

namespace ofsight {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
// Below this no character has a decomposition that form C would not put back, nor composes.
constexpr char32_t kFirstCombining = 0x300;

UChar32 as_icu(char32_t c) { return static_cast<UChar32>(c); }

bool is_scalar(char32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF); }

struct Sequence {
  char32_t c = 0;
  std::size_t bytes = 0;  // 0: not UTF-8
};

// REQUIRES: `at` is inside `utf8` and not ASCII.
Sequence decode_sequence(std::string_view utf8, std::size_t at) {
  const auto lead = static_cast<unsigned char>(utf8[at]);
  const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || utf8.size() - at < bytes) return {};
  char32_t c = lead & (0xFFu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(utf8[at + i]);
    if ((next & 0xC0) != 0x80) return {};
    c = (c << 6) | (next & 0x3Fu);
  }
  constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (c < kSmallest[bytes] || !is_scalar(c)) return {};
  return {c, bytes};
}

// Eight bytes at a time, as nearly all of these reports is ASCII.
bool starts_with_eight_ascii(const char* text) {
  std::uint64_t word = 0;
  std::memcpy(&word, text, sizeof word);
  return (word & 0x8080808080808080u) == 0;
}

// What is no scalar value becomes U+FFFD, which is one unit too.
std::size_t utf16_units(char32_t c) { return c >= 0x10000 && is_scalar(c) ? 2 : 1; }

void assign_utf16(std::u32string_view text, std::u16string& utf16) {
  utf16.resize(2 * text.size());
  std::size_t length = 0;
  for (const char32_t c : text) {
    if (utf16_units(c) == 2) {
      utf16[length++] = static_cast<char16_t>(0xD7C0 + (c >> 10));
      utf16[length++] = static_cast<char16_t>(0xDC00 + (c & 0x3FF));
    } else {
      utf16[length++] = static_cast<char16_t>(is_scalar(c) ? c : kReplacement);
    }
  }
  utf16.resize(length);
}

// nullptr if ICU's data is missing; then every text counts as being in form C.
const icu::Normalizer2* normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* instance = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) ? instance : nullptr;
}

bool needs_no_nfc(std::u32string_view text) {
  return std::all_of(text.begin(), text.end(), [](char32_t c) { return c < kFirstCombining; });
}

icu::UnicodeString to_icu(std::u32string_view text) {
  std::u16string utf16;
  assign_utf16(text, utf16);
  return {utf16.data(), static_cast<int32_t>(utf16.size())};
}

// One thread's break iterator and the text it is set to.
class SentenceIterator {
 public:
  SentenceIterator() {
    UErrorCode status = U_ZERO_ERROR;
    iterator_.reset(ubrk_open(UBRK_SENTENCE, "en_GB", nullptr, 0, &status));
    if (U_FAILURE(status)) iterator_.reset();
  }

  std::vector<std::size_t> boundaries(std::u32string_view text) {
    std::vector<std::size_t> found;
    if (text.empty()) return found;
    assign_utf16(text, utf16_);
    UErrorCode status = U_ZERO_ERROR;
    if (iterator_) {
      ubrk_setText(iterator_.get(), utf16_.data(), static_cast<int32_t>(utf16_.size()), &status);
    }
    if (!iterator_ || U_FAILURE(status)) return {text.size()};
    std::size_t unit = 0;
    std::size_t code_point = 0;
    for (int32_t at = ubrk_next(iterator_.get()); at != UBRK_DONE;
         at = ubrk_next(iterator_.get())) {
      for (; unit < static_cast<std::size_t>(at); ++code_point)
        unit += utf16_units(text[code_point]);
      found.push_back(code_point);
    }
    release_large_buffer();
    return found;
  }

 private:
  struct Close {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
  };

  // One huge line must not cost its memory for the life of the thread.
  void release_large_buffer() {
    if (utf16_.capacity() <= kKeptUnits) return;
    UErrorCode status = U_ZERO_ERROR;
    ubrk_setText(iterator_.get(), u"", 0, &status);
    std::u16string().swap(utf16_);
  }

  static constexpr std::size_t kKeptUnits = 1u << 18;
  std::u16string utf16_;
  std::unique_ptr<UBreakIterator, Close> iterator_;
};

}  // namespace

tl::expected<std::u32string, InvalidUtf8> utf32_from_utf8(std::string_view utf8) {
  std::u32string text(utf8.size(), U'\0');
  std::size_t length = 0;
  for (std::size_t at = 0; at < utf8.size();) {
    if (utf8.size() - at >= 8 && starts_with_eight_ascii(utf8.data() + at)) {
      for (std::size_t i = 0; i < 8; ++i)
        text[length + i] = static_cast<unsigned char>(utf8[at + i]);
      length += 8;
      at += 8;
    } else if (static_cast<unsigned char>(utf8[at]) < 0x80) {
      text[length++] = static_cast<unsigned char>(utf8[at++]);
    } else {
      const Sequence sequence = decode_sequence(utf8, at);
      if (sequence.bytes == 0) return tl::unexpected<InvalidUtf8>(InvalidUtf8{at});
      text[length++] = sequence.c;
      at += sequence.bytes;
    }
  }
  text.resize(length);
  return text;
}

void append_utf8(char32_t c, std::string& utf8) {
  if (!is_scalar(c)) c = kReplacement;
  const auto put = [&utf8](char32_t byte) { utf8.push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
    return;
  }
  if (c < 0x800) {
    put(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
  }
  put(0x80 | (c & 0x3F));
}

std::string utf8_from_utf32(std::u32string_view text) {
  std::string utf8;
  utf8.reserve(text.size() + text.size() / 16);
  for (std::size_t from = 0; from < text.size();) {
    const auto other = std::find_if(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(),
                                    [](char32_t c) { return c >= 0x80; });
    const auto to = static_cast<std::size_t>(other - text.begin());
    utf8.append(text.begin() + static_cast<std::ptrdiff_t>(from), other);
    from = to;
    if (from < text.size()) append_utf8(text[from++], utf8);
  }
  return utf8;
}

bool is_nfc(std::u32string_view text) {
  if (needs_no_nfc(text)) return true;
  const icu::Normalizer2* form_c = normalizer();
  // Characters that never take part in composition need no copy: ’ – “ and most others.
  if (form_c == nullptr || std::all_of(text.begin(), text.end(), [form_c](char32_t c) {
        return c < kFirstCombining || form_c->isInert(as_icu(c));
      })) {
    return true;
  }
  UErrorCode status = U_ZERO_ERROR;
  const bool normalized = form_c->isNormalized(to_icu(text), status);
  return U_SUCCESS(status) && normalized;
}

std::u32string nfc(std::u32string_view text) {
  if (is_nfc(text)) return std::u32string(text);
  UErrorCode status = U_ZERO_ERROR;
  const icu::UnicodeString normalized = normalizer()->normalize(to_icu(text), status);
  if (U_FAILURE(status)) return std::u32string(text);
  std::u32string result(static_cast<std::size_t>(normalized.countChar32()), U'\0');
  normalized.toUTF32(reinterpret_cast<UChar32*>(result.data()), static_cast<int32_t>(result.size()),
                     status);
  return result;
}

std::u32string nfkc_folded(std::u32string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form_kc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) return std::u32string(text);
  const icu::UnicodeString normalized = form_kc->normalize(to_icu(text), status);
  if (U_FAILURE(status)) return std::u32string(text);
  std::u32string result(static_cast<std::size_t>(normalized.countChar32()), U'\0');
  normalized.toUTF32(reinterpret_cast<UChar32*>(result.data()), static_cast<int32_t>(result.size()),
                     status);
  for (char32_t& c : result) c = fold_case(c);
  return result;
}

bool is_composed(char32_t c) {
  const icu::Normalizer2* form_c = normalizer();
  icu::UnicodeString parts;
  return form_c != nullptr && form_c->getRawDecomposition(as_icu(c), parts) &&
         parts.countChar32() > 1;
}

bool is_letter(char32_t c) {
  if (c < 0x80) return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
  return u_isalpha(as_icu(c)) != 0;
}

bool is_digit(char32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(as_icu(c)) != 0; }

bool is_upper(char32_t c) { return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(as_icu(c)) != 0; }

bool is_lower(char32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(as_icu(c)) != 0; }

bool is_space(char32_t c) {
  return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : u_isUWhiteSpace(as_icu(c)) != 0;
}

char32_t fold_case(char32_t c) {
  if (c < 0x80) return is_upper(c) ? c | 0x20 : c;
  return static_cast<char32_t>(u_foldCase(as_icu(c), U_FOLD_CASE_DEFAULT));
}

std::vector<std::size_t> sentence_boundaries(std::u32string_view text) {
  thread_local SentenceIterator iterator;
  return iterator.boundaries(text);
}

std::string icu_version() {
  UVersionInfo version;
  u_getVersion(version);
  return std::to_string(version[0]) + "." + std::to_string(version[1]);
}

}  // namespace ofsight
