#include "pipeline/publish/report_stream.h"

#include <gtest/gtest.h>

#include "corpus/report_json.h"
#include "tests/pipeline/publish/sample_reports.h"

namespace ofsight {
namespace {

std::string line(const Report& report) { return to_json(report, JsonStyle::kLine) + "\n"; }

// How many reports can be read, then why no more: "2" or "1, then FILE:2: ...".
std::string read_all(const std::string& content) {
  const TemporaryFolder folder;
  auto stream = ReportStream::open(folder.write("r.ndjson", content));
  for (int count = 0;; ++count) {
    const auto report = stream->next_report();
    if (!report)
      return std::to_string(count) + ", then " +
             report.error().message.substr(report.error().message.find("r.ndjson"));
    if (!*report) return std::to_string(count);
  }
}

TEST(ReportStream, ReadsOneReportALine) {
  EXPECT_EQ(read_all(line(full_report()) + "\n \r\n" + line(full_report())), "2");
  EXPECT_EQ(read_all(""), "0");
}

TEST(ReportStream, WhatIsWrongIsNamedByLine) {
  EXPECT_EQ(read_all(line(full_report()) + "{\n"), "1, then r.ndjson:2: not JSON from byte 2 on");
  EXPECT_EQ(read_all("[]\n"), "0, then r.ndjson:1: must be an object");
  const std::string cut = line(full_report());
  EXPECT_EQ(read_all(cut.substr(0, cut.size() / 2)).find("0, then r.ndjson:1: not JSON"), 0u);
  Report report = full_report();
  report.inspection_start = "2024-10-03";
  EXPECT_EQ(read_all(line(report)),
            "0, then r.ndjson:1: /inspection_end is before the inspection starts, 2024-10-03");
}

TEST(ReportStream, ANewerSchemaIsRefusedByName) {
  std::string newer = line(full_report());
  newer.replace(newer.find("\"1\""), 3, "\"2\"");
  EXPECT_EQ(read_all(newer),
            "0, then r.ndjson:1: a report of schema version 2, and this program reads version 1; "
            "use a newer ofsight");
}

TEST(ReportStream, RejectionsAreReadLikewise) {
  const TemporaryFolder folder;
  auto stream = ReportStream::open(
      folder.write("r", to_json(web_page_rejection(), JsonStyle::kLine) + "\n{}\n"));
  const auto first = stream->next_rejection();
  ASSERT_TRUE(first && *first);
  EXPECT_EQ((*first)->reason, RejectionReason::kNotAPdf);
  EXPECT_NE(stream->next_rejection().error().message.find(":2: "), std::string::npos);
}

TEST(ReportStream, TheDigestIsThatOfTheLines) {
  const TemporaryFolder folder;
  const auto digest_of = [&](const std::string& content) {
    Sha256 digest;
    auto stream = ReportStream::open(folder.write("r", content));
    stream->digest_into(&digest);
    while (*stream->next_report()) {
    }
    return digest.hex();
  };
  Report other = full_report();
  other.title = "Another";
  EXPECT_EQ(digest_of(line(full_report())), digest_of("\n" + line(full_report()) + "\n"));
  EXPECT_NE(digest_of(line(full_report())), digest_of(line(other)));
}

}  // namespace
}  // namespace ofsight
