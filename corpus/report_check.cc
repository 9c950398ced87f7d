#include "corpus/report_check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "corpus/day.h"
#include "corpus/json_text.h"
#include "corpus/utf8.h"

namespace ofsight {
namespace {

constexpr std::string_view kSendArea = "send_outcome";
constexpr std::array<std::string_view, 3> kSendGrades = {"typically_positive", "inconsistent",
                                                         "widespread_failings"};

class Checker {
 public:
  explicit Checker(const Report& report) : report_(report) {}

  std::vector<SchemaProblem> run() && {
    date("/source/published_on_site", report_.source.published_on_site);
    date("/inspection_start", report_.inspection_start);
    date("/inspection_end", report_.inspection_end);
    if (report_.inspection_start && report_.inspection_end &&
        *report_.inspection_end < *report_.inspection_start) {
      add("/inspection_end", "is before the inspection starts, " + *report_.inspection_start);
    }
    date("/published", report_.published);
    each("/judgements", report_.judgements, &Checker::judgement);
    each("/improvements", report_.improvements, &Checker::improvement);
    each("/findings", report_.findings, &Checker::finding);
    return std::move(problems_);
  }

 private:
  void add(std::string pointer, std::string message) {
    problems_.push_back({std::move(pointer), std::move(message)});
  }

  template <class T>
  void each(std::string_view pointer, const std::vector<T>& items,
            void (Checker::*check)(const std::string&, const T&)) {
    for (std::size_t i = 0; i < items.size(); ++i) (this->*check)(pointer_to(pointer, i), items[i]);
  }

  void date(std::string_view pointer, const std::optional<std::string>& date) {
    if (date && !is_day(*date)) add(std::string(pointer), "is no day of the calendar");
  }

  void judgement(const std::string& pointer, const Judgement& judgement) {
    const bool send_grade =
        std::find(kSendGrades.begin(), kSendGrades.end(), judgement.grade) != kSendGrades.end();
    if (send_grade != (judgement.area == kSendArea)) {
      add(pointer + "/grade", "'" + judgement.grade + "' is no grade for '" + judgement.area + "'");
    }
    evidence(pointer + "/evidence", judgement.evidence);
  }

  void improvement(const std::string& pointer, const Improvement& improvement) {
    distinct(pointer + "/themes", improvement.themes);
    evidence(pointer + "/evidence", improvement.evidence);
  }

  void finding(const std::string& pointer, const Finding& finding) {
    distinct(pointer + "/themes", finding.themes);
    distinct(pointer + "/context", finding.context);
    distinct(pointer + "/rules", finding.rules);
    evidence(pointer + "/evidence", finding.evidence);
  }

  void distinct(const std::string& pointer, const std::vector<std::string>& codes) {
    std::vector<std::pair<std::string_view, std::size_t>> sorted;
    for (std::size_t i = 0; i < codes.size(); ++i) sorted.emplace_back(codes[i], i);
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 1; i < sorted.size(); ++i) {
      if (sorted[i].first != sorted[i - 1].first) continue;
      add(pointer_to(pointer, sorted[i].second), "is listed twice");
    }
  }

  void evidence(const std::string& pointer, const Evidence& evidence) {
    page(pointer + "/page", evidence.page);
    quote(pointer, evidence);
    int page_before = evidence.page;
    for (std::size_t i = 0; i < evidence.boxes.size(); ++i) {
      const Box& box = evidence.boxes[i];
      const auto box_pointer = pointer_to(pointer + "/boxes", i);
      rectangle(box_pointer, box);
      page(box_pointer + "/0", box.page);
      if (i == 0 && box.page != evidence.page) {
        add(box_pointer + "/0", "is not the page of the evidence");
      } else if (box.page < page_before) {
        add(box_pointer + "/0", "is a page before that of the box before");
      }
      page_before = box.page;
    }
  }

  void quote(const std::string& pointer, const Evidence& evidence) {
    if (evidence.span.end < evidence.span.start) {
      return add(pointer + "/end", "is before the start");
    }
    const auto size = count_code_points(evidence.quote);
    if (!size) return add(pointer + "/quote", "is not UTF-8");
    if (*size == evidence.span.length()) return;
    add(pointer + "/quote", "has " + std::to_string(*size) + " code points, not end - start = " +
                                std::to_string(evidence.span.length()));
  }

  void rectangle(const std::string& pointer, const Box& box) {
    for (const float x : {box.x0, box.y0, box.x1, box.y1}) {
      if (!std::isfinite(x)) return add(pointer, "has a coordinate that is no number");
    }
    if (box.x1 < box.x0 || box.y1 < box.y0) {
      add(pointer, "must have x0 <= x1 and y0 <= y1");
    }
  }

  // 0 stands for none.
  void page(std::string pointer, int page) {
    const auto pages = report_.source.pages;
    if (!pages && page != 0) {
      add(std::move(pointer), "is a page of a source without pages");
    } else if (pages && page == 0) {
      add(std::move(pointer), "is missing, and the source has pages");
    } else if (pages && (page < 0 || page > *pages)) {
      add(std::move(pointer), "is not a page of the source, which has " + std::to_string(*pages));
    }
  }

  const Report& report_;
  std::vector<SchemaProblem> problems_;
};

}  // namespace

std::vector<SchemaProblem> check_report(const Report& report) { return Checker(report).run(); }

}  // namespace ofsight
