#include "pipeline/publish/sqlite_writer.h"

#include "pipeline/publish/sqlite_schema.h"

namespace ofsight {
namespace {

void bind(Statement& statement, int parameter, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    statement.bind(parameter, *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    statement.bind(parameter, *real);
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    statement.bind(parameter, std::string_view(*text));
  } else {
    statement.bind(parameter, nullptr);
  }
}

}  // namespace

SqliteWriter::SqliteWriter(std::string root, std::function<Properties()> properties)
    : path_(root + "/" + kReleaseDatabase), properties_(std::move(properties)) {}

std::vector<ReleaseFile> SqliteWriter::files(const Dataset&) const {
  return {{kReleaseDatabase, "sqlite", "application/vnd.sqlite3", ""}};
}

Expected<void> SqliteWriter::begin(const Dataset& dataset) {
  dataset_ = &dataset;
  auto database = Database::open(path_, Database::Access::kBuild);
  if (!database) return tl::unexpected(database.error());
  database_ = std::move(*database);
  // Rows come before those they refer to; end() checks that all are there.
  if (auto done =
          database_->execute("PRAGMA foreign_keys = OFF; PRAGMA cache_size = -65536; BEGIN");
      !done)
    return done;
  for (const Table& table : dataset.tables) {
    if (auto done = database_->execute(create_table_sql(table)); !done) return done;
    auto insert = database_->prepare(insert_sql(table));
    if (!insert) return tl::unexpected(insert.error());
    inserts_.push_back(std::move(*insert));
  }
  return {};
}

Expected<void> SqliteWriter::add(std::size_t table, const Row& row) {
  Statement& insert = inserts_[table];
  for (std::size_t i = 0; i < row.size(); ++i) bind(insert, static_cast<int>(i) + 1, row[i]);
  return insert.run();
}

Expected<void> SqliteWriter::end() {
  inserts_.clear();
  if (auto added = add_properties(); !added) return added;
  for (const Table& table : dataset_->tables)
    for (const std::string& sql : create_index_sql(table))
      if (auto done = database_->execute(sql); !done) return done;
  for (const View& view : dataset_->views)
    if (auto done = database_->execute(create_view_sql(view)); !done) return done;
  const std::string version = std::to_string(kReleaseVersion);
  if (auto done = database_->execute("ANALYZE; PRAGMA user_version = " + version + "; COMMIT");
      !done)
    return done;
  if (auto checked = check_keys(); !checked) return checked;
  database_.reset();
  return {};
}

Expected<void> SqliteWriter::add_properties() {
  if (auto done = database_->execute(
          "CREATE TABLE release (property TEXT PRIMARY KEY, value TEXT NOT NULL)");
      !done)
    return done;
  auto insert = database_->prepare("INSERT INTO release VALUES (?, ?)");
  if (!insert) return tl::unexpected(insert.error());
  for (const auto& [property, value] : properties_())
    if (auto done = insert->bind(1, property).bind(2, value).run(); !done) return done;
  return {};
}

Expected<void> SqliteWriter::check_keys() {
  auto check = database_->prepare("PRAGMA foreign_key_check");
  if (!check) return tl::unexpected(check.error());
  const auto row = check->step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return {};
  return fail(ErrorCode::kInvalidData, "a row of " + std::string(check->text(0)) +
                                           " refers to one of " + std::string(check->text(2)) +
                                           " that is not there");
}

}  // namespace ofsight
