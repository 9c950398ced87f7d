#include "pipeline/text/list_marker.h"

#include <gtest/gtest.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

struct Case {
  std::u32string line;
  MarkerKind kind;
  std::size_t length, text_start;
};

void expect_markers(const std::initializer_list<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(utf8_from_utf32(c.line));
    const ListMarker marker = list_marker(c.line);
    EXPECT_EQ(marker.kind, c.kind);
    EXPECT_EQ(marker.length, c.length);
    EXPECT_EQ(marker.text_start, c.text_start);
  }
}

TEST(ListMarker, KnowsTheBulletsOfEveryFont) {
  constexpr std::u32string_view kBullets = U"\uF06E\uF02D\uF0A7\uF0B7\uF0FC◼●•■▪○‣§✓➢\uFFFD";
  for (char32_t bullet : kBullets) {
    const std::u32string mark(1, bullet);
    expect_markers({{mark + U" item", MarkerKind::kBullet, 1, 2},
                    {mark + U"   item", MarkerKind::kBullet, 1, 4},
                    {mark + U"item", MarkerKind::kBullet, 1, 1},
                    {mark, MarkerKind::kBullet, 1, 1}});
  }
}

TEST(ListMarker, TellsDashesFromBullets) {
  expect_markers({
      {U"– item", MarkerKind::kDash, 1, 2},
      {U"- item", MarkerKind::kDash, 1, 2},
      {U"— item", MarkerKind::kDash, 1, 2},
      {U"− item", MarkerKind::kDash, 1, 2},
      {U"o item", MarkerKind::kDash, 1, 2},
      {U"–item", MarkerKind::kNone, 0, 0},
      {U"-based", MarkerKind::kNone, 0, 0},
      {U"of all", MarkerKind::kNone, 0, 0},
      {U"o", MarkerKind::kNone, 0, 0},
  });
}

TEST(ListMarker, KnowsNumbersAndLetters) {
  expect_markers({
      {U"1. item", MarkerKind::kNumber, 2, 3},
      {U"12. item", MarkerKind::kNumber, 3, 4},
      {U"120. item", MarkerKind::kNumber, 4, 5},
      {U"1) item", MarkerKind::kNumber, 2, 3},
      {U"(12) item", MarkerKind::kNumber, 4, 5},
      {U"a) item", MarkerKind::kNumber, 2, 3},
      {U"(b) item", MarkerKind::kNumber, 3, 4},
      {U"iv) item", MarkerKind::kNumber, 3, 4},
      {U"(viii) item", MarkerKind::kNumber, 6, 7},
      {U"3.", MarkerKind::kNumber, 2, 2},
      {U"144.Ensure that", MarkerKind::kNumber, 4, 4},
  });
}

TEST(ListMarker, LeavesOrdinaryTextAlone) {
  for (const char32_t* line : {U"",
                               U"Leaders know.",
                               U"3 children",
                               U"2018. It",
                               U"1.5 million",
                               U"1,200 children",
                               U"£5",
                               U"12.30pm",
                               U"1.a item",
                               U"2)Item",
                               U"(1)Item",
                               U"(the council)",
                               U"(a child",
                               U"(12 months)",
                               U"mid) point",
                               U"i.e. now",
                               U"a child",
                               U"A) item",
                               U"’tis",
                               U"é",
                               U"😀 item"})
    expect_markers({{line, MarkerKind::kNone, 0, 0}});
}

}  // namespace
}  // namespace ofsight
