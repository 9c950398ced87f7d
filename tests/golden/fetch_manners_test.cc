// How the real program behaves as a guest, as the stand-in of the site sees it.

#include <signal.h>

#include <chrono>
#include <ctime>
#include <thread>

#include "tests/golden/fetch_case.h"

namespace ofsight {
namespace {

constexpr double kDelay = 0.05;

class FetchManners : public FetchCase {
 protected:
  FetchManners() : FetchCase(4) {}

  // Never two requests at once, and never less than `seconds` from one to the next. The site notes
  // the end of an answer a little after it has left.
  void expect_pauses(double seconds) {
    constexpr double kLate = 0.01;
    const auto seen = site.requests();
    ASSERT_GT(seen.size(), 3u);
    for (std::size_t i = 0; i < seen.size(); ++i) {
      EXPECT_EQ(seen[i].at_once, 1) << seen[i].path;
      if (i == 0) continue;
      EXPECT_GE(seen[i].started - seen[i - 1].started, seconds) << seen[i].path;
      EXPECT_GE(seen[i].started - seen[i - 1].ended, seconds - kLate) << seen[i].path;
    }
  }
  // Between the first two requests for the first file.
  double wait_for_second_try() {
    const auto asked = site.requests(first_path());
    return asked.size() < 2 ? -1 : asked[1].started - asked[0].started;
  }
  static StandInSite::Answer busy_answer(int status, std::function<std::string()> retry_after) {
    return [=](const httplib::Request&, httplib::Response& response) {
      response.status = status;
      response.set_header("Retry-After", retry_after());
    };
  }
  static std::vector<std::string> with_delay() { return {"--delay", std::to_string(kDelay)}; }
};

TEST_F(FetchManners, OneRequestAtATimeAndAPauseBetweenTwo) {
  fetch_well(with_delay());
  EXPECT_EQ(site.requests()[0].path, "/robots.txt");
  expect_pauses(kDelay);
}

TEST_F(FetchManners, SaysWhoItIs) {
  fetch_well({"--contact", "https://example.org; me@example.org"});
  for (const SeenRequest& seen : site.requests()) {
    EXPECT_EQ(seen.headers.find("User-Agent")->second,
              "ofsight/" OFSIGHT_VERSION " (+https://example.org; me@example.org)");
    EXPECT_FALSE(seen.headers.contains("Cookie"));
    EXPECT_FALSE(seen.headers.contains("Referer"));
  }
  const ProgramResult nobody = ofsight_program({"fetch", "--corpus", corpus()});
  EXPECT_EQ(nobody.exit_code, 2);
  EXPECT_NE(nobody.err.find("--contact"), std::string::npos);
  const ProgramResult hasty =
      ofsight_program({"fetch", "--corpus", corpus(), "--contact", "me", "--delay", "0.5"});
  EXPECT_EQ(hasty.exit_code, 2);
  EXPECT_NE(hasty.err.find("--delay below 1 is for a site of your own"), std::string::npos);
}

TEST_F(FetchManners, RobotsTxtIsObeyed) {
  const auto robots = [this](const std::string& text) {
    site.answer("/robots.txt", [=](const httplib::Request&, httplib::Response& response) {
      response.set_content(text, "text/plain");
    });
    site.forget_requests();
    return fetch();
  };
  const ProgramResult all = robots("User-agent: *\nDisallow: /\n");
  EXPECT_EQ(all.exit_code, 1);
  EXPECT_NE(all.err.find("robots.txt of 127.0.0.1 does not allow /search"), std::string::npos)
      << all.err;
  EXPECT_EQ(site.requests().size(), 1u);
  const ProgramResult files =
      robots("User-agent: *\nDisallow: /\n\nUser-agent: OFSIGHT\nDisallow: /v1/\n");
  EXPECT_EQ(files.exit_code, 1);
  EXPECT_TRUE(site.requests("/v1/").empty());
  EXPECT_EQ(site.requests("/provider/").size(), 4u);
  EXPECT_NE(files.err.find("does not allow /v1/file/"), std::string::npos) << files.err;
  EXPECT_EQ(robots("User-agent: *\nCrawl-delay: 0.1\n").exit_code, 0);
  expect_pauses(0.1);
  const ProgramResult slow = robots("User-agent: *\nCrawl-delay: 86400\n");
  EXPECT_EQ(slow.exit_code, 1);
  EXPECT_EQ(site.requests().size(), 1u);
}

TEST_F(FetchManners, WithoutAnAnswerToRobotsTxtNothingIsFetched) {
  site.answer("/robots.txt", status_answer(503));
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(result.err.find(
                "robots.txt of 127.0.0.1 cannot be read, so nothing may be fetched: status 503"),
            std::string::npos)
      << result.err;
  EXPECT_EQ(site.requests().size(), 2u) << "two tries";
  site.answer("/robots.txt", redirect_answer("http://10.0.0.1/robots.txt"));
  site.forget_requests();
  EXPECT_EQ(fetch().exit_code, 1);
  EXPECT_EQ(site.requests().size(), 1u);
}

TEST_F(FetchManners, RetryAfterIsKept) {
  site.answer_at_first(first_path(), 1, busy_answer(429, [] { return "1"; }));
  fetch_well(with_delay());
  EXPECT_GE(wait_for_second_try(), 1.0);
  expect_pauses(kDelay);
}

TEST_F(FetchManners, RetryAfterMayBeADate) {
  const auto in_two_seconds = [] {
    const std::time_t at = std::time(nullptr) + 2;
    char text[64];
    std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", std::gmtime(&at));
    return std::string(text);
  };
  site.answer_at_first(first_path(), 1, busy_answer(503, in_two_seconds));
  fetch_well(with_delay());
  EXPECT_GE(wait_for_second_try(), 1.0) << "the date is of whole seconds";
}

TEST_F(FetchManners, ALongRetryAfterEndsTheRun) {
  site.answer_at_first(first_path(), 1, busy_answer(503, [] { return "7200"; }));
  const ProgramResult result = fetch();
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_NE(
      result.err.find(
          "127.0.0.1 asks to be left alone for 7200 seconds (status 503); run again after that"),
      std::string::npos)
      << result.err;
  EXPECT_EQ(site.requests().back().path, first_path());
  fetch_well();
  EXPECT_EQ(digests(), listed_digests());
}

TEST_F(FetchManners, TriesAgainWithLongerPauses) {
  site.answer(first_path(), status_answer(500));
  EXPECT_EQ(fetch({"--delay", "0.05", "--tries", "3"}).exit_code, 1);
  const auto asked = site.requests(first_path());
  ASSERT_EQ(asked.size(), 3u);
  // At least half of twice the pause, doubled each time while the pause doubles, too.
  double least = kDelay;
  for (std::size_t i = 1; i < asked.size(); ++i, least *= 2)
    EXPECT_GE(asked[i].started - asked[i - 1].started, least);
  expect_pauses(kDelay);
}

TEST_F(FetchManners, StopsAtOnceWhenAskedAndGoesOnLater) {
  for (const int signal : {SIGINT, SIGTERM}) {
    std::filesystem::remove_all(corpus());
    site.answer("/v1/file/", dripping_answer(std::string(1 << 20, 'x'), 0.01));
    site.forget_requests();
    const pid_t program = start_program(OFSIGHT_BINARY, arguments({"--timeout", "30"}),
                                        {"/dev/null", "/dev/null", folder.path("err")});
    while (site.requests("/v1/file/").empty())
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    const auto asked = std::chrono::steady_clock::now();
    kill(program, signal);
    EXPECT_EQ(exit_code_of(program), 130);
    EXPECT_LT(std::chrono::steady_clock::now() - asked, std::chrono::seconds(10));
    EXPECT_NE(content_of(folder.path("err")).find("stopped; the next run goes on from here"),
              std::string::npos);
    EXPECT_EQ(status()["last_run"]["outcome"], "stopped");
    site.answer_as_before("/v1/file/");
    fetch_well();
    EXPECT_EQ(digests(), listed_digests());
  }
}

}  // namespace
}  // namespace ofsight
