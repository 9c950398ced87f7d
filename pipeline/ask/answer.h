#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/error.h"

namespace ofsight {

// How a cell is coloured on a terminal. Its words say the same.
enum class Tone { kPlain, kBest, kFine, kWeak, kBad, kQuiet };

// `text` is the value; `shown` is how people see it, if that differs. Between kMarkStart and
// kMarkEnd stand the words of it that were searched for.
inline constexpr char kMarkStart = '\x02';
inline constexpr char kMarkEnd = '\x03';

struct Cell {
  Cell() = default;
  Cell(std::string words, Tone how = Tone::kPlain) : text(std::move(words)), tone(how) {}
  Cell(const char* words) : text(words) {}
  Cell(std::size_t count) : text(std::to_string(count)), is_number(true) {}

  std::string text;
  std::string shown;
  Tone tone = Tone::kPlain;
  bool is_number = false;
};

// A code such as 'focused_visit', shown as words.
Cell spaced_cell(std::string code);
// A number that the release has as text; it may be missing.
Cell number_cell(std::string number);

// A column: its key in CSV and JSON, and its heading for people. `wide` ones hold sentences and
// give way first where there is little room.
struct Heading {
  std::string key, label;
  bool wide = false;
};

// One table of an answer. A cell for every heading; what is empty is missing. Tables of one key
// have the same headings.
struct AnswerTable {
  std::string key, title;
  std::vector<Heading> headings;
  std::vector<std::vector<Cell>> rows;
  std::string empty;  // said where there are no rows; without it such a table is left out
};

// What a question is answered with.
struct Answer {
  std::string title;
  std::vector<AnswerTable> tables;
  std::vector<std::string> notes;  // what to know about it, one line each
};

enum class AnswerFormat { kTable, kCsv, kJson, kMarkdown };
Expected<AnswerFormat> answer_format(const std::string& name);
inline const std::vector<std::string> kAnswerFormats = {"table", "csv", "json", "markdown"};

// Where an answer is shown. Width 0: as wide as it gets, which is right for a pipe.
struct Screen {
  int width = 0;
  bool colour = false;
};

// Tables for people fit the screen: wide columns wrap, and where even that does not fit, every row
// becomes a list. CSV is one table with the columns of all, the first saying which it is. Nothing
// that a document holds reaches a terminal as a control character.
std::string render(const Answer& answer, AnswerFormat format, const Screen& screen);

// The screen that standard output is, as the system, COLUMNS and NO_COLOR say.
Screen standard_screen();

}  // namespace ofsight
