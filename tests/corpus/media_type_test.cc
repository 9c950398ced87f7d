#include "corpus/media_type.h"

#include <gtest/gtest.h>

#include <string>

namespace ofsight {
namespace {

struct Case {
  std::string bytes;
  std::string_view type;
};

TEST(MediaTypeOf, KnowsPdf) {
  const std::string header = "%PDF-1.7\n";
  const Case cases[] = {
      {header, "application/pdf"},
      {"%PDF-", "application/pdf"},
      {"\xEF\xBB\xBF\r\n" + header, "application/pdf"},
      {std::string("\x80\0\x01", 3) + header, "application/pdf"},
      {std::string(1000, 'x') + header, "application/pdf"},
      {std::string(1024, 'x') + header, "text/plain"},
      {"A PDF starts with %PDF- and a number.", "text/plain"},
      {"PDF-1.4", "text/plain"},
      {"%pdf-1.4", "text/plain"},
  };
  for (const Case& c : cases) EXPECT_EQ(media_type_of(c.bytes), c.type) << c.bytes;
}

TEST(MediaTypeOf, KnowsHtmlBehindWhatMayStandBeforeIt) {
  const Case cases[] = {
      {"<!DOCTYPE html>\n<html>", "text/html"},
      {"<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">", "text/html"},
      {"<HTML>", "text/html"},
      {"\xEF\xBB\xBF  \n<html lang=\"en\">", "text/html"},
      {"<!-- one --><!-- two -->\n<head>", "text/html"},
      {"<?xml version=\"1.0\"?>\n<!DOCTYPE html><html/>", "text/html"},
      {"<p>One paragraph", "text/html"},
      {"<br/>", "text/html"},
      {"<html><!-- %PDF-1.4 -->", "text/html"},
      {std::string("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14), "text/html"},
      {std::string("\xFE\xFF\0<\0h\0t\0m\0l\0>", 14), "text/html"},
  };
  for (const Case& c : cases) EXPECT_EQ(media_type_of(c.bytes), c.type) << c.bytes;
}

TEST(MediaTypeOf, TakesOtherTextForText) {
  const Case cases[] = {
      {"Inspection of services", "text/plain"},
      {"<pages> is no HTML element", "text/plain"},
      {"Less than: <p>", "text/plain"},
      {"<!-- never closed", "text/plain"},
      {"<?xml version=\"1.0\"?><feed/>", "text/plain"},
      {"caf\xE9 in an old encoding", "text/plain"},
      {"\n", "text/plain"},
  };
  for (const Case& c : cases) EXPECT_EQ(media_type_of(c.bytes), c.type) << c.bytes;
}

TEST(MediaTypeOf, SaysNothingOfTheRest) {
  EXPECT_EQ(media_type_of(""), "application/octet-stream");
  EXPECT_EQ(media_type_of(std::string("PK\x03\x04\0\0", 6)), "application/octet-stream");
  EXPECT_EQ(media_type_of(std::string("\xFF\xFEt\0e\0x\0t\0", 10)), "application/octet-stream");
}

}  // namespace
}  // namespace ofsight
