#include "time/calendar.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "time/embedded.h"

using namespace passline;

namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

std::string shown(const DatedResult& result) {
    return result.date.text() + (result.provisional ? " provisional" : "");
}

std::string on(std::string_view text, std::int32_t count) {
    return shown(Calendar::cn().add_working_days(date(text), count));
}

std::string back(std::string_view text, std::int32_t count) {
    return shown(Calendar::cn().subtract_working_days(date(text), count));
}

std::int32_t between(std::string_view first, std::string_view last) {
    return Calendar::cn().working_days(date(first), date(last));
}

/// The embedded file read anew, line by line: the day as text → kind and name.
std::map<std::string, std::pair<std::string, std::string>> published_days() {
    std::map<std::string, std::pair<std::string, std::string>> days;
    std::istringstream lines{std::string(embedded_calendar_cn())};
    std::string line;
    std::getline(lines, line);
    REQUIRE(line == "date,kind,name,year");
    while (std::getline(lines, line)) {
        std::istringstream fields(line);
        std::string day;
        std::string kind;
        std::string name;
        std::getline(fields, day, ',');
        std::getline(fields, kind, ',');
        std::getline(fields, name, ',');
        REQUIRE((kind == "holiday" || kind == "workday"));
        days[day] = {kind, name};
    }
    return days;
}

/// Working days as a list, from the file and the days of the week alone: the brute force to compare with.
class Listed {
  public:
    Listed() {
        const auto published = published_days();
        for (Date day = first(); day <= last(); day = day.plus_days(1)) {
            const auto found = published.find(day.text());
            const int since_sunday = (day.days() + 4) % 7;  // 1970-01-01 was a Thursday
            const bool weekday = since_sunday >= 1 && since_sunday <= 5;
            if (found == published.end() ? weekday : found->second.first == "workday") worked_.insert(day);
        }
    }
    static Date first() { return date("2023-06-01"); }
    static Date last() { return date("2027-06-30"); }

    bool contains(Date day) const { return worked_.contains(day); }
    std::int32_t count(Date from, Date to) const {
        std::int32_t count = 0;
        for (Date day = from; day <= to; day = day.plus_days(1)) count += contains(day) ? 1 : 0;
        return count;
    }

  private:
    std::set<Date> worked_;
};

}  // namespace

TEST_CASE("time: the built-in calendar holds every published day with its name") {
    const auto days = published_days();
    CHECK(days.size() == 108);
    for (const auto& [text, day] : days) {
        CAPTURE(text);
        CHECK(Calendar::cn().is_working_day(date(text)) == (day.first == "workday"));
        CHECK(Calendar::cn().name_of(date(text)) == day.second);
    }
    CHECK(Calendar::cn().name_of(date("2026-02-17")) == "春节");
    CHECK(Calendar::cn().name_of(date("2026-03-02")).empty());
}

TEST_CASE("time: the built-in calendar covers 2024 to 2026") {
    CHECK_FALSE(Calendar::cn().covers(date("2023-12-31")));
    CHECK(Calendar::cn().covers(date("2024-01-01")));
    CHECK(Calendar::cn().covers(date("2026-12-31")));
    CHECK_FALSE(Calendar::cn().covers(date("2027-01-01")));
}

// Make-up days move days off, they add none: a year's working days are its weekdays less the days of public
// holiday by law, 11 until 2024 and 13 from 2025 on.
TEST_CASE("time: a year has its weekdays less the public holidays by law") {
    CHECK(between("2024-01-01", "2024-12-31") == 262 - 11);
    CHECK(between("2025-01-01", "2025-12-31") == 261 - 13);
    CHECK(between("2026-01-01", "2026-12-31") == 261 - 13);
}

// Off from Sunday 15 to Monday 23 February, worked on Saturday 14 and Saturday 28 (State Council notice for
// 2026).
TEST_CASE("time: around the Spring Festival of 2026") {
    CHECK(on("2026-02-13", 1) == "2026-02-14");
    CHECK(on("2026-02-13", 2) == "2026-02-24");
    CHECK(on("2026-02-13", 6) == "2026-02-28");
    CHECK(on("2026-02-13", 7) == "2026-03-02");
    CHECK(on("2026-02-18", 1) == "2026-02-24");
    CHECK(back("2026-02-24", 1) == "2026-02-14");
    CHECK(back("2026-02-24", 2) == "2026-02-13");
    CHECK(back("2026-03-02", 1) == "2026-02-28");
    CHECK(back("2026-02-20", 1) == "2026-02-14");
    CHECK(between("2026-02-14", "2026-02-28") == 6);
    CHECK(between("2026-02-15", "2026-02-23") == 0);
    // 20 working days after a failure on Friday 23 January.
    CHECK(on("2026-01-23", 15) == "2026-02-13");
    CHECK(on("2026-01-23", 20) == "2026-02-27");
    // Three weeks of onboarding from Monday 5 January.
    CHECK(between("2026-01-05", "2026-01-23") == 15);
}

// Off from 1 to 8 October, worked on Sunday 28 September and Saturday 11 October (State Council notice for
// 2025).
TEST_CASE("time: around the National Day of 2025") {
    CHECK(on("2025-09-26", 1) == "2025-09-28");
    CHECK(on("2025-09-27", 3) == "2025-09-30");
    CHECK(on("2025-09-30", 1) == "2025-10-09");
    CHECK(on("2025-09-30", 3) == "2025-10-11");
    CHECK(on("2025-09-30", 4) == "2025-10-13");
    CHECK(back("2025-10-13", 4) == "2025-09-30");
    CHECK(back("2025-10-09", 3) == "2025-09-28");
    CHECK(back("2025-10-09", 4) == "2025-09-26");
    CHECK(between("2025-09-28", "2025-10-12") == 6);
}

TEST_CASE("time: Sundays that are worked") {
    for (const char* sunday : {"2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-09-29",
                               "2025-01-26", "2025-04-27", "2025-09-28", "2026-01-04", "2026-09-20"}) {
        CAPTURE(sunday);
        REQUIRE(date(sunday).weekday() == 7);
        CHECK(Calendar::cn().is_working_day(date(sunday)));
    }
    // Off from 1 to 5 May 2024, Sunday 28 April worked.
    CHECK(back("2024-05-06", 5) == "2024-04-25");
    // Off from 1 to 3 January 2026, Sunday 4 January worked.
    CHECK(on("2025-12-31", 1) == "2026-01-04");
    CHECK(on("2025-12-31", 2) == "2026-01-05");
}

TEST_CASE("time: no working days on or back is the day itself, worked or not") {
    CHECK(on("2026-02-17", 0) == "2026-02-17");
    CHECK(back("2026-02-17", 0) == "2026-02-17");
    CHECK(on("2030-02-17", 0) == "2030-02-17");
    CHECK(on("2026-02-17", -3) == "2026-02-17");
}

TEST_CASE("time: counting and walking agree with brute force over four years") {
    const Listed listed;
    const Calendar& calendar = Calendar::cn();
    std::size_t wrong = 0;
    for (Date day = date("2023-11-01"); day <= date("2027-02-01"); day = day.plus_days(1)) {
        if (calendar.is_working_day(day) != listed.contains(day)) ++wrong;
        Date forward = day;
        Date backward = day;
        for (std::int32_t count = 1; count <= 25; ++count) {
            do {
                forward = forward.plus_days(1);
            } while (!listed.contains(forward));
            do {
                backward = backward.plus_days(-1);
            } while (!listed.contains(backward));
            if (calendar.add_working_days(day, count).date != forward) ++wrong;
            if (calendar.subtract_working_days(day, count).date != backward) ++wrong;
        }
    }
    CHECK(wrong == 0);
}

TEST_CASE("time: working days between any two days agree with brute force") {
    const Listed listed;
    const Calendar& calendar = Calendar::cn();
    std::size_t wrong = 0;
    for (Date first = Listed::first(); first <= Listed::last(); first = first.plus_days(5)) {
        std::int32_t count = 0;
        for (Date last = first; last <= Listed::last() && last.days() - first.days() < 800;
             last = last.plus_days(1)) {
            count += listed.contains(last) ? 1 : 0;
            if (calendar.working_days(first, last) != count) ++wrong;
        }
    }
    CHECK(wrong == 0);
    CHECK(between("2026-01-06", "2026-01-05") == 0);
    CHECK(calendar.working_days(Date::earliest(), Date::earliest()) == 1);
    CHECK(calendar.working_days(Date::latest(), Date::latest()) == 1);
}

TEST_CASE("time: days beyond the covered years are weekdays and provisional") {
    CHECK(on("2026-12-30", 1) == "2026-12-31");
    CHECK(on("2026-12-30", 2) == "2027-01-01 provisional");
    CHECK(on("2026-12-30", 3) == "2027-01-04 provisional");
    CHECK(on("2030-05-01", 1) == "2030-05-02 provisional");
    // The day that is counted from is not itself relied on.
    CHECK(on("2023-12-31", 1) == "2024-01-02");
    CHECK(back("2027-01-01", 1) == "2026-12-31");
    CHECK(back("2024-01-02", 1) == "2023-12-29 provisional");

    const Calendar& calendar = Calendar::cn();
    CHECK_FALSE(calendar.provisional(date("2024-01-01"), date("2026-12-31")));
    CHECK(calendar.provisional(date("2023-12-31"), date("2024-01-01")));
    CHECK(calendar.provisional(date("2026-12-31"), date("2027-01-01")));
    CHECK_FALSE(calendar.provisional(date("2027-01-02"), date("2027-01-01")));
    CHECK(Calendar{}.provisional(date("2026-01-05"), date("2026-01-05")));
}

TEST_CASE("time: a gap between covered years is provisional too") {
    Calendar calendar;
    calendar.cover_year(2026);
    calendar.cover_year(2028);
    CHECK(calendar.provisional(date("2026-12-31"), date("2028-01-01")));
    CHECK(shown(calendar.subtract_working_days(date("2028-01-03"), 1)) == "2027-12-31 provisional");
}

TEST_CASE("time: a company's own days refine the calendar before") {
    Calendar company;
    company.set_holiday(date("2026-03-18"), "司庆日");
    company.set_working_day(date("2026-02-22"), "盘点");  // a holiday of the built-in calendar
    company.set_holiday(date("2027-01-01"), "元旦");
    company.cover_year(2027);

    Calendar calendar = Calendar::cn();
    calendar.refine_with(company);
    CHECK_FALSE(calendar.is_working_day(date("2026-03-18")));
    CHECK(calendar.is_working_day(date("2026-02-22")));
    CHECK(calendar.name_of(date("2026-02-22")) == "盘点");
    CHECK(calendar.name_of(date("2026-02-17")) == "春节");
    CHECK(shown(calendar.add_working_days(date("2026-12-31"), 1)) == "2027-01-04");
    CHECK(calendar.working_days(date("2026-02-14"), date("2026-02-28")) == 7);
    CHECK(shown(calendar.add_working_days(date("2026-03-17"), 1)) == "2026-03-19");
    // The built-in calendar itself stays as it was.
    CHECK(Calendar::cn().is_working_day(date("2026-03-18")));
}

TEST_CASE("time: the last word on a day counts") {
    Calendar calendar;
    calendar.set_holiday(date("2026-03-18"), "司庆日");
    calendar.set_working_day(date("2026-03-18"), "照常上班");
    CHECK(calendar.is_working_day(date("2026-03-18")));
    CHECK(calendar.name_of(date("2026-03-18")) == "照常上班");
}

TEST_CASE("time: a worked weekday and a holiday on a Sunday change nothing") {
    Calendar calendar;
    calendar.set_working_day(date("2026-03-18"), "照常上班");
    calendar.set_holiday(date("2026-03-22"), "司庆日");
    CHECK(calendar.working_days(date("2026-03-16"), date("2026-03-22")) == 5);
    CHECK(shown(calendar.add_working_days(date("2026-03-17"), 4)) == "2026-03-23 provisional");
}

TEST_CASE("time: walking stops at the first and the last day there is") {
    CHECK(shown(Calendar{}.add_working_days(date("9999-12-30"), 100)) == "9999-12-31 provisional");
    CHECK(shown(Calendar{}.subtract_working_days(date("0001-01-02"), 100)) == "0001-01-01 provisional");
}
