#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace ofsight {

// One cell: nothing, a whole number (also a boolean, as 0 or 1, and a year), a number, or text that
// is never empty (also a date, a time and a list, as the canonical CSV writes them).
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

// The cells of one row, by the columns of its table.
using Row = std::vector<Value>;

inline bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace ofsight
