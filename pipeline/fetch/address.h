#pragma once

#include <string>

struct sockaddr;

namespace ofsight {

// Whether an IP address is one of the public internet's: none of a private network, this machine,
// a link, a test, multicast or a reserved block (RFC 6890 and its registries), nor an IPv6 address
// that stands for such an IPv4 one (mapped, NAT64, 6to4). No other family is public.
bool is_public_address(const sockaddr& address);

// The same for "10.0.0.1" or "::1", with or without brackets; false for what is no address.
bool is_public_address(const std::string& text);
// Whether a host is written as an IP address, with or without brackets.
bool is_ip_address(const std::string& host);

}  // namespace ofsight
