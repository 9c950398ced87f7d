#include "pipeline/fetch/url.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

using namespace std::string_literals;

TEST(ParseUrl, TakesAnAddressApart) {
  const Url url = parse_url(" HTTPS://Reports.Example.org:443/a/../search?q=x%20y#part\n").value();
  EXPECT_EQ(url.scheme, "https");
  EXPECT_EQ(url.host, "reports.example.org");
  EXPECT_EQ(url.port, 443);
  EXPECT_EQ(url.path, "/search");
  EXPECT_EQ(url.query, "q=x%20y");
  EXPECT_EQ(url.text, "https://reports.example.org/search?q=x%20y");
  EXPECT_EQ(url.origin(), "https://reports.example.org:443");
  EXPECT_EQ(url.target(), "/search?q=x%20y");
  EXPECT_EQ(parse_url("http://[::1]:8080").value().origin(), "http://[::1]:8080");
  EXPECT_EQ(parse_url("http://0x7f.1/").value().host, "127.0.0.1")
      << "what libcurl would connect to";
}

TEST(ParseUrl, RefusesAllElse) {
  for (const std::string& text :
       {""s, "/relative"s, "file:///etc/passwd"s, "ftp://example.org/"s, "gopher://example.org/"s,
        "http://"s, "http://user@example.org/"s, "http://user:pass@example.org/"s, "http://a b/"s,
        "http://example.org:99999/"s, "javascript:alert(1)"s, "http://x\0.org/"s})
    EXPECT_FALSE(parse_url(text)) << text;
}

TEST(ResolveUrl, FollowsALinkOnAPage) {
  const Url base = parse_url("https://example.org/provider/44/1?x=1").value();
  const struct {
    std::string link, text;
  } cases[] = {
      {"/v1/file/7", "https://example.org/v1/file/7"},
      {"  //other.org/a  ", "https://other.org/a"},
      {"2", "https://example.org/provider/44/2"},
      {"../../x", "https://example.org/x"},
      {"?y=2", "https://example.org/provider/44/1?y=2"},
      {"http://third.org/a b", "http://third.org/a%20b"},
      {"/caf\xC3\xA9", "https://example.org/caf%c3%a9"},
  };
  for (const auto& c : cases) EXPECT_EQ(resolve_url(base, c.link).value().text, c.text) << c.link;
  EXPECT_FALSE(resolve_url(base, "file:///etc/passwd"));
  EXPECT_FALSE(resolve_url(base, ""));
}

}  // namespace
}  // namespace ofsight
