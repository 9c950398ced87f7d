#include "pipeline/fetch/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>

namespace ofsight {
namespace {

using V6 = std::array<std::uint8_t, 16>;

struct V4Block {
  std::uint32_t first;
  int bits;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24 | b << 16 | c << 8 | d;
}

constexpr V4Block kClosedV4[] = {
    {v4(0, 0, 0, 0), 8},      {v4(10, 0, 0, 0), 8},     {v4(100, 64, 0, 0), 10},
    {v4(127, 0, 0, 0), 8},    {v4(169, 254, 0, 0), 16}, {v4(172, 16, 0, 0), 12},
    {v4(192, 0, 0, 0), 24},   {v4(192, 0, 2, 0), 24},   {v4(192, 88, 99, 0), 24},
    {v4(192, 168, 0, 0), 16}, {v4(198, 18, 0, 0), 15},  {v4(198, 51, 100, 0), 24},
    {v4(203, 0, 113, 0), 24}, {v4(224, 0, 0, 0), 4},    {v4(240, 0, 0, 0), 4},
};

struct V6Block {
  std::array<std::uint8_t, 12> first;
  int bits;
};

// Within 2000::/3, outside of which nothing is public.
constexpr V6Block kClosedV6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocols, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // documentation
};
constexpr V6Block kGlobalV6 = {{0x20}, 3};
constexpr V6Block kMapped = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96};
constexpr V6Block kNat64 = {{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr V6Block k6to4 = {{0x20, 0x02}, 16};

bool is_in(std::span<const std::uint8_t> address, std::span<const std::uint8_t> first, int bits) {
  const auto bytes = static_cast<std::size_t>(bits / 8);
  if (!std::equal(first.begin(), first.begin() + static_cast<long>(bytes), address.begin()))
    return false;
  const int rest = bits % 8;
  return rest == 0 || (address[bytes] ^ first[bytes]) >> (8 - rest) == 0;
}

bool is_public(std::uint32_t address) {
  return std::none_of(std::begin(kClosedV4), std::end(kClosedV4), [&](const V4Block& block) {
    return (address ^ block.first) >> (32 - block.bits) == 0;
  });
}

bool is_public(const V6& address) {
  const auto in = [&](const V6Block& block) { return is_in(address, block.first, block.bits); };
  const auto embedded = [&](std::size_t at) {
    return v4(address[at], address[at + 1], address[at + 2], address[at + 3]);
  };
  if (in(kMapped) || in(kNat64)) return is_public(embedded(12));
  if (in(k6to4)) return is_public(embedded(2));
  return in(kGlobalV6) && std::none_of(std::begin(kClosedV6), std::end(kClosedV6), in);
}

std::string without_brackets(const std::string& host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']')
    return host.substr(1, host.size() - 2);
  return host;
}

}  // namespace

bool is_public_address(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return is_public(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    V6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return is_public(bytes);
  }
  return false;
}

bool is_public_address(const std::string& text) {
  const std::string bare = without_brackets(text);
  in_addr four{};
  if (inet_pton(AF_INET, bare.c_str(), &four) == 1) return is_public(ntohl(four.s_addr));
  V6 six{};
  return inet_pton(AF_INET6, bare.c_str(), six.data()) == 1 && is_public(six);
}

bool is_ip_address(const std::string& host) {
  const std::string bare = without_brackets(host);
  in_addr four{};
  in6_addr six{};
  return inet_pton(AF_INET, bare.c_str(), &four) == 1 ||
         inet_pton(AF_INET6, bare.c_str(), &six) == 1;
}

}  // namespace ofsight
