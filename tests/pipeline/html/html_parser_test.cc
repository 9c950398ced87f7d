#include "pipeline/html/html_parser.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

HtmlDocument parsed(std::string_view html) {
  auto document = HtmlDocument::parse(html, {});
  EXPECT_TRUE(document) << html;
  return std::move(*document);
}

std::vector<std::string> texts(std::string_view html, const std::string& path) {
  const HtmlDocument document = parsed(html);
  const auto nodes = document.select(XPath::compile(path).value());
  EXPECT_TRUE(nodes) << path;
  std::vector<std::string> out;
  if (nodes)
    for (const HtmlNode& node : *nodes) out.push_back(node.text());
  return out;
}

using Texts = std::vector<std::string>;

TEST(HtmlDocument, GivesWhatAPathYieldsInDocumentOrder) {
  const std::string_view page =
      "<ul class='a list'>\r\n<li><a href='/one'>One</a>\n<li><a "
      "href=\"/two?a=1&amp;b=2\">Children&#039;s"
      "</a></ul><p><span><p><strong>x</strong></p></span></p>";
  EXPECT_EQ(texts(page, "//li/a"), (Texts{"One", "Children's"}));
  EXPECT_EQ(texts(page, "//a/@href"), (Texts{"/one", "/two?a=1&b=2"}));
  EXPECT_EQ(texts(page, "//strong | //li[1]/a"), (Texts{"One", "x"}));
  EXPECT_EQ(
      texts(page, "//*[contains(concat(' ', normalize-space(@class), ' '), ' list ')]/li").size(),
      2u);
  EXPECT_EQ(texts(page, "//h1"), Texts{});
  EXPECT_EQ(texts("", "//a"), Texts{});
  EXPECT_EQ(texts("<p>caf\xC3\xA9&nbsp;&copy;", "//p"), (Texts{"caf\xC3\xA9\xC2\xA0\xC2\xA9"}));
}

TEST(HtmlDocument, PathsGoOnFromANode) {
  const HtmlDocument document = parsed("<div id=a><p>1<p>2</div><div id=b><p>3</div>");
  const auto divs = document.select(XPath::compile("//div").value()).value();
  ASSERT_EQ(divs.size(), 2u);
  EXPECT_EQ(divs[1].attribute("id"), "b");
  EXPECT_EQ(divs[1].attribute("class"), std::nullopt);
  const auto below = document.select(XPath::compile("./p").value(), divs[0]).value();
  ASSERT_EQ(below.size(), 2u);
  EXPECT_EQ(below[1].text(), "2");
  EXPECT_EQ(document.select(XPath::compile("ancestor::div").value(), below[0]).value()[0], divs[0]);
}

TEST(HtmlDocument, WhatCannotBeAskedIsSaid) {
  EXPECT_FALSE(XPath::compile("//a["));
  EXPECT_FALSE(XPath::compile(""));
  const HtmlDocument document = parsed("<p>");
  EXPECT_FALSE(document.select(XPath::compile("count(//p)").value()));
  EXPECT_FALSE(document.select(XPath::compile("no_such_function(//p)").value()));
}

TEST(HtmlDocument, HostilePagesFail) {
  EXPECT_EQ(HtmlDocument::parse("<p>text", {30, 3}).error().reason, RejectionReason::kTooLarge);
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "<div>";
  EXPECT_EQ(HtmlDocument::parse(deep, {}).error().reason, RejectionReason::kTooLarge);
  std::string wide;
  for (int i = 0; i < 20'000; ++i) wide += "<b></b>";
  const HtmlDocument document = parsed(wide);
  EXPECT_FALSE(
      document.select(XPath::compile("//b[count(preceding::b) > count(following::b)]").value()))
      << "quadratic";
}

TEST(Encodings, AreConverted) {
  EXPECT_TRUE(knows_encoding("windows-1252"));
  EXPECT_FALSE(knows_encoding("no-such-encoding"));
  EXPECT_EQ(utf8_from("caf\xE9", "windows-1252"), "caf\xC3\xA9");
  EXPECT_EQ(utf8_from("\xFF\xFF", "Shift_JIS"), std::nullopt);
  EXPECT_EQ(utf8_from("a", "no-such-encoding"), std::nullopt);
}

TEST(HtmlEngine, NamesLibraryAndVersion) {
  EXPECT_TRUE(html_engine().starts_with("libxml2 2.")) << html_engine();
}

}  // namespace
}  // namespace ofsight
