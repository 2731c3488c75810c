#include "planning/owed.h"

#include <doctest/doctest.h>

#include <string>

#include "../workspace/assembled.h"
#include "planning/course_dates.h"

using namespace passline;

namespace {

std::string policy(const std::string& track) {
    return "{passline: 1, id: p, effective: 2026-01-01, tracks: {t: {" + track +
           "assessment: {components: {theory: {pass: 80}}}}},\n"
           "deadlines: [{id: notice, due: 3 working days before start}, {id: lesson, due: 5 working days "
           "before start, when: inside}]}";
}

std::string plan(const std::string& courses) {
    return "{passline: 1, plan: q1, period: 2026-Q1, courses: [" + courses + "]}";
}

/// `kind within`, one for each course that is owed.
std::string owed(const std::string& frequency, const std::string& courses, const std::string& period) {
    const auto workspace = assembled({policy("frequency: [" + frequency + "], ")}, {plan(courses)});
    const Policy& policy = workspace->policies.front();
    std::string text;
    for (const OwedCourse& each :
         owed_courses(*workspace, policy, policy.tracks.front(), *Period::parse(period)))
        text += each.rule->kind + " " + each.within.text() + "\n";
    return text;
}

/// Where a course of that shape comes to lie.
std::string placed(const std::string& track, const std::string& like, const std::string& as_of,
                   const std::string& period, std::int32_t share) {
    const auto workspace = assembled({policy(track)}, {plan(like)});
    CourseDates dates(*workspace, workspace->policies.front(), *Date::parse_iso(as_of));
    Course course;
    course.track = "t";
    const Course* shape = like.empty() ? nullptr : workspace->courses.front().course;
    if (!dates.place(course, shape, *Period::parse(period), share)) return "nowhere";
    std::string text = course.start.text() + " to " + course.end.text();
    for (const Session& each : course.sessions)
        text += " " + each.id + " " + each.date.text() + " " + each.from->text();
    return text;
}

}  // namespace

TEST_CASE("what a quarter owes, less what its plans have") {
    const std::string rule = "{kind: regular, at_least: 2, per: quarter}";
    CHECK(owed(rule, "", "2026-Q1") == "regular 2026-Q1\nregular 2026-Q1\n");
    CHECK(owed(rule, "{id: A, track: t, kind: regular, start: 2026-03-31}", "2026-Q1") ==
          "regular 2026-Q1\n");
    CHECK(owed(rule, "{id: A, track: t, kind: regular, start: 2026-03-31, end: 2026-04-01}", "2026-Q1") ==
          "regular 2026-Q1\nregular 2026-Q1\n");
    CHECK(owed(rule, "{id: A, track: t, kind: regular, start: 2026-03-30, status: cancelled}", "2026-Q1") ==
          "regular 2026-Q1\nregular 2026-Q1\n");
}

TEST_CASE("of a year's courses a quarter takes its share of those that are left") {
    const std::string rule = "{kind: special, at_least: 3, per: year}";
    CHECK(owed(rule, "", "2026-Q1") == "special 2026-Q1\n");
    CHECK(owed(rule, "", "2026-Q3") == "special 2026-Q3\nspecial 2026-Q3\n");
    CHECK(owed(rule, "", "2026-Q4") == "special 2026-Q4\nspecial 2026-Q4\nspecial 2026-Q4\n");
    CHECK(owed(rule,
               "{id: A, track: t, kind: special, start: 2026-01-05}, {id: B, track: t, kind: special, "
               "start: 2026-01-06}, {id: C, track: t, kind: special, start: 2026-01-07}",
               "2026-Q4")
              .empty());
}

TEST_CASE("months of a quarter, quarters of a year; courses of any kind count for a rule without one") {
    CHECK(owed("{kind: exam, at_least: 1, per: month}", "", "2026-Q2") ==
          "exam 2026-04\nexam 2026-05\nexam 2026-06\n");
    CHECK(owed("{kind: a, at_least: 1, per: quarter}, {at_least: 1, per: quarter}", "", "2026-Q2") ==
          "a 2026-Q2\n");
    CHECK(owed("{at_least: 1, per: quarter}", "", "2026") == " 2026-Q1\n 2026-Q2\n 2026-Q3\n 2026-Q4\n");
}

TEST_CASE("days are worked, in the period, and leave time for every deadline") {
    // off 1 to 5 May; worked Saturday 9 May
    CHECK(placed("", "", "2026-03-31", "2026-05", 0) == "2026-05-06 to 2026-05-06");
    CHECK(placed("", "", "2026-05-06", "2026-05", 0) == "2026-05-13 to 2026-05-13");
    CHECK(placed("", "", "2026-05-25", "2026-05", 50) == "nowhere");
    CHECK(placed("", "", "2026-03-31", "2026-05", 100) == "2026-05-29 to 2026-05-29");
}

TEST_CASE("a course has the shape of the one before, and grows until it is long enough") {
    const std::string like = "{id: A, track: t, sessions: [{date: 2026-01-08, from: '09:00', to: '11:00'}]}";
    CHECK(placed("", like, "2026-03-31", "2026-Q2", 0) == "2026-04-09 to 2026-04-09 S1 2026-04-09 09:00");
    CHECK(placed("length: {at_least: 4 hours}, ", like, "2026-04-30", "2026-05", 25) ==
          "2026-05-12 to 2026-05-13 S1 2026-05-12 09:00 S2 2026-05-13 09:00");
    CHECK(placed("length: {at_least: 5 working days}, ", "", "2026-03-31", "2026-Q2", 100) ==
          "2026-06-24 to 2026-06-30");
}
