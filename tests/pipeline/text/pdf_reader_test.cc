#include "pipeline/text/pdf_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/text/printed_line.h"
#include "pipeline/text/unicode.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

std::string stored(const std::string& path) { return source_file(path); }

const std::string kSample = "corpus/samples/monitoring_visit-saltmere.pdf";

std::string stream_of(const std::string& content, const std::string& entries = "") {
  return "<<" + entries + "/Length " + std::to_string(content.size()) + ">>stream\n" + content +
         "\nendstream";
}

// Objects numbered from 1; the first is the catalogue.
std::string pdf_of(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  for (std::size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(out.size());
    table += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    out += std::to_string(i + 1) + " 0 obj" + objects[i] + "endobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1), start = std::to_string(out.size());
  return out + "xref\n0 " + count + "\n" + table + "trailer<</Root 1 0 R/Size " + count +
         ">>\nstartxref\n" + start + "\n%%EOF\n";
}

// One page of 600 by 800 points with these drawing commands, F1 regular, F2 bold, F3 italic.
std::string page_of(const std::string& content, const std::vector<std::string>& more = {}) {
  const auto font = [](const std::string& name) {
    return "<</Type/Font/Subtype/Type1/Encoding/WinAnsiEncoding/BaseFont/" + name + ">>";
  };
  std::vector<std::string> objects = {
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[3 0 R]/Count 1>>",
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<"
      "/Font<</F1 5 0 R/F2 6 0 R/F3 7 0 R>>/XObject<</X 8 0 R>>>>>>",
      stream_of(content),
      font("Helvetica"),
      font("Helvetica-Bold"),
      font("Helvetica-Oblique")};
  objects.insert(objects.end(), more.begin(), more.end());
  return pdf_of(objects);
}

ReadFailure failure(const std::string& bytes, const ReadLimits& limits = {}) {
  const auto read = read_pdf(bytes, limits);
  return read ? ReadFailure{RejectionReason::kInternal, "was read"} : read.error();
}

std::vector<std::string> lines_of(const PrintedDocument& document) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < document.pages.size(); ++i)
    for (const PrintedLine& line : build_lines(document.pages[i], static_cast<int>(i + 1)))
      out.push_back(utf8_from_utf32(line.text));
  return out;
}

TEST(ReadPdf, GivesEveryCharacterItsPlaceFromTheTopLeft) {
  const auto read = read_pdf(page_of("BT /F1 12 Tf 100 700 Td (Good \\222\\351) Tj ET"), {});
  ASSERT_TRUE(read) << read.error().detail;
  ASSERT_EQ(read->pages.size(), 1u);
  EXPECT_FLOAT_EQ(read->pages[0].width, 600);
  EXPECT_FLOAT_EQ(read->pages[0].height, 800);
  EXPECT_EQ(lines_of(*read), std::vector<std::string>{"Good ’é"});
  const Glyph& first = read->pages[0].runs.at(0).at(0);
  EXPECT_EQ(first.c, U'G');
  EXPECT_NEAR(first.x0, 100, 0.1);
  EXPECT_NEAR(first.x1, 109.3, 0.2);
  EXPECT_NEAR(first.baseline, 100, 0.1);
  EXPECT_FLOAT_EQ(first.size, 12);
  EXPECT_TRUE(read->warnings.empty());
  EXPECT_TRUE(read->engine.starts_with("mupdf 1.")) << read->engine;
}

TEST(ReadPdf, TellsBoldAndItalic) {
  const auto read =
      read_pdf(page_of("BT /F1 12 Tf 100 700 Td (plain) Tj /F2 12 Tf 0 -40 Td (bold) Tj "
                       "/F3 12 Tf 0 -40 Td (italic) Tj ET"),
               {});
  ASSERT_TRUE(read) << read.error().detail;
  const auto lines = build_lines(read->pages[0], 1);
  ASSERT_EQ(lines.size(), 3u);
  EXPECT_FALSE(lines[0].bold || lines[0].italic);
  EXPECT_TRUE(lines[1].bold && !lines[1].italic);
  EXPECT_TRUE(!lines[2].bold && lines[2].italic);
}

TEST(ReadPdf, CollectsVisibleRulesAndShadedAreas) {
  const auto read = read_pdf(page_of("100 700 m 300 700 l S\n"      // stroked rule
                                     "100 600 200 0.5 re f\n"       // rule as a thin rectangle
                                     "0.9 g 100 500 200 50 re f\n"  // shaded area
                                     "1 g 100 400 200 50 re f\n"    // white on white
                                     "0 g 100 350 5 0.5 re f\n"     // a dot
                                     "BT /F1 12 Tf 100 300 Td (x) Tj ET"),
                             {});
  ASSERT_TRUE(read) << read.error().detail;
  const PrintedPage& page = read->pages[0];
  ASSERT_EQ(page.strokes.size(), 2u);
  EXPECT_NEAR(page.strokes[0].y0, 100, 0.1);
  EXPECT_NEAR(page.strokes[0].width(), 200, 0.1);
  EXPECT_NEAR(page.strokes[1].y1, 200, 0.1);
  ASSERT_EQ(page.fills.size(), 1u);
  EXPECT_NEAR(page.fills[0].y0, 250, 0.1);
}

TEST(ReadPdf, LeavesOutTextTurnedSidewaysOrOffThePage) {
  const auto read = read_pdf(page_of("BT /F1 12 Tf 100 700 Td (kept) Tj ET\n"
                                     "BT /F1 12 Tf 0 1 -1 0 50 300 Tm (sideways) Tj ET\n"
                                     "BT /F1 12 Tf 900 700 Td (outside) Tj ET"),
                             {});
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(lines_of(*read), std::vector<std::string>{"kept"});
}

TEST(ReadPdf, ReadsPagesLinesAndBoxesOfASample) {
  const auto read = read_pdf(stored(kSample), {});
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_GE(read->pages.size(), 2u);
  const auto lines = lines_of(*read);
  EXPECT_NE(std::find(lines.begin(), lines.end(), "Dear Fabian"), lines.end());
  for (const PrintedPage& page : read->pages)
    for (const PrintedLine& line : build_lines(page, 1)) {
      EXPECT_EQ(line.edges.size(), line.text.size() + 1);
      EXPECT_GE(line.box.x0, 0);
      EXPECT_LE(line.box.x1, page.width);
      EXPECT_GE(line.box.y0, 0);
      EXPECT_LE(line.box.y1, page.height);
    }
}

TEST(ReadPdf, NamesWhatIsWrong) {
  EXPECT_EQ(failure("").reason, RejectionReason::kNotAPdf);
  EXPECT_EQ(failure(std::string(2000, ' ') + stored(kSample)).reason, RejectionReason::kNotAPdf);
  EXPECT_EQ(failure(stored("tests/golden/bad/html_page.pdf")).detail, "no %PDF- header");
  EXPECT_EQ(failure("%PDF-1.7\n").reason, RejectionReason::kCorrupt);
  EXPECT_EQ(failure(stored("tests/golden/bad/truncated.pdf")).reason, RejectionReason::kCorrupt);
  EXPECT_EQ(failure(stored("tests/golden/bad/encrypted.pdf")).reason, RejectionReason::kEncrypted);
  EXPECT_EQ(failure(stored("tests/golden/bad/image_only.pdf")).reason, RejectionReason::kNoText);
  EXPECT_EQ(failure(page_of("")).detail, "no text on any page: a scan?");
}

TEST(ReadPdf, TakesADocumentCutOffAnywhereForCorrupt) {
  const std::string whole = stored(kSample);
  for (std::size_t part = 1; part < 10; ++part) {
    const ReadFailure cut = failure(whole.substr(0, whole.size() * part / 10));
    EXPECT_EQ(cut.reason, RejectionReason::kCorrupt) << part << " tenths: " << cut.detail;
  }
}

TEST(ReadPdf, WarnsOfADamagedTableThatCouldBeRebuilt) {
  std::string bytes = page_of("BT /F1 12 Tf 100 700 Td (Good) Tj ET");
  bytes.replace(bytes.find("startxref\n") + 10, 2, "99");
  const auto read = read_pdf(bytes, {});
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(lines_of(*read), std::vector<std::string>{"Good"});
  ASSERT_EQ(read->warnings.size(), 1u);
  EXPECT_EQ(read->warnings[0].code, "source.repaired");
}

TEST(ReadPdf, StopsWhenTimeIsUp) {
  const ReadFailure late = failure(stored(kSample), {0, 64 << 20});
  EXPECT_EQ(late.reason, RejectionReason::kTimeout);
  EXPECT_EQ(late.detail, "not read within 0 seconds");
}

TEST(ReadPdf, StopsAtAFormThatDrawsABillionOthers) {
  std::string ten;
  for (int i = 0; i < 10; ++i) ten += "/X Do ";
  std::vector<std::string> forms;
  for (int i = 0; i < 10; ++i)
    forms.push_back(stream_of(i < 9 ? ten : "0 g",
                              "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<"
                              "/XObject<</X " +
                                  std::to_string(9 + i) + " 0 R>>>>"));
  EXPECT_EQ(failure(page_of(ten, forms), {0.2, 64 << 20}).reason, RejectionReason::kTimeout);
}

TEST(ReadPdf, StopsAtCommandsThatNeverEndAndNeedNoMemory) {
  std::string content;
  while (content.size() < 20'000'000) content += "1 w ";
  EXPECT_EQ(failure(page_of(content), {0.02, 64 << 20}).reason, RejectionReason::kTimeout);
}

TEST(ReadPdf, StopsWhenMemoryIsUp) {
  const ReadFailure large = failure(stored(kSample), {30, 400'000});
  EXPECT_EQ(large.reason, RejectionReason::kTooLarge);
  EXPECT_EQ(large.detail, "its parser needs more than 400000 bytes of memory");
}

TEST(ReadPdf, ReadsTheSameEachTimeAndOnEveryThread) {
  const std::string bytes = stored(kSample);
  const auto expected = lines_of(read_pdf(bytes, {}).value());
  std::vector<std::vector<std::string>> results(4);
  {
    std::vector<std::jthread> threads;
    for (auto& result : results)
      threads.emplace_back([&] { result = lines_of(read_pdf(bytes, {}).value()); });
  }
  for (const auto& result : results) EXPECT_EQ(result, expected);
}

}  // namespace
}  // namespace ofsight
