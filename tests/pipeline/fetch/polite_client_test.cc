#include "pipeline/fetch/polite_client.h"

#include <gtest/gtest.h>

#include <deque>

#include "tests/corpus/temporary_folder.h"
#include "tests/pipeline/fetch/fake_clock.h"

namespace ofsight {
namespace {

using End = Outcome::End;

// Answers from a script, and notes what was asked and when.
class ScriptedTransport : public HttpTransport {
 public:
  explicit ScriptedTransport(FakeClock& clock) : clock_(clock) {}

  HttpResult get(const HttpRequest& request) override {
    asked.push_back(request.url.text);
    at.push_back(clock_.steady().count());
    if (request.url.path == "/robots.txt") return result(robots_status);
    if (script.empty()) return result(200);
    HttpResult next = script.front();
    script.pop_front();
    if (next.answer.status != 0 && request.on_answer && !request.on_answer(next.answer))
      next.problem = HttpProblem::kCut;
    if (next.problem == HttpProblem::kNone && request.on_body && !request.on_body("body"))
      next.problem = HttpProblem::kCut;
    return next;
  }

  static HttpResult result(int status) {
    HttpResult result;
    result.answer.status = status;
    result.first_byte_seconds = 0.1;
    return result;
  }
  static HttpResult redirect(std::string location) {
    HttpResult out = result(302);
    out.answer.headers.emplace_back("location", std::move(location));
    return out;
  }
  static HttpResult broken(HttpProblem problem, std::string detail) {
    HttpResult out;
    out.problem = problem;
    out.detail = std::move(detail);
    return out;
  }
  static HttpResult later(int status, double seconds) {
    HttpResult out = result(status);
    out.answer.retry_after_seconds = seconds;
    return out;
  }

  int robots_status = 404;
  std::deque<HttpResult> script;
  std::vector<std::string> asked;
  std::vector<double> at;  // seconds

 private:
  FakeClock& clock_;
};

using Script = ScriptedTransport;

class PoliteClientTest : public testing::Test {
 protected:
  PoliteClientTest() : transport(clock), client(transport, clock, nullptr, manners()) {}

  static Manners manners() {
    Manners out;
    out.origins = {"https://reports.example.org:443", "https://files.example.org:443"};
    out.tries = 3;
    out.seed = 1;
    return out;
  }
  Outcome get(const std::string& url = "https://reports.example.org/a") {
    Errand errand;
    errand.url = parse_url(url).value();
    errand.max_bytes = 1000;
    errand.prepare = [this](HttpRequest& request) {
      request.on_body = [this](std::string_view bytes) {
        received += bytes;
        return true;
      };
    };
    return client.get(errand);
  }

  FakeClock clock;
  ScriptedTransport transport;
  PoliteClient client;
  std::string received;
};

TEST_F(PoliteClientTest, AsksForRobotsTxtOnceAHostAndPauses) {
  EXPECT_EQ(get().end, End::kAnswered);
  EXPECT_EQ(get().end, End::kAnswered);
  EXPECT_EQ(get("https://files.example.org/b").end, End::kAnswered);
  EXPECT_EQ(transport.asked,
            (std::vector<std::string>{
                "https://reports.example.org/robots.txt", "https://reports.example.org/a",
                "https://reports.example.org/a", "https://files.example.org/robots.txt",
                "https://files.example.org/b"}));
  EXPECT_GE(transport.at[1] - transport.at[0], 1);
  EXPECT_GE(transport.at[2] - transport.at[1], 1);
}

TEST_F(PoliteClientTest, ARobotsTxtThatCannotBeReadClosesItsHost) {
  transport.robots_status = 500;
  for (int i = 0; i < 3; ++i) {
    const Outcome outcome = get();
    EXPECT_EQ(outcome.end, End::kFailed);
    EXPECT_NE(outcome.detail.find("cannot be read, so nothing may be fetched"), std::string::npos);
  }
  EXPECT_EQ(transport.asked.size(), 3u) << "three tries, once";
  transport.robots_status = 404;
  EXPECT_EQ(get("https://files.example.org/b").end, End::kAnswered);
}

TEST_F(PoliteClientTest, OnlyTheSitesHostsAreAsked) {
  for (const std::string url : {"https://example.org/", "https://reports.example.org:8443/",
                                "http://127.0.0.1/", "http://reports.example.org:8080/"}) {
    const Outcome outcome = get(url);
    EXPECT_EQ(outcome.end, End::kRefused) << url;
    EXPECT_NE(outcome.detail.find("is not one of the site's hosts"), std::string::npos);
  }
  EXPECT_TRUE(transport.asked.empty());
  EXPECT_EQ(get("http://reports.example.org/a").end, End::kAnswered);
  EXPECT_EQ(transport.asked.back(), "https://reports.example.org/a") << "never without TLS";
}

TEST_F(PoliteClientTest, RedirectsAreCheckedStepByStep) {
  transport.script = {Script::redirect("/b"), Script::redirect("https://files.example.org/c")};
  const Outcome outcome = get();
  EXPECT_EQ(outcome.end, End::kAnswered);
  EXPECT_EQ(outcome.url.text, "https://files.example.org/c");
  transport.script = {Script::redirect("https://elsewhere.example.org/")};
  EXPECT_EQ(get().end, End::kRefused);
  transport.script = {Script::redirect("file:///etc/passwd")};
  EXPECT_EQ(get().end, End::kRefused);
  transport.script.assign(7, Script::redirect("/again"));
  EXPECT_EQ(get().detail, "redirected more than 5 times");
}

TEST_F(PoliteClientTest, TriesAgainWhatMayPassAndGivesUpAtLast) {
  for (const HttpResult& trouble : {Script::result(500), Script::result(429), Script::result(403),
                                    Script::broken(HttpProblem::kTimeout, "timeout"),
                                    Script::broken(HttpProblem::kBroken, "broken"),
                                    Script::broken(HttpProblem::kNoConnection, "no")}) {
    transport.script = {trouble, trouble};
    received.clear();
    EXPECT_EQ(get().end, End::kAnswered);
    transport.script = {trouble, trouble, trouble};
    const std::size_t before = transport.asked.size();
    EXPECT_EQ(get().end, End::kFailed);
    EXPECT_EQ(transport.asked.size(), before + 3);
    EXPECT_FALSE(client.is_down());
  }
  EXPECT_EQ(received, "") << "the bodies of errors are no one's";
}

TEST_F(PoliteClientTest, DoesNotTryAgainWhatWillNotPass) {
  for (const HttpResult& trouble : {Script::broken(HttpProblem::kTooLarge, "large"),
                                    Script::broken(HttpProblem::kTls, "tls")}) {
    transport.script = {trouble};
    EXPECT_EQ(get().end, End::kFailed);
    EXPECT_TRUE(transport.script.empty());
  }
  transport.script = {Script::broken(HttpProblem::kClosed, "closed")};
  EXPECT_EQ(get().end, End::kRefused);
  transport.script = {Script::result(404)};
  EXPECT_EQ(get().answer.status, 404);
  transport.script = {Script::broken(HttpProblem::kStopped, "")};
  EXPECT_EQ(get().end, End::kStopped);
}

TEST_F(PoliteClientTest, WaitsAsLongAsItIsToldButNotForEver) {
  transport.script = {Script::later(503, 200)};
  EXPECT_EQ(get().end, End::kAnswered);
  const std::size_t last = transport.at.size() - 1;
  EXPECT_GE(transport.at[last] - transport.at[last - 1], 200);
  transport.script = {Script::later(429, 3600)};
  const Outcome busy = get();
  EXPECT_EQ(busy.end, End::kBusy);
  EXPECT_GE(busy.wait_seconds, 3600);
}

TEST_F(PoliteClientTest, ThePauseGrowsWithTrouble) {
  transport.script = {Script::result(500), Script::result(500)};
  get();
  const auto& at = transport.at;
  ASSERT_EQ(at.size(), 4u);  // robots.txt and three tries
  EXPECT_GE(at[2] - at[1], 2) << "twice the pause";
  EXPECT_GE(at[3] - at[2], 4);
}

TEST_F(PoliteClientTest, KnowsWhenASiteIsDown) {
  transport.script.assign(9, Script::result(502));
  for (int i = 0; i < 3; ++i) {
    EXPECT_FALSE(client.is_down());
    EXPECT_EQ(get().end, End::kFailed);
  }
  EXPECT_TRUE(client.is_down());
  EXPECT_EQ(get().end, End::kAnswered);
  EXPECT_FALSE(client.is_down());
}

TEST_F(PoliteClientTest, ABodyThatIsWrongIsAskedForAgain) {
  Errand errand;
  errand.url = parse_url("https://reports.example.org/a").value();
  int checked = 0;
  errand.check = [&]() -> std::optional<std::string> {
    if (++checked < 3) return "wrong";
    return std::nullopt;
  };
  EXPECT_EQ(client.get(errand).end, End::kAnswered);
  EXPECT_EQ(checked, 3);
  checked = -10;
  const Outcome outcome = client.get(errand);
  EXPECT_EQ(outcome.end, End::kFailed);
  EXPECT_EQ(outcome.detail, "wrong");
}

TEST_F(PoliteClientTest, LogsEveryRequest) {
  const TemporaryFolder folder;
  auto log = RequestLog::open(folder.path("requests.ndjson"));
  PoliteClient logging(transport, clock, &*log, manners());
  transport.script = {Script::result(500), Script::redirect("/b"), Script::result(200)};
  Errand errand;
  errand.url = parse_url("https://reports.example.org/a").value();
  EXPECT_EQ(logging.get(errand).end, End::kAnswered);
  const std::string lines = content_of(folder.path("requests.ndjson"));
  EXPECT_EQ(std::count(lines.begin(), lines.end(), '\n'), 4);
  EXPECT_NE(lines.find("\"status\":302,\"failure\":null,\"headers\":{\"location\":\"/b\"}"),
            std::string::npos)
      << lines;
}

}  // namespace
}  // namespace ofsight
