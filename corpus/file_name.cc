#include "corpus/file_name.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace ofsight {
namespace {

constexpr std::size_t kDateSize = 10;  // YYYY-MM-DD

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool is_date(std::string_view text) {
  if (text.size() != kDateSize || text[4] != '-' || text[7] != '-') return false;
  const std::string year(text.substr(0, 4)), month(text.substr(5, 2)), day(text.substr(8, 2));
  if (!is_digits(year) || !is_digits(month) || !is_digits(day)) return false;
  using namespace std::chrono;
  return year_month_day(std::chrono::year(std::atoi(year.c_str())),
                        std::chrono::month(static_cast<unsigned>(std::atoi(month.c_str()))),
                        std::chrono::day(static_cast<unsigned>(std::atoi(day.c_str()))))
      .ok();
}

std::string words_of(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool is_gap = c == '-' || c == '_' || c == ' ';
    if (!is_gap) words += c;
    if (is_gap && !words.empty() && words.back() != ' ') words += ' ';
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

}  // namespace

FileName read_file_name(std::string_view path) {
  FileName out;
  const std::size_t slash = path.rfind('/');
  std::string_view name = path.substr(slash == path.npos ? 0 : slash + 1);
  name = name.substr(0, name.rfind('.'));
  if (is_date(name.substr(0, kDateSize))) {
    out.published = name.substr(0, kDateSize);
    name.remove_prefix(kDateSize);
  }
  out.title = words_of(name);
  if (slash == path.npos) return out;
  std::string_view folder = path.substr(0, slash);
  folder = folder.substr(folder.rfind('/') + 1);  // npos + 1 is 0
  const std::string_view number = folder.substr(0, folder.find('_'));
  if (number.size() < folder.size() && is_digits(number)) out.urn = number;
  return out;
}

}  // namespace ofsight
