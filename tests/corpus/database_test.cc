#include "corpus/database.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>
#include <vector>

#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

using Access = Database::Access;

constexpr Migration kFirst{1, "CREATE TABLE council (urn TEXT PRIMARY KEY, name TEXT NOT NULL);"};
constexpr Migration kSecond{2,
                            "ALTER TABLE council ADD COLUMN region TEXT;"
                            "CREATE TABLE listing (id INTEGER PRIMARY KEY, "
                            "urn TEXT NOT NULL REFERENCES council (urn), weight REAL);"};
constexpr std::array kBoth = {kFirst, kSecond};

class DatabaseTest : public testing::Test {
 protected:
  Database opened(Access access = Access::kWrite) {
    auto database = Database::open(path(), access);
    EXPECT_TRUE(database) << (database ? "" : database.error().message);
    return std::move(*database);
  }
  Database migrated() {
    Database database = opened();
    EXPECT_TRUE(database.migrate(kBoth));
    return database;
  }
  std::string path() const { return folder_.path("corpus.sqlite"); }
  static std::int64_t count(Database& database, const std::string& table) {
    return database.integer("SELECT count(*) FROM " + table)->value_or(-1);
  }

  TemporaryFolder folder_;
};

TEST_F(DatabaseTest, ValuesComeBackAsTheyWere) {
  Database database = opened();
  ASSERT_TRUE(database.execute("CREATE TABLE t (a, b, c, d, e)"));
  const std::string text("caf\xC3\xA9 \0 end", 11);
  {
    auto insert = database.prepare("INSERT INTO t VALUES (?, ?, ?, ?, ?)");
    ASSERT_TRUE(insert);
    ASSERT_TRUE(insert->bind(1, std::int64_t{1} << 62)
                    .bind(2, 0.25)
                    .bind(3, text)
                    .bind(4, nullptr)
                    .bind(5, std::optional<std::string>())
                    .run());
  }
  auto select = database.prepare("SELECT a, b, c, d, e FROM t");
  ASSERT_TRUE(select->step().value());
  EXPECT_EQ(select->columns(), 5);
  EXPECT_EQ(select->integer(0), std::int64_t{1} << 62);
  EXPECT_EQ(select->real(1), 0.25);
  EXPECT_EQ(select->text(2), text);
  EXPECT_TRUE(select->is_null(3));
  EXPECT_EQ(select->maybe_text(4), std::nullopt);
  EXPECT_EQ(select->maybe_integer(0), std::int64_t{1} << 62);
  EXPECT_EQ(select->text(4), "");
  EXPECT_FALSE(select->step().value());
}

TEST_F(DatabaseTest, AStatementRunsAgainWithItsBoundValues) {
  Database database = opened();
  ASSERT_TRUE(database.execute("CREATE TABLE t (a, b)"));
  auto insert = database.prepare("INSERT INTO t VALUES (?, ?)");
  ASSERT_TRUE(insert->bind(1, "first, and longer than any small string is").bind(2, 1).run());
  ASSERT_TRUE(insert->bind(2, 2).run());
  ASSERT_TRUE(insert->bind(1, "b").run());
  EXPECT_EQ(database.changed_rows(), 1);
  EXPECT_EQ(database.last_row_id(), 3);
  EXPECT_EQ(database.integer("SELECT sum(b) FROM t WHERE a LIKE 'first%'").value(), 3);
  EXPECT_EQ(database.integer("SELECT b FROM t WHERE a = 'b'").value(), 2);
  EXPECT_EQ(database.integer("SELECT b FROM t WHERE a = 'c'").value(), std::nullopt);
}

TEST_F(DatabaseTest, ManyRowsGoInFast) {
  Database database = migrated();
  constexpr int kRows = 200'000;
  auto transaction = Transaction::begin(database);
  ASSERT_TRUE(transaction);
  auto insert = database.prepare("INSERT INTO council (urn, name, region) VALUES (?, ?, ?)");
  for (int i = 0; i < kRows; ++i)
    ASSERT_TRUE(insert->bind(1, std::to_string(i)).bind(2, "Ambleford").bind(3, "North").run());
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(count(database, "council"), kRows);
}

TEST_F(DatabaseTest, AMistakeIsAnErrorOfTheNextStepAndTheStatementLives) {
  Database database = migrated();
  auto insert = database.prepare("INSERT INTO council (urn, name) VALUES (?, ?)");
  const auto no_such_parameter = insert->bind(1, "80429").bind(3, "Birmingham").run();
  ASSERT_FALSE(no_such_parameter);
  EXPECT_EQ(no_such_parameter.error().code, ErrorCode::kUsage);
  const auto forbidden = insert->bind(2, nullptr).run();
  ASSERT_FALSE(forbidden);
  EXPECT_EQ(forbidden.error().code, ErrorCode::kInvalidData);
  EXPECT_NE(forbidden.error().message.find(path()), std::string::npos);
  EXPECT_TRUE(insert->bind(2, "Birmingham").run());
  const auto wrong = database.prepare("SELECT nonsense FROM council");
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::kUsage);
}

TEST_F(DatabaseTest, KeysOfOtherTablesAreKept) {
  Database database = migrated();
  EXPECT_FALSE(database.execute("INSERT INTO listing (urn) VALUES ('99')"));
  EXPECT_TRUE(database.check_integrity());
  ASSERT_TRUE(database.execute("PRAGMA foreign_keys = OFF"));
  ASSERT_TRUE(database.execute("INSERT INTO listing (urn) VALUES ('99')"));
  const auto checked = database.check_integrity();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::kInvalidData);
}

TEST_F(DatabaseTest, WithoutCommitNothingStays) {
  Database database = migrated();
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(database.execute("INSERT INTO council VALUES ('1', 'Ambleford', NULL)"));
    EXPECT_EQ(count(database, "council"), 1);
  }
  EXPECT_EQ(count(database, "council"), 0);
  {
    auto transaction = Transaction::begin(database);
    ASSERT_TRUE(database.execute("INSERT INTO council VALUES ('1', 'Ambleford', NULL)"));
    ASSERT_TRUE(transaction->commit());
    EXPECT_FALSE(transaction->commit());
  }
  EXPECT_EQ(count(database, "council"), 1);
}

TEST_F(DatabaseTest, MigrationsRunOnceEach) {
  {
    Database database = opened();
    ASSERT_TRUE(database.migrate(std::array{kFirst}));
    EXPECT_EQ(database.version().value(), 1);
    ASSERT_TRUE(database.execute("INSERT INTO council VALUES ('1', 'Ambleford')"));
  }
  Database database = opened();
  ASSERT_TRUE(database.migrate(kBoth));
  ASSERT_TRUE(database.migrate(kBoth));
  EXPECT_EQ(database.version().value(), 2);
  EXPECT_EQ(database.integer("SELECT count(*) FROM council WHERE region IS NULL").value(), 1);
}

TEST_F(DatabaseTest, AMigrationThatFailsLeavesNothing) {
  Database database = opened();
  const std::array broken = {kFirst, Migration{2, "CREATE TABLE half (a); CREATE NONSENSE;"}};
  EXPECT_FALSE(database.migrate(broken));
  EXPECT_EQ(database.version().value(), 1);
  EXPECT_FALSE(database.prepare("SELECT a FROM half"));
  EXPECT_TRUE(database.migrate(kBoth));
}

TEST_F(DatabaseTest, ANewerDatabaseAndAForeignOneAreRefusedByName) {
  {
    Database database = migrated();
    const auto refused = database.migrate(std::array{kFirst});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kUsage);
    EXPECT_EQ(refused.error().message, "database '" + path() +
                                           "' has version 2, and this program knows only 1; use a "
                                           "newer ofsight");
  }
  auto foreign = Database::open(folder_.path("foreign.sqlite"), Access::kWrite);
  ASSERT_TRUE(foreign->execute("CREATE TABLE photograph (a)"));
  const auto refused = foreign->migrate(kBoth);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("something else"), std::string::npos);
}

TEST_F(DatabaseTest, ReadingNeedsAFileAndWritesNothing) {
  const auto missing = Database::open(path(), Access::kRead);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kIo);
  EXPECT_EQ(folder_.entries(), 0u);
  Database writer = migrated();
  Database reader = opened(Access::kRead);
  EXPECT_TRUE(reader.migrate(kBoth)) << "nothing to do";
  EXPECT_FALSE(reader.execute("INSERT INTO council VALUES ('1', 'Ambleford', NULL)"));
  EXPECT_EQ(count(reader, "council"), 0);
}

TEST_F(DatabaseTest, ReadersGoOnWhileOneWrites) {
  Database writer = migrated();
  Database reader = opened(Access::kRead);
  auto transaction = Transaction::begin(writer);
  ASSERT_TRUE(writer.execute("INSERT INTO council VALUES ('1', 'Ambleford', NULL)"));
  EXPECT_EQ(count(reader, "council"), 0);
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(count(reader, "council"), 1);
}

TEST_F(DatabaseTest, WritersWaitForEachOther) {
  Database database = migrated();
  const auto write = [this](int from) {
    Database own = opened();
    for (int i = from; i < from + 50; ++i) {
      auto transaction = Transaction::begin(own);
      ASSERT_TRUE(transaction) << transaction.error().message;
      const auto number = std::to_string(i);
      ASSERT_TRUE(own.execute("INSERT INTO council VALUES ('" + number + "', 'Ambleford', NULL)"));
      ASSERT_TRUE(transaction->commit());
    }
  };
  std::thread other(write, 1000);
  write(0);
  other.join();
  EXPECT_EQ(count(database, "council"), 100);
}

TEST_F(DatabaseTest, ABuiltFileStandsAloneAndIsNeverWrittenOver) {
  {
    Database database = opened(Access::kBuild);
    ASSERT_TRUE(database.migrate(kBoth));
  }
  EXPECT_EQ(folder_.entries(), 1u);
  EXPECT_FALSE(Database::open(path(), Access::kBuild));
}

TEST_F(DatabaseTest, WhatIsNoDatabaseOrDamagedIsSaid) {
  folder_.write("corpus.sqlite", std::string(5000, 'x'));
  const auto text = Database::open(path(), Access::kWrite);
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().code, ErrorCode::kInvalidData);
  EXPECT_EQ(text.error().message, "database '" + path() + "': it is not an SQLite database");
  std::filesystem::remove(path());
  {
    Database database = opened(Access::kBuild);
    ASSERT_TRUE(database.migrate(kBoth));
    ASSERT_TRUE(database.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
        "INSERT INTO council SELECT i, 'Ambleford', NULL FROM n"));
  }
  std::string bytes = content_of(path());
  bytes.replace(3 * 4096, 4096, std::string(4096, '\7'));
  folder_.write("corpus.sqlite", bytes);
  auto damaged = Database::open(path(), Access::kWrite);
  ASSERT_TRUE(damaged);
  const auto checked = damaged->check_integrity();
  ASSERT_FALSE(checked);
  EXPECT_EQ(checked.error().code, ErrorCode::kInvalidData);
}

}  // namespace
}  // namespace ofsight
