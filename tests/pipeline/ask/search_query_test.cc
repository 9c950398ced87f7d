#include "pipeline/ask/search_query.h"

#include <gtest/gtest.h>

#include <random>

#include "corpus/database.h"
#include "tests/corpus/temporary_folder.h"

namespace ofsight {
namespace {

TEST(FullTextQuery, ReadsWhatPeopleType) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"supervision", R"("supervision")"},
      {"supervis*", R"("supervis" *)"},
      {"\"management oversight\"", R"("management oversight")"},
      {"\"management over*\"", R"("management over" *)"},
      {"\"management over\"*", R"("management over" *)"},
      {"a b", R"(("a" AND "b"))"},
      {"a AND b", R"(("a" AND "b"))"},
      {"a OR b c", R"(("a" OR ("b" AND "c")))"},
      {"a NOT b", R"(("a" NOT "b"))"},
      {"a AND NOT b", R"(("a" NOT "b"))"},
      {"a b NOT c", R"(("a" AND ("b" NOT "c")))"},
      {"(a OR b) c", R"((("a" OR "b") AND "c"))"},
      {"a\"b c\"d", R"((("a" AND "b c") AND "d"))"},
      {"and or not", R"((("and" AND "or") AND "not"))"},
      {"text:x", R"("text:x")"},
      {"^start -minus NEAR(a b)", R"(((("^start" AND "-minus") AND "NEAR") AND ("a" AND "b")))"},
      {"children’s", "\"children’s\""}};
  for (const auto& [typed, expected] : table) {
    const auto query = full_text_query(typed);
    ASSERT_TRUE(query) << typed << ": " << query.error().message;
    EXPECT_EQ(*query, expected) << typed;
  }
}

TEST(FullTextQuery, SaysInOneLineWhatCannotBeRead) {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"", "nothing in it"},
      {"  ", "nothing in it"},
      {"\"a", "not closed"},
      {"(a", "not closed"},
      {"a)", "closes nothing"},
      {"a AND", "missing at the end"},
      {"OR a", "missing before"},
      {"NOT a", "needs something"},
      {"a NOT", "missing at the end"},
      {"&", "has no word in it"},
      {"\"\"", "has no word in it"},
      {"*", "'*' has no word in it"},
      {"*vision", "a star stands after"},
      {"a **b*", "a star stands after"},
      {"()", "missing before"},
      {"\xff", "not UTF-8"},
      {"…", "has no word in it"},
      {std::string(2000, 'a'), "longer than"},
      {std::string(100, '(') + "a" + std::string(100, ')'), "too deep"}};
  for (const auto& [typed, reason] : table) {
    const auto query = full_text_query(typed);
    ASSERT_FALSE(query) << typed;
    EXPECT_EQ(query.error().code, ErrorCode::kUsage);
    EXPECT_NE(query.error().message.find(reason), std::string::npos) << query.error().message;
    EXPECT_EQ(query.error().message.find('\n'), std::string::npos);
  }
}

// Whatever is typed, SQLite reads what comes of it.
TEST(FullTextQuery, NothingTypedIsASyntaxErrorOfSqlite) {
  const TemporaryFolder folder;
  auto database = Database::open(folder.path("x"), Database::Access::kBuild).value();
  ASSERT_TRUE(database.execute(
      "CREATE VIRTUAL TABLE t USING fts5(text, themes); INSERT INTO t VALUES ('a b', 'c')"));
  auto select = database.prepare("SELECT count(*) FROM t WHERE t MATCH ?").value();
  const std::vector<std::string> pieces = {"a",    "b", "\"", "(", ")", "*", " ", "AND",  "OR",
                                           "NOT",  ":", "-",  "^", "+", "{", "}", "NEAR", ",",
                                           "text", "’", "\\", "'", ";", "%", "é"};
  std::mt19937 random(11);
  std::size_t read = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string typed;
    for (std::size_t i = 0; i < 1 + random() % 8; ++i) typed += pieces[random() % pieces.size()];
    const auto query = full_text_query(typed);
    if (!query) continue;
    ++read;
    const auto row = select.bind(1, "text : (" + *query + ")").step();
    ASSERT_TRUE(row) << typed << " became " << *query << ": " << row.error().message;
    select.reset();
  }
  EXPECT_GT(read, 5000u);
}

}  // namespace
}  // namespace ofsight
