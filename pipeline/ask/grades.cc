#include "pipeline/ask/grades.h"

#include <algorithm>

namespace ofsight {
namespace {

Tone tone_of(const Enumeration& grades, const std::string& grade) {
  const auto rank = grades.rank(grade);
  if (!rank) return Tone::kPlain;
  const EnumeratedValue& value = grades.values[*rank];
  int worst = 0;
  for (const EnumeratedValue& other : grades.values)
    if (other.scale == value.scale) worst = std::max(worst, other.step);
  if (value.step == worst) return Tone::kBad;
  if (value.step == 1) return Tone::kBest;
  return value.step == 2 && worst > 3 ? Tone::kFine : Tone::kWeak;
}

}  // namespace

Cell grade_cell(const ReleaseReader& release, const std::string& grade) {
  Cell cell(grade, tone_of(*release.dataset().enumeration("grade"), grade));
  cell.shown = short_grade(release, grade);
  return cell;
}

std::string short_grade(const ReleaseReader& release, const std::string& grade) {
  std::string words = release.label("grade", grade);
  for (const char* rest : {" to be good", " (before 2013)", " experiences and outcomes"})
    if (const std::size_t at = words.find(rest); at != std::string::npos) words.erase(at);
  return words;
}

Cell direction_cell(const std::string& direction) {
  Cell cell(direction);
  if (direction == "better") cell.shown = "▲ better", cell.tone = Tone::kFine;
  if (direction == "worse") cell.shown = "▼ worse", cell.tone = Tone::kBad;
  if (direction == "same") cell.shown = "= same";
  return cell;
}

}  // namespace ofsight
