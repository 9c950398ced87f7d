#include "extractors/dates.h"

#include <gtest/gtest.h>

#include <string>

namespace ofsight {
namespace {

struct Case {
  const char *text, *start, *end;
};

TEST(ParseDates, ReadsEveryPrintedForm) {
  const Case cases[] = {
      {"4 to 15 February 2019", "2019-02-04", "2019-02-15"},
      {"8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019", "2019-07-08",
       "2019-08-08"},
      {"19 November–30 November 2018", "2018-11-19", "2018-11-30"},
      {"24 – 28 June 2013", "2013-06-24", "2013-06-28"},
      {"15-19 July 2013", "2013-07-15", "2013-07-19"},
      {"5 February 2019", "2019-02-05", "2019-02-05"},
      {"1 and 2 October 2024. His Majesty’s Inspectors were", "2024-10-01", "2024-10-02"},
      {"29 and 30 September, and 1 October 2020", "2020-09-29", "2020-10-01"},
      {"15 and 16 of May 2018", "2018-05-15", "2018-05-16"},
      {"1st to 3rd March 2018", "2018-03-01", "2018-03-03"},
      {"Monday 4 March 2024 to Friday 8 March 2024", "2024-03-04", "2024-03-08"},
      {"1/06/2015 – 25/06/2015", "2015-06-01", "2015-06-25"},
      {"19 November-11 December 2013 and 28 – 30 January 2014", "2013-11-19", "2014-01-30"},
      {"14 December to 5 January 2018", "2017-12-14", "2018-01-05"},
      {"6 to 10 February 2023 and 12 children were seen", "2023-02-06", "2023-02-10"},
      {"29 February 2024", "2024-02-29", "2024-02-29"},
  };
  for (const Case& c : cases) {
    const auto range = parse_dates(c.text);
    ASSERT_TRUE(range) << c.text;
    EXPECT_EQ(range->start, c.start) << c.text;
    EXPECT_EQ(range->end, c.end) << c.text;
    EXPECT_TRUE(range->year_given) << c.text;
  }
}

TEST(ParseDates, RefusesWhatIsNoDate) {
  for (const char* text :
       {"", "October", "May 2018", "31 June 2019", "29 February 2023", "45 May 2019", "12 children",
        "10 May 2019 to 3 May 2019", "6 November 20205", "1/13/2015"})
    EXPECT_FALSE(parse_dates(text)) << text;
}

TEST(ParseDates, TakesTheFallbackYearOnlyWithoutAnother) {
  const auto range = parse_dates("16 May and 20 May, Ofsted", 2016);
  ASSERT_TRUE(range);
  EXPECT_EQ(range->start, "2016-05-16");
  EXPECT_EQ(range->end, "2016-05-20");
  EXPECT_FALSE(range->year_given);
  EXPECT_FALSE(parse_dates("16 May and 20 May"));
  EXPECT_EQ(parse_dates("16 May 2019", 2016)->start, "2019-05-16");
}

TEST(ParseDates, SaysHowMuchItRead) {
  EXPECT_EQ(parse_dates("4 to 15 February 2019. Then")->length,
            std::string("4 to 15 February 2019").size());
}

}  // namespace
}  // namespace ofsight
