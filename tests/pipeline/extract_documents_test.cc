#include "pipeline/extract_documents.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "pipeline/version.h"
#include "tests/corpus/temporary_folder.h"
#include "tests/extractors/made_up_councils.h"
#include "tests/extractors/written_rules.h"
#include "tests/source_file.h"

namespace ofsight {
namespace {

using Strings = std::vector<std::string>;
using Outcome = std::variant<Report, Rejection>;

const ExtractionSetup& setup() {
  static const ExtractionSetup made{Extractor::create(report_rules(), made_up_councils()).value(),
                                    load_text_rules().value()};
  return made;
}

Outcome outcome_of(const DocumentFile& file, const ReadLimits& limits = {}) {
  return extract_document(file, setup(), limits);
}

std::string letter(int day) {
  return "Focused visit to Saltmere children’s services\n\n" + std::to_string(day) +
         " May 2024\n\nDear Ms Ashdown\n";
}

// "published day" or the reason of each, in the order taken.
std::string described(const Outcome& outcome) {
  if (const auto* report = std::get_if<Report>(&outcome))
    return report->published.value_or("none").substr(8);
  return "rejected";
}

TEST(ExtractDocument, MakesAReportOfWhatCanBeReadAsOne) {
  const TemporaryFolder folder;
  const std::string path = folder.write("letter.txt", letter(31));
  const Outcome outcome = outcome_of({path, {}});
  ASSERT_TRUE(std::holds_alternative<Report>(outcome));
  const Report& report = std::get<Report>(outcome);
  EXPECT_EQ(report.kind, "focused_visit");
  EXPECT_EQ(report.council->name, "Saltmere");
  EXPECT_EQ(report.source.file, path);
  EXPECT_EQ(report.source.media_type, "text/plain");
  EXPECT_EQ(report.source.bytes, letter(31).size());
  EXPECT_EQ(report.source.sha256.size(), 64u);
  EXPECT_FALSE(report.source.pages) << "plain text has none";
  EXPECT_EQ(report.provenance.program, program_version());
  EXPECT_EQ(report.provenance.rules, setup().extractor.rules().digest());
  EXPECT_FALSE(report.provenance.text_engine.empty());
  EXPECT_FALSE(report.provenance.icu.empty());
}

TEST(ExtractDocument, CountsThePagesOfAPdf) {
  const Outcome outcome =
      outcome_of({source_path("corpus/samples/ilacs_inspection-ambleford.pdf"), {}});
  ASSERT_TRUE(std::holds_alternative<Report>(outcome));
  EXPECT_EQ(std::get<Report>(outcome).source.pages, 2);
  EXPECT_TRUE(std::get<Report>(outcome).provenance.text_engine.starts_with("mupdf"));
}

TEST(ExtractDocument, ARejectionSaysWhereItHappened) {
  const TemporaryFolder folder;
  const struct {
    DocumentFile file;
    const char* stage;
    RejectionReason reason;
  } cases[] = {
      {{folder.path("missing.pdf"), {}}, "read", RejectionReason::kInternal},
      {{folder.path("loop"), "it leads back to itself"}, "read", RejectionReason::kInternal},
      {{folder.write("empty.pdf", ""), {}}, "read", RejectionReason::kCorrupt},
      {{folder.write("cut.pdf", "%PDF-1.4\n"), {}}, "text", RejectionReason::kCorrupt},
      {{folder.write("page.pdf", "<html><title>Nothing here</title>"), {}},
       "text",
       RejectionReason::kNotAPdf},
      {{folder.write("blank.txt", " \n\n"), {}}, "text", RejectionReason::kNoText},
      {{folder.write("minutes.txt", "Minutes of the library\n\nThere were none.\n"), {}},
       "extract",
       RejectionReason::kNotAReport},
  };
  for (const auto& c : cases) {
    const Outcome outcome = outcome_of(c.file);
    ASSERT_TRUE(std::holds_alternative<Rejection>(outcome)) << c.file.path;
    const Rejection& rejection = std::get<Rejection>(outcome);
    EXPECT_EQ(rejection.stage, c.stage) << c.file.path << ": " << rejection.detail;
    EXPECT_EQ(rejection.reason, c.reason) << c.file.path << ": " << rejection.detail;
    EXPECT_EQ(rejection.source.file, c.file.path);
    EXPECT_FALSE(rejection.detail.empty()) << c.file.path;
  }
}

TEST(ExtractDocument, KeepsToItsLimits) {
  const TemporaryFolder folder;
  const DocumentFile file{folder.write("letter.txt", letter(1)), {}};
  EXPECT_EQ(std::get<Rejection>(outcome_of(file, {30, 10})).reason, RejectionReason::kTooLarge);
  const DocumentFile pdf{source_path("corpus/samples/jtai-marlhaven.pdf"), {}};
  EXPECT_EQ(std::get<Rejection>(outcome_of(pdf, {-1, 1 << 30})).reason, RejectionReason::kTimeout);
}

// A folder of thirty letters, one a day, and of one file that is none.
class ExtractDocuments : public testing::Test {
 protected:
  ExtractDocuments() {
    for (int day = 1; day <= 30; ++day) {
      const std::string name = std::to_string(day) + ".txt";
      files_.push_back({folder_.write(name, day == 7 ? "" : letter(day)), {}});
      due_.push_back(day == 7 ? "rejected" : (day < 10 ? "0" : "") + std::to_string(day));
    }
  }

  // What was taken, until `most` were.
  Strings taken(std::size_t jobs, std::size_t most = 99) {
    Strings all;
    std::atomic<int> inside = 0;
    extract_documents(files_, setup(), {}, jobs, described, [&](Extracted done) {
      EXPECT_EQ(++inside, 1) << "one at a time";
      EXPECT_EQ(done.index, all.size()) << "in order";
      EXPECT_EQ(done.text, described(done.outcome)) << "as it was formatted";
      all.push_back(done.text);
      --inside;
      return all.size() < most;
    });
    return all;
  }

  const TemporaryFolder folder_;
  std::vector<DocumentFile> files_;
  Strings due_;
};

TEST_F(ExtractDocuments, ComeInOrderForAnyNumberOfJobs) {
  for (const std::size_t jobs : {1, 2, 5, 64}) EXPECT_EQ(taken(jobs), due_) << jobs;
}

TEST_F(ExtractDocuments, ASlowOneComesBeforeThoseAfterItAllTheSame) {
  Strings all;
  extract_documents(
      files_, setup(), {}, 4,
      [](const Outcome& outcome) {
        const std::string day = described(outcome);
        if (day == "01") std::this_thread::sleep_for(std::chrono::milliseconds(100));
        return day;
      },
      [&](const Extracted& done) {
        all.push_back(done.text);
        return true;
      });
  EXPECT_EQ(all, due_);
}

TEST_F(ExtractDocuments, EndWhenNoMoreAreTaken) {
  for (const std::size_t jobs : {1, 4}) {
    EXPECT_EQ(taken(jobs, 3), (Strings{"01", "02", "03"})) << jobs;
    EXPECT_EQ(taken(jobs, 1), Strings{"01"}) << jobs;
  }
}

TEST_F(ExtractDocuments, OfNoneAreNone) {
  files_.clear();
  EXPECT_EQ(taken(4), Strings{});
}

TEST_F(ExtractDocuments, OnlyAFewAreHeldAtATime) {
  std::atomic<int> made = 0, taken = 0;
  int most = 0;
  extract_documents(
      files_, setup(), {}, 2,
      [&](const Outcome&) {
        ++made;
        return std::string();
      },
      [&](const Extracted&) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
        most = std::max(most, made - taken);
        ++taken;
        return true;
      });
  EXPECT_EQ(taken, 30);
  EXPECT_LE(most, 4) << "two for each job";
}

}  // namespace
}  // namespace ofsight
