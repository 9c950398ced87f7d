#include "corpus/digest.h"

#include <gtest/gtest.h>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

TEST(Sha256Hex, GivesThePublishedValues) {
  // The test vectors of FIPS 180-2.
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256Hex, TakesEveryByte) {
  EXPECT_NE(sha256_hex(std::string("a\0b", 3)), sha256_hex(std::string("a\0c", 3)));
}

TEST(Sha256, PiecesGiveTheSameAsTheWhole) {
  Sha256 digest;
  for (const char* piece : {"", "a", "bc", ""}) digest.add(piece);
  EXPECT_EQ(digest.hex(), sha256_hex("abc"));
}

TEST(Sha256OfFile, IsThatOfItsBytes) {
  const TemporaryFolder folder;
  const std::string bytes(1'000'001, 'x');
  EXPECT_EQ(sha256_of_file(folder.write("large", bytes)), sha256_hex(bytes));
  EXPECT_EQ(sha256_of_file(folder.write("empty", "")), sha256_hex(""));
  EXPECT_FALSE(sha256_of_file(folder.path("none")));
}

}  // namespace
}  // namespace ofsight
