#include "pipeline/fetch/address.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(PublicAddress, TellsTheInternetFromTheRest) {
  for (const std::string text :
       {"8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.1",
        "192.167.1.1", "223.255.255.255", "2606:4700::1111", "[2a00:1450:4009::200e]",
        "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"})
    EXPECT_TRUE(is_public_address(text)) << text;
  for (const std::string text : {"0.0.0.0",
                                 "10.0.0.1",
                                 "100.64.0.1",
                                 "127.0.0.1",
                                 "127.255.255.255",
                                 "169.254.169.254",
                                 "172.16.0.1",
                                 "172.31.255.255",
                                 "192.0.0.1",
                                 "192.0.2.1",
                                 "192.168.1.1",
                                 "198.18.0.1",
                                 "198.19.255.255",
                                 "198.51.100.1",
                                 "203.0.113.9",
                                 "224.0.0.1",
                                 "240.0.0.1",
                                 "255.255.255.255",
                                 "::",
                                 "::1",
                                 "fe80::1",
                                 "fc00::1",
                                 "fdff::1",
                                 "ff02::1",
                                 "2001:db8::1",
                                 "2001::1",
                                 "::ffff:10.0.0.1",
                                 "::ffff:127.0.0.1",
                                 "64:ff9b::7f00:1",
                                 "2002:7f00:1::",
                                 "2002:a00:1::1",
                                 "100::1",
                                 "3fff::1",
                                 "[::1]",
                                 "localhost",
                                 "",
                                 "10.0.0.1.",
                                 "8.8.8"})
    EXPECT_FALSE(is_public_address(text)) << text;
}

TEST(IpAddress, IsToldFromAName) {
  EXPECT_TRUE(is_ip_address("127.0.0.1"));
  EXPECT_TRUE(is_ip_address("[::1]"));
  EXPECT_FALSE(is_ip_address("localhost"));
  EXPECT_FALSE(is_ip_address("127.0.0.1.example.org"));
}

}  // namespace
}  // namespace ofsight
