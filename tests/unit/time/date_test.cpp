#include "time/date.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

using namespace passline;

namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

std::string sheet(std::string_view text) {
    const auto day = Date::parse_sheet(text);
    return day ? day->text() : "refused";
}

std::string period(std::string_view text) {
    const auto parsed = Period::parse(text);
    return parsed ? parsed->first.text() + ".." + parsed->last.text() : "refused";
}

std::string time(std::string_view text) {
    const auto parsed = TimeOfDay::parse(text);
    return parsed ? parsed->text() : "refused";
}

/// Steps through the Gregorian calendar by its rule alone.
struct Stepper {
    int year = 1;
    unsigned month = 1;
    unsigned day = 1;
    unsigned weekday = 1;  // 0001-01-01 was a Monday

    unsigned length() const {
        constexpr unsigned lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        return lengths[month - 1] + (leap && month == 2 ? 1 : 0);
    }
    void step() {
        weekday = weekday % 7 + 1;
        if (++day <= length()) return;
        day = 1;
        if (++month <= 12) return;
        month = 1;
        ++year;
    }
};

}  // namespace

TEST_CASE("time: every day of the years 1 to 9999 has its number, weekday and parts") {
    Stepper expected;
    bool same = true;
    Date day = Date::earliest();
    for (; same && expected.year <= 9999; day = Date::from_days(day.days() + 1), expected.step()) {
        same = day.year() == expected.year && day.month() == expected.month && day.day() == expected.day &&
               day.weekday() == expected.weekday &&
               Date::of(expected.year, expected.month, expected.day) == day;
    }
    CAPTURE(expected.year);
    CAPTURE(expected.month);
    CAPTURE(expected.day);
    CHECK(same);
    CHECK(day.days() == Date::latest().days() + 1);
}

TEST_CASE("time: days are counted from 1970-01-01") {
    CHECK(Date{}.text() == "1970-01-01");
    CHECK(date("1970-01-02").days() == 1);
    CHECK(date("1969-12-31").days() == -1);
    CHECK(date("2000-03-01").days() == 11017);
    CHECK(date("2026-01-05").weekday() == 1);
    CHECK(date("2026-02-17").weekday() == 2);
    CHECK(date("2026-01-04").weekday() == 7);
    CHECK(Date::earliest().text() == "0001-01-01");
    CHECK(Date::latest().text() == "9999-12-31");
}

TEST_CASE("time: there is no day outside the calendar") {
    CHECK_FALSE(Date::of(2026, 2, 29).has_value());
    CHECK(Date::of(2024, 2, 29)->text() == "2024-02-29");
    CHECK_FALSE(Date::of(1900, 2, 29).has_value());
    CHECK(Date::of(2000, 2, 29)->text() == "2000-02-29");
    CHECK_FALSE(Date::of(2026, 0, 1).has_value());
    CHECK_FALSE(Date::of(2026, 13, 1).has_value());
    CHECK_FALSE(Date::of(2026, 1, 0).has_value());
    CHECK_FALSE(Date::of(2026, 4, 31).has_value());
    CHECK_FALSE(Date::of(2026, 257, 1).has_value());  // 257 is 1 in a byte
    CHECK_FALSE(Date::of(2026, 1, 257).has_value());
    CHECK_FALSE(Date::of(0, 1, 1).has_value());
    CHECK_FALSE(Date::of(10000, 1, 1).has_value());
}

TEST_CASE("time: YAML and the command line take one form of date") {
    CHECK(date("2026-01-05").text() == "2026-01-05");
    for (const char* text :
         {"", "2026-1-5", "2026/01/05", "2026-01-05 ", " 2026-01-05", "2026-01-5x", "2026-02-30", "26-01-05",
          "20260105", "2026-01-05T00:00", "+026-01-05", "2026-01/05"}) {
        CAPTURE(text);
        CHECK_FALSE(Date::parse_iso(text).has_value());
    }
}

TEST_CASE("time: sheets have dates in four forms") {
    for (const char* text : {"2026-01-05", "2026-1-5", "2026/1/5", "2026/01/05", "2026.1.5", "2026.01.05",
                             "2026年1月5日", "2026年01月05日"}) {
        CAPTURE(text);
        CHECK(sheet(text) == "2026-01-05");
    }
    CHECK(sheet("2026/12/31") == "2026-12-31");
    for (const char* text : {"", "2026", "2026-01", "2026-01-", "2026/1-5", "2026年1月5", "2026年1-5日",
                             "2026-1月5日", "1/5/2026", "2026/001/5", "2026/1/005", "2026/1/5 08:00", "46027",
                             "2026/2/29", "2026年13月1日", "２０２６/1/5", "2026 1 5", "2026年1月5日x"}) {
        CAPTURE(text);
        CHECK(sheet(text) == "refused");
    }
}

TEST_CASE("time: months on is the same day or the month's last") {
    CHECK(date("2026-01-31").plus_months(1).text() == "2026-02-28");
    CHECK(date("2024-01-31").plus_months(1).text() == "2024-02-29");
    CHECK(date("2026-03-31").plus_months(-1).text() == "2026-02-28");
    CHECK(date("2026-05-31").plus_months(4).text() == "2026-09-30");
    CHECK(date("2026-11-15").plus_months(3).text() == "2027-02-15");
    CHECK(date("2026-01-15").plus_months(-1).text() == "2025-12-15");
    CHECK(date("2026-01-15").plus_months(-13).text() == "2024-12-15");
    CHECK(date("2024-02-29").plus_months(12).text() == "2025-02-28");
    CHECK(date("2024-02-29").plus_months(48).text() == "2028-02-29");
    CHECK(date("2026-06-30").plus_months(0).text() == "2026-06-30");
}

TEST_CASE("time: a date that moves stops at the first and the last day there is") {
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    constexpr auto least = std::numeric_limits<std::int32_t>::min();
    CHECK(date("2026-01-05").plus_days(most) == Date::latest());
    CHECK(date("2026-01-05").plus_days(least) == Date::earliest());
    CHECK(date("2026-01-05").plus_months(most) == Date::latest());
    CHECK(date("2026-01-05").plus_months(least) == Date::earliest());
    CHECK(date("9999-12-01").plus_months(1) == Date::latest());
    CHECK(date("0001-01-31").plus_months(-1) == Date::earliest());
    CHECK(date("9999-11-30").plus_months(1).text() == "9999-12-30");
    CHECK(date("2026-12-31").plus_days(1).text() == "2027-01-01");
}

TEST_CASE("time: a time of day has hours, minutes and perhaps seconds") {
    CHECK(TimeOfDay::parse("08:47")->seconds == 31620);
    CHECK(TimeOfDay::parse("08:47:30")->seconds == 31650);
    CHECK(time("8:47") == "08:47");
    CHECK(time("08:47:30") == "08:47:30");
    CHECK(time("08:47:00") == "08:47");
    CHECK(time("00:00") == "00:00");
    CHECK(time("23:59:59") == "23:59:59");
    CHECK(TimeOfDay::parse("23:59:59")->seconds == 86399);
    for (const char* text : {"", "8", "8:5", "24:00", "08:60", "08:47:60", "08:47:5", "008:47", "08:47 ",
                             "-8:47", "8.47", "08:47:30:00", "08：47", "0847"}) {
        CAPTURE(text);
        CHECK(time(text) == "refused");
    }
}

TEST_CASE("time: a period is a month, a quarter or a year with both ends") {
    CHECK(period("2026-01") == "2026-01-01..2026-01-31");
    CHECK(period("2024-02") == "2024-02-01..2024-02-29");
    CHECK(period("2026-Q1") == "2026-01-01..2026-03-31");
    CHECK(period("2026-Q2") == "2026-04-01..2026-06-30");
    CHECK(period("2026-Q3") == "2026-07-01..2026-09-30");
    CHECK(period("2026-Q4") == "2026-10-01..2026-12-31");
    CHECK(period("2026") == "2026-01-01..2026-12-31");
    CHECK(period("0001") == "0001-01-01..0001-12-31");
    CHECK(period("9999-Q4") == "9999-10-01..9999-12-31");
    for (const char* text : {"", "26", "0000", "2026-", "2026-1", "2026-13", "2026-00", "2026-Q0", "2026-Q5",
                             "2026-Q", "2026-Q12", "2026Q1", "2026-q1", "2026-01-05", "2026 ", "2026-Q1 "}) {
        CAPTURE(text);
        CHECK(period(text) == "refused");
    }
}

TEST_CASE("time: a period prints as it is written and contains its ends") {
    for (const char* text : {"2026-01", "2026-12", "2026-Q1", "2026-Q4", "2026", "0005-Q2"}) {
        CAPTURE(text);
        CHECK(Period::parse(text)->text() == text);
    }
    const Period quarter = Period::parse("2026-Q1").value();
    CHECK(quarter.contains(date("2026-01-01")));
    CHECK(quarter.contains(date("2026-03-31")));
    CHECK_FALSE(quarter.contains(date("2025-12-31")));
    CHECK_FALSE(quarter.contains(date("2026-04-01")));
}

TEST_CASE("time: the period before and the period of a day are of the same kind") {
    CHECK(Period::parse("2026-01")->previous() == Period::parse("2025-12"));
    CHECK(Period::parse("2026-03")->previous() == Period::parse("2026-02"));
    CHECK(Period::parse("2026-Q1")->previous() == Period::parse("2025-Q4"));
    CHECK(Period::parse("2026-Q3")->previous() == Period::parse("2026-Q2"));
    CHECK(Period::parse("2026")->previous() == Period::parse("2025"));
    CHECK(Period::parse("0001-01")->previous() == Period::parse("0001-01"));
    CHECK(Period::containing(Period::Kind::month, date("2024-02-29")) == Period::parse("2024-02"));
    CHECK(Period::containing(Period::Kind::quarter, date("2026-06-30")) == Period::parse("2026-Q2"));
    CHECK(Period::containing(Period::Kind::year, date("2026-06-30")) == Period::parse("2026"));
}

TEST_CASE("time: months as sheets write them") {
    for (const char* text :
         {"2026-01", "2026-1", "2026/01", "2026/1", "2026.1", "2026年1月", "2026年01月份"}) {
        CAPTURE(text);
        const auto month = Period::parse_sheet(text);
        REQUIRE(month.has_value());
        CHECK(month->text() == "2026-01");
    }
    CHECK(Period::parse_sheet("2026-Q1").value().text() == "2026-Q1");
    for (const char* text : {"", "2026-13", "2026-0", "2026年1", "2026/1/5", "202601", "46023", "26-01"}) {
        CAPTURE(text);
        CHECK(!Period::parse_sheet(text).has_value());
    }
}
