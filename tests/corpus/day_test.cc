#include "corpus/day.h"

#include <gtest/gtest.h>

namespace ofsight {
namespace {

TEST(IsDay, KnowsTheCalendar) {
  for (const char* day : {"2024-02-29", "1999-12-31", "0001-01-01"})
    EXPECT_TRUE(is_day(day)) << day;
  for (const char* text : {"2023-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01", "",
                           "2024/01/01", "2024-01-01T", "-024-01-01", "2024-01--1"})
    EXPECT_FALSE(is_day(text)) << text;
}

TEST(FirstDayOf, TakesYearsMonthsAndDays) {
  EXPECT_EQ(first_day_of("2021"), "2021-01-01");
  EXPECT_EQ(first_day_of("2021-06"), "2021-06-01");
  EXPECT_EQ(first_day_of("2021-06-15"), "2021-06-15");
  for (const char* text : {"", "21", "2021-6", "June 2021", "2021-02-30", "=1+1"})
    EXPECT_FALSE(first_day_of(text)) << text;
}

TEST(YearOf, IsTheFirstFourDigits) { EXPECT_EQ(year_of("2019-03-25"), 2019); }

}  // namespace
}  // namespace ofsight
