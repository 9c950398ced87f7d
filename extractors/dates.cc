#include "extractors/dates.h"

#include <array>
#include <cctype>
#include <chrono>
#include <cstdio>
#include <vector>

namespace ofsight {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
constexpr std::array<std::string_view, 9> kConnectors = {"to",   "and",     "until",   "of", "the",
                                                         "from", "between", "through", "on"};
constexpr std::size_t kMaxDays = 12;  // dates listed one after the other

// A day whose month or year may follow later.
struct PartialDate {
  unsigned day = 0, month = 0;
  int year = 0;
};

bool is_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string lower(std::string_view word) {
  std::string out;
  for (char c : word) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

unsigned month_of(std::string_view word) {
  const std::string name = lower(word);
  for (unsigned i = 0; i < kMonths.size(); ++i)
    if (name == kMonths[i] ||
        (name.size() >= 3 && name.size() <= 4 && kMonths[i].starts_with(name)))
      return i + 1;
  return 0;
}

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& words) {
  const std::string name = lower(word);
  for (auto candidate : words)
    if (name == candidate) return true;
  return false;
}

// "15", "15th"; 0 when it is no day of a month.
unsigned day_of(std::string_view word) {
  std::size_t digits = 0;
  unsigned value = 0;
  while (digits < word.size() && std::isdigit(static_cast<unsigned char>(word[digits])))
    value = value * 10 + static_cast<unsigned>(word[digits++] - '0');
  if (digits == 0 || digits > 2 || value == 0 || value > 31) return 0;
  const std::string suffix = lower(word.substr(digits));
  return suffix.empty() || suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th"
             ? value
             : 0;
}

int year_of(std::string_view word) {
  if (word.size() != 4 || !(word.starts_with("19") || word.starts_with("20"))) return 0;
  for (char c : word)
    if (!std::isdigit(static_cast<unsigned char>(c))) return 0;
  return std::stoi(std::string(word));
}

class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  std::vector<PartialDate> read() {
    while (at_ < text_.size() && dates_.size() <= kMaxDays) {
      if (!is_word(text_[at_])) {
        if (!skip_separator()) break;
      } else if (!read_word()) {
        break;
      }
    }
    return dates_;
  }

  std::size_t length() const { return end_; }

 private:
  // Spaces, commas and every kind of dash hold dates together; anything else ends them.
  bool skip_separator() {
    for (std::string_view s : {" ", "\t", "\n", ",", "-", "–", "—", "/", "\xC2\xA0"})
      if (text_.substr(at_).starts_with(s)) {
        at_ += s.size();
        return true;
      }
    return false;
  }

  // "25/06/2015": day, month, year, as in Britain.
  bool read_numeric() {
    unsigned parts[3] = {0, 0, 0};
    std::size_t to = at_;
    for (int i = 0; i < 3; ++i) {
      const std::size_t from = to;
      while (to < text_.size() && to - from < 4 &&
             std::isdigit(static_cast<unsigned char>(text_[to])))
        parts[i] = parts[i] * 10 + static_cast<unsigned>(text_[to++] - '0');
      if (to == from || (i < 2 && (to == text_.size() || text_[to++] != '/'))) return false;
    }
    if (parts[2] < 1900 || parts[1] == 0 || parts[1] > 12 || parts[0] == 0 || parts[0] > 31)
      return false;
    dates_.push_back({parts[0], parts[1], static_cast<int>(parts[2])});
    at_ = end_ = to;
    return true;
  }

  bool read_word() {
    if (read_numeric()) return true;
    std::size_t to = at_;
    while (to < text_.size() && is_word(text_[to])) ++to;
    const std::string_view word = text_.substr(at_, to - at_);
    at_ = to;
    if (const unsigned day = day_of(word)) {
      dates_.push_back({day, 0, 0});
    } else if (const unsigned month = month_of(word);
               month && !dates_.empty() && dates_.back().month == 0) {
      dates_.back().month = month;
    } else if (const int year = year_of(word); year && !dates_.empty() && dates_.back().year == 0) {
      dates_.back().year = year;
    } else {
      return is_one_of(word, kConnectors) || is_one_of(word, kWeekdays);
    }
    end_ = to;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0, end_ = 0;
  std::vector<PartialDate> dates_;
};

std::optional<std::string> iso(const PartialDate& date) {
  const std::chrono::year_month_day ymd{std::chrono::year(date.year),
                                        std::chrono::month(date.month), std::chrono::day(date.day)};
  if (!ymd.ok()) return std::nullopt;
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", date.year, date.month, date.day);
  return std::string(buffer);
}

}  // namespace

std::optional<DateRange> parse_dates(std::string_view text, int fallback_year) {
  DateReader reader(text);
  std::vector<PartialDate> dates = reader.read();
  // A number after the dates ("… and 12 children") is none of them.
  while (!dates.empty() && dates.back().month == 0) dates.pop_back();
  if (dates.empty()) return std::nullopt;
  DateRange range;
  range.year_given = dates.back().year != 0;
  if (!range.year_given && fallback_year == 0) return std::nullopt;
  if (!range.year_given) dates.back().year = fallback_year;
  for (std::size_t i = dates.size() - 1; i-- > 0;) {
    if (dates[i].month == 0) dates[i].month = dates[i + 1].month;
    if (dates[i].year == 0)
      dates[i].year = dates[i + 1].year - (dates[i].month > dates[i + 1].month);
  }
  const auto start = iso(dates.front()), end = iso(dates.back());
  if (!start || !end || *end < *start) return std::nullopt;
  range.start = *start;
  range.end = *end;
  range.length = reader.length();
  return range;
}

}  // namespace ofsight
