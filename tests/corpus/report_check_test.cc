#include "corpus/report_check.h"

#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "tests/corpus/sample_report.h"

namespace ofsight {
namespace {

using Problems = std::vector<SchemaProblem>;

TEST(ReportCheckTest, FindsNothingWrongInValidReports) {
  EXPECT_EQ(check_report(full_report()), Problems());
  EXPECT_EQ(check_report(bare_report()), Problems());

  Report web_page = full_report();
  web_page.source.pages.reset();
  for (Evidence* evidence : {&web_page.judgements[0].evidence, &web_page.improvements[0].evidence,
                             &web_page.findings[0].evidence}) {
    evidence->page = 0;
    evidence->boxes.clear();
  }
  EXPECT_EQ(check_report(web_page), Problems());

  Report send = full_report();
  send.judgements[0].area = "send_outcome";
  send.judgements[0].grade = "inconsistent";
  EXPECT_EQ(check_report(send), Problems());

  Report one_day = full_report();
  one_day.inspection_end = one_day.inspection_start = "2024-02-29";
  EXPECT_EQ(check_report(one_day), Problems());
}

TEST(ReportCheckTest, NamesWhatIsWrong) {
  const struct {
    std::function<void(Report&)> spoil;
    Problems problems;
  } cases[] = {
      {[](Report& r) { r.inspection_start = "2023-02-29"; },
       {{"/inspection_start", "is no day of the calendar"}}},
      {[](Report& r) { r.published = "31 October 2024"; },
       {{"/published", "is no day of the calendar"}}},
      {[](Report& r) { r.published = "2024-1 -01"; },
       {{"/published", "is no day of the calendar"}}},
      {[](Report& r) { r.source.published_on_site = "2024-00-01"; },
       {{"/source/published_on_site", "is no day of the calendar"}}},
      {[](Report& r) { r.inspection_end = "2024-09-30"; },
       {{"/inspection_end", "is before the inspection starts, 2024-10-01"}}},
      {[](Report& r) { r.judgements[0].grade = "inconsistent"; },
       {{"/judgements/0/grade", "'inconsistent' is no grade for 'overall_effectiveness'"}}},
      {[](Report& r) { r.judgements[0].area = "send_outcome"; },
       {{"/judgements/0/grade", "'good' is no grade for 'send_outcome'"}}},
      {[](Report& r) {
         r.judgements[0].evidence.span = {9, 5};
       },
       {{"/judgements/0/evidence/end", "is before the start"}}},
      {[](Report& r) { ++r.findings[0].evidence.span.end; },
       {{"/findings/0/evidence/quote", "has 32 code points, not end - start = 33"}}},
      {[](Report& r) { r.findings[0].evidence.quote = "caf\xE9"; },
       {{"/findings/0/evidence/quote", "is not UTF-8"}}},
      {[](Report& r) {
         r.improvements[0].themes = {"a", "b", "a", "a"};
       },
       {{"/improvements/0/themes/2", "is listed twice"},
        {"/improvements/0/themes/3", "is listed twice"}}},
      {[](Report& r) { r.findings[0].themes.push_back("plans_and_planning"); },
       {{"/findings/0/themes/2", "is listed twice"}}},
      {[](Report& r) {
         r.findings[0].context = {"planned", "planned"};
       },
       {{"/findings/0/context/1", "is listed twice"}}},
      {[](Report& r) {
         r.findings[0].rules = {"a.b", "a.b"};
       },
       {{"/findings/0/rules/1", "is listed twice"}}},
      {[](Report& r) { r.judgements[0].evidence.page = 0; },
       {{"/judgements/0/evidence/page", "is missing, and the source has pages"},
        {"/judgements/0/evidence/boxes/0/0", "is not the page of the evidence"}}},
      {[](Report& r) { r.judgements[0].evidence.page = 1; },
       {{"/judgements/0/evidence/boxes/0/0", "is not the page of the evidence"}}},
      {[](Report& r) { r.judgements[0].evidence.boxes[1].page = 1; },
       {{"/judgements/0/evidence/boxes/1/0", "is a page before that of the box before"}}},
      {[](Report& r) { r.judgements[0].evidence.boxes[1].page = 6; },
       {{"/judgements/0/evidence/boxes/1/0", "is not a page of the source, which has 5"}}},
      {[](Report& r) { r.judgements[0].evidence.boxes[0].x1 = 71; },
       {{"/judgements/0/evidence/boxes/0", "must have x0 <= x1 and y0 <= y1"}}},
      {[](Report& r) { r.judgements[0].evidence.boxes[0].y0 = 113; },
       {{"/judgements/0/evidence/boxes/0", "must have x0 <= x1 and y0 <= y1"}}},
      {[](Report& r) {
         r.judgements[0].evidence.boxes[0].x1 = std::numeric_limits<float>::infinity();
       },
       {{"/judgements/0/evidence/boxes/0", "has a coordinate that is no number"}}},
      {[](Report& r) {
         r.source.pages.reset();
         r.improvements.clear();
         r.findings.clear();
         r.judgements[0].evidence.boxes.pop_back();
       },
       {{"/judgements/0/evidence/page", "is a page of a source without pages"},
        {"/judgements/0/evidence/boxes/0/0", "is a page of a source without pages"}}},
  };
  for (const auto& [spoil, problems] : cases) {
    Report report = full_report();
    spoil(report);
    EXPECT_EQ(check_report(report), problems);
  }
}

}  // namespace
}  // namespace ofsight
