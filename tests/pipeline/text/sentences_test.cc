#include "pipeline/text/sentences.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "pipeline/text/unicode.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

const Abbreviations& shipped() {
  static const Abbreviations abbreviations = [] {
    auto read = Abbreviations::from_json(source_file("pipeline/text/abbreviations.json"));
    if (!read) throw std::runtime_error(read.error().message);
    return std::move(*read);
  }();
  return abbreviations;
}

std::vector<std::string> sentences(std::u32string_view text) {
  std::vector<std::string> found;
  for (const Span& span : sentence_spans(text, shipped())) {
    found.push_back(utf8_from_utf32(text.substr(span.start, span.length())));
  }
  return found;
}

// '|' marks where one sentence ends and the next begins.
std::vector<std::string> split(std::string text) {
  std::vector<std::string> parts;
  for (std::size_t bar; (bar = text.find('|')) != std::string::npos; text.erase(0, bar + 1)) {
    parts.push_back(text.substr(0, bar));
  }
  parts.push_back(text);
  return parts;
}

TEST(Sentences, EndWhereTheyShould) {
  const struct {
    std::u32string_view text;
    std::string expected;
  } kCases[] = {
      {U"One. Two! Three? Four", "One.|Two!|Three?|Four"},
      {U"  Space around.   And between.  ", "Space around.|And between."},
      // titles, initials, places
      {U"We met Ms. Jones and Dr. Lee. They agreed.", "We met Ms. Jones and Dr. Lee.|They agreed."},
      {U"Rev. J. K. Smith chairs it. Cllr. Ann B. Lee helps.",
       "Rev. J. K. Smith chairs it.|Cllr. Ann B. Lee helps."},
      {U"Children in St. Helens do well. All do.", "Children in St. Helens do well.|All do."},
      {U"(St. Helens) is near.", "(St. Helens) is near."},
      {U"We chose option B. The rest wait.", "We chose option B.|The rest wait."},
      {U"Ann Lee HMI. She led.", "Ann Lee HMI.|She led."},
      // abbreviations
      {U"A s.47 enquiry and a s. 20 order. Both ended.",
       "A s.47 enquiry and a s. 20 order.|Both ended."},
      {U"See e.g. Table 2, i.e. Annex B. Then stop.", "See e.g. Table 2, i.e. Annex B.|Then stop."},
      {U"See No. 5 and para. 12. It says no. We agree.",
       "See No. 5 and para. 12.|It says no.|We agree."},
      {U"Teams, plans, etc. are set. Plans, etc. Teams too.",
       "Teams, plans, etc. are set.|Plans, etc.|Teams too."},
      {U"At 5 p.m. staff leave. It ends at 6 p.m. They go.",
       "At 5 p.m. staff leave.|It ends at 6 p.m.|They go."},
      {U"She has a Ph.D. in law. It rose by 2.5 per cent. Good.",
       "She has a Ph.D. in law.|It rose by 2.5 per cent.|Good."},
      // lower case goes on
      {U"The ‘Who is it?’ survey. it goes on.", "The ‘Who is it?’ survey. it goes on."},
      // quotes and brackets
      {U"‘It rains.’ Another said: ‘Bring a coat.’ Good.",
       "‘It rains.’|Another said: ‘Bring a coat.’|Good."},
      {U"(All of it.) Next “one.” Last.", "(All of it.)|Next “one.”|Last."},
      {U"They act (see above. See also below) at once. Good.",
       "They act (see above. See also below) at once.|Good."},
      {U"An open ( bracket. Next one.", "An open ( bracket.|Next one."},
      // footnote numbers
      {U"It helps children.1 The team grew.12 ‘Yes.’3 Good.",
       "It helps children.1|The team grew.12|‘Yes.’3|Good."},
      {U"It helps children.² The team grew.", "It helps children.²|The team grew."},
      {U"A s.47 The, no.5 The, p.12 The, v1.2 The end.",
       "A s.47 The, no.5 The, p.12 The, v1.2 The end."},
      {U"It cost 3.50 The end.1234 The rest", "It cost 3.50 The end.1234 The rest"},
      {U"Ends with a note.1", "Ends with a note.1"},
      // list numbers and lines
      {U"1. The first. It is one.", "1. The first.|It is one."},
      {U"12. The last.\nb. Next", "12. The last.|b. Next"},
      {U"A heading\nA sentence.\n\nmore", "A heading|A sentence.|more"},
      // é, ’, emoji, combining marks
      {U"Café Zoë’s. 😀 Good 👨‍👩‍👧. Zoe\u0308. Ünal left.",
       "Café Zoë’s.|😀 Good 👨‍👩‍👧.|Zoe\u0308.|Ünal left."},
  };
  for (const auto& c : kCases) EXPECT_EQ(sentences(c.text), split(c.expected));
}

TEST(Sentences, NoneInNothing) {
  EXPECT_TRUE(sentence_spans(U"", shipped()).empty());
  EXPECT_TRUE(sentence_spans(U" \n\t\u2003 ", shipped()).empty());
}

TEST(Sentences, OffsetsAreCodePoints) {
  const auto spans = sentence_spans(U"\t😀é. ’Tis e\u0301. ", shipped());
  EXPECT_EQ(spans, (std::vector<Span>{{1, 4}, {5, 13}}));
}

// Whatever the text: spans ascend, do not overlap, have no white space at their ends, and nothing
// but white space lies between them.
TEST(Sentences, CoverEverythingButWhiteSpace) {
  const std::u32string_view alphabet = U"aBé. .!?’‘()1²\n 😀”\u0301,";
  std::uint32_t random = 1;
  for (int round = 0; round < 5000; ++round) {
    std::u32string text;
    for (int i = 0; i < 40; ++i) {
      random = random * 1664525u + 1013904223u;
      text.push_back(alphabet[(random >> 16) % alphabet.size()]);
    }
    std::size_t at = 0;
    const auto is_blank = [&text](std::size_t from, std::size_t to) {
      while (from < to && is_space(text[from])) ++from;
      return from == to;
    };
    for (const Span& span : sentence_spans(text, shipped())) {
      ASSERT_FALSE(span.empty());
      ASSERT_TRUE(span.start >= at && is_blank(at, span.start)) << utf8_from_utf32(text);
      ASSERT_FALSE(is_space(text[span.start]) || is_space(text[span.end - 1]));
      at = span.end;
    }
    ASSERT_TRUE(is_blank(at, text.size())) << utf8_from_utf32(text);
  }
}

TEST(Sentences, TakeHugeLines) {
  std::u32string many;
  while (many.size() < 2'000'000) many += U"A team (of two. Or so) met Ms. Lee.1 ";
  EXPECT_EQ(sentence_spans(many, shipped()).size(), many.size() / 37);
  for (const char32_t c : std::u32string_view(U"x.!(’1")) {
    const std::u32string huge(10'000'000, c);
    const auto spans = sentence_spans(huge, shipped());
    ASSERT_FALSE(spans.empty());
    EXPECT_EQ(spans.front().start, 0u);
    EXPECT_EQ(spans.back().end, huge.size());
  }
}

TEST(Abbreviations, NameWhatIsWrongWithTheirData) {
  const struct {
    std::string json, pointer;
  } kCases[] = {
      {"{", "abbreviations: "},
      {"[]", "/titles: must be a list"},
      {R"({"titles":"ms"})", "/titles: must be a list"},
      {R"({"titles":["ms",1]})", "/titles/1: must be a word"},
      {R"({"titles":["Ms"]})", "/titles/0: must be in lower case"},
      {R"({"titles":["ms."]})", "/titles/0: must be in lower case and without its last stop"},
      {R"({"titles":[],"never":[""]})", "/never/0: must be a word of up to 16"},
      {R"({"titles":[],"never":[],"before_number":[]})", "/openers: must be a list"},
  };
  for (const auto& c : kCases) {
    const auto abbreviations = Abbreviations::from_json(c.json);
    ASSERT_FALSE(abbreviations) << c.json;
    EXPECT_EQ(abbreviations.error().code, ErrorCode::kInvalidData);
    EXPECT_NE(abbreviations.error().message.find(c.pointer), std::string::npos)
        << abbreviations.error().message;
  }
}

}  // namespace
}  // namespace ofsight
