#include "pipeline/fetch/robots.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

bool allowed(std::string_view robots_txt, std::string_view target,
             std::string_view product = "ofsight") {
  return RobotsRules::parse(robots_txt, product).allows(target);
}

TEST(Robots, WithoutRulesAllIsAllowed) {
  for (const std::string_view text :
       {"", "\n\n", "nonsense", "Disallow: /", "User-agent: other\nDisallow: /",
        "User-agent: *\nDisallow:\n", "User-agent: *\nDisallow: # none\n"})
    EXPECT_TRUE(allowed(text, "/search?q=")) << text;
  EXPECT_FALSE(RobotsRules::nothing().allows("/"));
  EXPECT_TRUE(RobotsRules::nothing().allows("/robots.txt"));
}

// RFC 9309, 5.1.
TEST(Robots, ReadsTheSimpleExampleOfTheRfc) {
  const std::string_view text =
      "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n"
      "User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n"
      "User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: "
      "quxbot\n\nEOF\n";
  EXPECT_FALSE(allowed(text, "/a/b.gif"));
  EXPECT_TRUE(allowed(text, "/a/b.gifs"));
  EXPECT_FALSE(allowed(text, "/example/x"));
  EXPECT_TRUE(allowed(text, "/publications/x"));
  EXPECT_FALSE(allowed(text, "/other", "foobot"));
  EXPECT_TRUE(allowed(text, "/example/page.html", "foobot"));
  EXPECT_FALSE(allowed(text, "/example/page.html", "barbot"));
  EXPECT_FALSE(allowed(text, "/example/page.html", "BazBot"));
  EXPECT_TRUE(allowed(text, "/example/x", "bazbot"));
  EXPECT_TRUE(allowed(text, "/example/x", "quxbot")) << "a group of its own, without rules";
}

// RFC 9309, 5.2.
TEST(Robots, TheLongestRuleDecides) {
  const std::string_view text =
      "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n";
  EXPECT_FALSE(allowed(text, "/example/page/disallowed.gif", "foobot"));
  EXPECT_TRUE(allowed(text, "/example/page/x", "foobot"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /a\nAllow: /a\n", "/a"));
  EXPECT_TRUE(allowed("User-agent: *\nAllow: /a\nDisallow: /a\n", "/a"));
  EXPECT_TRUE(allowed("User-agent: *\nDisallow: /\nAllow: /a/\nDisallow: /b\n", "/a/x"));
}

TEST(Robots, AllGroupsOfAnAgentCountAndNoneOfTheOthers) {
  const std::string_view text =
      "user-agent: ofsight/1.0\ndisallow: /a\nuser-agent: *\ndisallow: /b\nUSER-AGENT: "
      "OFSIGHT\nDISALLOW: /c\n";
  EXPECT_FALSE(allowed(text, "/a"));
  EXPECT_TRUE(allowed(text, "/b"));
  EXPECT_FALSE(allowed(text, "/c"));
  EXPECT_TRUE(allowed("User-agent: ofsightbot\nDisallow: /\n", "/a"));
}

TEST(Robots, OtherRecordsDoNotPartAGroup) {
  EXPECT_FALSE(
      allowed("User-agent: ofsight\nSitemap: https://x/\nUser-agent: b\nDisallow: /a\n", "/a"));
  const auto rules = RobotsRules::parse(
      "User-agent: ofsight\nCrawl-delay: 2.5\nDisallow: /a\nCrawl-delay: nonsense\nUser-agent: "
      "*\nCrawl-delay: 9\n",
      "ofsight");
  EXPECT_EQ(rules.crawl_delay_seconds(), 2.5);
  EXPECT_EQ(RobotsRules::parse("User-agent: *\nDisallow:\n", "ofsight").crawl_delay_seconds(),
            std::nullopt);
}

TEST(Robots, EveryLineEndMarkAndCommentIsRead) {
  EXPECT_FALSE(allowed("\xEF\xBB\xBFUser-agent: * # all\rDisallow: /a # this\r", "/a"));
  EXPECT_FALSE(allowed("User-agent:*\r\n\r\n \t Disallow \t:\t/a\r\n", "/a"));
}

TEST(Robots, SpellingsOfOnePathAreAlike) {
  // RFC 9309, 2.2.2.
  const struct {
    std::string_view rule, path;
    bool matches;
  } cases[] = {
      {"/foo/bar?baz=quz", "/foo/bar?baz=quz", true},
      {"/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar", true},
      {"/foo/bar/\xE3\x83\x84", "/foo/bar/%E3%83%84", true},
      {"/foo/bar/%E3%83%84", "/foo/bar/%e3%83%84", true},
      {"/foo/bar/%62%61%7A", "/foo/bar/baz", true},
      {"/foo/bar/%2F", "/foo/bar//", false},
      {"/a%zz", "/a%zz", true},
      {"/*?", "/search?q=", true},
      {"/*?", "/search", false},
      {"/a*b*c$", "/axxbyyc", true},
      {"/a*b*c$", "/axxbyycd", false},
      {"/a$", "/a", true},
      {"/a$", "/ab", false},
      {"*", "/anything", true},
      {"/A", "/a", false},
      {"a", "/a", false},
  };
  for (const auto& c : cases)
    EXPECT_EQ(allowed("User-agent: *\nDisallow: " + std::string(c.rule) + "\n", c.path), !c.matches)
        << c.rule << " " << c.path;
}

TEST(Robots, HostileFilesCostLittle) {
  std::string stars = "User-agent: *\nDisallow: /";
  for (int i = 0; i < 20'000; ++i) stars += "*a";
  EXPECT_TRUE(allowed(stars + "$b\n", "/" + std::string(20'000, 'a')));
  std::string many = "User-agent: *\n";
  while (many.size() < (4u << 20)) many += "Disallow: /x\n";
  EXPECT_FALSE(allowed(many, "/x"));
}

}  // namespace
}  // namespace ofsight
