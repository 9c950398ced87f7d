// kill -9 at any moment: what is there stays whole, and the next run ends where an undisturbed one
// does.

#include <signal.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

namespace fs = std::filesystem;
using Seconds = std::chrono::duration<double>;

class FetchKill : public FetchCase {
 protected:
  // All that a corpus knows but for times, and the names and sizes of its files.
  std::string portrait() const {
    std::string out;
    const auto held = documents();
    for (const CorpusDocument& document : held) {
      const Source& source = document.source;
      out += source.sha256 + ' ' + std::to_string(source.bytes) + ' ' + source.url.value_or("") +
             ' ' + source.title_on_site.value_or("") + ' ' + source.published_on_site.value_or("") +
             ' ' + document.council_urn + ' ' + document.kind + '\n';
      EXPECT_EQ(sha256_of(content_of(corpus() + "/files/" + source.sha256.substr(0, 2) + "/" +
                                     source.sha256)),
                source.sha256);
    }
    const nlohmann::json whole = status();
    for (const char* key :
         {"councils", "documents", "bytes", "by_kind_and_year", "delisted_documents"})
      out += whole[key].dump() + '\n';
    for (const auto& file : whole["missing"])
      out += file["file_id"].dump() + file["state"].dump() + file["failure"].dump() + '\n';
    return out;
  }
};

TEST_F(FetchKill, AtTwentyRandomMomentsTheNextRunEndsWithTheSameCorpus) {
  site.answer(first_path(), status_answer(404, not_found_page()));
  fetch_well();
  const std::size_t requests = site.requests().size();
  const std::string expected = portrait();
  std::mt19937 random(20260707);
  // After so many requests, and a little later: what is between two of them is a few milliseconds.
  std::uniform_int_distribution<std::size_t> request(0, requests - 1);
  std::uniform_real_distribution<double> later(0, 0.015);
  // A program that ended before its moment was not killed: another moment is drawn for it.
  int killed = 0;
  for (int tries = 0; killed < 20 && tries < 60; ++tries) {
    fs::remove_all(corpus());
    site.forget_requests();
    const std::size_t after = request(random);
    const double seconds = later(random);
    const pid_t program =
        start_program(OFSIGHT_BINARY, arguments(), {"/dev/null", "/dev/null", folder.path("err")});
    while (site.requests().size() < after) std::this_thread::sleep_for(Seconds(0.0002));
    std::this_thread::sleep_for(Seconds(seconds));
    kill(program, SIGKILL);
    killed += exit_code_of(program) == -1 ? 1 : 0;
    fetch_well();
    EXPECT_EQ(portrait(), expected) << "killed " << seconds << " s after request " << after;
    EXPECT_TRUE(Store::open(corpus(), Store::Access::kWrite, "test")->check_integrity());
    EXPECT_TRUE(fs::is_empty(corpus() + "/partial"));
  }
  EXPECT_EQ(killed, 20);
}

TEST_F(FetchKill, AFileCutOffByAKillIsResumed) {
  const StandInReport report = first();
  const std::string& bytes = report.bytes;
  // The headers of the real file, its first half, then silence.
  site.answer(first_path(), [&](const httplib::Request&, httplib::Response& response) {
    response.set_header("ETag", "\"" + sha256_of(bytes).substr(0, 16) + "-file\"");
    response.set_content_provider(bytes.size(), "application/pdf",
                                  [&](std::size_t offset, std::size_t, httplib::DataSink& sink) {
                                    if (offset == 0)
                                      return sink.write(bytes.data(), bytes.size() / 2);
                                    std::this_thread::sleep_for(std::chrono::milliseconds(20));
                                    return sink.is_writable();
                                  });
  });
  const pid_t program = start_program(OFSIGHT_BINARY, arguments({"--timeout", "30"}),
                                      {"/dev/null", "/dev/null", folder.path("err")});
  const auto partial_size = [&] {
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(corpus() + "/partial", ignored))
      if (entry.file_size(ignored) == bytes.size() / 2) return true;
    return false;
  };
  while (!partial_size()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  kill(program, SIGKILL);
  EXPECT_EQ(exit_code_of(program), -1);
  site.answer_as_before(first_path());
  site.forget_requests();
  fetch_well();
  const auto asked = site.requests(first_path());
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].status, 206);
  EXPECT_EQ(digests(), listed_digests());
}

}  // namespace
}  // namespace ofsight
