#include "workspace/due_dates.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace passline;

namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

std::string shown(const std::optional<DatedResult>& due) {
    return due ? due->date.text() + (due->provisional ? " provisional" : "") : "none";
}

std::string due(std::string_view rule, std::string_view start, std::string_view end) {
    return shown(due_date(DueRule::parse(rule).value(), date(start), date(end), Calendar::cn()));
}

std::string last_due(std::string_view rule, std::string_view until) {
    return shown(last_due_date(DueRule::parse(rule).value(), date(until), Calendar::cn()));
}

bool applies(DeadlineRule::When when, Venue venue, std::vector<bool> outside) {
    DeadlineRule rule;
    rule.when = when;
    Course course;
    course.venue = venue;
    for (const bool each : outside) {
        course.trainers.emplace_back();
        course.trainers.back().outside = each;
    }
    return applies_to(rule, course);
}

}  // namespace

TEST_CASE("workspace: what is due of a course counts from its first or last day") {
    CHECK(due("5 working days before start", "2026-01-05", "2026-01-23") == "2025-12-26");
    CHECK(due("3 working days after end", "2026-01-05", "2026-01-23") == "2026-01-28");
    CHECK(due("3 working days after end", "2026-02-10", "2026-02-13") ==
          "2026-02-25");  // over the Spring Festival
    CHECK(due("on start", "2026-01-05", "2026-01-23") == "2026-01-05");
    CHECK(due("3 months after end", "2026-01-05", "2026-11-30") == "2027-02-28");
    CHECK(due("3 working days after end", "2026-12-28", "2026-12-31") == "2027-01-05 provisional");
    CHECK(due("quarter end", "2026-01-05", "2026-01-23") == "none");
}

TEST_CASE("workspace: what the calendar makes due was last due on or before a day") {
    CHECK(last_due("year end", "2026-01-01") == "2025-12-31");
    CHECK(last_due("year end", "2025-12-31") == "2025-12-31");
    CHECK(last_due("quarter start", "2026-01-01") == "2026-01-01");
    CHECK(last_due("day 20 of each month", "2026-01-01") == "2025-12-20");
    CHECK(last_due("day 31 of each month", "2026-03-01") == "2026-02-28");
    CHECK(last_due("5 working days before quarter start", "2026-01-01") == "2025-12-25");
    CHECK(last_due("14 months before year end", "2026-01-01") == "2025-10-31");
    CHECK(last_due("2 months after quarter end", "2026-01-01") == "2025-11-30");
    CHECK(last_due("on start", "2026-01-01") == "none");
}

TEST_CASE("workspace: a deadline applies by track and kind") {
    DeadlineRule rule;
    Course course;
    course.track = "onboarding";
    course.kind = "regular";
    CHECK(applies_to(rule, course));
    rule.tracks = {"promotion"};
    CHECK_FALSE(applies_to(rule, course));
    rule.tracks = {"promotion", "onboarding"};
    CHECK(applies_to(rule, course));
    rule.kinds = {"special"};
    CHECK_FALSE(applies_to(rule, course));
}

TEST_CASE("workspace: a deadline applies by where trainers and venue are from") {
    using When = DeadlineRule::When;
    CHECK(applies(When::inside, Venue::unstated, {false, true}));
    CHECK(applies(When::outside, Venue::unstated, {false, true}));
    CHECK_FALSE(applies(When::outside, Venue::unstated, {false}));
    CHECK_FALSE(applies(When::inside, Venue::unstated, {true}));
    CHECK(applies(When::outside, Venue::outside, {false}));
    CHECK_FALSE(applies(When::outside, Venue::inside, {}));
    CHECK(applies(When::inside, Venue::outside, {}));
    CHECK(applies(When::inside, Venue::unstated, {}));
    CHECK(applies(When::outside, Venue::unstated, {}));
}
