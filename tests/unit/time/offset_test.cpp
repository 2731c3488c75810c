#include "time/offset.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace passline;

namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

Duration duration(std::string_view text) { return Duration::parse(text).value(); }

std::string shown(const DatedResult& result) {
    return result.date.text() + (result.provisional ? " provisional" : "");
}

std::string after_day(std::string_view day, std::string_view by) {
    return shown(after(date(day), duration(by), Calendar::cn()));
}

std::string before_day(std::string_view day, std::string_view by) {
    return shown(before(date(day), duration(by), Calendar::cn()));
}

struct Form {
    const char* written;
    DueRule rule;
    const char* zh;
    const char* en;
};

using Anchor = DueRule::Anchor;
using Side = DueRule::Side;

const Form forms[] = {
    {"5 working days before start",
     {{5, Unit::working_days}, Side::before, Anchor::course_start},
     "开课前 5 个工作日",
     "5 working days before the start"},
    {"1 working day before start",
     {{1, Unit::working_days}, Side::before, Anchor::course_start},
     "开课前 1 个工作日",
     "1 working day before the start"},
    {"3 months after end",
     {{3, Unit::months}, Side::after, Anchor::course_end},
     "结课后 3 个月",
     "3 months after the end"},
    {"1 week before start",
     {{1, Unit::weeks}, Side::before, Anchor::course_start},
     "开课前 1 周",
     "1 week before the start"},
    {"30 minutes after start",
     {{30, Unit::minutes}, Side::after, Anchor::course_start},
     "开课后 30 分钟",
     "30 minutes after the start"},
    {"0 days after end",
     {{0, Unit::days}, Side::after, Anchor::course_end},
     "结课后 0 天",
     "0 days after the end"},
    {"on start", {{}, Side::on, Anchor::course_start}, "开课当天", "on the first day"},
    {"on end", {{}, Side::on, Anchor::course_end}, "结课当天", "on the last day"},
    {"month start", {{}, Side::on, Anchor::month_start}, "每月第一天", "on the first day of the month"},
    {"month end", {{}, Side::on, Anchor::month_end}, "每月最后一天", "on the last day of the month"},
    {"quarter start",
     {{}, Side::on, Anchor::quarter_start},
     "每季度第一天",
     "on the first day of the quarter"},
    {"quarter end", {{}, Side::on, Anchor::quarter_end}, "每季度最后一天", "on the last day of the quarter"},
    {"year start", {{}, Side::on, Anchor::year_start}, "每年第一天", "on the first day of the year"},
    {"year end", {{}, Side::on, Anchor::year_end}, "每年最后一天", "on the last day of the year"},
    {"5 working days before quarter end",
     {{5, Unit::working_days}, Side::before, Anchor::quarter_end},
     "每季度结束前 5 个工作日",
     "5 working days before the end of the quarter"},
    {"2 months after quarter end",
     {{2, Unit::months}, Side::after, Anchor::quarter_end},
     "每季度结束后 2 个月",
     "2 months after the end of the quarter"},
    {"10 days after month start",
     {{10, Unit::days}, Side::after, Anchor::month_start},
     "每月开始后 10 天",
     "10 days after the start of the month"},
    {"1 year after year end",
     {{1, Unit::years}, Side::after, Anchor::year_end},
     "每年结束后 1 年",
     "1 year after the end of the year"},
    {"day 20 of each month",
     {{}, Side::on, Anchor::day_of_month, 20},
     "每月 20 日",
     "on the 20th of each month"},
    {"day 1 of each month", {{}, Side::on, Anchor::day_of_month, 1}, "每月 1 日", "on the 1st of each month"},
    {"day 22 of each month",
     {{}, Side::on, Anchor::day_of_month, 22},
     "每月 22 日",
     "on the 22nd of each month"},
    {"day 3 of each month", {{}, Side::on, Anchor::day_of_month, 3}, "每月 3 日", "on the 3rd of each month"},
    {"day 11 of each month",
     {{}, Side::on, Anchor::day_of_month, 11},
     "每月 11 日",
     "on the 11th of each month"},
    {"day 13 of each month",
     {{}, Side::on, Anchor::day_of_month, 13},
     "每月 13 日",
     "on the 13th of each month"},
    {"day 31 of each month",
     {{}, Side::on, Anchor::day_of_month, 31},
     "每月 31 日",
     "on the 31st of each month"},
    {"3 working days before day 12 of each month",
     {{3, Unit::working_days}, Side::before, Anchor::day_of_month, 12},
     "每月 12 日前 3 个工作日",
     "3 working days before the 12th of each month"},
};

}  // namespace

TEST_CASE("time: a duration is a whole number and a unit") {
    CHECK(duration("20 working days") == Duration{20, Unit::working_days});
    CHECK(duration("1 working day") == Duration{1, Unit::working_days});
    CHECK(duration("30 seconds") == Duration{30, Unit::seconds});
    CHECK(duration("15 minutes") == Duration{15, Unit::minutes});
    CHECK(duration("0 minutes") == Duration{0, Unit::minutes});
    CHECK(duration("8 hours") == Duration{8, Unit::hours});
    CHECK(duration("1 day") == Duration{1, Unit::days});
    CHECK(duration("1 days") == Duration{1, Unit::days});
    CHECK(duration("2 weeks") == Duration{2, Unit::weeks});
    CHECK(duration("1 month") == Duration{1, Unit::months});
    CHECK(duration("2 years") == Duration{2, Unit::years});
    CHECK(duration("999999999 days") == Duration{999'999'999, Unit::days});
}

TEST_CASE("time: other text is no duration") {
    for (const char* text : {"",
                             "20",
                             "days",
                             "20days",
                             "20  days",
                             " 20 days",
                             "20 days ",
                             "-1 days",
                             "+1 day",
                             "1.5 hours",
                             "1,5 hours",
                             "twenty days",
                             "20 Days",
                             "20 workdays",
                             "20 working  days",
                             "20 working",
                             "20 quarters",
                             "1000000000 days",
                             "99999999999999999999 days",
                             "20 days before start",
                             "20 个工作日",
                             "２０ days"}) {
        CAPTURE(text);
        CHECK_FALSE(Duration::parse(text).has_value());
    }
}

TEST_CASE("time: a duration prints as it is written, and in both languages") {
    for (const char* text :
         {"20 working days", "1 working day", "0 days", "30 seconds", "1 month", "2 years", "1 week"}) {
        CAPTURE(text);
        CHECK(duration(text).text() == text);
    }
    CHECK(duration("20 working days").words() == Text{"20 个工作日", "20 working days"});
    CHECK(duration("1 working days").words() == Text{"1 个工作日", "1 working day"});
    CHECK(duration("30 seconds").words() == Text{"30 秒", "30 seconds"});
    CHECK(duration("30 minutes").words() == Text{"30 分钟", "30 minutes"});
    CHECK(duration("1 hour").words() == Text{"1 小时", "1 hour"});
    CHECK(duration("3 days").words() == Text{"3 天", "3 days"});
    CHECK(duration("1 week").words() == Text{"1 周", "1 week"});
    CHECK(duration("1 month").words() == Text{"1 个月", "1 month"});
    CHECK(duration("2 years").words() == Text{"2 年", "2 years"});
}

TEST_CASE("time: a date moves by any unit") {
    CHECK(after_day("2026-01-23", "20 working days") == "2026-02-27");
    CHECK(before_day("2026-02-24", "5 working days") == "2026-02-10");
    CHECK(after_day("2026-02-17", "0 working days") == "2026-02-17");
    CHECK(after_day("2026-02-26", "3 days") == "2026-03-01");
    CHECK(before_day("2026-03-01", "1 day") == "2026-02-28");
    CHECK(after_day("2026-12-28", "1 week") == "2027-01-04");
    CHECK(before_day("2026-01-05", "2 weeks") == "2025-12-22");
    CHECK(after_day("2026-01-31", "1 month") == "2026-02-28");
    CHECK(before_day("2026-05-31", "3 months") == "2026-02-28");
    CHECK(after_day("2024-02-29", "1 year") == "2025-02-28");
    CHECK(before_day("2024-02-29", "4 years") == "2020-02-29");
}

TEST_CASE("time: parts of a day move the date only when they are whole days") {
    CHECK(after_day("2026-01-05", "24 hours") == "2026-01-06");
    CHECK(after_day("2026-01-05", "72 hours") == "2026-01-08");
    CHECK(before_day("2026-01-05", "48 hours") == "2026-01-03");
    CHECK(after_day("2026-01-05", "1440 minutes") == "2026-01-06");
    CHECK(after_day("2026-01-05", "86400 seconds") == "2026-01-06");
    CHECK(after_day("2026-01-05", "36 hours") == "2026-01-05");
    CHECK(after_day("2026-01-05", "30 minutes") == "2026-01-05");
    CHECK(after_day("2026-01-05", "0 hours") == "2026-01-05");
}

TEST_CASE("time: only working days can be provisional") {
    CHECK(after_day("2026-12-31", "1 working day") == "2027-01-01 provisional");
    CHECK(before_day("2024-01-02", "1 working day") == "2023-12-29 provisional");
    CHECK(after_day("2026-12-31", "1 month") == "2027-01-31");
    CHECK(after_day("2030-12-31", "24 hours") == "2031-01-01");
}

TEST_CASE("time: absurd durations stop at the first and the last day there is") {
    for (const char* by : {"999999999 days", "999999999 weeks", "999999999 months", "999999999 years"}) {
        CAPTURE(by);
        CHECK(after_day("2026-01-05", by) == "9999-12-31");
        CHECK(before_day("2026-01-05", by) == "0001-01-01");
    }
}

TEST_CASE("time: every form of a due rule is read, written and said") {
    for (const Form& form : forms) {
        CAPTURE(form.written);
        const auto rule = DueRule::parse(form.written);
        REQUIRE(rule.has_value());
        CHECK(*rule == form.rule);
        CHECK(rule->text() == form.written);
        CHECK(rule->words() == Text{form.zh, form.en});
        CHECK(rule->of_course() ==
              (form.rule.anchor == Anchor::course_start || form.rule.anchor == Anchor::course_end));
    }
}

TEST_CASE("time: start and end alone mean the day itself") {
    CHECK(DueRule::parse("start") == DueRule::parse("on start"));
    CHECK(DueRule::parse("end") == DueRule::parse("on end"));
}

TEST_CASE("time: other text is no due rule") {
    for (const char* text : {"",
                             "on",
                             "on ",
                             "before start",
                             "after end",
                             "5 working days",
                             "5 working days before",
                             "5 working days start",
                             "5 working days before the start",
                             "5 working days  before start",
                             "five days before start",
                             "start before 5 days",
                             "on quarter end",
                             "quarter",
                             "quarterly",
                             "half-year end",
                             "week end",
                             "day 0 of each month",
                             "day 32 of each month",
                             "day 020 of each month",
                             "day of each month",
                             "day 20 of every month",
                             "day 20",
                             "20 of each month",
                             "5 days before day 40 of each month",
                             "1 day before 1 day before start",
                             "quarter end ",
                             "-5 days after end"}) {
        CAPTURE(text);
        CHECK_FALSE(DueRule::parse(text).has_value());
    }
}
