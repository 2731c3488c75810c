#include "deadlines/deadlines.h"

#include <doctest/doctest.h>

#include <string>

#include "shown.h"

using namespace passline;

namespace {

// The published calendar of 2026 around these dates: off 1 to 3 January, 15 to 23 February, 4 to 6 April;
// worked Sunday 4 January, Saturdays 14 and 28 February.
const std::string around =
    "{id: lesson_plan, due: 5 working days before start},\n"
    "{id: notice, due: 3 working days before start},\n"
    "{id: filing, due: 3 working days after end},\n"
    "{id: settlement, due: 5 working days after end}";

std::string january(const std::string& rest = {}) {
    return "{id: A, track: basic, start: 2026-01-05, end: 2026-01-23" + rest + "}";
}

}  // namespace

TEST_CASE("deadlines: before and after a course, over new year and its make-up Sunday") {
    CHECK(due({with_deadlines(around)}, {plan_of("2026-Q1", january())}, "2026-01-26") ==
          "A lesson_plan ..2025-12-26 - overdue -20\n"
          "A notice ..2025-12-30 - overdue -18\n"
          "A filing 2026-01-23..2026-01-28 - open 2\n"
          "A settlement 2026-01-23..2026-01-30 - open 4\n");
}

TEST_CASE("deadlines: after a course that ends before the Spring Festival") {
    CHECK(due({with_deadlines(around)},
              {plan_of("2026-Q1", "{id: A, track: basic, start: 2026-02-09, end: 2026-02-13}")},
              "2026-02-13") ==
          "A lesson_plan ..2026-02-02 - overdue -9\n"
          "A notice ..2026-02-04 - overdue -7\n"
          "A filing 2026-02-13..2026-02-25 - open 3\n"
          "A settlement 2026-02-13..2026-02-27 - open 5\n");
}

TEST_CASE("deadlines: two working days after an end on the eve of Qingming, a week before the start") {
    CHECK(due({with_deadlines("{id: summary, due: 2 working days after end},\n"
                              "{id: implementation_plan, due: 1 week before start}")},
              {plan_of("2026-Q2", "{id: A, track: basic, start: 2026-04-01, end: 2026-04-03}")},
              "2026-04-03") ==
          "A implementation_plan ..2026-03-25 - overdue -7\n"
          "A summary 2026-04-03..2026-04-08 - open 2\n");
}

TEST_CASE("deadlines: what is done counts against its due date") {
    const std::string done = ", done: {lesson_plan: 2025-12-26, notice: 2025-12-31, filing: 2026-01-24}";
    CHECK(due({with_deadlines(around)}, {plan_of("2026-Q1", january(done))}, "2026-03-31") ==
          "A lesson_plan ..2025-12-26 2025-12-26 done -\n"
          "A notice ..2025-12-30 2025-12-31 late -\n"
          "A filing 2026-01-23..2026-01-28 2026-01-24 done -\n"
          "A settlement 2026-01-23..2026-01-30 - overdue -38\n");
}

TEST_CASE("deadlines: a window opens and closes") {
    const std::string window =
        "{id: behaviour, opens: 1 month after end, due: 3 months after end, article: '19'}";
    const auto on = [&](const char* as_of) {
        return due({with_deadlines(window)},
                   {plan_of("2026-Q1", "{id: A, track: basic, start: 2026-01-05, end: 2026-01-31}")}, as_of);
    };
    CHECK(on("2026-02-27") == "A behaviour 2026-02-28..2026-04-30 - upcoming 44\n");
    CHECK(on("2026-02-28") == "A behaviour 2026-02-28..2026-04-30 - open 43\n");
    CHECK(on("2026-04-30") == "A behaviour 2026-02-28..2026-04-30 - open 0\n");
    CHECK(on("2026-05-01") == "A behaviour 2026-02-28..2026-04-30 - overdue 0\n");
    CHECK(on("2026-05-06") == "A behaviour 2026-02-28..2026-04-30 - overdue -1\n");
}

TEST_CASE("deadlines: months end on their last day") {
    const std::string rules = "{id: quarter_later, due: 3 months after end}, {id: same_day, due: on end}";
    CHECK(due({with_deadlines(rules)},
              {plan_of("2026",
                       "{id: A, track: basic, start: 2026-11-02, end: 2026-11-30},\n"
                       "{id: B, track: basic, start: 2026-08-31, end: 2026-08-31}")},
              "2026-09-01") ==
          "B same_day ..2026-08-31 - overdue -1\n"
          "A same_day ..2026-11-30 - open 60\n"
          "B quarter_later 2026-08-31..2026-11-30 - open 60\n"
          "A quarter_later 2026-11-30..2027-02-28 - upcoming 124\n");
}

TEST_CASE("deadlines: the calendar's days of each month, in February its last") {
    const std::string exams =
        "{id: paper, due: day 20 of each month}, {id: exam, opens: day 20 of each month, due: day 25 of each "
        "month},\n{id: review, due: day 30 of each month}";
    CHECK(due({with_deadlines(exams)},
              {plan_of("2026-Q1", "", "done: {paper: [2026-01-20, 2026-02-21], exam: 2026-01-26},\n")},
              "2026-02-22") ==
          "- paper ..2026-01-20 2026-01-20 done -\n"
          "- exam 2026-01-20..2026-01-25 - overdue -16\n"
          "- review ..2026-01-30 - overdue -11\n"
          "- paper ..2026-02-20 - overdue 0\n"
          "- exam 2026-02-20..2026-02-25 2026-01-26 done -\n"
          "- review ..2026-02-28 - open 5\n"
          "- paper ..2026-03-20 2026-02-21 done -\n"
          "- exam 2026-03-20..2026-03-25 - upcoming 23\n"
          "- review ..2026-03-30 - open 26\n");
}

TEST_CASE("deadlines: quarter and year ends, before and after them") {
    const std::string rules =
        "{id: survey, due: quarter end}, {id: plan, due: 5 working days before quarter start},\n"
        "{id: report, due: 2 months after quarter end}, {id: annual, due: year end},\n"
        "{id: draft, due: 5 working days before quarter end}";
    CHECK(due({with_deadlines(rules)}, {plan_of("2026-Q1", "")}, "2026-03-31") ==
          "- plan ..2025-12-25 - overdue -63\n"
          "- draft ..2026-03-24 - overdue -5\n"
          "- survey ..2026-03-31 - open 0\n"
          "- report 2026-03-31..2026-05-31 - open 40\n");
    CHECK(due({with_deadlines("{id: annual, due: year end}, {id: start, due: year start}")},
              {plan_of("2026", "")}, "2026-12-31") ==
          "- start ..2026-01-01 - overdue -248\n"
          "- annual ..2026-12-31 - open 0\n");
}

TEST_CASE("deadlines: what opens in another month than it is due") {
    CHECK(due({with_deadlines("{id: a, opens: day 28 of each month, due: day 5 of each month}")},
              {plan_of("2026-03", "")}, "2026-03-01") == "- a 2026-02-28..2026-03-05 - open 4\n");
    CHECK(due({with_deadlines("{id: a, opens: 1 month after quarter end, due: 5 months after quarter end}")},
              {plan_of("2026-Q1", "")}, "2026-03-31") == "- a 2026-04-30..2026-08-31 - upcoming 105\n");
}

TEST_CASE("deadlines: which courses and which of their deadlines") {
    const std::string rules =
        "{id: one, due: on end, tracks: [basic]}, {id: two, due: on end, when: external},\n"
        "{id: three, due: on end, kinds: [special]}";
    CHECK(due({with_deadlines(rules)},
              {plan_of("2026-Q1",
                       "{id: A, track: basic, start: 2026-01-05, trainers: [林芳]},\n"
                       "{id: B, track: other, kind: special, start: 2026-01-06, trainers: [{name: 王, from: "
                       "outside}]},\n"
                       "{id: C, track: basic, start: 2026-01-07, status: cancelled},\n"
                       "{id: D, track: basic, status: postponed, postponed: {from: 2026-01-08}},\n"
                       "{id: E, track: basic, status: postponed, start: 2026-02-02, trainers: [林芳], "
                       "postponed: {from: 2026-01-08}}")},
              "2026-01-01") ==
          "A one ..2026-01-05 - open 2\n"
          "B three ..2026-01-06 - open 3\n"
          "B two ..2026-01-06 - open 3\n"
          "E one ..2026-02-02 - open 22\n");
}

TEST_CASE("deadlines: what is chosen") {
    const std::string policy = with_deadlines(around + ", {id: survey, due: quarter end}");
    const std::string plan = plan_of("2026-Q1", january(", done: {filing: 2026-01-24}"));
    DeadlineSelection selection;
    selection.course = "A";
    selection.unfinished = true;
    CHECK(due({policy}, {plan}, "2026-01-29", selection) ==
          "A lesson_plan ..2025-12-26 - overdue -23\n"
          "A notice ..2025-12-30 - overdue -21\n"
          "A settlement 2026-01-23..2026-01-30 - open 1\n");
    selection = {};
    selection.from = day("2026-01-28");
    selection.to = day("2026-03-31");
    CHECK(due({policy}, {plan}, "2026-01-29", selection) ==
          "A filing 2026-01-23..2026-01-28 2026-01-24 done -\n"
          "A settlement 2026-01-23..2026-01-30 - open 1\n"
          "- survey ..2026-03-31 - open 39\n");
}

TEST_CASE("deadlines: a range shows the calendar beyond the plan's period too") {
    const std::string policy = with_deadlines("{id: survey, due: quarter end}");
    const std::string plan = plan_of("2026-Q1", "", "done: {survey: 2026-03-30},\n");
    DeadlineSelection selection;
    selection.from = day("2025-12-31");
    selection.to = day("2026-09-29");
    CHECK(due({policy}, {plan}, "2026-01-05", selection) ==
          "- survey ..2025-12-31 - overdue -2\n"
          "- survey ..2026-03-31 2026-03-30 done -\n"
          "- survey ..2026-06-30 - open 118\n");
    selection.to.reset();
    CHECK(due({policy}, {plan}, "2026-01-05", selection) ==
          "- survey ..2025-12-31 - overdue -2\n"
          "- survey ..2026-03-31 2026-03-30 done -\n");
}

TEST_CASE("deadlines: a plan's dates are of its own period") {
    const std::string policy = with_deadlines("{id: survey, due: quarter end}");
    CHECK(due({policy},
              {plan_of("2026-Q1", "", "done: {survey: 2026-04-02},\n"), plan_of("2026-Q2", ""),
               plan_of("2026", "", "done: {survey: [2026-04-02, 2026-09-01]},\n")},
              "2026-07-01") ==
          "- survey ..2026-03-31 2026-04-02 late -\n"
          "- survey ..2026-06-30 - overdue -1\n"
          "- survey ..2026-09-30 2026-09-01 done -\n"
          "- survey ..2026-12-31 - open 127\n");
}

TEST_CASE("deadlines: the version in force on the day from which a deadline counts") {
    const std::string first = with_deadlines("{id: exam, due: day 20 of each month}", " until: 2026-02-24,");
    const std::string second =
        with_deadlines("{id: exam, due: day 25 of each month}", " effective: 2026-02-25,");
    CHECK(due({first, second}, {plan_of("2026-Q1", "")}, "2026-01-01") ==
          "- exam ..2026-01-20 - open 13\n"
          "- exam ..2026-02-20 - open 32\n"
          "- exam ..2026-02-25 - open 34\n"
          "- exam ..2026-03-25 - open 55\n");
}

TEST_CASE("deadlines: a year that the calendar does not cover") {
    const auto workspace =
        assembled({with_deadlines("{id: filing, due: 3 working days after end}, {id: plan, due: 5 working "
                                  "days before start}")},
                  {plan_of("2026",
                           "{id: A, track: basic, start: 2026-12-28, end: 2026-12-30},\n"
                           "{id: B, track: basic, start: 2027-01-04, end: 2027-01-04}")});
    const auto items = deadlines_of(*workspace, {}, day("2026-12-31"));
    CHECK(shown(items) ==
          "A plan ..2026-12-21 - overdue -8\n"
          "B plan ..2026-12-28 - overdue -3 provisional\n"
          "A filing 2026-12-30..2027-01-04 - open 2 provisional\n"
          "B filing 2027-01-04..2027-01-07 - upcoming 5 provisional\n");
    CHECK(provisional_years(items[0], workspace->calendar).empty());
    CHECK(provisional_years(items[1], workspace->calendar) == std::set<int>{2027});
    CHECK(provisional_years(items[2], workspace->calendar) == std::set<int>{2027});
}

TEST_CASE("deadlines: check says what of the calendar was done late, and dates that belong nowhere") {
    const auto workspace = assembled(
        {with_deadlines("{id: survey, title: {zh: 需求调研, en: Needs survey}, due: quarter end, article: "
                        "'12'}")},
        {plan_of("2026-Q1", "", "done: {survey: [2026-04-02, 2026-04-10]},\n")});
    Diagnostics diagnostics;
    check_calendar_done(*workspace, diagnostics);
    CHECK(
        problems(diagnostics) ==
        "plan.yaml:2:29 warning[deadline-surplus] `done` of the plan 'P': nothing was due for 'survey' that "
        "2026-04-10 could belong to | all that 2026-Q1 asks for is done already: remove the date, or move "
        "it to the plan of the period it belongs to\n"
        "plan.yaml:2:17 warning[deadline-late] 'Needs survey' was done on 2026-04-02, after 2026-03-31, "
        "when it was due (on the last day of the quarter; Art. 12, policy.yaml:4) | correct the date if it "
        "is wrong; otherwise it stays on record\n");
}
