#include "pipeline/fetch/http_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

namespace ofsight {
namespace {

// Answers one connection with given bytes, whatever it is asked.
class OneAnswer {
 public:
  explicit OneAnswer(std::string bytes)
      : bytes_(std::move(bytes)), socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(socket_, any, size) != 0 || ::listen(socket_, 1) != 0 ||
        ::getsockname(socket_, any, &size) != 0)
      std::abort();
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~OneAnswer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  Url url() const { return parse_url("http://127.0.0.1:" + std::to_string(port_) + "/a").value(); }
  const std::string& request() const { return request_; }

 private:
  void serve() {
    const int client = ::accept(socket_, nullptr, nullptr);
    if (client < 0) return;
    char buffer[4096];
    while (request_.find("\r\n\r\n") == std::string::npos) {
      const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
      if (got <= 0) break;
      request_.append(buffer, static_cast<std::size_t>(got));
    }
    for (std::size_t sent = 0; sent < bytes_.size();) {
      const ssize_t put = ::send(client, bytes_.data() + sent, bytes_.size() - sent, MSG_NOSIGNAL);
      if (put <= 0) break;
      sent += static_cast<std::size_t>(put);
    }
    ::shutdown(client, SHUT_WR);
    while (::recv(client, buffer, sizeof buffer, 0) > 0) {
    }
    ::close(client);
  }

  std::string bytes_, request_;
  int socket_, port_ = 0;
  std::thread thread_;
};

HttpClient own_client() { return HttpClient::create({"ofsight/test", true, nullptr}).value(); }

struct Got {
  HttpResult result;
  std::string body;
};

Got get(HttpClient& client, const Url& url, std::uint64_t max_bytes = 1000) {
  Got got;
  HttpRequest request;
  request.url = url;
  request.headers = {{"X-Test", "1"}};
  request.max_bytes = max_bytes;
  request.max_seconds = 10;
  request.max_idle_seconds = 5;
  request.on_body = [&](std::string_view bytes) {
    got.body += bytes;
    return true;
  };
  got.result = client.get(request);
  return got;
}

Got get(const std::string& answer, std::uint64_t max_bytes = 1000) {
  const OneAnswer server(answer);
  HttpClient client = own_client();
  return get(client, server.url(), max_bytes);
}

TEST(HttpClient, GetsAnAnswer) {
  std::string request;
  {
    OneAnswer server(
        "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nETag: \"x\"\r\nX-A:  b \r\n\r\nbody and more");
    HttpClient client = own_client();
    const Got got = get(client, server.url());
    EXPECT_EQ(got.result.problem, HttpProblem::kNone) << got.result.detail;
    EXPECT_EQ(got.result.answer.status, 200);
    EXPECT_EQ(got.result.answer.header("etag"), "\"x\"");
    EXPECT_EQ(got.result.answer.header("x-a"), "b");
    EXPECT_EQ(got.result.answer.header("none"), "");
    EXPECT_EQ(got.body, "body");
    EXPECT_EQ(got.result.bytes, 4u);
    request = server.request();
  }
  EXPECT_TRUE(request.starts_with("GET /a HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("User-Agent: ofsight/test\r\n"), std::string::npos);
  EXPECT_NE(request.find("X-Test: 1\r\n"), std::string::npos);
}

TEST(HttpClient, RedirectsAreOnlyAnAnswer) {
  const Got got =
      get("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(got.result.problem, HttpProblem::kNone);
  EXPECT_EQ(got.result.answer.status, 302);
  EXPECT_EQ(got.result.answer.header("location"), "http://127.0.0.1:1/");
}

TEST(HttpClient, ReadsWhenToComeBack) {
  EXPECT_EQ(get("HTTP/1.1 503 No\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n")
                .result.answer.retry_after_seconds,
            7);
  EXPECT_EQ(get("HTTP/1.1 503 No\r\nRetry-After: Mon, 01 Jan 2001 00:00:00 GMT\r\nContent-Length: "
                "0\r\n\r\n")
                .result.answer.retry_after_seconds,
            0);
  EXPECT_EQ(get("HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n").result.answer.retry_after_seconds,
            std::nullopt);
}

TEST(HttpClient, HostileAnswersEnd) {
  const struct {
    std::string name, answer;
    HttpProblem problem;
  } cases[] = {
      {"nothing", "", HttpProblem::kNoConnection},
      {"no HTTP", "hello\r\n\r\n", HttpProblem::kBroken},
      {"cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", HttpProblem::kBroken},
      {"cut chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort",
       HttpProblem::kBroken},
      {"no chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
       HttpProblem::kBroken},
      {"no gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbody",
       HttpProblem::kBroken},
      {"said too large", "HTTP/1.1 200 OK\r\nContent-Length: 3000000000\r\n\r\nx",
       HttpProblem::kTooLarge},
      {"sent too large", "HTTP/1.1 200 OK\r\n\r\n" + std::string(2000, 'x'),
       HttpProblem::kTooLarge},
      {"header too large",
       "HTTP/1.1 200 OK\r\nX: " + std::string(90'000, 'x') + "\r\nY: " + std::string(90'000, 'x') +
           "\r\nZ: " + std::string(90'000, 'x') + "\r\nContent-Length: 0\r\n\r\n",
       HttpProblem::kBroken},
  };
  for (const auto& c : cases) {
    const Got got = get(c.answer);
    EXPECT_EQ(got.result.problem, c.problem) << c.name << ": " << got.result.detail;
    EXPECT_NE(got.result.detail, "") << c.name;
  }
}

TEST(HttpClient, ACallbackMayCutItOff) {
  const OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
  HttpClient client = own_client();
  HttpRequest request;
  request.url = server.url();
  request.max_bytes = 100;
  request.max_seconds = request.max_idle_seconds = 5;
  request.on_answer = [](const HttpAnswer& answer) { return answer.status != 200; };
  const HttpResult result = client.get(request);
  EXPECT_EQ(result.problem, HttpProblem::kCut);
  EXPECT_EQ(result.answer.status, 200);
}

TEST(HttpClient, ClosedAddressesAreNotConnectedTo) {
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    unsetenv(name);
  const OneAnswer server("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  HttpClient client = HttpClient::create({"ofsight/test", false, nullptr}).value();
  for (const std::string host : {"127.0.0.1", "localhost"}) {
    const Url url =
        parse_url("http://" + host + ":" + std::to_string(server.url().port) + "/").value();
    const Got got = get(client, url);
    EXPECT_EQ(got.result.problem, HttpProblem::kClosed) << host;
    EXPECT_EQ(got.result.detail, "its address is not of the public internet");
  }
  EXPECT_EQ(server.request(), "");
}

TEST(HttpClient, SaysWhyItCannotConnectAndStopsWhenAsked) {
  HttpClient client = own_client();
  EXPECT_EQ(get(client, parse_url("http://127.0.0.1:1/").value()).result.problem,
            HttpProblem::kNoConnection);
  HttpClient stopping = HttpClient::create({"ofsight/test", true, [] { return true; }}).value();
  EXPECT_EQ(get(stopping, parse_url("http://127.0.0.1:1/").value()).result.problem,
            HttpProblem::kStopped);
}

}  // namespace
}  // namespace ofsight
