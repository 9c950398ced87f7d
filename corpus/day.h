#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ofsight {

// Whether a text is a day of the calendar, YYYY-MM-DD.
bool is_day(std::string_view text);

// Its year. REQUIRES: is_day(day).
int year_of(std::string_view day);

// The first day that people may mean by "2021", "2021-06" or "2021-06-15"; nothing for anything
// else.
std::optional<std::string> first_day_of(std::string_view text);

}  // namespace ofsight
