#include "pipeline/text/html_element.h"

#include <gtest/gtest.h>

#include <string>

namespace ofsight {
namespace {

using Kind = HtmlElement::Kind;

TEST(HtmlElementTest, KnowsWhatElementsDoToText) {
  const struct {
    const char* name;
    Kind kind;
  } cases[] = {
      {"p", Kind::kBlock},          {"div", Kind::kBlock},       {"hr", Kind::kBlock},
      {"figcaption", Kind::kBlock}, {"ul", Kind::kList},         {"ol", Kind::kList},
      {"li", Kind::kItem},          {"table", Kind::kTable},     {"tr", Kind::kRow},
      {"td", Kind::kCell},          {"th", Kind::kCell},         {"br", Kind::kBreak},
      {"pre", Kind::kPreformatted}, {"section", Kind::kArticle}, {"main", Kind::kMain},
      {"header", Kind::kHeader},    {"footer", Kind::kHeader},   {"nav", Kind::kFurniture},
      {"form", Kind::kFurniture},   {"button", Kind::kControl},  {"title", Kind::kTitle},
      {"script", Kind::kHidden},    {"noscript", Kind::kHidden}, {"svg", Kind::kHidden},
      {"b", Kind::kInline},         {"span", Kind::kInline},     {"thead", Kind::kInline},
  };
  for (const auto& c : cases) EXPECT_EQ(html_element(c.name)->kind, c.kind) << c.name;
}

TEST(HtmlElementTest, HeadingsHaveTheirLevelAndNumberedListsAreMarked) {
  for (int level = 1; level <= 6; ++level) {
    const HtmlElement* heading = html_element("h" + std::to_string(level));
    EXPECT_EQ(heading->kind, Kind::kHeading);
    EXPECT_EQ(heading->level, level);
  }
  EXPECT_EQ(html_element("ol")->level, 1);
  EXPECT_EQ(html_element("ul")->level, 0);
}

TEST(HtmlElementTest, WhatNobodyKnowsIsInline) {
  for (const char* name : {"", "h7", "H1", "x-report", "tdd"})
    EXPECT_EQ(html_element(name)->kind, Kind::kInline) << name;
}

TEST(HtmlElementTest, EveryNameHasTheSameAnswerAgain) {
  EXPECT_EQ(html_element("td"), html_element(std::string("td")));
  EXPECT_EQ(html_element("x-report"), html_element("x-other"));
}

}  // namespace
}  // namespace ofsight
