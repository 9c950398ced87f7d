#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ofsight {

// First and last day of what a text states, as YYYY-MM-DD. One day gives the same date twice.
struct DateRange {
  std::string start, end;
  bool year_given = false;  // false: the year came from `fallback_year`
  std::size_t length = 0;   // bytes of the text read
};

// Reads the dates a text begins with, in every form these reports print: "4 to 15 February 2019",
// "24 – 28 June 2013", "1 and 2 October 2024", "8 July 2019 to 12 July 2019 and 7 August 2019".
// Several periods give the first day of the first and the last day of the last. What a date leaves
// out is taken from the next one. Without any year `fallback_year` is used; 0 means none.
// Null when the text begins with no date, or with one that no calendar has.
std::optional<DateRange> parse_dates(std::string_view text, int fallback_year = 0);

}  // namespace ofsight
