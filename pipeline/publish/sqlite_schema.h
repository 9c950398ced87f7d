#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pipeline/publish/dataset.h"

// The SQL that makes a release's database, from the description of the tables.
namespace ofsight {

// A name as SQL takes any.
std::string sql_name(std::string_view name);

// CREATE TABLE, with keys. A table that is searched has a column of its own before the others,
// row_number, which ties it to its full-text index; it is no column of the dataset.
std::string create_table_sql(const Table& table);

// INSERT with a parameter for every column of the dataset.
std::string insert_sql(const Table& table);

// What comes after the rows: indexes, and NAME_fts for a table that is searched, which is filled.
std::vector<std::string> create_index_sql(const Table& table);

std::string create_view_sql(const View& view);

}  // namespace ofsight
