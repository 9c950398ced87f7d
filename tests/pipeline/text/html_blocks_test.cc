#include "pipeline/text/html_blocks.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "pipeline/text/unicode.h"
#include "tests/pipeline/text/outline_of.h"

namespace ofsight {
namespace {

// What a parser hands over, written as "<p>words</p>". Unlike HTML nothing is closed or added that
// is not written: html_reader_test.cc has whole pages.
class Page {
 public:
  Page& operator()(std::string_view events) {
    while (!events.empty()) {
      const std::size_t open = events.find('<');
      if (open != 0) {
        blocks_.text(utf32_from_utf8(events.substr(0, open)).value());
        events.remove_prefix(std::min(open, events.size()));
        continue;
      }
      const std::size_t end = events.find('>');
      const std::string_view tag = events.substr(1, end - 1);
      if (tag.starts_with('/')) {
        blocks_.end_element(tag.substr(1));
      } else {
        blocks_.start_element(tag, {});
      }
      events.remove_prefix(end + 1);
    }
    return *this;
  }
  Page& start(std::string_view name, const HtmlAttributes& attributes) {
    blocks_.start_element(name, attributes);
    return *this;
  }

  std::string outline() { return outline_of(blocks_.finish(), Tables::kNumbered); }
  std::u32string title() const { return blocks_.has_title() ? blocks_.title() : U"none"; }
  std::size_t depth() const { return blocks_.depth(); }
  std::size_t held_bytes() const { return blocks_.held_bytes(); }

 private:
  HtmlBlocks blocks_;
};

std::string blocks_of(std::string_view events) { return Page()(events).outline(); }

TEST(HtmlBlocksTest, MakesABlockOfEachElementThatIsOne) {
  EXPECT_EQ(blocks_of("<h2>Leaders</h2><p>They act.</p>bare<ul><li>one</li></ul>"),
            "h2 Leaders\np They act.\np bare\n0 • one\n");
  EXPECT_EQ(blocks_of(""), "");
  EXPECT_EQ(blocks_of("<p> \n</p><h1></h1>"), "");
}

TEST(HtmlBlocksTest, TextMayComeInPieces) {
  EXPECT_EQ(Page()("<p>chil")("dren ")(" in")("<b>")(" care")("</b>").outline(),
            "p children in care\n");
}

TEST(HtmlBlocksTest, WhatIsNotClosedEndsWithThePage) {
  EXPECT_EQ(blocks_of("<ul><li>one<ul><li>two"), "0 • one\n1 • two\n");
  EXPECT_EQ(blocks_of("<table><tr><td>a</td><td>b"), "t0 a|b\n");
}

TEST(HtmlBlocksTest, AnEndClosesAllThatIsOpenInIt) {
  EXPECT_EQ(blocks_of("<ul><li>one<b>two</ul>after"), "0 • onetwo\np after\n");
  EXPECT_EQ(blocks_of("<p>one</div>two</p>"), "p onetwo\n") << "an end without a start is nothing";
  Page page;
  page("<div><ul><li>");
  EXPECT_EQ(page.depth(), 3u);
  page("</div>");
  EXPECT_EQ(page.depth(), 0u);
}

TEST(HtmlBlocksTest, ItemsOfANumberedListCount) {
  Page page;
  page.start("ol", {.hidden = false, .number = 7})("<li>a</li>");
  page.start("li", {.hidden = false, .number = 20})("b</li><li>c</li></ol>");
  EXPECT_EQ(page.outline(), "0 7. a\n0 20. b\n0 21. c\n");
}

TEST(HtmlBlocksTest, WhatIsHiddenIsLeftOutWithAllThatIsInIt) {
  Page page;
  page("<p>one</p>")
      .start("div", {.hidden = true, .number = {}})("<main><p>two</p></main></div><p>three</p>");
  EXPECT_EQ(page.outline(), "p one\np three\n");
}

TEST(HtmlBlocksTest, MainIsReadEvenInFurniture) {
  EXPECT_EQ(blocks_of("<nav>menu<main>text</main>more</nav>"), "p text\n");
  EXPECT_EQ(blocks_of("<section><header>text</header></section><header>top</header>"), "p text\n");
}

TEST(HtmlBlocksTest, RowsOfOneTableShareItsNumber) {
  EXPECT_EQ(blocks_of("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
                      "<table><tr><td>e</td><td></td></tr></table>"),
            "t0 a|b\nt0 c|d\nt1 e|\n");
}

TEST(HtmlBlocksTest, CellsAndRowsWithoutATableAreText) {
  EXPECT_EQ(blocks_of("<td>a</td><tr>b</tr>"), "p a\np b\n");
}

TEST(HtmlBlocksTest, TheTitleIsTheFirstThatIsShown) {
  EXPECT_EQ(Page()("<svg><title>drawing</title></svg><title>Re").title(), U"none")
      << "not yet whole";
  Page page;
  page("<svg><title>drawing</title></svg><title>Re")("port</title><title>other</title><p>text</p>");
  EXPECT_EQ(page.title(), U"Report");
  EXPECT_EQ(page.outline(), "p text\n") << "it is no text of the page";
  EXPECT_EQ(Page()("<title>" + std::string(5000, 'x') + "</title>").title().size(), 1000u);
}

TEST(HtmlBlocksTest, CountsWhatItHolds) {
  Page page;
  EXPECT_EQ(page.held_bytes(), 0u);
  page("<p>");
  const std::size_t open = page.held_bytes();
  EXPECT_GT(open, 0u) << "what is open";
  page(std::string(1000, 'x'));
  const std::size_t text = page.held_bytes();
  EXPECT_GE(text, open + 1000 * sizeof(char32_t));
  page("</p>");
  for (int i = 0; i < 1000; ++i) page("<br>a");
  EXPECT_GE(page.held_bytes(), text + 1000 * sizeof(RawLine));
}

TEST(HtmlBlocksTest, TablesNestedTooDeepAreReadAsPlainBlocks) {
  Page page;
  for (int i = 0; i < 100; ++i) page("<table><tr><td>x</td><td>");
  EXPECT_EQ(page("deepest").outline().find("deepest") != std::string::npos, true);
}

}  // namespace
}  // namespace ofsight
