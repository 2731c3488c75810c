#include "workspace/course_length.h"

#include <doctest/doctest.h>

#include <string>

#include "plan/plan_file.h"

using namespace passline;

namespace {

Course course(const std::string& dates) {
    Diagnostics diagnostics;
    const auto plan = parse_plan(
        "plan.yaml", "{passline: 1, plan: Q, courses: [{id: A, track: t, " + dates + "}]}", diagnostics);
    REQUIRE(plan.has_value());
    return plan->courses[0];
}

/// -1 0 1 and the length for people; "unknown" where the course does not say.
std::string against(const std::string& asked, const std::string& dates, const DailyHours* usual = nullptr) {
    const auto length = measured(course(dates), Duration::parse(asked).value(), usual, Calendar::cn());
    if (!length) return "unknown";
    return std::to_string(length->compared) + " " + length->actual.en +
           (length->provisional ? " provisional" : "");
}

DailyHours hours(std::string_view from, std::string_view to) {
    return {*TimeOfDay::parse(from), *TimeOfDay::parse(to), Duration{60, Unit::minutes}, {}, {}};
}

}  // namespace

TEST_CASE("workspace: working days of a course count both ends and follow the calendar") {
    CHECK(against("15 working days", "start: 2026-01-05, end: 2026-01-23") == "0 15 working days");
    CHECK(against("16 working days", "start: 2026-01-05, end: 2026-01-23") == "-1 15 working days");
    CHECK(against("14 working days", "start: 2026-01-05, end: 2026-01-23") == "1 15 working days");
    // Spring Festival 15 to 23 February; Saturdays 14 and 28 February are worked.
    CHECK(against("15 working days", "start: 2026-02-02, end: 2026-02-27") == "0 15 working days");
    CHECK(against("1 working day", "start: 2026-01-10") == "-1 0 working days");  // a Saturday
    CHECK(against("3 working days", "start: 2027-01-04, end: 2027-01-05") == "-1 2 working days provisional");
}

TEST_CASE("workspace: of sessions distinct dates count, on whatever day of the week") {
    const std::string sessions = "sessions: [{date: 2026-01-10}, {date: 2026-01-10}, {date: 2026-01-12}]";
    CHECK(against("2 working days", sessions) == "0 2 working days");
    CHECK(against("3 days", sessions) == "-1 2 days");
    CHECK(against("2 working days", "sessions: [{date: 2027-01-04}]") == "-1 1 working day");
}

TEST_CASE("workspace: hours are sessions less breaks") {
    const std::string sessions =
        "sessions: [{date: 2026-01-14, from: '9:00', to: '12:30', break: 30 minutes}, {date: 2026-01-15, "
        "from: '13:00', to: '18:00'}]";
    CHECK(against("8 hours", sessions) == "0 8 hours");
    CHECK(against("481 minutes", sessions) == "-1 8 hours");
    CHECK(against("7 hours", sessions) == "1 8 hours");
    CHECK(against("1 hour", "sessions: [{date: 2026-01-14, from: '9:00', to: '9:45'}]") == "-1 45 minutes");
    CHECK(against("2 hours", "sessions: [{date: 2026-01-14, from: '9:00', to: '10:01'}]") ==
          "-1 1 hour 1 minute");
    // A break longer than its session leaves nothing, not less than nothing.
    CHECK(against("1 hour", "sessions: [{date: 2026-01-14, from: '9:00', to: '9:30', break: 2 hours}]") ==
          "-1 0 hours");
}

TEST_CASE("workspace: times that a session lacks are those of the course, else the policy's") {
    const DailyHours usual = hours("9:00", "17:00");
    CHECK(against("7 hours", "sessions: [{date: 2026-01-14}]", &usual) == "0 7 hours");
    CHECK(against("7 hours", "sessions: [{date: 2026-01-14, break: 2 hours}]", &usual) == "-1 6 hours");
    CHECK(against("7 hours", "hours: {from: '9:00', to: '12:00'}, sessions: [{date: 2026-01-14}]", &usual) ==
          "-1 3 hours");
    CHECK(against("14 hours", "start: 2026-01-09, end: 2026-01-12", &usual) ==
          "0 14 hours");  // a weekend between
    CHECK(against("15 hours", "start: 2027-01-04, end: 2027-01-05", &usual) == "-1 14 hours provisional");
}

TEST_CASE("workspace: a length that can't be known is not judged") {
    CHECK(against("8 hours", "start: 2026-01-05, end: 2026-01-06") == "unknown");
    CHECK(
        against("8 hours", "sessions: [{date: 2026-01-14, from: '9:00', to: '12:00'}, {date: 2026-01-15}]") ==
        "unknown");
    CHECK(
        against("2 hours", "sessions: [{date: 2026-01-14, from: '9:00', to: '12:00'}, {date: 2026-01-15}]") ==
        "1 3 hours");
}

TEST_CASE("workspace: days, weeks and months are calendar time") {
    CHECK(against("3 days", "start: 2026-01-09, end: 2026-01-11") == "0 3 days");
    CHECK(against("1 week", "start: 2026-01-05, end: 2026-01-11") == "0 7 days (2026-01-05 to 2026-01-11)");
    CHECK(against("1 month", "start: 2026-01-05, end: 2026-02-03") ==
          "-1 30 days (2026-01-05 to 2026-02-03)");
    CHECK(against("1 month", "start: 2026-01-05, end: 2026-02-04") == "0 31 days (2026-01-05 to 2026-02-04)");
    CHECK(against("1 year", "start: 2026-01-01, end: 2027-01-01") == "1 366 days (2026-01-01 to 2027-01-01)");
}
