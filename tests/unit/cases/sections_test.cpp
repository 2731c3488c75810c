#include <doctest/doctest.h>

#include "cases/case_run.h"
#include "cases/case_time.h"
#include "cases/coverage.h"
#include "policies.h"

using namespace passline;

namespace {

constexpr const char* policy_text = R"(passline: 1
id: small
effective: 2026-01-05
roles: {hr: {zh: 人力, en: HR}, manager: {zh: 经理, en: Manager}}
actions:
  warning: {title: {zh: 警告, en: Warning}}
  end:     {title: {zh: 终止, en: Ended}, decides: hr}
tracks:
  t:
    assessment: {components: {theory: {pass: 80, article: "1"}}}
    on_fail: [{then: end, actions: [end], article: "2"}]
attendance:
  sign_in: {before_start: 15 minutes, article: "3"}
  late: [{over: 0 minutes, counts_as: late, article: "4"}, {at_least: 30 minutes, counts_as: not_attended, article: "5"}]
  no_show: {counts_as: not_attended, article: "6"}
  leave: {ask_before: 1 working day, approved_by: [hr], then: make_up, article: "7"}
  limits: [{of: [late], per: course, over: 1, then: end, actions: [warning], article: "8"}]
  tracks:
    workplace:
      late: [{over: 15 minutes, counts_as: half_day, article: "9"}]
      no_show: {counts_as: day, article: "9"}
      limits: [{of: absent_days, per: month, in_a_row: 2, actions: [warning], article: "10"}]
conduct: [{of: [noise], at_least: 2, per: month, actions: [warning], article: "11"}]
performance: [{metric: errors, above: 2, for: 2 months, then: assess, within: 10 days, actions: [warning], article: "12"}]
deadlines: [{id: notice, due: 3 working days before start, owner: hr, article: "13"}, {id: survey, due: quarter end, owner: hr, article: "14"}]
levels:
  per: quarter
  steps: [{id: one, at_least: {kpi: 75}, article: "15"}, {id: two, at_least: {kpi: 85}, at_most: {errors: 1}, article: "16"}]
service: {first_response: {chat: 5 minutes, article: "17"}}
appeals: {file_within: 2 days, answer_within: 3 days, decides: [hr], article: "18"}
)";

/// The differences and problems of every case: `name: key expected got`.
std::string run(const Policy& policy, const std::string& cases, Coverage* coverage = nullptr) {
    const TestFile file = tests_of(policy, cases);
    std::string text;
    for (const Case& test : file.cases) {
        const CaseResult result = run_case(test, file.calendar);
        for (const Text& problem : result.problems) text += test.name.en + ": " + problem.en + '\n';
        for (const Difference& each : result.differences)
            text += test.name.en + ": " + each.key + " " + each.expected.en + " " + each.got.en + '\n';
        if (coverage != nullptr) coverage->record(result.touched);
    }
    return text;
}

std::string problems(const std::string& cases) {
    const auto policy = policy_of(policy_text);
    Diagnostics diagnostics;
    parse_test_file("policy.test.yaml", "passline: 1\npolicy: policy.yaml\ncases:\n" + cases, *policy,
                    diagnostics);
    std::string text;
    for (const Diagnostic& each : diagnostics.all())
        text += fmt::format("{} {} {}\n", each.place.column, each.code, each.message.en);
    return text;
}

/// Sides of a rule that cases have shown: `+` it applied, `-` it did not.
std::string sides(const Coverage& coverage, const std::string& path) {
    for (const CoveredRule& rule : coverage.rules()) {
        if (rule.path == path)
            return std::string(rule.reached ? "+" : "") + (rule.missed ? "-" : "") +
                   (rule.covered() ? "!" : "");
    }
    return "none";
}

}  // namespace

TEST_CASE("cases: lengths of time add up") {
    CHECK(seconds_in("15 minutes 1 second") == 901);
    CHECK(seconds_in("2 hours") == 7200);
    CHECK_FALSE(seconds_in("1 day"));
    CHECK_FALSE(seconds_in("15"));
    CHECK_FALSE(seconds_in("15 minutes "));
    CHECK(Relative::parse("16 minutes before")->seconds == 960);
    CHECK(Relative::parse("1 working day after")->after);
    CHECK_FALSE(Relative::parse("16 minutes"));
}

TEST_CASE("cases: attendance is judged session by session") {
    const auto policy = policy_of(policy_text);
    Coverage coverage(*policy);
    CHECK(run(*policy, R"(
  - {name: a, track: t, attendance: [on_time, {sign_in: 14 minutes before}, {late: 1 second}, {late: 29 minutes 59 seconds, excused_by: hr}],
     attempts: [{theory: 80}], expect: {outcome: pass, classes: [on_time, late_sign_in, late, on_time], rate: 100, limits: []}}
  - {name: b, track: t, attendance: [{late: 1 minute}, {late: 29 minutes 59 seconds}], attempts: [{theory: 80}],
     expect: {outcome: fail, next: none, actions: [warning], articles: ["8"], limits: ["late=2>1"], absent_hours: 0.52}}
  - {name: c, track: t, attendance: [{late: 30 minutes}, make_up, no_show, no_show, {make_up: 3}], attempts: [{theory: 80}],
     expect: {outcome: not_attended, next: make_up, make_up: 1, since: 2026-01-07, classes: [not_attended, not_attended, not_attended]}}
)",
              &coverage) == "");
    CHECK(sides(coverage, "attendance.late[1]") == "+-!");
    CHECK(sides(coverage, "attendance.late[2]") == "+-!");
    CHECK(sides(coverage, "attendance.sign_in") == "+-!");
    CHECK(sides(coverage, "attendance.limits[1]") == "+-!");
    CHECK(sides(coverage, "attendance.no_show") == "+!");
    CHECK(sides(coverage, "attendance.leave") == "");
}

TEST_CASE("cases: leave counts when it was asked for in time and approved") {
    const auto policy = policy_of(policy_text);
    Coverage coverage(*policy);
    CHECK(run(*policy, R"(
  - {name: a, track: t, attendance: [{leave: {asked: 1 working day before, approved_by: [hr]}}], attempts: [{theory: 80}],
     expect: {outcome: not_attended, classes: [leave], attended: 0, make_up: 1}}
  - {name: b, track: t, attendance: [{leave: {asked: 1 hour before, approved_by: hr}}], attempts: [{theory: 80}],
     expect: {classes: [not_attended]}}
)",
              &coverage) == "");
    CHECK(sides(coverage, "attendance.leave.ask_before") == "+-!");
    CHECK(sides(coverage, "attendance.leave.approved_by") == "+");
    CHECK(run(*policy, "  - {name: c, track: t, attendance: [leave], expect: {classes: [leave]}}\n",
              &coverage) == "c: classes [leave] [not_attended]\n");
    CHECK(sides(coverage, "attendance.leave.approved_by") == "+-!");
}

TEST_CASE("cases: shifts of the workplace and incidents") {
    const auto policy = policy_of(policy_text);
    Coverage coverage(*policy);
    CHECK(run(*policy, R"(
  - {name: a, workplace: [{late: 15 minutes}, {late: 15 minutes 1 second}, no_show], expect: {classes: [on_time, half_day, day], absent_days: 1.50, limits: []}}
  - {name: b, workplace: [{date: 2026-01-30, status: no_show, times: 2}], expect: {limits: ["absent_days=2 in a row@2026-02"], actions: [warning], articles: ["9", "10"]}}
  - {name: c, incidents: [noise], expect: {actions: []}}
  - {name: d, incidents: [noise, {kind: noise, date: 2026-02-01}], expect: {actions: []}}
  - {name: e, track: t, attempts: [{theory: 80}], incidents: [noise, noise], expect: {outcome: pass, actions: [warning]}}
)",
              &coverage) == "");
    CHECK(sides(coverage, "attendance.tracks.workplace.late[1]") == "+-!");
    CHECK(sides(coverage, "attendance.tracks.workplace.limits[1]") == "+-!");
    CHECK(sides(coverage, "conduct[1]") == "+-!");
}

TEST_CASE("cases: deadlines of courses and of the calendar") {
    const auto policy = policy_of(policy_text);
    Coverage coverage(*policy);
    CHECK(run(*policy, R"(
  - {name: a, deadline: notice, start: 2026-02-24, done: 2026-02-13, as_of: 2026-02-14, expect: {due: 2026-02-12, state: late, days_left: , opens: }}
  - {name: b, deadline: survey, period: 2026, done: [2026-03-30], as_of: 2026-06-30, expect: {due: [2026-03-31, 2026-06-30, 2026-09-30, 2026-12-31], state: [done, open, open, open]}}
)",
              &coverage) == "");
    CHECK(sides(coverage, "deadlines.notice") == "+!");
    CHECK(sides(coverage, "deadlines.survey") == "+!");
}

TEST_CASE("cases: levels, work figures and tickets") {
    const auto policy = policy_of(policy_text);
    Coverage coverage(*policy);
    CHECK(run(*policy, R"(
  - {name: a, level: , kpi: {kpi: [84, 85, 86], errors: 1}, expect: {reached: two, recommendation: rise, missing: [], articles: ["16"]}}
  - {name: b, level: two, kpi: {kpi: [75, "-", 75]}, expect: {reached: one, recommendation: below, missing: [kpi=75<85, "errors=>1"]}}
  - {name: c, kpi: {errors: [2, 3, 3]}, expect: {next: assess, due: 2026-04-10, actions: [warning]}}
  - {name: d, kpi: {errors: [3, 2, 3]}, expect: {next: none, due: , actions: []}}
  - {name: e, ticket: {channel: chat, responded: 5 minutes}, expect: {first_response: in_time, solved: }}
  - {name: f, ticket: {channel: chat, responded: 5 minutes 1 second}, expect: {first_response: late}}
)",
              &coverage) == "");
    CHECK(sides(coverage, "levels.steps.one") == "+!");
    CHECK(sides(coverage, "levels.steps.one.at_least.kpi") == "+");
    CHECK(sides(coverage, "levels.steps.two.at_least.kpi") == "+-!");
    CHECK(sides(coverage, "levels.steps.two.at_most.errors") == "+-!");
    CHECK(sides(coverage, "performance[1]") == "+-!");
    CHECK(sides(coverage, "service.first_response.chat") == "+-!");
}

TEST_CASE("cases: appeals, decisions and those who leave") {
    const auto policy = policy_of(policy_text);
    Coverage coverage(*policy);
    CHECK(run(*policy, R"(
  - {name: a, track: t, attempts: [{theory: 79, date: 2026-01-06}], appeals: [{status: upheld, corrected_score: 80, filed_on: 2026-01-08, decided_on: 2026-01-11}],
     expect: {outcome: pass, appeal: upheld, filed: in_time, answer: done, answer_due: 2026-01-11}}
  - {name: b, track: t, attempts: [{theory: 79, date: 2026-01-06}], appeals: [{status: open, filed_on: 2026-01-09}], as_of: 2026-01-13,
     expect: {outcome: fail, actions: [], held: [end], filed: late, answer: overdue}}
  - {name: c, track: t, attempts: [{theory: 79}], decisions: {end: approved}, expect: {approved: [end], declined: [], pending: []}}
  - {name: d, track: t, end: 2026-01-30, left: 2026-01-20, expect: {outcome: withdrawn}}
)",
              &coverage) == "");
    CHECK(sides(coverage, "appeals.file_within") == "+-!");
    CHECK(sides(coverage, "appeals.answer_within") == "+-!");
}

TEST_CASE("cases: what a case says must fit together") {
    CHECK(problems("  - {name: a, expect: {outcome: pass}}\n") ==
          "12 case-kind the case does not say what it is about\n");
    CHECK(problems("  - {name: a, ticket: {channel: chat}, attempts: [], expect: {solved: late}}\n") ==
          "40 case-kind a case about a ticket has no 'attempts'\n");
    CHECK(
        problems(
            "  - {name: a, track: t, courses: [{attempts: []}], attempts: [], expect: {outcome: pass}}\n") ==
        "52 case-kind with `courses`, 'attempts' belongs to each of them\n");
    CHECK(problems("  - {name: a, ticket: {channel: chat}, expect: {band: x, due: 2026-01-05}}\n") ==
          "49 case-untestable a case about a ticket does not come to 'band'\n"
          "58 case-untestable a case about a ticket does not come to 'due'\n");
    CHECK(problems("  - {name: a, deadline: notice, expect: {state: open}}\n") ==
          "42 case-untestable 'state' depends on the day\n");
    CHECK(problems("  - {name: a, deadline: survey, expect: {due: 2026-03-31}}\n") ==
          "25 case-kind the deadline 'survey' is of the calendar: state `period`\n");
    CHECK(problems("  - {name: a, deadline: notise, expect: {due: 2026-03-31}}\n") ==
          "25 unknown-deadline the policy small has no deadline 'notise'\n");
    CHECK(problems("  - {name: a, track: t, attendance: [{sign_in: early}], expect: {outcome: pass}}\n") ==
          "48 case-time 'early' is no moment\n");
    CHECK(problems("  - {name: a, track: t, attendance: [{late: 16 hours}], expect: {outcome: pass}}\n") ==
          "38 case-time signing in or out would fall on another day\n");
    CHECK(problems("  - {name: a, track: t, attendance: [on_time, {status: on_time, date: 2026-01-02}], "
                   "expect: {outcome: pass}}\n") ==
          "47 case-order this is on 2026-01-02, before the item above (2026-01-05)\n");
    CHECK(
        problems("  - {name: a, track: t, end: 2026-01-05, attendance: [on_time, on_time], "
                 "expect: {outcome: pass}}\n") ==
        "54 course-dates the sessions, 2026-01-05 to 2026-01-06, do not all lie between `start` and `end`\n");
    CHECK(problems("  - {name: a, track: t, attendance: [{make_up: 2}], expect: {outcome: pass}}\n") ==
          "48 unknown-session there is no session 2 before this\n");
    CHECK(problems("  - {name: a, incidents: [nois], expect: {actions: []}}\n") ==
          "27 unknown-incident no conduct rule speaks of 'nois'\n");
    CHECK(
        problems("  - {name: a, level: three, kpi: {kpi: [1, 2, 3, 4], eror: 1}, expect: {missing: []}}\n") ==
        "22 unknown-level the policy has no level 'three'\n"
        "40 case-untestable 2026-Q1 has 3 months, but 4 figures are stated\n"
        "54 unknown-metric the policy has no metric 'eror'\n");
    CHECK(problems("  - {name: a, ticket: {channel: phone}, expect: {solved: late}}\n") ==
          "33 unknown-channel there is no 'phone' under service\n");
    CHECK(problems("  - {name: a, track: t, attempts: [{theory: 79}], decisions: {fire: approved}, expect: "
                   "{held: [fire]}}\n") == "63 unknown-action there is no 'fire' under actions\n");
    CHECK(problems("  - {name: a, track: t, attempts: [{theory: 79}], appeals: [{status: open, "
                   "corrected_score: 80}], expect: {outcome: fail}}\n") ==
          "93 appeal-component a corrected score needs `status: upheld` and a `component`\n");
}
