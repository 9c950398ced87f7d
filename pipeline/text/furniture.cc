#include "pipeline/text/furniture.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace ofsight {
namespace {

constexpr float kMargin = 0.10f;          // of the page height: where running heads stand
constexpr float kOuter = 0.20f;           // of the page height: where a page number may stand alone
constexpr float kSamePosition = 4.0f;     // points
constexpr float kLetterheadSize = 0.85f;  // of the body size: the letterhead is printed smaller
constexpr std::size_t kMaxAddressLines = 40;

bool in_margin(const PrintedLine& line, const std::vector<PrintedPage>& pages,
               float margin = kMargin) {
  const float height = pages[static_cast<std::size_t>(line.page - 1)].height;
  return line.baseline < margin * height || line.baseline > (1 - margin) * height;
}

// The only line of the page's first or last row.
bool is_outermost(const std::vector<PrintedLine>& lines, std::size_t i) {
  const bool first = i == 0 || lines[i - 1].page != lines[i].page;
  const bool last = i + 1 == lines.size() || lines[i + 1].page != lines[i].page;
  return first != last;
}

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

// Numbers change from page to page; everything else of a running head stays.
std::u32string without_digits(const std::u32string& text) {
  std::u32string out;
  for (char32_t c : text) {
    if (!is_digit(c)) {
      out += c;
    } else if (out.empty() || out.back() != U'#') {
      out += U'#';
    }
  }
  return out;
}

bool is_page_number(const std::u32string& text) {
  const std::u32string shape = without_digits(text);
  return shape == U"#" || shape == U"Page #" || shape == U"Page # of #" || shape == U"# of #" ||
         shape == U"- # -" || shape == U"#|" || shape == U"| #";
}

struct Position {
  int page;
  float baseline;
};

using Repeats = std::map<std::u32string, std::vector<Position>>;

bool repeats_on_other_page(const Repeats& repeats, const PrintedLine& line) {
  const auto found = repeats.find(without_digits(line.text));
  return found != repeats.end() &&
         std::any_of(found->second.begin(), found->second.end(), [&](const Position& p) {
           return p.page != line.page && std::abs(p.baseline - line.baseline) < kSamePosition;
         });
}

bool starts_with(const std::u32string& text, std::u32string_view prefix) {
  return text.compare(0, prefix.size(), prefix) == 0;
}

bool is_year_at_end(const std::u32string& text) {
  return text.size() >= 4 && std::all_of(text.end() - 4, text.end(), is_digit) && text.size() < 30;
}

// In a letter the addressee stands between the date, or the top, and 'Dear'.
std::set<const PrintedLine*> addressee(const std::vector<PrintedLine>& lines) {
  std::set<const PrintedLine*> out;
  std::vector<const PrintedLine*> before;
  for (const PrintedLine& line : lines) {
    if (line.page > 1 || before.size() > kMaxAddressLines) return {};
    if (starts_with(line.text, U"Dear ")) {
      auto from = before.begin();
      for (auto it = before.begin(); it != before.end(); ++it)
        if (is_year_at_end((*it)->text)) from = std::next(it);
      out.insert(from, before.end());
      return out;
    }
    before.push_back(&line);
  }
  return {};
}

}  // namespace

float body_size_of(const std::vector<PrintedLine>& lines) {
  std::map<float, std::size_t> letters;
  for (const PrintedLine& line : lines) letters[std::round(line.size * 2) / 2] += line.text.size();
  float best = 12;
  std::size_t most = 0;
  for (const auto& [size, count] : letters)
    if (count > most) {
      most = count;
      best = size;
    }
  return best;
}

std::vector<Furniture> remove_furniture(std::vector<PrintedLine>& lines,
                                        const std::vector<PrintedPage>& pages, float body_size) {
  Repeats repeats;
  for (const PrintedLine& line : lines)
    if (in_margin(line, pages))
      repeats[without_digits(line.text)].push_back({line.page, line.baseline});
  bool above_letter = true;
  std::vector<const char*> why(lines.size(), nullptr);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PrintedLine& line = lines[i];
    if (line.page > 1 || line.size >= kLetterheadSize * body_size) above_letter = false;
    if (above_letter) why[i] = "letterhead";
    if (is_outermost(lines, i) && is_page_number(line.text) && in_margin(line, pages, kOuter))
      why[i] = "page_number";
    if (!in_margin(line, pages)) continue;
    if (is_page_number(line.text))
      why[i] = "page_number";
    else if (repeats_on_other_page(repeats, line))
      why[i] = "running_head";
  }
  const auto address = addressee(lines);
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (why[i] == nullptr && address.contains(&lines[i])) why[i] = "address";

  std::vector<Furniture> furniture;
  std::vector<PrintedLine> kept;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (why[i] != nullptr) {
      furniture.push_back({lines[i].page, lines[i].text, why[i]});
    } else {
      kept.push_back(std::move(lines[i]));
    }
  }
  lines = std::move(kept);
  return furniture;
}

}  // namespace ofsight
