#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace ofsight {

// What Unicode says about characters and text; ICU stands behind it. All functions may be called
// from any thread. Offsets are code points unless the name says bytes.

// Where UTF-8 stops being UTF-8: overlong forms, surrogates, values beyond U+10FFFF, cut sequences.
struct InvalidUtf8 {
  std::size_t byte = 0;  // offset of the first byte of the bad sequence
};

tl::expected<std::u32string, InvalidUtf8> utf32_from_utf8(std::string_view utf8);
// What is not a Unicode scalar value becomes U+FFFD.
std::string utf8_from_utf32(std::u32string_view text);
void append_utf8(char32_t c, std::string& utf8);

// Normalisation form C. Never NFKC, which would turn "m²" into "m2".
bool is_nfc(std::u32string_view text);
std::u32string nfc(std::u32string_view text);
// Normalisation form KC with simple case folding: for comparing texts, never for keeping them.
std::u32string nfkc_folded(std::u32string_view text);
// True if form C can only hold `c` by composing it from others, as "é" from "e" and an accent.
bool is_composed(char32_t c);

bool is_letter(char32_t c);
bool is_digit(char32_t c);  // decimal digits of any script; not "²"
bool is_upper(char32_t c);
bool is_lower(char32_t c);
bool is_space(char32_t c);
char32_t fold_case(char32_t c);  // simple folding: one for one, so lengths stay

// Where ICU's rules of British English start a new sentence: ascending, without 0, with the length
// of a text that is not empty. White space belongs to the sentence before it. Opening a break
// iterator costs more than a page of text, so every thread keeps one for its life.
std::vector<std::size_t> sentence_boundaries(std::u32string_view text);

std::string icu_version();  // "72.1"

}  // namespace ofsight
