#include "corpus/json_text.h"

#include <gtest/gtest.h>

#include <limits>

namespace ofsight {
namespace {

std::string text_json(std::string_view utf8) {
  JsonWriter writer(JsonStyle::kLine);
  writer.text(utf8);
  return std::move(writer).take();
}

std::string bytes_json(std::string_view bytes) {
  JsonWriter writer(JsonStyle::kLine);
  writer.bytes(bytes);
  return std::move(writer).take();
}

std::string tenths_json(float value) {
  JsonWriter writer(JsonStyle::kLine);
  writer.tenths(value);
  return std::move(writer).take();
}

// {"empty":[],"row":[1,2],"array":[{"x":null},[]]}
std::string nested_json(JsonStyle style) {
  JsonWriter writer(style);
  writer.begin_object();
  writer.key("empty");
  writer.begin_array();
  writer.end_array();
  writer.key("row");
  writer.begin_row();
  writer.number(1);
  writer.number(std::numeric_limits<std::uint64_t>::max());
  writer.end_array();
  writer.key("array");
  writer.begin_array();
  writer.begin_object();
  writer.key("x");
  writer.null();
  writer.end_object();
  writer.begin_row();
  writer.end_array();
  writer.end_array();
  writer.end_object();
  return std::move(writer).take();
}

TEST(JsonWriterTest, WritesOneLine) {
  EXPECT_EQ(nested_json(JsonStyle::kLine),
            R"({"empty":[],"row":[1,18446744073709551615],"array":[{"x":null},[]]})");
}

TEST(JsonWriterTest, IndentsByTwo) {
  EXPECT_EQ(nested_json(JsonStyle::kPretty), R"({
  "empty": [],
  "row": [1, 18446744073709551615],
  "array": [
    {
      "x": null
    },
    []
  ]
})");
}

TEST(JsonWriterTest, EscapesOnlyWhatItMust) {
  const struct {
    std::string text, json;
  } cases[] = {
      {"", R"("")"},
      {"children’s é 😀 ²", R"("children’s é 😀 ²")"},
      {R"(a "b" \ /)", R"("a \"b\" \\ /")"},
      {"\b\f\n\r\t", R"("\b\f\n\r\t")"},
      {std::string("\0\x01\x1f\x7f", 4), "\"\\u0000\\u0001\\u001f\x7f\""},
      {"\xE2\x80\xA8", "\"\xE2\x80\xA8\""},
  };
  for (const auto& [text, json] : cases) {
    EXPECT_EQ(text_json(text), json);
    EXPECT_EQ(bytes_json(text), json);
  }
}

TEST(JsonWriterTest, ReplacesBrokenBytes) {
  EXPECT_EQ(bytes_json("caf\xE9/\xF0\x9F\x98.pdf"), R"("caf�/�.pdf")");
  EXPECT_EQ(bytes_json("\xFF\xFE"), R"("��")");
}

#ifndef NDEBUG
TEST(JsonWriterDeathTest, StopsAtTextThatIsNotUtf8) { EXPECT_DEATH(text_json("caf\xE9"), ""); }
#endif

TEST(JsonWriterTest, RoundsToTenths) {
  const struct {
    float value;
    const char* json;
  } cases[] = {
      {0, "0.0"},
      {-0.0F, "0.0"},
      {-0.04F, "0.0"},
      {72, "72.0"},
      {523.04F, "523.0"},
      {523.06F, "523.1"},
      {-12.34F, "-12.3"},
      {0.25F, "0.2"},
      {0.75F, "0.8"},
      {16777216, "16777216.0"},
      {-std::numeric_limits<float>::max(), "-340282346638528859811704183484516925440.0"},
      {std::numeric_limits<float>::infinity(), "null"},
      {std::numeric_limits<float>::quiet_NaN(), "null"},
  };
  for (const auto& [value, json] : cases) EXPECT_EQ(tenths_json(value), json);
}

TEST(JsonDepthTest, CountsWhatAParserWouldHoldOpen) {
  const struct {
    std::string json;
    std::size_t depth;
  } cases[] = {
      {"", 0},
      {"1", 0},
      {"[]", 1},
      {R"({"a":[{}],"b":[]})", 3},
      {R"(["[[[", "\"[[", "\\"])", 1},
      {"]]]][[", 2},
      {"\"[[[", 0},
      {std::string(100000, '['), 100000},
  };
  for (const auto& [json, depth] : cases) EXPECT_EQ(json_depth(json), depth);
}

TEST(JsonPointerTest, EscapesKeys) {
  EXPECT_EQ(pointer_to("", "judgements"), "/judgements");
  EXPECT_EQ(pointer_to("/judgements", std::size_t{12}), "/judgements/12");
  EXPECT_EQ(pointer_to("/a", "b/c~d"), "/a/b~1c~0d");
}

TEST(JsonWriter, NumbersAndBooleansAreJson) {
  JsonWriter writer(JsonStyle::kLine);
  writer.begin_array();
  writer.boolean(true);
  writer.boolean(false);
  for (const double number : {0.5, 1.0, -2.25, 0.1, 1e300, std::numeric_limits<double>::infinity()})
    writer.number(number);
  writer.end_array();
  EXPECT_EQ(std::move(writer).take(), "[true,false,0.5,1,-2.25,0.1,1e+300,null]");
}

}  // namespace
}  // namespace ofsight
