#include "plan/calendar_file.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

using namespace passline;

namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

/// Every problem as "line:column severity[code] message | hint".
std::string problems(const Diagnostics& diagnostics) {
    std::string text;
    for (const Diagnostic& problem : diagnostics.all()) {
        text += std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + " ";
        text += problem.severity == Severity::error ? "error" : "warning";
        text += "[" + problem.code + "] " + problem.message.en + " | " + problem.hint.en + "\n";
    }
    return text;
}

std::string refused(std::string text) {
    Diagnostics diagnostics;
    CHECK_FALSE(parse_calendar("company.yaml", std::move(text), diagnostics).has_value());
    return problems(diagnostics);
}

}  // namespace

TEST_CASE("plan: a calendar file gives days off, days worked and covered years") {
    Diagnostics diagnostics;
    const auto calendar =
        parse_calendar("company.yaml",
                       "passline: 1\n"
                       "calendar: company\n"
                       "title: 公司日历\n"
                       "covers: [2027, 2028]\n"
                       "holidays:\n"
                       "  - 2027-03-18\n"
                       "  - {date: 2027-01-01, name: 元旦}\n"
                       "  - {from: 2027-02-05, to: 2027-02-11, name: {zh: 春节, en: Spring Festival}}\n"
                       "workdays:\n"
                       "  - {date: 2027-02-14, name: {en: Stocktaking}}\n",
                       diagnostics);
    CHECK(problems(diagnostics).empty());
    REQUIRE(calendar.has_value());
    CHECK(calendar->covers(date("2027-06-01")));
    CHECK(calendar->covers(date("2028-06-01")));
    CHECK_FALSE(calendar->covers(date("2026-06-01")));
    CHECK_FALSE(calendar->is_working_day(date("2027-03-18")));
    CHECK(calendar->name_of(date("2027-03-18")).empty());
    CHECK_FALSE(calendar->is_working_day(date("2027-01-01")));
    CHECK(calendar->name_of(date("2027-01-01")) == "元旦");
    CHECK(calendar->working_days(date("2027-02-05"), date("2027-02-11")) == 0);
    CHECK(calendar->name_of(date("2027-02-05")) == "春节");
    CHECK(calendar->name_of(date("2027-02-11")) == "春节");
    CHECK(calendar->name_of(date("2027-02-12")).empty());
    CHECK(calendar->is_working_day(date("2027-02-14")));
    CHECK(calendar->name_of(date("2027-02-14")) == "Stocktaking");
    // Refining the built-in calendar makes a date in 2027 certain.
    Calendar all = Calendar::cn();
    all.refine_with(*calendar);
    CHECK(all.add_working_days(date("2026-12-31"), 1) == DatedResult{date("2027-01-04"), false});
}

TEST_CASE("plan: a calendar file without days is an empty calendar") {
    Diagnostics diagnostics;
    const auto calendar = parse_calendar("company.yaml", "passline: 1\ncalendar: company\n", diagnostics);
    CHECK(diagnostics.all().empty());
    REQUIRE(calendar.has_value());
    CHECK(calendar->is_working_day(date("2026-02-17")));
    CHECK_FALSE(calendar->covers(date("2026-02-17")));
}

TEST_CASE("plan: a day that does not exist is refused") {
    CHECK(refused("passline: 1\ncalendar: c\nholidays:\n  - 2027-02-30\n  - {from: 2027-04-30, to: "
                  "2027-04-31}\n") ==
          "4:5 error[date] '2027-02-30' is not a date | there is no such day\n"
          "5:28 error[date] '2027-04-31' is not a date | there is no such day\n");
}

TEST_CASE("plan: a range that runs backwards or over years is refused") {
    CHECK(refused("passline: 1\ncalendar: c\nholidays:\n  - {from: 2027-02-11, to: 2027-02-05}\n"
                  "  - {from: 2027-02-05, to: 2028-02-11}\n") ==
          "4:28 error[calendar-range] 2027-02-05 is before the first day of the range, 2027-02-11 | "
          "swap `from` and `to`, or correct the dates\n"
          "5:28 error[calendar-range] 2027-02-05 to 2028-02-11 are 372 days; a range has at most 366 | "
          "check the year\n");
}

TEST_CASE("plan: a day both off and worked is refused and names both lines") {
    const std::string text =
        "passline: 1\ncalendar: c\nholidays:\n  - {from: 2027-02-05, to: 2027-02-11}\nworkdays:\n  - "
        "2027-02-06\n";
    Diagnostics diagnostics;
    CHECK_FALSE(parse_calendar("company.yaml", text, diagnostics).has_value());
    CHECK(problems(diagnostics) ==
          "6:5 error[calendar-conflict] 2027-02-06 is a working day here and a day off in line 4 | "
          "keep the one that is right\n");
    REQUIRE(diagnostics.all().front().related.size() == 1);
    CHECK(diagnostics.all().front().related.front().address() == "company.yaml:4");
    CHECK(diagnostics.all().front().message.zh == "2027-02-06 既列为上班日，又在第 4 行列为放假日");
}

TEST_CASE("plan: a day stated twice in one list is a warning") {
    Diagnostics diagnostics;
    const auto calendar = parse_calendar(
        "company.yaml",
        "passline: 1\ncalendar: c\nholidays:\n  - {date: 2027-01-01, name: 元旦}\n  - 2027-01-01\n",
        diagnostics);
    CHECK(problems(diagnostics) ==
          "5:5 warning[calendar-day-twice] 2027-01-01 is stated in line 4 already | remove one of the two\n");
    REQUIRE(calendar.has_value());
    CHECK(calendar->name_of(date("2027-01-01")) == "元旦");
}

TEST_CASE("plan: keys that a calendar does not have are refused by the schema") {
    const std::string text = refused("passline: 1\ncalendar: c\nholidais: [2027-01-01]\n");
    CHECK(text.find("3:1 error[schema-key]") == 0);
    CHECK(text.find("holidays") != std::string::npos);
}

TEST_CASE("plan: a calendar file that is missing is a system error") {
    Diagnostics diagnostics;
    CHECK_FALSE(load_calendar("no-such-folder/company.yaml", diagnostics).has_value());
    CHECK(diagnostics.has_system_error());
}
