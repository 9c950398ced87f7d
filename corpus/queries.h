#pragma once

#include <string_view>
#include <unordered_map>
#include <utility>

#include "corpus/database.h"

namespace ofsight {

// A value for a column of type BLOB.
struct Bytes {
  std::string_view bytes;
};

// SQL with its values in one call; every statement is compiled once and kept. The texts must live
// for ever, as literals do. One thread at a time.
class Queries {
 public:
  explicit Queries(Database database) : database_(std::move(database)) {}

  Database& database() { return database_; }

  template <class... Values>
  Expected<void> run(std::string_view sql, const Values&... values) {
    auto statement = bound(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    return (*statement)->run();
  }

  // Calls `take` with every row.
  template <class Take, class... Values>
  Expected<void> each(std::string_view sql, Take take, const Values&... values) {
    auto statement = bound(sql, values...);
    if (!statement) return tl::unexpected(statement.error());
    while (true) {
      const auto row = (*statement)->step();
      if (!row) return tl::unexpected(row.error());
      if (!*row) return {};
      take(std::as_const(**statement));
    }
  }

  // The first column of the only row; 0 if there is none.
  template <class... Values>
  Expected<std::int64_t> integer(std::string_view sql, const Values&... values) {
    std::int64_t value = 0;
    const auto done = each(
        sql, [&](const Statement& row) { value = row.integer(0); }, values...);
    if (!done) return tl::unexpected(done.error());
    return value;
  }

 private:
  template <class Value>
  static void bind(Statement& statement, int parameter, const Value& value) {
    statement.bind(parameter, value);
  }
  static void bind(Statement& statement, int parameter, const Bytes& value) {
    statement.bind_bytes(parameter, value.bytes);
  }

  template <class... Values>
  Expected<Statement*> bound(std::string_view sql, const Values&... values) {
    auto found = statements_.find(sql);
    if (found == statements_.end()) {
      auto prepared = database_.prepare(sql);
      if (!prepared) return tl::unexpected(prepared.error());
      found = statements_.emplace(sql, std::move(*prepared)).first;
    }
    [[maybe_unused]] int parameter = 0;
    (bind(found->second, ++parameter, values), ...);
    return &found->second;
  }

  Database database_;
  std::unordered_map<std::string_view, Statement> statements_;  // gone before the database
};

}  // namespace ofsight
