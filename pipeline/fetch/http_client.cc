#include "pipeline/fetch/http_client.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>

#include "pipeline/fetch/address.h"

namespace ofsight {
namespace {

constexpr int kPollMs = 100;
constexpr long kConnectSeconds = 20;
constexpr std::size_t kMaxHeaderBytes = 256 << 10;
constexpr long kIdleBytesPerSecond = 100;

using UrlHandle = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

std::string part_of(CURLU* url, CURLUPart part, unsigned int flags = 0) {
  char* text = nullptr;
  if (curl_url_get(url, part, &text, flags) != CURLUE_OK) return {};
  std::string out(text);
  curl_free(text);
  return out;
}

std::string lower_case(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpaces = " \t\r\n\f";
  const std::size_t first = text.find_first_not_of(kSpaces);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(kSpaces) - first + 1);
}

// `base` may be empty.
Expected<Url> read_url(const std::string& base, std::string_view link) {
  const std::string text(trimmed(link));
  const auto refused = [&](const std::string& why) {
    return fail(ErrorCode::kInvalidData, "'" + text.substr(0, 200) + "' " + why);
  };
  const UrlHandle handle(curl_url(), curl_url_cleanup);
  if (text.empty() || text.find('\0') != text.npos) return refused("is no address");
  if (!base.empty() && curl_url_set(handle.get(), CURLUPART_URL, base.c_str(), 0) != CURLUE_OK)
    return refused("is no address");
  if (curl_url_set(handle.get(), CURLUPART_URL, text.c_str(), CURLU_URLENCODE) != CURLUE_OK)
    return refused("is no address");
  Url url;
  url.scheme = lower_case(part_of(handle.get(), CURLUPART_SCHEME));
  if (url.scheme != "http" && url.scheme != "https")
    return refused("is not an http or https address");
  if (!part_of(handle.get(), CURLUPART_USER).empty() ||
      !part_of(handle.get(), CURLUPART_PASSWORD).empty())
    return refused("has a user's name in it");
  curl_url_set(handle.get(), CURLUPART_FRAGMENT, nullptr, 0);
  url.host = lower_case(part_of(handle.get(), CURLUPART_HOST));
  curl_url_set(handle.get(), CURLUPART_HOST, url.host.c_str(), 0);
  url.port = std::atoi(part_of(handle.get(), CURLUPART_PORT, CURLU_DEFAULT_PORT).c_str());
  url.path = part_of(handle.get(), CURLUPART_PATH);
  url.query = part_of(handle.get(), CURLUPART_QUERY);
  url.text = part_of(handle.get(), CURLUPART_URL, CURLU_NO_DEFAULT_PORT);
  if (url.host.empty() || url.text.empty()) return refused("is no address");
  return url;
}

// What the callbacks of one transfer share.
struct Transfer {
  const HttpRequest& request;
  CURL* easy;
  bool closed_addresses;
  HttpResult result;
  std::size_t header_bytes = 0;
  bool answered = false;
  bool cut = false, too_large = false, closed = false;

  // Before the first piece of the body, or at its end where there is none.
  bool answer() {
    if (answered) return true;
    answered = true;
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    result.answer.status = static_cast<int>(status);
    curl_off_t retry_after = 0;
    curl_easy_getinfo(easy, CURLINFO_RETRY_AFTER, &retry_after);
    if (!result.answer.header("retry-after").empty())
      result.answer.retry_after_seconds = static_cast<double>(std::max<curl_off_t>(retry_after, 0));
    cut = request.on_answer && !request.on_answer(result.answer);
    return !cut;
  }
};

std::size_t on_header(char* bytes, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  transfer.header_bytes += size;
  if (transfer.header_bytes > kMaxHeaderBytes) return 0;
  const std::string_view line = trimmed({bytes, size});
  // Every answer starts anew, such as the one after "100 Continue".
  if (line.starts_with("HTTP/")) transfer.result.answer.headers.clear();
  const std::size_t colon = line.find(':');
  if (colon != line.npos && !line.starts_with("HTTP/"))
    transfer.result.answer.headers.emplace_back(lower_case(std::string(line.substr(0, colon))),
                                                std::string(trimmed(line.substr(colon + 1))));
  return size;
}

std::size_t on_body(char* bytes, std::size_t, std::size_t size, void* user) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (!transfer.answer()) return 0;
  transfer.result.bytes += size;
  transfer.too_large = transfer.result.bytes > transfer.request.max_bytes;
  if (transfer.too_large) return 0;
  transfer.cut = transfer.request.on_body && !transfer.request.on_body({bytes, size});
  return transfer.cut ? 0 : size;
}

// The one place that sees the address a name has led to.
curl_socket_t on_open(void* user, curlsocktype purpose, curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(user);
  if (purpose != CURLSOCKTYPE_IPCXN) return CURL_SOCKET_BAD;
  if (!transfer.closed_addresses && !is_public_address(address->addr)) {
    transfer.closed = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool uses_proxy() {
  for (const char* name : {"https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return true;
  return false;
}

HttpProblem problem_of(CURLcode code, const Transfer& transfer) {
  if (transfer.closed) return HttpProblem::kClosed;
  if (transfer.cut) return HttpProblem::kCut;
  if (transfer.too_large) return HttpProblem::kTooLarge;
  switch (code) {
    case CURLE_OK: return HttpProblem::kNone;
    case CURLE_FILESIZE_EXCEEDED: return HttpProblem::kTooLarge;
    case CURLE_OPERATION_TIMEDOUT: return HttpProblem::kTimeout;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR: return HttpProblem::kTls;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
    case CURLE_GOT_NOTHING:
    case CURLE_SEND_ERROR: return HttpProblem::kNoConnection;
    default: return HttpProblem::kBroken;
  }
}

}  // namespace

Expected<Url> parse_url(std::string_view absolute) { return read_url({}, absolute); }
Expected<Url> resolve_url(const Url& base, std::string_view link) {
  return read_url(base.text, link);
}

struct HttpClient::Handles {
  HttpClientOptions options;
  std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi{curl_multi_init(),
                                                              curl_multi_cleanup};
  std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> easy{curl_easy_init(), curl_easy_cleanup};

  void set_up(const HttpRequest& request, Transfer& transfer, curl_slist* headers) const;
  CURLcode run() const;
};

Expected<HttpClient> HttpClient::create(HttpClientOptions options) {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  if (!options.closed_addresses) options.closed_addresses = uses_proxy();
  auto handles = std::make_unique<Handles>();
  if (!handles->multi || !handles->easy)
    return fail(ErrorCode::kIo, "the HTTP library did not start");
  handles->options = std::move(options);
  return HttpClient(std::move(handles));
}

HttpClient::HttpClient(std::unique_ptr<Handles> handles) : handles_(std::move(handles)) {}
HttpClient::HttpClient(HttpClient&& other) noexcept = default;
HttpClient::~HttpClient() = default;

// REQUIRES: no handle is in use. The connections belong to `multi`, so a reset keeps them.
void HttpClient::Handles::set_up(const HttpRequest& request, Transfer& transfer,
                                 curl_slist* headers) const {
  CURL* const handle = easy.get();
  const auto ms = [](double seconds) {
    return static_cast<long>(std::clamp(seconds * 1000, 1.0, 1e9));
  };
  curl_easy_reset(handle);
  curl_easy_setopt(handle, CURLOPT_URL, request.url.text.c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers);
  // "identity" still unpacks what comes packed against the request.
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING,
                   request.compressed ? "gzip, deflate" : "identity");
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, ms(request.max_seconds));
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, kIdleBytesPerSecond);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME,
                   std::max(1L, ms(request.max_idle_seconds) / 1000));
  curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
                   static_cast<curl_off_t>(std::min<std::uint64_t>(request.max_bytes, INT64_MAX)));
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, on_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, on_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, on_open);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &transfer);
  if (options.closed_addresses && !uses_proxy()) curl_easy_setopt(handle, CURLOPT_NOPROXY, "*");
}

CURLcode HttpClient::Handles::run() const {
  if (curl_multi_add_handle(multi.get(), easy.get()) != CURLM_OK) return CURLE_FAILED_INIT;
  CURLcode code = CURLE_FAILED_INIT;
  int running = 1;
  while (running > 0) {
    if (options.stop_requested != nullptr && options.stop_requested()) {
      code = CURLE_ABORTED_BY_CALLBACK;
      break;
    }
    if (curl_multi_perform(multi.get(), &running) != CURLM_OK) break;
    if (running > 0 && curl_multi_poll(multi.get(), nullptr, 0, kPollMs, nullptr) != CURLM_OK)
      break;
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi.get(), &left))
    if (message->msg == CURLMSG_DONE) code = message->data.result;
  curl_multi_remove_handle(multi.get(), easy.get());
  return code;
}

HttpResult HttpClient::get(const HttpRequest& request) {
  Transfer transfer{request, handles_->easy.get(), handles_->options.closed_addresses, {}};
  std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> headers(nullptr, curl_slist_free_all);
  for (const auto& [name, value] : request.headers)
    headers.reset(curl_slist_append(headers.release(), (name + ": " + value).c_str()));
  handles_->set_up(request, transfer, headers.get());
  const CURLcode code = handles_->run();
  HttpResult& result = transfer.result;
  if (code == CURLE_OK) transfer.answer();
  double first = 0, total = 0;
  curl_easy_getinfo(handles_->easy.get(), CURLINFO_STARTTRANSFER_TIME, &first);
  curl_easy_getinfo(handles_->easy.get(), CURLINFO_TOTAL_TIME, &total);
  result.first_byte_seconds = first;
  result.seconds = total;
  result.problem = problem_of(code, transfer);
  if (code == CURLE_ABORTED_BY_CALLBACK) result.problem = HttpProblem::kStopped;
  if (result.problem != HttpProblem::kNone && result.problem != HttpProblem::kCut)
    result.detail = result.problem == HttpProblem::kClosed
                        ? "its address is not of the public internet"
                        : lower_case(std::string(1, *curl_easy_strerror(code))) +
                              (curl_easy_strerror(code) + 1);
  if (transfer.too_large)
    result.detail = "more than " + std::to_string(request.max_bytes) + " bytes";
  return result;
}

}  // namespace ofsight
