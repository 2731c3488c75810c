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

TEST_CASE("workspace: what the calendar makes due within a range, of every rule and range") {
    const auto days = [](const std::vector<Occurrence>& all) {
        std::string text;
        for (const Occurrence& each : all) text += each.anchor.text() + ">" + each.due.date.text() + " ";
        return text;
    };
    CHECK(days(occurrences_due(DueRule::parse("day 30 of each month").value(), date("2026-01-31"),
                               date("2026-03-30"), Calendar::cn())) ==
          "2026-02-28>2026-02-28 2026-03-30>2026-03-30 ");
    CHECK(days(occurrences_anchored(DueRule::parse("2 months after quarter end").value(), date("2026-01-01"),
                                    date("2026-06-30"), Calendar::cn())) ==
          "2026-03-31>2026-05-31 2026-06-30>2026-08-30 ");
    for (const char* text : {"month end", "day 31 of each month", "12 working days before month start",
                             "14 months after quarter end", "40 days after year end",
                             "90 working days before year start", "3 weeks before quarter end"}) {
        const DueRule rule = DueRule::parse(text).value();
        const auto all = occurrences_anchored(rule, date("2020-01-01"), date("2032-12-31"), Calendar::cn());
        for (Date first = date("2024-06-15"); first < date("2027-01-01"); first = first.plus_days(23)) {
            const Date last = first.plus_days(61);
            std::vector<Occurrence> expected;
            for (const Occurrence& each : all) {
                if (each.due.date >= first && each.due.date <= last) expected.push_back(each);
            }
            CAPTURE(text);
            CHECK(days(occurrences_due(rule, first, last, Calendar::cn())) == days(expected));
        }
    }
    CHECK(occurrences_due(DueRule::parse("on start").value(), date("2026-01-01"), date("2026-12-31"),
                          Calendar::cn())
              .empty());
}

TEST_CASE("workspace: what opens before it is due") {
    const auto opens = [](const char* opens_rule, const char* due_rule, const char* anchor) {
        const DueRule rule = DueRule::parse(due_rule).value();
        const auto all = occurrences_anchored(rule, date(anchor), date(anchor), Calendar::cn());
        REQUIRE(all.size() == 1);
        return shown(opens_before(DueRule::parse(opens_rule).value(), rule, all.front(), Calendar::cn()));
    };
    CHECK(opens("day 20 of each month", "day 25 of each month", "2026-02-25") == "2026-02-20");
    CHECK(opens("day 28 of each month", "day 5 of each month", "2026-03-05") == "2026-02-28");
    CHECK(opens("month start", "quarter end", "2026-03-31") == "2026-03-01");
    CHECK(opens("1 month after quarter end", "5 months after quarter end", "2026-03-31") == "2026-04-30");
    CHECK(opens("5 working days before quarter end", "quarter end", "2026-03-31") == "2026-03-24");
    CHECK(opens("on start", "quarter end", "2026-03-31") == "none");
}

TEST_CASE("workspace: working days left, and those since") {
    const auto left = [](const char* as_of, const char* due) {
        return days_left(Calendar::cn(), date(as_of), date(due));
    };
    CHECK(left("2026-02-13", "2026-02-25") == 3);  // 14, 24 and 25 February
    CHECK(left("2026-02-25", "2026-02-13") == -3);
    CHECK(left("2026-02-14", "2026-02-23") == 0);
    CHECK(left("2026-02-23", "2026-02-14") == 0);
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
