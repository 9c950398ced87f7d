// Drives the real program against a stand-in of the site in which one thing is wrong.

#include <sys/resource.h>
#include <zlib.h>

#include <chrono>
#include <filesystem>

#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class FetchFault : public FetchCase {
 protected:
  FetchFault() : FetchCase(5) {}

  // Every file but the first is there, and the first is missing for that reason.
  void expect_first_missing(const std::string& state, const std::string& failure) {
    const json file = missing(first().id);
    ASSERT_FALSE(file.is_null());
    EXPECT_EQ(file["state"], state);
    EXPECT_NE(file["failure"].get<std::string>().find(failure), std::string::npos)
        << file["failure"];
    auto expected = listed_digests();
    expected.erase(sha256_of(first().bytes));
    EXPECT_EQ(digests(), expected);
  }
  void expect_whole() { EXPECT_EQ(digests(), listed_digests()); }
};

TEST_F(FetchFault, ADeadReportIsGoneWhateverItsStatusAndMayComeBack) {
  for (const int status : {404, 410, 200}) {
    site.answer(first_path(), status_answer(status, not_found_page()));
    const ProgramResult result = fetch({"--retry-waiting"});
    EXPECT_EQ(result.exit_code, 0) << result.err;
    expect_first_missing("gone", status == 200 ? "a page instead of a PDF" : "status 4");
  }
  EXPECT_EQ(missing(first().id)["attempts"], 3);
  EXPECT_NE(missing(first().id)["next_try"], nullptr);
  site.answer_as_before(first_path());
  fetch_well();
  expect_first_missing("gone", "a page");
  fetch_well({"--retry-waiting"});
  expect_whole();
}

TEST_F(FetchFault, WhatIsNeitherPdfNorPageFails) {
  site.answer(first_path(), [](const httplib::Request&, httplib::Response& response) {
    response.set_content(std::string("PK\3\4\0\0", 6), "application/pdf");
  });
  EXPECT_EQ(fetch().exit_code, 1);
  expect_first_missing("failed", "not a PDF");
}

TEST_F(FetchFault, PassingTroubleIsTriedAgain) {
  for (const int status : {403, 429, 500, 503}) {
    site.answer_at_first(first_path(), 1, status_answer(status));
    fs::remove_all(corpus());
    fetch_well();
    expect_whole();
  }
  site.answer(first_path(), status_answer(503));
  fs::remove_all(corpus());
  EXPECT_EQ(fetch().exit_code, 1);
  expect_first_missing("failed", "status 503");
  EXPECT_EQ(missing(first().id)["next_try"], nullptr) << "on the next run";
  site.answer_as_before(first_path());
  fetch_well();
  expect_whole();
}

TEST_F(FetchFault, ABodyThatStopsShortIsResumedOnlyIfItIsTheSame) {
  const StandInReport report = first();
  const std::size_t half = report.bytes.size() / 2;
  const auto cut = [&](const httplib::Request& request, httplib::Response& response) {
    response.set_header("ETag", "\"" + sha256_of(report.bytes).substr(0, 16) + "-file\"");
    cut_answer(report.bytes, half, report.bytes.size())(request, response);
  };
  site.answer_at_first(first_path(), 1, cut);
  fetch_well();
  expect_whole();
  auto asked = site.requests(first_path());
  ASSERT_EQ(asked.size(), 2u);
  EXPECT_EQ(asked[1].headers.find("Range")->second, "bytes=" + std::to_string(half) + "-");
  EXPECT_EQ(asked[1].status, 206);
  // The file changes meanwhile, and the server sends a part of the other one all the same.
  fs::remove_all(corpus());
  site.forget_requests();
  site.answer_at_first(first_path(), 1, cut);
  site.change([](auto& councils) { councils[0].reports[0].bytes = stand_in_pdf("another"); });
  fetch_well({"--tries", "3"});
  expect_whole();
  asked = site.requests(first_path());
  ASSERT_EQ(asked.size(), 3u);
  EXPECT_EQ(asked[1].status, 206);
  EXPECT_FALSE(asked[2].headers.contains("Range"));
  // Without a validator nothing is resumed.
  fs::remove_all(corpus());
  site.forget_requests();
  site.answer_at_first(first_path(), 1, cut_answer(first().bytes, half, first().bytes.size()));
  fetch_well();
  expect_whole();
  EXPECT_FALSE(site.requests(first_path())[1].headers.contains("Range"));
}

TEST_F(FetchFault, APdfWithoutEndIsAskedForTwice) {
  const std::string bytes = first().bytes;
  const std::string cut = bytes.substr(0, 3000);
  site.answer_at_first(first_path(), 1, cut_answer(bytes, 3000, 3000));
  fetch_well();
  expect_whole();
  fs::remove_all(corpus());
  site.change([&](auto& councils) { councils[0].reports[0].bytes = cut; });
  site.forget_requests();
  fetch_well();
  EXPECT_EQ(site.requests(first_path()).size(), 2u);
  expect_whole();
}

TEST_F(FetchFault, TooMuchIsNotTaken) {
  site.answer(first_path(), endless_answer("%PDF-1.7\n", "application/pdf"));
  EXPECT_EQ(fetch({"--max-bytes", "1000000"}).exit_code, 1);
  expect_first_missing("failed", "more than 1000000 bytes");
  EXPECT_TRUE(fs::is_empty(corpus() + "/partial"));
  constexpr std::size_t kThreeGigabytes = 3'000'000'000;
  site.answer(first_path(), cut_answer(first().bytes, 2000, kThreeGigabytes));
  EXPECT_EQ(fetch({"--retry-waiting"}).exit_code, 1);
  expect_first_missing("failed", "maximum file size exceeded");
  EXPECT_EQ(site.requests(first_path()).size(), 2u) << "not tried again in the same run";
}

std::string gzipped(std::size_t zeros) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string in(1 << 20, ' '), out(4 << 20, '\0');
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  for (std::size_t done = 0; done < zeros; done += in.size()) {
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    deflate(&stream, done + in.size() < zeros ? Z_NO_FLUSH : Z_FINISH);
  }
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

TEST_F(FetchFault, GzipBombsAreNotUnpacked) {
  const std::string bomb = gzipped(256 << 20);
  ASSERT_LT(bomb.size(), 1u << 20);
  const auto answer = [&](const httplib::Request&, httplib::Response& response) {
    response.set_header("Content-Encoding", "gzip");
    response.set_content(bomb, "text/html");
  };
  std::string urn;
  site.change([&](auto& councils) { urn = councils[2].urn; });
  site.answer("/provider/44/" + urn, answer);
  site.answer(first_path(), answer);
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find(urn + "): more than 8388608 bytes"), std::string::npos) << result.err;
  EXPECT_EQ(missing(first().id)["failure"], "not a PDF");
  EXPECT_EQ(status()["last_run"]["failed"], 1);
}

TEST_F(FetchFault, ADrippingServerIsLeft) {
  site.answer(first_path(), dripping_answer(first().bytes, 0.2));
  const auto started = std::chrono::steady_clock::now();
  EXPECT_EQ(fetch({"--tries", "1"}).exit_code, 1);
  EXPECT_LT(std::chrono::steady_clock::now() - started, std::chrono::seconds(20));
  expect_first_missing("failed", "timeout");
}

TEST_F(FetchFault, RedirectsAreFollowedOnlyWhereTheyMayGo) {
  const std::string target = site.url() + "/moved";
  const std::string bytes = first().bytes;
  site.answer("/moved", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(bytes, "application/pdf");
  });
  site.answer(first_path(), redirect_answer("/moved"));
  fetch_well();
  expect_whole();
  StandInSite other(stand_in_councils(1));
  const struct {
    std::string location, failure;
  } cases[] = {
      {other.url() + "/v1/file/1", "is not one of the site's hosts"},
      {"http://10.0.0.1/x.pdf", "is not one of the site's hosts"},
      {"http://169.254.169.254/latest", "is not one of the site's hosts"},
      {"http://localhost/x.pdf", "is not one of the site's hosts"},
      {"file:///etc/passwd", "is not an http or https address"},
      {"ftp://127.0.0.1/x.pdf", "is not an http or https address"},
      {"javascript:alert(1)", "is no address"},
      {"http://user:secret@127.0.0.1/", "has a user's name in it"},
      {first_path(), "redirected more than 5 times"},
  };
  for (const auto& c : cases) {
    fs::remove_all(corpus());
    site.answer(first_path(), redirect_answer(c.location));
    EXPECT_EQ(fetch().exit_code, 1) << c.location;
    expect_first_missing("failed", c.failure);
  }
  EXPECT_TRUE(other.requests().empty());
}

TEST_F(FetchFault, LinksThatLeadElsewhereAreNotFollowed) {
  StandInSite other(stand_in_councils(1));
  site.change([&](auto& councils) {
    auto& reports = councils[0].reports;
    for (const std::string href : {"file:///etc/passwd", "javascript:void(0)"}) {
      reports.push_back(reports[0]);
      reports.back().href = href;
    }
    reports.push_back(reports[0]);
    reports.back().href = other.url() + "/v1/file/9";
  });
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("a link is passed over: 'file:///etc/passwd'"), std::string::npos)
      << result.err;
  EXPECT_TRUE(other.requests().empty());
  expect_whole();
}

TEST_F(FetchFault, NamesFromTheServerAreNeverPaths) {
  site.change([](auto& councils) {
    for (const std::string href : {"/v1/file/..%2F..%2F..%2Fescaped", "/v1/file/../../escaped",
                                   "/escaped/%00x.pdf", "/v1/file/;rm%20-rf%20x?a=../../b"}) {
      auto& reports = councils[0].reports;
      reports.push_back(reports[0]);
      reports.back().href = href;
    }
  });
  const std::string pdf = first().bytes + "%\n";
  for (const std::string path : {"/v1/file/..", "/escaped", "/v1/file/;"})
    site.answer(path, [&](const httplib::Request&, httplib::Response& response) {
      response.set_header("Content-Disposition", "attachment; filename=\"../../../escaped.pdf\"");
      response.set_content(pdf, "application/pdf");
    });
  fetch();
  EXPECT_TRUE(digests().contains(sha256_of(pdf)));
  EXPECT_EQ(folder.entries(), 1u) << "nothing beside the corpus";
  for (const auto& entry : fs::recursive_directory_iterator(corpus() + "/files"))
    if (entry.is_regular_file()) {
      EXPECT_EQ(entry.path().filename().string(), sha256_of(content_of(entry.path().string())));
    }
}

TEST_F(FetchFault, ASecondFetchSaysSoAndStops) {
  const auto folder_open =
      Store::open(corpus(), Store::Access::kWrite, "'ofsight fetch', process 4711, since now");
  ASSERT_TRUE(folder_open);
  const ProgramResult second = fetch();
  EXPECT_EQ(second.exit_code, 1);
  EXPECT_NE(
      second.err.find("is in use by 'ofsight fetch', process 4711, since now; wait for it to end"),
      std::string::npos)
      << second.err;
  EXPECT_TRUE(site.requests().empty());
}

TEST_F(FetchFault, ASiteThatDoesNotAnswerIsLeftSoon) {
  fetch_well();
  const auto before = digests();
  site.answer("/provider", status_answer(500));
  site.forget_requests();
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find("127.0.0.1 does not answer (status 500); run again later"),
            std::string::npos)
      << result.err;
  EXPECT_EQ(site.requests("/provider").size(), 6u) << "three councils, two tries each";
  EXPECT_EQ(status()["delisted_documents"], 0);
  EXPECT_EQ(digests(), before);
  auto arguments = this->arguments();
  arguments[2] = "http://127.0.0.1:1";
  const ProgramResult refused = ofsight_program(arguments);
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_NE(refused.err.find("couldn't connect"), std::string::npos) << refused.err;
}

// A limit on the size of files stands in for a full disk: the next byte is refused.
TEST_F(FetchFault, AFullDiskEndsTheRunAndTheNextOneGoesOn) {
  site.change([](auto& councils) {
    councils[4].reports[0].bytes = stand_in_pdf("large") + std::string(3 << 20, ' ') + "%%EOF";
  });
  const pid_t child = fork();
  if (child == 0) {
    const rlimit limit{2 << 20, 2 << 20};
    setrlimit(RLIMIT_FSIZE, &limit);
    const pid_t program =
        start_program(OFSIGHT_BINARY, arguments(), {"/dev/null", "/dev/null", folder.path("err")});
    _exit(exit_code_of(program));
  }
  EXPECT_EQ(exit_code_of(child), 1);
  EXPECT_NE(content_of(folder.path("err")).find("File too large"), std::string::npos)
      << content_of(folder.path("err"));
  EXPECT_TRUE(Store::open(corpus(), Store::Access::kWrite, "test")->check_integrity());
  fetch_well();
  expect_whole();
}

}  // namespace
}  // namespace ofsight
