#pragma once

#include <string>
#include <string_view>

#include "corpus/error.h"

namespace ofsight {

// An absolute http or https address without user, password and fragment.
struct Url {
  std::string text;    // whole, as requested
  std::string scheme;  // "http" or "https"
  std::string host;    // in lower case; an IPv6 address in its brackets
  int port = 0;
  std::string path;   // from '/' on, without the query
  std::string query;  // without '?'; empty if there is none

  // Scheme, host and port: "https://reports.ofsted.gov.uk:443".
  std::string origin() const { return scheme + "://" + host + ":" + std::to_string(port); }
  // "/search?q=": what a request line and robots.txt name.
  std::string target() const { return query.empty() ? path : path + "?" + query; }
};

// Both read addresses with libcurl's parser, so that what is checked is what libcurl asks for
// (http_client.cc). kInvalidData, with the address, for everything else than a Url.
Expected<Url> parse_url(std::string_view absolute);
// A link on the page `base`. Spaces around it are dropped; what must be escaped is.
Expected<Url> resolve_url(const Url& base, std::string_view link);

}  // namespace ofsight
