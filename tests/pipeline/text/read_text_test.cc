#include "pipeline/text/read_text.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "corpus/digest.h"
#include "corpus/media_type.h"
#include "pipeline/text/text_layout.h"
#include "pipeline/text/unicode.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;

const TextRules& rules() {
  static const TextRules all = load_text_rules().value();
  return all;
}

Document document_of(std::string bytes, std::optional<std::string> file = std::nullopt) {
  Document document;
  document.source.media_type = media_type_of(bytes);
  document.source.file = std::move(file);
  document.bytes = std::move(bytes);
  return document;
}

Document stored(const std::string& path) { return document_of(source_file(path), path); }

ReadText read(const Document& document) { return read_text(document, rules(), {}).value(); }

ReadFailure failure(const Document& document) {
  const auto result = read_text(document, rules(), {});
  return result ? ReadFailure{RejectionReason::kInternal, "was read"} : result.error();
}

std::vector<std::string> samples(const std::string& extension) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(source_path("corpus/samples")))
    if (entry.path().extension() == extension)
      out.push_back("corpus/samples/" + entry.path().filename().string());
  return out;
}

// What holds for the text of any source.
void expect_sound(const Text& text) {
  const auto code_points = utf32_from_utf8(text.utf8);
  ASSERT_TRUE(code_points);
  EXPECT_TRUE(is_nfc(*code_points));
  ASSERT_EQ(text.code_points(), code_points->size());
  const auto words = [&](Span s) {
    return utf8_from_utf32(code_points->substr(s.start, s.length()));
  };
  std::size_t end = 0;
  for (const Block& block : text.blocks) {
    const std::size_t start = block.marker.empty() ? block.span.start : block.marker.start;
    EXPECT_EQ(start, end == 0 ? 0 : end + 1);
    EXPECT_EQ(text.slice(block.span), words(block.span));
    EXPECT_EQ(words(block.span).find('\n'), std::string::npos);
    for (Span cell : block.cells) EXPECT_TRUE(block.span.contains(cell));
    end = block.span.end;
  }
  EXPECT_EQ(end, text.code_points());
  end = 0;
  for (const Line& line : text.lines) {
    EXPECT_GE(line.span.start, end);
    EXPECT_EQ(text.slice(line.span), words(line.span));
    end = line.span.end;
  }
  end = 0;
  for (Span sentence : text.sentences) {
    EXPECT_GE(sentence.start, end);
    EXPECT_FALSE(sentence.empty());
    EXPECT_EQ(text.evidence(sentence).quote, words(sentence));
    end = sentence.end;
  }
}

TEST(ReadText, GivesEveryLineOfEverySampleItsWordsEdgesAndBox) {
  const auto files = samples(".pdf");
  ASSERT_GE(files.size(), 10u);
  for (const std::string& file : files) {
    SCOPED_TRACE(file);
    const Text text = read(stored(file)).text;
    expect_sound(text);
    EXPECT_GE(text.pages, 1);
    for (const Line& line : text.lines) {
      ASSERT_EQ(line.edges.size(), line.span.length() + 1) << text.slice(line.span);
      EXPECT_GE(line.box.page, 1);
      EXPECT_LE(line.box.page, text.pages);
      EXPECT_LT(line.box.x0, line.box.x1);
      EXPECT_LT(line.box.y0, line.box.y1);
    }
    for (Span sentence : text.sentences) EXPECT_FALSE(text.evidence(sentence).boxes.empty());
  }
}

TEST(ReadText, ReadsWebPagesWithoutPagesOrBoxes) {
  for (const std::string& file : samples(".html")) {
    SCOPED_TRACE(file);
    const Text text = read(stored(file)).text;
    expect_sound(text);
    EXPECT_EQ(text.pages, 0);
    EXPECT_TRUE(text.engine.starts_with("libxml2 ")) << text.engine;
    for (const Line& line : text.lines) EXPECT_EQ(line.box.page, 0);
  }
}

TEST(ReadText, ReadsPlainText) {
  const ReadText report = read(document_of("Café\n\n• one\n• two 😀\n", "notes.txt"));
  expect_sound(report.text);
  EXPECT_EQ(report.text.utf8, "Café\n• one\n• two 😀");
  EXPECT_EQ(report.text.engine, "plain text");
  EXPECT_TRUE(report.furniture.empty());
}

TEST(ReadText, ReadsWhatAnOwnersPasswordOnlyLocksForEditing) {
  const Text open = read(stored("corpus/samples/monitoring_visit-saltmere.pdf")).text;
  EXPECT_EQ(read(stored("tests/golden/bad/owner_password_only.pdf")).text.utf8, open.utf8);
}

TEST(ReadText, SaysWhatItLeftOutOfALetter) {
  const ReadText letter = read(stored("corpus/samples/monitoring_visit-saltmere.pdf"));
  std::set<std::string> reasons;
  for (const Furniture& f : letter.furniture) reasons.insert(f.why);
  EXPECT_EQ(reasons, (std::set<std::string>{"address", "letterhead", "page_number"}));
  EXPECT_EQ(letter.text.utf8.find("Harbour Office"), std::string::npos);
  EXPECT_NE(letter.text.utf8.find("Dear Fabian\n"), std::string::npos);
}

TEST(ReadText, NamesWhatCannotBeRead) {
  const struct {
    Document document;
    RejectionReason reason;
    std::string detail;
  } cases[] = {
      {stored("tests/golden/bad/html_page.pdf"), RejectionReason::kNotAPdf,
       "HTML page titled 'Report not found"},
      {document_of("Not found", "report.PDF"), RejectionReason::kNotAPdf,
       "no %PDF- header: text/plain"},
      {document_of(std::string("PK\3\4\0\0", 6), "report.docx"), RejectionReason::kNotAReport,
       "neither PDF, HTML nor text: "},
      {document_of("<html><body></body></html>", "page.html"), RejectionReason::kNoText, ""},
      {document_of(" \n", "notes.txt"), RejectionReason::kNoText, ""},
      {stored("tests/golden/bad/invalid_utf8.txt"), RejectionReason::kCorrupt, "invalid UTF-8"},
      {stored("tests/golden/bad/encrypted.pdf"), RejectionReason::kEncrypted, ""},
      {stored("tests/golden/bad/image_only.pdf"), RejectionReason::kNoText, ""},
  };
  for (const auto& c : cases) {
    const ReadFailure read = failure(c.document);
    EXPECT_EQ(read.reason, c.reason) << read.detail;
    EXPECT_TRUE(read.detail.starts_with(c.detail)) << read.detail;
    EXPECT_FALSE(read.detail.empty());
  }
}

TEST(ReadText, ReadsTheSameEachTimeAndOnEveryThread) {
  const Document document = stored("corpus/samples/sif_inspection-saltmere.pdf");
  const std::string expected = describe_layout(read(document));
  std::vector<std::string> results(4);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results)
      threads.emplace_back([&] { result = describe_layout(read(document)); });
  }
  for (const std::string& result : results) EXPECT_EQ(result, expected);
}

// A corpus keeps texts under the layer's version. If this fails, what read_text gives has changed:
// raise kTextLayerVersion in read_text.h, then put it and the new digest here.
TEST(TextLayer, ItsVersionIsThatOfItsOutput) {
  std::vector<fs::path> samples;
  for (const auto& entry :
       fs::directory_iterator(std::string(OFSIGHT_SOURCE_DIR) + "/corpus/samples"))
    if (entry.path().extension() == ".pdf" || entry.path().extension() == ".html")
      samples.push_back(entry.path());
  std::sort(samples.begin(), samples.end());
  std::string layouts;
  for (const fs::path& sample : samples)
    layouts += describe_layout(read(stored("corpus/samples/" + sample.filename().string())));
  EXPECT_EQ(std::to_string(kTextLayerVersion) + " " + sha256_hex(layouts).substr(0, 16),
            "1 c2bb6c465701aeae");
}

TEST(TextLayer, NamesAllThatDecides) {
  EXPECT_EQ(text_layer({}), text_layer({}));
  EXPECT_NE(text_layer({}), text_layer({1, 64 << 20}));
  EXPECT_NE(text_layer({}).find("mupdf"), std::string::npos);
  EXPECT_EQ(text_layer({}).find('\n'), std::string::npos);
  Source source;
  EXPECT_FALSE(is_named_as_pdf(source));
  source.file = "a/B.PDF";
  EXPECT_TRUE(is_named_as_pdf(source));
}

TEST(LoadTextRules, AreThoseBuiltIntoTheProgram) {
  ASSERT_TRUE(load_text_rules());
  EXPECT_EQ(rules().normaliser.apply(U"\uFB01ve"), U"five");
  EXPECT_TRUE(rules().vocabulary.has_word(word_key(U"protection")));
  EXPECT_TRUE(rules().abbreviations.contains(Abbreviations::Kind::kTitle, U"ms"));
}

}  // namespace
}  // namespace ofsight
