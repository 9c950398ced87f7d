#include "pipeline/html/html_encoding.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

using namespace std::string_literals;

TEST(Utf8OfHtml, FindsTheEncoding) {
  const struct {
    std::string bytes, utf8;
  } cases[] = {
      {"caf\xC3\xA9", "caf\xC3\xA9"},
      {"caf\xE9", "caf\xC3\xA9"},
      {"\xEF\xBB\xBFx", "x"},
      {"\xFF\xFEx\0"s, "x"},
      {"\xFE\xFF\0x"s, "x"},
      {"<META content='text/html; charset=ISO-8859-1'>\x93",
       "<META content='text/html; charset=ISO-8859-1'>\xE2\x80\x9C"},
      {"<meta charset=\"utf-16\">\xC3\xA9", "<meta charset=\"utf-16\">\xC3\xA9"},
      {"<meta charset=nonsense>\xE9", "<meta charset=nonsense>\xC3\xA9"},
      {"a\0b"s, "ab"},
      {"", ""},
  };
  for (const auto& c : cases)
    EXPECT_EQ(utf8_of_html(c.bytes).value_or("failed"), c.utf8) << c.bytes;
}

TEST(Utf8OfHtml, ANamedEncodingThatIsNotKeptIsCorrupt) {
  const auto page = utf8_of_html("<meta charset=utf-8>\xE9");
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().reason, RejectionReason::kCorrupt);
  EXPECT_EQ(page.error().detail, "invalid UTF-8 at byte 20");
}

}  // namespace
}  // namespace ofsight
