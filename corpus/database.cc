#include "corpus/database.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <cstddef>
#include <deque>
#include <exception>
#include <filesystem>
#include <system_error>
#include <type_traits>

namespace ofsight {
namespace {

constexpr int kBusyTimeoutMs = 10'000;

tl::unexpected<Error> failure(const std::string& path, int code, const std::string& reason) {
  const std::string database = "database '" + path + "': ";
  switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return fail(ErrorCode::kIo, database + "another process is writing to it; try again later");
    case SQLITE_FULL: return fail(ErrorCode::kIo, database + "the disk is full");
    case SQLITE_IOERR:  // also where no room is left for the log beside it
      return fail(ErrorCode::kIo, database + reason + "; is the disk full?");
    case SQLITE_CORRUPT:
      return fail(ErrorCode::kInvalidData, database + "it is damaged: " + reason);
    case SQLITE_NOTADB:
      return fail(ErrorCode::kInvalidData, database + "it is not an SQLite database");
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH: return fail(ErrorCode::kInvalidData, database + reason);
    case SQLITE_ERROR:
    case SQLITE_RANGE:
    case SQLITE_MISUSE: return fail(ErrorCode::kUsage, database + reason);
    default: return fail(ErrorCode::kIo, database + reason);
  }
}

// The result of `work`, or of the exception it ends with, as an Error.
template <class Work>
auto guarded(const std::string& path, Work work) -> Expected<decltype(work())> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const SQLite::Exception& error) {
    return failure(path, error.getErrorCode(), error.what());
  } catch (const std::exception& error) {
    return fail(ErrorCode::kIo, "database '" + path + "': " + error.what());
  }
}

}  // namespace

struct Database::Connection {
  std::string path;
  SQLite::Database handle;
};

struct Statement::Compiled {
  const std::string& path;  // of the connection, which outlives this
  SQLite::Statement statement;
  std::deque<std::string> texts;  // bound, by parameter; a deque so that they keep their place
  Expected<void> state;

  template <class Bind>
  void attempt(Bind bind) {
    if (!state) return;
    state = guarded(path, bind);
  }

  std::string& text_of(int parameter) {
    if (parameter < 1 || parameter > statement.getBindParameterCount())
      throw SQLite::Exception("there is no parameter " + std::to_string(parameter), SQLITE_RANGE);
    const auto index = static_cast<std::size_t>(parameter);
    if (texts.size() < index) texts.resize(index);
    return texts[index - 1];
  }
};

Statement::Statement(std::unique_ptr<Compiled> compiled) : compiled_(std::move(compiled)) {}
Statement::Statement(Statement&& other) noexcept = default;
Statement& Statement::operator=(Statement&& other) noexcept = default;
Statement::~Statement() = default;

Statement& Statement::bind(int parameter, std::int64_t value) {
  compiled_->attempt([&] { compiled_->statement.bind(parameter, value); });
  return *this;
}

Statement& Statement::bind(int parameter, double value) {
  compiled_->attempt([&] { compiled_->statement.bind(parameter, value); });
  return *this;
}

Statement& Statement::bind(int parameter, std::string_view text) {
  compiled_->attempt([&] {
    std::string& kept = compiled_->text_of(parameter);
    kept.assign(text);
    compiled_->statement.bindNoCopy(parameter, kept);
  });
  return *this;
}

Statement& Statement::bind_bytes(int parameter, std::string_view bytes) {
  compiled_->attempt([&] {
    std::string& kept = compiled_->text_of(parameter);
    kept.assign(bytes);
    compiled_->statement.bindNoCopy(parameter, kept.data(), static_cast<int>(kept.size()));
  });
  return *this;
}

Statement& Statement::bind(int parameter, std::nullptr_t) {
  compiled_->attempt([&] { compiled_->statement.bind(parameter); });
  return *this;
}

Expected<bool> Statement::step() {
  Expected<bool> row = false;
  if (!compiled_->state) {
    row = tl::unexpected(compiled_->state.error());
  } else {
    row = guarded(compiled_->path, [&] { return compiled_->statement.executeStep(); });
  }
  if (!row || !*row) reset();
  return row;
}

Expected<void> Statement::run() {
  while (true) {
    const auto row = step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return {};
  }
}

// The error that a reset repeats is that of the step before it, which has been reported.
void Statement::reset() {
  compiled_->statement.tryReset();
  compiled_->state = {};
}

int Statement::columns() const { return compiled_->statement.getColumnCount(); }

bool Statement::is_null(int column) const { return compiled_->statement.isColumnNull(column); }

std::int64_t Statement::integer(int column) const {
  return compiled_->statement.getColumn(column).getInt64();
}

double Statement::real(int column) const {
  return compiled_->statement.getColumn(column).getDouble();
}

std::string_view Statement::text(int column) const {
  const SQLite::Column value = compiled_->statement.getColumn(column);
  const char* text = value.getText();
  return {text, static_cast<std::size_t>(value.getBytes())};
}

std::optional<std::string> Statement::maybe_text(int column) const {
  if (is_null(column)) return std::nullopt;
  return std::string(text(column));
}

std::optional<std::int64_t> Statement::maybe_integer(int column) const {
  if (is_null(column)) return std::nullopt;
  return integer(column);
}

Database::Database(std::unique_ptr<Connection> connection) : connection_(std::move(connection)) {}
Database::Database(Database&& other) noexcept = default;
Database& Database::operator=(Database&& other) noexcept = default;
Database::~Database() = default;

Expected<Database> Database::open(const std::string& path, Access access) {
  std::error_code ignored;
  if (access == Access::kRead && !std::filesystem::exists(path, ignored))
    return fail(ErrorCode::kIo, "database '" + path + "': there is no such file");
  if (access == Access::kBuild && std::filesystem::exists(path, ignored))
    return fail(ErrorCode::kIo, "database '" + path + "': the file exists already");
  const int flags =
      access == Access::kRead ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  auto connection = guarded(path, [&] {
    return std::make_unique<Connection>(
        Connection{path, SQLite::Database(path, flags, kBusyTimeoutMs)});
  });
  if (!connection) return tl::unexpected(connection.error());
  Database database(std::move(*connection));
  std::string settings = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;";
  if (access == Access::kWrite)
    settings +=
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;";
  if (access == Access::kBuild) settings += "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;";
  if (auto done = database.execute(settings); !done) return tl::unexpected(done.error());
  // The settings touch no page; this does, and finds a file that is no database.
  if (auto version = database.version(); !version) return tl::unexpected(version.error());
  return database;
}

Expected<void> Database::execute(std::string_view sql) {
  return guarded(path(), [&] { connection_->handle.exec(std::string(sql)); });
}

Expected<Statement> Database::prepare(std::string_view sql) {
  auto compiled = guarded(path(), [&] {
    return std::make_unique<Statement::Compiled>(Statement::Compiled{
        connection_->path, SQLite::Statement(connection_->handle, std::string(sql)), {}, {}});
  });
  if (!compiled) return tl::unexpected(compiled.error());
  return Statement(std::move(*compiled));
}

Expected<std::optional<std::int64_t>> Database::integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return tl::unexpected(statement.error());
  const auto row = statement->step();
  if (!row) return tl::unexpected(row.error());
  return *row ? statement->maybe_integer(0) : std::nullopt;
}

Expected<int> Database::version() {
  const auto version = integer("PRAGMA user_version");
  if (!version) return tl::unexpected(version.error());
  return static_cast<int>(version->value_or(0));
}

Expected<void> Database::migrate(std::span<const Migration> migrations) {
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  const auto at = version();
  if (!at) return tl::unexpected(at.error());
  if (*at > newest)
    return fail(ErrorCode::kUsage, "database '" + path() + "' has version " + std::to_string(*at) +
                                       ", and this program knows only " + std::to_string(newest) +
                                       "; use a newer ofsight");
  if (*at == newest) return {};
  for (const Migration& migration : migrations)
    if (auto done = migrate(migration); !done) return done;
  return {};
}

Expected<void> Database::migrate(const Migration& migration) {
  auto transaction = Transaction::begin(*this);
  if (!transaction) return tl::unexpected(transaction.error());
  // Read within the transaction: another process may have been faster.
  const auto at = version();
  if (!at) return tl::unexpected(at.error());
  if (*at >= migration.number) return {};
  if (*at == 0) {
    const auto tables = integer("SELECT count(*) FROM sqlite_schema");
    if (!tables) return tl::unexpected(tables.error());
    if (tables->value_or(0) != 0)
      return fail(ErrorCode::kUsage, "database '" + path() + "' holds something else already");
  }
  if (auto done = execute(migration.sql); !done) return done;
  const std::string number = std::to_string(migration.number);
  if (auto done = execute("PRAGMA user_version = " + number); !done) return done;
  return transaction->commit();
}

Expected<void> Database::check_integrity() {
  for (const char* check : {"PRAGMA integrity_check(1)", "PRAGMA foreign_key_check"}) {
    auto statement = prepare(check);
    if (!statement) return tl::unexpected(statement.error());
    const auto row = statement->step();
    if (!row) return tl::unexpected(row.error());
    if (!*row || statement->text(0) == "ok") continue;
    const bool is_key = statement->columns() > 1;
    return fail(ErrorCode::kInvalidData,
                "database '" + path() + "' is damaged: " +
                    (is_key ? "a row of " + std::string(statement->text(0)) + " refers to none"
                            : std::string(statement->text(0))));
  }
  return {};
}

std::int64_t Database::last_row_id() const { return connection_->handle.getLastInsertRowid(); }
std::int64_t Database::changed_rows() const { return connection_->handle.getChanges(); }
const std::string& Database::path() const { return connection_->path; }

Expected<Transaction> Transaction::begin(Database& database) {
  if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun)
    return tl::unexpected(begun.error());
  return Transaction(database);
}

// Some errors, such as a full disk, have undone everything already; then this one says so, and
// nothing is lost by not hearing it.
Transaction::~Transaction() {
  if (database_ != nullptr) static_cast<void>(database_->execute("ROLLBACK"));
}

Expected<void> Transaction::commit() {
  if (database_ == nullptr) return fail(ErrorCode::kUsage, "the transaction is over already");
  auto done = database_->execute("COMMIT");
  if (done) database_ = nullptr;
  return done;
}

}  // namespace ofsight
