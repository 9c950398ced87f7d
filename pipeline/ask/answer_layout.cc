#include "pipeline/ask/answer_layout.h"

#include <algorithm>
#include <numeric>

#include "corpus/utf8.h"

namespace ofsight {
namespace {

constexpr std::size_t kGap = 2;            // between columns
constexpr std::size_t kNarrowColumn = 26;  // what a column that is not wide may keep at most
constexpr std::size_t kLeastWide = 18;     // what a wide column needs
constexpr std::size_t kLongWord = 16;      // longer ones are cut before a table becomes a list

// In code points; a terminal gives each of ours one place. Marks take none.
std::size_t width_of(std::string_view text) {
  std::size_t width = 0;
  for (const char c : text)
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && c != kMarkStart && c != kMarkEnd) ++width;
  return width;
}

// Characters that turn the direction of what follows them.
bool turns_direction(std::string_view one) {
  return (one >= "\xE2\x80\xAA" && one <= "\xE2\x80\xAE") ||
         (one >= "\xE2\x81\xA6" && one <= "\xE2\x81\xA9");
}

// Without what a terminal would obey: control characters, also those beyond ASCII.
std::string harmless(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto [size, valid] = utf8_step(text, at);
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool beyond =
        size == 2 && byte == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
    if (size == 1 && (text[at] == kMarkStart || text[at] == kMarkEnd)) {
      out += text[at];
    } else if (!valid || beyond || turns_direction(text.substr(at, size))) {
      out += "\xEF\xBF\xBD";
    } else if (size == 1 && (byte < 0x20 || byte == 0x7F)) {
      out += ' ';
    } else {
      out += text.substr(at, size);
    }
    at += size;
  }
  return out;
}

std::string_view colour_of(Tone tone) {
  switch (tone) {
    case Tone::kBest: return "\x1b[1;32m";
    case Tone::kFine: return "\x1b[32m";
    case Tone::kWeak: return "\x1b[33m";
    case Tone::kBad: return "\x1b[31m";
    case Tone::kQuiet: return "\x1b[2m";
    case Tone::kPlain: break;
  }
  return {};
}

// A mark that goes on over the end of a line is ended there and begun anew.
void mark_every_line(std::vector<std::string>& lines) {
  bool open = false;
  for (std::string& line : lines) {
    if (open) line.insert(line.begin(), kMarkStart);
    const std::size_t start = line.rfind(kMarkStart), end = line.rfind(kMarkEnd);
    open = start != std::string::npos && (end == std::string::npos || end < start);
    if (open) line += kMarkEnd;
  }
}

// Words cut into lines of at most `width`; a longer word is cut itself.
std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines(1);
  std::size_t used = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string word = text.substr(at, end - at);
    at = end + 1;
    std::size_t size = width_of(word);
    if (used > 0 && used + 1 + size > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back() += ' ';
      ++used;
    }
    while (size > width) {
      std::size_t cut = 0, places = 0;
      while (places < width) {
        cut += utf8_step(word, cut).size;
        ++places;
      }
      lines.back() += word.substr(0, cut);
      lines.emplace_back();
      word.erase(0, cut);
      size = width_of(word);
    }
    lines.back() += word;
    used += size;
  }
  mark_every_line(lines);
  return lines;
}

class Layout {
 public:
  Layout(const Answer& answer, const Screen& screen) : answer_(answer), screen_(screen) {}

  std::string run() {
    if (!answer_.title.empty()) paragraph(harmless(answer_.title), true);
    for (const AnswerTable& table : answer_.tables) add(table);
    if (!answer_.notes.empty()) out_ += '\n';
    for (const std::string& note : answer_.notes) paragraph(harmless(note));
    return std::move(out_);
  }

 private:
  void add(const AnswerTable& table) {
    if (table.rows.empty() && table.empty.empty()) return;
    out_ += '\n';
    paragraph(harmless(table.title), true);
    if (table.rows.empty()) return paragraph(harmless(table.empty));
    std::vector<std::vector<std::string>> texts;
    for (const auto& row : table.rows) {
      texts.emplace_back();
      for (const Cell& cell : row)
        texts.back().push_back(harmless(cell.shown.empty() ? cell.text : cell.shown));
    }
    const auto widths = widths_of(table, texts);
    if (widths.empty()) return add_as_lists(table, texts);
    add_rows(table, texts, widths);
  }

  // Of the columns; none if they do not fit side by side.
  std::vector<std::size_t> widths_of(const AnswerTable& table,
                                     const std::vector<std::vector<std::string>>& texts) const {
    const std::size_t columns = table.headings.size();
    std::vector<std::size_t> widths(columns), least(columns);
    for (std::size_t i = 0; i < columns; ++i) {
      widths[i] = width_of(table.headings[i].label);
      least[i] = longest_word(table.headings[i].label);
      for (const auto& row : texts) least[i] = std::max(least[i], longest_word(row[i]));
      least[i] = table.headings[i].wide ? kLeastWide : std::min(least[i], kLongWord);
      for (const auto& row : texts) widths[i] = std::max(widths[i], width_with_brackets(row[i]));
    }
    if (screen_.width <= 0) return widths;
    const std::size_t room = static_cast<std::size_t>(screen_.width);
    const std::size_t gaps = kGap * (columns - 1);
    const auto total = [&] { return std::accumulate(widths.begin(), widths.end(), gaps); };
    // Wide columns give way first, then the broadest of the others, word by word.
    while (total() > room) {
      const auto broadest = [&](bool wide) {
        std::size_t found = columns;
        for (std::size_t i = 0; i < columns; ++i)
          if (table.headings[i].wide == wide && widths[i] > least[i] &&
              (found == columns || widths[i] > widths[found]))
            found = i;
        return found;
      };
      std::size_t give = broadest(false);
      const std::size_t wide = broadest(true);
      if (wide < columns && (give == columns || widths[give] <= kNarrowColumn)) give = wide;
      if (give == columns) return {};
      --widths[give];
    }
    return widths;
  }

  static std::size_t longest_word(const std::string& text) {
    std::size_t longest = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(' ', at), text.size());
      longest = std::max(longest, width_of(std::string_view(text).substr(at, end - at)));
      at = end + 1;
    }
    return longest;
  }

  // Without colour the words that were searched for stand in brackets.
  std::size_t width_with_brackets(const std::string& text) const {
    return width_of(text) + (screen_.colour ? 0 : marks_in(text));
  }
  static std::size_t marks_in(const std::string& text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), kMarkStart) +
                                    std::count(text.begin(), text.end(), kMarkEnd));
  }

  void add_rows(const AnswerTable& table, const std::vector<std::vector<std::string>>& texts,
                const std::vector<std::size_t>& widths) {
    std::vector<std::vector<std::string>> heads;
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      heads.push_back(wrapped(table.headings[i].label, widths[i]));
      if (i > 0) line.append(kGap, ' ');
      for (std::size_t at = 0; at < widths[i]; ++at) line += "─";
    }
    add_lines(heads, widths, nullptr);
    out_ += line + "\n";
    for (std::size_t r = 0; r < texts.size(); ++r) {
      std::vector<std::vector<std::string>> cells;
      for (std::size_t i = 0; i < widths.size(); ++i)
        cells.push_back(wrapped(bracketed(texts[r][i]), widths[i]));
      add_lines(cells, widths, &table.rows[r]);
    }
  }

  void add_lines(const std::vector<std::vector<std::string>>& cells,
                 const std::vector<std::size_t>& widths, const std::vector<Cell>* row) {
    std::size_t height = 0;
    for (const auto& cell : cells) height = std::max(height, cell.size());
    for (std::size_t l = 0; l < height; ++l) {
      std::string line;
      std::size_t padding = 0;
      for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::string text = l < cells[i].size() ? cells[i][l] : "";
        const std::size_t rest = widths[i] - std::min(widths[i], width_of(text));
        const bool right = row != nullptr && (*row)[i].is_number;
        line.append(padding + (right && !text.empty() ? rest : 0), ' ');
        line += row == nullptr ? text : toned(text, (*row)[i].tone);
        padding = kGap + (right && !text.empty() ? 0 : rest);
      }
      out_ += line + "\n";
    }
  }

  void add_as_lists(const AnswerTable& table, const std::vector<std::vector<std::string>>& texts) {
    for (std::size_t r = 0; r < texts.size(); ++r) {
      if (r > 0) out_ += '\n';
      for (std::size_t i = 0; i < texts[r].size(); ++i)
        if (!texts[r][i].empty())
          paragraph(table.headings[i].label + ": " + bracketed(texts[r][i]));
    }
  }

  void paragraph(const std::string& text, bool strong = false) {
    const auto width =
        screen_.width > 0 ? static_cast<std::size_t>(screen_.width) : text.size() + 1;
    for (const std::string& one : wrapped(text, width)) {
      const std::string line = toned(bracketed(one), Tone::kPlain);
      out_ += strong && screen_.colour ? "\x1b[1m" + line + "\x1b[0m\n" : line + "\n";
    }
  }

  std::string bracketed(const std::string& text) const {
    if (screen_.colour) return text;
    std::string out = text;
    std::replace(out.begin(), out.end(), kMarkStart, '[');
    std::replace(out.begin(), out.end(), kMarkEnd, ']');
    return out;
  }

  // With its colour, and with brackets and bold for marks: colour never says anything alone.
  std::string toned(const std::string& text, Tone tone) const {
    if (!screen_.colour || text.empty()) return text;
    const std::string_view colour = colour_of(tone);
    std::string out(colour);
    for (const char c : text) {
      if (c == kMarkStart) {
        out += "\x1b[1;4m";
      } else if (c == kMarkEnd) {
        out += "\x1b[0m";
        out += colour;
      } else {
        out += c;
      }
    }
    if (!colour.empty()) out += "\x1b[0m";
    return out;
  }

  const Answer& answer_;
  const Screen& screen_;
  std::string out_;
};

}  // namespace

std::string lay_out(const Answer& answer, const Screen& screen) {
  return Layout(answer, screen).run();
}

}  // namespace ofsight
