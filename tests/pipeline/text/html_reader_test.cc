#include "pipeline/text/html_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <thread>

#include "pipeline/text/unicode.h"

namespace ofsight {
namespace {

std::string joined(const std::vector<RawLine>& lines) {
  std::string out;
  for (const RawLine& line : lines) out += (out.empty() ? "" : "/") + utf8_from_utf32(line.text);
  return out;
}

// One block a line: "h1 Title", "p one/two" with lines parted by "/", "0 • item", "t0 cell|cell".
std::string outline(const std::vector<RawBlock>& blocks) {
  std::string out;
  for (const RawBlock& block : blocks) {
    if (block.kind == BlockKind::kHeading) out += "h" + std::to_string(block.level) + " ";
    if (block.kind == BlockKind::kParagraph) out += "p ";
    if (block.kind == BlockKind::kTableRow) out += "t" + std::to_string(block.table) + " ";
    if (block.kind == BlockKind::kListItem)
      out += std::to_string(block.level) + " " + utf8_from_utf32(block.marker) + " ";
    for (std::size_t i = 0; i < block.cells.size(); ++i)
      out += (i > 0 ? "|" : "") + joined(block.cells[i]);
    out += "\n";
  }
  return out;
}

std::string read(std::string_view html) {
  const auto blocks = read_html(html, {});
  return blocks ? outline(*blocks) : "failed: " + blocks.error().detail;
}

ReadFailure failure(std::string_view html, const ReadLimits& limits = {}) {
  const auto blocks = read_html(html, limits);
  EXPECT_FALSE(blocks);
  return blocks ? ReadFailure{RejectionReason::kInternal, "it was read"} : blocks.error();
}

std::string repeated(std::string_view part, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += part;
  return out;
}

struct Case {
  std::string html, blocks;
};

void expect_blocks(const std::vector<Case>& cases) {
  for (const Case& c : cases) EXPECT_EQ(read(c.html), c.blocks) << c.html;
}

TEST(ReadHtml, ReadsHeadingsAndParagraphs) {
  expect_blocks({
      {"<h1>One</h1><h2>Two</h2><h6>Six</h6>text", "h1 One\nh2 Two\nh6 Six\np text\n"},
      {"<p>one<p>two<div>three<div>four</div>five</div>six",
       "p one\np two\np three\np four\np five\np six\n"},
      {"<body>bare <b>bold</b>, <i>slanted</i><hr>next", "p bare bold, slanted\np next\n"},
      {"<h2><span>A</span> <div>title</div></h2>", "h2 A/title\n"},
      {"<dl><dt>Dates<dd>1 May</dl><blockquote>said</blockquote>", "p Dates\np 1 May\np said\n"},
      {"<p></p><p> \n </p><p>&nbsp;</p><p>&#8203;</p>x", "p x\n"},
  });
}

TEST(ReadHtml, CollapsesWhiteSpaceAsBrowsersDo) {
  expect_blocks({
      {"<p>\n  one\t two\r\n three <b> four</b> </p>", "p one two three four\n"},
      {"<p>a<b> b </b> c</p>", "p a b c\n"},
      {"<p>a<!-- note -->b</p>", "p ab\n"},
      {"<p>non\u00A0breaking&nbsp;stays</p>", "p non\u00A0breaking\u00A0stays\n"},
      {"<p>multi&shy;agency</p>", "p multiagency\n"},
      {"<pre>one\n  two\n\nthree</pre>", "p one/two\np three\n"},
  });
}

TEST(ReadHtml, ReadsLineBreaks) {
  expect_blocks({
      {"<p>one<br>two<br/>three</p>", "p one/two/three\n"},
      {"one<br><br>two", "p one\np two\n"},
      {"<h1>one<br><br>two</h1>", "h1 one/two\n"},
      {"<li>one<br> <br>two", "0 • one/two\n"},
      {"<p><br>one<br></p>", "p one\n"},
  });
}

TEST(ReadHtml, ReadsLists) {
  expect_blocks({
      {"<ul><li>one<li>two<ul><li>three</ul><li>four</ul>",
       "0 • one\n0 • two\n1 • three\n0 • four\n"},
      {"<ol start=4><li>a<li>b<li value=9>c<li>d</ol>", "0 4. a\n0 5. b\n0 9. c\n0 10. d\n"},
      {"<ol><li>a<ul><li>b</ul><li>c</ol>", "0 1. a\n1 • b\n0 2. c\n"},
      {"<ol start=99999999999><li>a</ol>", "0 1. a\n"},
      {"<ul><li><p>one</p><p>two</p></li></ul>", "0 • one/two\n"},
      {"<ul><li>one<p>Now:</p><ul><li>two</ul></ul>", "0 • one\np Now:\n1 • two\n"},
      {"<ul><li>Now:<ul><li>two</ul></ul>", "0 • Now:\n1 • two\n"},
      {"<ul><li>one<ul><li>two</ul>rest</ul>", "0 • one\n1 • two\np rest\n"},
      {"<ul><li><h3>Title</h3>text</ul>", "h3 Title\n0 • text\n"},
      {"<ul><li></li></ul>after", "p after\n"},
      {"before<ul><li>in</ul>after", "p before\n0 • in\np after\n"},
  });
}

TEST(ReadHtml, ReadsTables) {
  expect_blocks({
      {"<table><thead><tr><th>Judgement<th>Grade</thead><tr><td>Over-<br>all<td>Good</table>",
       "t0 Judgement|Grade\nt0 Over-/all|Good\n"},
      {"<table><tr><td>a<td><td>c</table>", "t0 a||c\n"},
      {"<table><tr><td> <td></table>x", "p x\n"},
      {"<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c<li>d</ul></table>", "t0 a/b|c/d\n"},
      {"<table><tr><td>a<td>b</table>between<table><tr><td>c<td>d</table>",
       "t0 a|b\np between\nt1 c|d\n"},
      {"<table><caption>Grades</caption><tr><td>a<td>b</table>", "p Grades\nt0 a|b\n"},
      {"<table><tr><th><h3>a</h3><th><h3>b</h3></table>", "t0 a|b\n"},
  });
}

TEST(ReadHtml, ReadsThroughTablesThatAreLayout) {
  expect_blocks({
      {"<table><tr><td><h1>Title</h1><p>text</p></td></tr></table>", "h1 Title\np text\n"},
      {"<table><tr><td>left<td><h1>Title</h1>text</table>", "p left\nh1 Title\np text\n"},
      {"<table><tr><td>a<table><tr><td>b<td>c</table>d<td>e</table>", "p a\nt1 b|c\np d\np e\n"},
  });
}

TEST(ReadHtml, LeavesOutWhatIsNotText) {
  expect_blocks({
      {"<head><title>T</title><style>p{}</style></head><script>x()</script>text", "p text\n"},
      {"<nav>menu</nav><header>top</header><form>find</form>text<footer>foot</footer>", "p text\n"},
      {"<p hidden>no</p><template>no</template><noscript>no</noscript>yes", "p yes\n"},
      {"<svg><title>no</title><text>no</text></svg><button>no</button>yes", "p yes\n"},
      {"one<nav>menu</nav>two", "p one\np two\n"},
      {"one<script>x()</script>two", "p onetwo\n"},
      {"<article><header><h1>Yes</h1></header>text</article>", "h1 Yes\np text\n"},
      {"<main><section><footer>yes</footer></section></main>", "p yes\n"},
      {"<header><div>never closed</header><main>yes</main>", "p yes\n"},
      {"<!DOCTYPE html><title>T</title><main>no head, no body</main>", "p no head, no body\n"},
  });
}

TEST(ReadHtml, ReadsEntities) {
  expect_blocks({{"<p>children&rsquo;s &amp; &#x2013; &#8226; &eacute; &lt;b&gt;</p>",
                  "p children’s & – • é <b>\n"}});
}

TEST(ReadHtml, ReadsTheEncodingThatThePageNames) {
  const std::string utf16("\xFF\xFE<\0p\0>\0\xE9\0\x19\x20", 12);
  const std::string utf16_be("\xFE\xFF\0<\0p\0>\0\xE9\x20\x19", 12);
  expect_blocks({
      {"<p>caf\xC3\xA9", "p café\n"},
      {"\xEF\xBB\xBF<p>caf\xC3\xA9", "p café\n"},
      {"<meta charset=\"utf-8\"><p>caf\xC3\xA9", "p café\n"},
      {"<p>caf\xE9 \x92", "p café ’\n"},
      {"<meta charset='ISO-8859-1'><p>caf\xE9 \x92", "p café ’\n"},
      {"<META http-equiv=Content-Type content=\"text/html; charset=windows-1252\"><p>\x93",
       "p “\n"},
      {"<meta charset=iso-8859-15><p>\xA4", "p €\n"},
      {"<meta charset=no-such-thing><p>caf\xE9", "p café\n"},
      {utf16, "p é’\n"},
      {utf16_be, "p é’\n"},
      {"\xEF\xBB\xBF<meta charset=windows-1252><p>\xC3\xA9", "p é\n"},
  });
}

TEST(ReadHtml, ReadsLettersOfEveryLengthWhereverTheyFall) {
  // The parser takes its input in pieces; no piece may cut a letter.
  std::string html = "<p>", text;
  for (int i = 0; i < 20'000; ++i)
    text += i % 7 == 0 ? "é" : i % 11 == 0 ? "😀" : i % 3 == 0 ? "’" : "x";
  EXPECT_EQ(read(html + text), "p " + text + "\n");
}

TEST(ReadHtml, ReadsAPageToItsEnd) {
  expect_blocks({
      {std::string("<p>one\0two<p>three", 18), "p onetwo\np three\n"},
      {"<p>one</body></html><p>two", "p one\np two\n"},
      {"<p>one</p></div></div><p>two", "p one\np two\n"},
      {"<p>one < two", "p one < two\n"},
      {"<html><html><body><body><p>one", "p one\n"},
  });
  const std::string page = repeated("<p>word</p>\n", 100'000);
  const auto blocks = read_html(page, {});
  ASSERT_TRUE(blocks);
  EXPECT_EQ(blocks->size(), 100'000u);
}

TEST(ReadHtml, DeepNestingCostsNoStack) {
  for (const char* element : {"div", "ul", "b", "table", "section"}) {
    const std::string open = "<" + std::string(element) + ">";
    const std::string close = "</" + std::string(element) + ">";
    EXPECT_EQ(read(repeated(open, 100'000) + "x" + repeated(close, 100'000)), "p x\n") << element;
  }
  const std::string table = "<table><tr><td>";
  EXPECT_NE(read(repeated(table, 30'000) + "x").find("x"), std::string::npos);
  EXPECT_EQ(failure(repeated("<i>", 300'000) + "x").reason, RejectionReason::kTooLarge);
}

TEST(ReadHtml, KeepsToItsLimits) {
  const std::string paragraphs = repeated("<p>a", 50'000);
  EXPECT_EQ(failure(paragraphs, {30, 1 << 20}).detail,
            "its text needs more than 1048576 bytes of memory");
  EXPECT_EQ(failure(repeated("a<br>", 50'000), {30, 1 << 20}).reason, RejectionReason::kTooLarge);
  EXPECT_EQ(failure(std::string(400'000, 'a'), {30, 1 << 20}).reason, RejectionReason::kTooLarge);
  EXPECT_EQ(failure(paragraphs, {30, 1000}).detail, "more than 1000 bytes");
  EXPECT_EQ(failure("<p>x", {-1, 1 << 20}).reason, RejectionReason::kTimeout);
  std::string names;
  for (int i = 0; i < 50'000; ++i) names += "<e" + std::to_string(i) + "/>";
  EXPECT_EQ(failure(names, {30, 1 << 20}).reason, RejectionReason::kTooLarge);
}

TEST(ReadHtml, AMillionAttributesDoNotHoldItUp) {
  // libxml2 2.9 compares each with all before it, which would take an hour.
  std::string html = "<p";
  for (int i = 0; i < 1'000'000; ++i) html += " a" + std::to_string(i);
  const auto blocks = read_html(html + ">text", {0.2, 64 << 20});
  if (blocks) {
    EXPECT_EQ(outline(*blocks), "p text\n");
  } else {
    EXPECT_EQ(blocks.error().reason, RejectionReason::kTimeout);
  }
}

TEST(ReadHtml, RejectsWhatHasNoTextOrIsNotItsEncoding) {
  EXPECT_EQ(failure("").reason, RejectionReason::kNoText);
  EXPECT_EQ(failure("<html><body><p>&nbsp;</p></body></html>").reason, RejectionReason::kNoText);
  EXPECT_EQ(failure("<nav>menu</nav>").detail, "no text on the page");
  const ReadFailure invalid = failure("<meta charset=utf-8>\xC3(");
  EXPECT_EQ(invalid.reason, RejectionReason::kCorrupt);
  EXPECT_EQ(invalid.detail, "invalid UTF-8 at byte 20");
  EXPECT_EQ(failure(std::string("\xFF\xFE<\0p\0>\0\x00\xD8x\0", 12)).reason,
            RejectionReason::kCorrupt);
}

TEST(ReadHtml, ThreadsDoNotDisturbEachOther) {
  const std::string page = repeated("<h1>One</h1><ul><li>é</ul>", 2000);
  const std::string expected = read(page);
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results) threads.emplace_back([&] { result = read(page); });
  }
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

TEST(HtmlTitle, GivesThePagesTitle) {
  const struct {
    std::string html;
    std::optional<std::string> title;
  } cases[] = {
      {"<!DOCTYPE html><html><head><title>Report not found - Site</title></head>",
       "Report not found - Site"},
      {"<title>\n Two\t words&nbsp;&amp; more </title><title>other</title>", "Two words & more"},
      {"<title>caf\xE9</title>", "café"},
      {"<p>none", std::nullopt},
      {"<title> </title>", std::nullopt},
      {"<svg><title>drawing</title></svg>", std::nullopt},
      {"", std::nullopt},
      {"<title>" + std::string(300, 'x') + "</title>", std::string(199, 'x') + "…"},
  };
  for (const auto& c : cases) EXPECT_EQ(html_title(c.html), c.title) << c.html;
}

}  // namespace
}  // namespace ofsight
