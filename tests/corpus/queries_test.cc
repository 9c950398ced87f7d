#include "corpus/queries.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

TEST(Queries, RunWithTheirValues) {
  const TemporaryFolder folder;
  Queries queries(Database::open(folder.path("x.sqlite"), Database::Access::kWrite).value());
  ASSERT_TRUE(queries.run("CREATE TABLE t (a, b, c)"));
  for (int i = 0; i < 3; ++i)
    ASSERT_TRUE(queries.run("INSERT INTO t VALUES (?, ?, ?)", i, std::string("text"),
                            Bytes{std::string_view("\0x", 2)}));
  EXPECT_EQ(queries.integer("SELECT sum(a) FROM t").value(), 3);
  EXPECT_EQ(queries.integer("SELECT a FROM t WHERE a > ?", 99).value(), 0);
  std::string seen;
  ASSERT_TRUE(queries.each(
      "SELECT a, c FROM t WHERE a >= ? ORDER BY a",
      [&](const Statement& row) {
        seen += std::to_string(row.integer(0)) + std::string(row.text(1));
      },
      1));
  EXPECT_EQ(seen, std::string("1\0x2\0x", 6));
  EXPECT_FALSE(queries.run("INSERT INTO t VALUES (1)"));
  EXPECT_FALSE(queries.run("SELECT ?", 1, 2));
  EXPECT_TRUE(queries.run("SELECT ?", 1));
}

}  // namespace
}  // namespace ofsight
