#pragma once

#include <memory>
#include <string>

#include "corpus/error.h"
#include "pipeline/fetch/http_transport.h"

namespace ofsight {

struct HttpClientOptions {
  std::string user_agent;
  // Connect to addresses that are not of the public internet, too, and without a proxy.
  bool closed_addresses = false;
  bool (*stop_requested)() = nullptr;  // asked several times a second
};

// HTTP with libcurl, TLS verified, connections reused. A proxy of the environment (https_proxy) is
// used; behind one only the proxy sees the addresses. One thread at a time.
class HttpClient : public HttpTransport {
 public:
  static Expected<HttpClient> create(HttpClientOptions options);

  HttpClient(HttpClient&& other) noexcept;
  ~HttpClient() override;

  HttpResult get(const HttpRequest& request) override;

 private:
  struct Handles;
  explicit HttpClient(std::unique_ptr<Handles> handles);
  std::unique_ptr<Handles> handles_;
};

}  // namespace ofsight
