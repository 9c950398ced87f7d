#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/error.h"

// SQLite, and the only way to it.
namespace ofsight {

// One SQL statement, compiled once and run as often as wanted. Must not outlive its Database.
// Parameters count from 1, columns from 0. One thread at a time.
//
//   auto insert = database.prepare("INSERT INTO council (urn, name) VALUES (?, ?)");
//   for (const Council& c : councils)
//     if (auto done = insert->bind(1, c.urn).bind(2, c.name).run(); !done) return done;
//
//   while (true) {
//     auto row = select->step();
//     if (!row) return tl::unexpected(row.error());
//     if (!*row) break;
//     use(select->text(0), select->integer(1));
//   }
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&& other) noexcept;
  ~Statement();

  // A value stays bound until it is bound anew. Text is copied into a buffer that later calls
  // reuse, so that a row costs no allocation. A parameter that does not exist is an Error of the
  // next step() or run(). Not between a step() that gave a row and reset().
  Statement& bind(int parameter, std::int64_t value);
  Statement& bind(int parameter, double value);
  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, const char* text) {
    return bind(parameter, std::string_view(text));
  }
  Statement& bind(int parameter, std::nullptr_t);
  // Of a column of type BLOB; read with text().
  Statement& bind_bytes(int parameter, std::string_view bytes);
  template <class T>
  Statement& bind(int parameter, const std::optional<T>& value) {
    return value ? bind(parameter, *value) : bind(parameter, nullptr);
  }
  template <std::integral T>
  Statement& bind(int parameter, T value) {
    return bind(parameter, static_cast<std::int64_t>(value));
  }

  // True: the next row is there to be read. False: there is none, and the statement is reset.
  Expected<bool> step();
  // Runs a statement whose rows do not matter to its end.
  Expected<void> run();
  // Ready for new values and another run. step() and run() do so themselves at the end, and after
  // an Error.
  void reset();

  // Of the row that step() gave. REQUIRES: there is one, and 0 <= column < columns().
  int columns() const;
  bool is_null(int column) const;
  std::int64_t integer(int column) const;   // 0 for null
  double real(int column) const;            // 0 for null
  std::string_view text(int column) const;  // empty for null; valid until the next step or reset
  std::optional<std::string> maybe_text(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;

 private:
  friend class Database;
  struct Compiled;
  explicit Statement(std::unique_ptr<Compiled> compiled);

  std::unique_ptr<Compiled> compiled_;
};

// A step of a schema from `number` - 1 to `number`: one or more SQL statements. A migration that
// has been in a release never changes again.
struct Migration {
  int number;  // from 1 on without gaps
  std::string_view sql;
};

// An open database file. Foreign keys are kept, and a lock of another process is waited for up to
// ten seconds. Errors: kIo (the system, a full disk, locked), kInvalidData (damaged, no database,
// a value that a constraint forbids), kUsage (SQL that is wrong). Messages name the file.
// One thread at a time; several processes may have the same file open.
class Database {
 public:
  enum class Access {
    kRead,   // must exist; nothing can be written
    kWrite,  // made if missing; WAL: readers never wait for the writer. A commit survives the end
             // of the process; a power failure may undo the last ones, and leaves the file whole
    kBuild,  // must not exist; made in one go to be handed out: one plain file, neither journal nor
             // sync, worthless if the process is killed before the Database is gone
  };
  static Expected<Database> open(const std::string& path, Access access);

  Database(Database&& other) noexcept;
  Database& operator=(Database&& other) noexcept;
  ~Database();

  // One or more statements without parameters. Rows are passed over.
  Expected<void> execute(std::string_view sql);
  Expected<Statement> prepare(std::string_view sql);
  // The first column of the first row; nothing if there is no row, or it is null.
  Expected<std::optional<std::int64_t>> integer(std::string_view sql);

  // Brings the schema up to the last of `migrations`, each in a transaction of its own, and
  // `user_version` with it. Refuses, by file and number, a database of a newer program, and one
  // with version 0 that has tables already: it is something else's. Writes only if there is
  // something to do.
  Expected<void> migrate(std::span<const Migration> migrations);
  Expected<int> version();

  // Reads every page and checks it, its indexes and its foreign keys; kInvalidData says what is
  // wrong. About 1 s per 500 MB.
  Expected<void> check_integrity();

  std::int64_t last_row_id() const;
  std::int64_t changed_rows() const;  // by the last INSERT, UPDATE or DELETE
  const std::string& path() const;

 private:
  friend class Statement;
  struct Connection;
  explicit Database(std::unique_ptr<Connection> connection);
  Expected<void> migrate(const Migration& migration);

  std::unique_ptr<Connection> connection_;
};

// The writes of its life happen together at commit(), or not at all: without commit() its end
// undoes them. Holds the write lock from the start. Transactions do not nest. Must not outlive its
// Database.
class Transaction {
 public:
  static Expected<Transaction> begin(Database& database);

  Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
  Transaction& operator=(Transaction&& other) = delete;
  ~Transaction();

  // After an Error everything is undone.
  Expected<void> commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}

  Database* database_;
};

}  // namespace ofsight
