#include "workspace/plan_checks.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "assembled.h"

using namespace passline;

namespace {

std::string said(const std::vector<std::string>& policies, const std::vector<std::string>& plans,
                 const std::string& roster = {}, Language language = Language::en) {
    const auto workspace = assembled(policies, plans, roster);
    Diagnostics diagnostics;
    check_plans(*workspace, diagnostics);
    CHECK(diagnostics.ok());
    return problems(diagnostics, language);
}

/// Three roles, and the text from line 3 on.
std::string policy(const std::string& text, const std::string& dates = {}) {
    return "{passline: 1, id: p, cite: {zh: '第{}条', en: 'Art. {}'}," + dates +
           "\nroles: {business: {zh: 业务部, en: Business}, compliance: {zh: 合规部, en: Compliance}, "
           "management: 管理层},\n" +
           text + "}";
}

const std::string assessed = "assessment: {components: {theory: {pass: 80}}}";

/// A policy with one track, whose further text stands in line 3.
std::string with_track(const std::string& text) {
    return policy("tracks: {basic: {" + text + ", " + assessed + "}}");
}

/// A policy with one plain track, and the text from line 4 on.
std::string with_section(const std::string& text) {
    return policy("tracks: {basic: {" + assessed + "}},\n" + text);
}

/// The plan of a quarter; the courses stand from line 3 on.
std::string quarter(const std::string& courses, const std::string& head = {}) {
    return "{passline: 1, plan: Q1, period: 2026-Q1,\n" + head + "courses: [\n" + courses + "]}";
}

}  // namespace

TEST_CASE("workspace: a course shorter than its track asks") {
    const std::string track = with_track("length: {at_least: 15 working days, article: '9'}");
    CHECK(said({track}, {quarter("{id: A, track: basic, start: 2026-01-05, end: 2026-01-23}")}) == "");
    CHECK(said({track}, {quarter("{id: A, track: basic, start: 2026-01-05, end: 2026-01-22}")}) ==
          "plan.yaml:3:6 warning[course-short] the course 'A' lasts 14 working days; the policy asks for at "
          "least 15 working days (Art. 9, "
          "policy.yaml:3) | make the course longer, or correct its dates\n");
    CHECK(said({track}, {quarter("{id: A, track: basic, start: 2026-01-05, end: 2026-01-22}")}, {},
               Language::zh) ==
          "plan.yaml:3:6 warning[course-short] 课程“A”为时 14 个工作日，规定至少 15 "
          "个工作日（第9条，policy.yaml:3） | "
          "延长课程，或改正日期\n");
    // Sessions count by their dates.
    CHECK(said({with_track("length: {at_least: 2 working days}")},
               {quarter("{id: A, track: basic, sessions: [{date: 2026-01-05, id: 1}, {date: 2026-01-05, id: "
                        "2}]}")}) ==
          "plan.yaml:3:6 warning[course-short] the course 'A' lasts 1 working day; the policy asks for at "
          "least 2 working days "
          "(policy.yaml:3) | make the course longer, or correct its dates\n");
}

TEST_CASE("workspace: a length that rests on a year without calendar is provisional") {
    CHECK(said({with_track("length: {at_least: 15 working days, article: '9'}")},
               {quarter("{id: A, track: basic, start: 2026-12-28, end: 2027-01-08}")}) ==
          "plan.yaml:3:6 warning[course-short] the course 'A' lasts 10 working days; the policy asks for at "
          "least 15 working days (Art. 9, "
          "policy.yaml:3; provisional: the calendar does not cover 2027) | make the course longer, or "
          "correct its dates\n");
}

TEST_CASE("workspace: a course longer than its track allows") {
    CHECK(said({with_track("length: {at_most: 1 month, article: '9'}")},
               {quarter("{id: A, track: basic, start: 2026-01-05, end: 2026-02-04},\n"
                        "{id: B, track: basic, start: 2026-01-05, end: 2026-02-05}")}) ==
          "plan.yaml:4:6 warning[course-long] the course 'B' lasts 32 days (2026-01-05 to 2026-02-05); the "
          "policy allows at most 1 month "
          "(Art. 9, policy.yaml:3) | make the course shorter, or correct its dates\n");
}

TEST_CASE("workspace: each course of a kind must last as long as its frequency asks") {
    const std::string track =
        with_track("frequency: [{kind: regular, at_least: 1, per: quarter, each: 8 hours, article: '10'}]");
    const auto course = [](const std::string& kind, const std::string& to) {
        return quarter("{id: A, track: basic, kind: " + kind +
                       ", sessions: [{date: 2026-01-14, from: '9:00', to: '" + to +
                       "', break: 60 minutes}]},\n"
                       "{id: B, track: basic, kind: regular, sessions: [{date: 2026-01-14, from: '9:00', to: "
                       "'17:00'}]}");
    };
    CHECK(said({track}, {course("regular", "18:00")}) == "");
    CHECK(said({track}, {course("special", "17:30")}) == "");
    CHECK(said({track}, {course("regular", "17:30")}) ==
          "plan.yaml:3:6 warning[course-short] the course 'A' lasts 7 hours 30 minutes; the policy asks for "
          "at least 8 hours (Art. 10, "
          "policy.yaml:3) | make the course longer, or correct its dates\n");
}

TEST_CASE("workspace: hours come from the policy where the course states none") {
    const std::string text =
        policy("tracks: {basic: {length: {at_least: 16 hours}, " + assessed +
               "}},\nattendance: {hours: {from: '9:00', to: '17:30', break: 60 minutes}}");
    CHECK(said({text}, {quarter("{id: A, track: basic, start: 2026-01-05, end: 2026-01-06}")}) ==
          "plan.yaml:3:6 warning[course-short] the course 'A' lasts 15 hours; the policy asks for at least "
          "16 hours (policy.yaml:3) | make "
          "the course longer, or correct its dates\n");
}

TEST_CASE("workspace: a cancelled course and one without new dates are not judged") {
    CHECK(said({with_track("length: {at_least: 15 working days}")},
               {quarter("{id: A, track: basic, start: 2026-01-05, status: cancelled},\n"
                        "{id: B, track: basic, status: postponed, postponed: {from: 2026-01-05}},\n"
                        "{id: C, track: basic, status: postponed, start: 2026-02-02, postponed: {from: "
                        "2026-01-05}}")}) ==
          "plan.yaml:5:6 warning[course-short] the course 'C' lasts 1 working day; the policy asks for at "
          "least 15 working days "
          "(policy.yaml:3) | make the course longer, or correct its dates\n");
}

TEST_CASE("workspace: too few courses in a quarter that the plan covers") {
    const std::string track =
        with_track("frequency: [{kind: regular, at_least: 2, per: quarter, article: '10'}]");
    CHECK(said({track},
               {quarter("{id: A, track: basic, kind: regular, start: 2026-01-05},\n"
                        "{id: B, track: basic, kind: regular, start: 2026-03-30, end: 2026-03-31}")}) == "");
    CHECK(said({track},
               {quarter(
                   "{id: A, track: basic, kind: regular, start: 2026-01-05},\n"
                   "{id: B, track: basic, kind: regular, start: 2026-03-30, end: 2026-04-01},\n"
                   "{id: C, track: basic, kind: regular, start: 2026-02-02, status: cancelled},\n"
                   "{id: D, track: basic, kind: regular, status: postponed, postponed: {from: 2026-02-02}},\n"
                   "{id: E, track: basic, kind: special, start: 2026-02-02}")}) ==
          "plan.yaml:1:33 warning[frequency-short] 2026-Q1 has 1 course of the track 'basic' and kind "
          "'regular'; the policy asks for at least 2 a "
          "quarter (Art. 10, policy.yaml:3) | add a course to the plan, or correct `kind` and dates of one "
          "that is "
          "there; cancelled ones do not count\n");
}

TEST_CASE("workspace: a year's frequency is judged where a plan covers the year, over all plans") {
    const std::string track =
        with_track("frequency: [{at_least: 2, per: year, article: '10'}, {at_least: 1, per: month}]");
    const auto year = [](const std::string& courses) {
        return "{passline: 1, plan: Y, period: 2026,\ncourses: [" + courses + "]}";
    };
    const std::string first =
        quarter("{id: A, track: basic, start: 2026-01-05}, {id: B, track: basic, start: 2026-03-05}");
    // A quarter does not cover the year; of its months February has no course.
    CHECK(said({track}, {first}) ==
          "plan.yaml:1:33 warning[frequency-short] 2026-02 has 0 courses of the track 'basic'; the policy "
          "asks for at least 1 a month "
          "(policy.yaml:3) | add a course to the plan, or correct `kind` and dates of one that is there; "
          "cancelled ones do not "
          "count\n");
    std::string months;
    for (int month = 4; month < 13; ++month) {
        months += "{id: M" + std::to_string(month) + ", track: basic, start: 2026-" +
                  (month < 10 ? "0" : "") + std::to_string(month) + "-15},";
    }
    // What the quarter's plan has counts for the year; February is said once.
    CHECK(said({track}, {first, year(months)}) ==
          "plan.yaml:1:33 warning[frequency-short] 2026-02 has 0 courses of the track 'basic'; the policy "
          "asks for at least 1 a month "
          "(policy.yaml:3) | add a course to the plan, or correct `kind` and dates of one that is there; "
          "cancelled ones do not "
          "count\n");
    CHECK(said({with_track("frequency: [{at_least: 2, per: year, article: '10'}]")}, {year("")}, {},
               Language::zh) ==
          "plan.yaml:1:32 warning[frequency-short] 2026：“basic”类课程有 0 门，规定每年至少 2 "
          "门（第10条，policy.yaml:3） | "
          "在计划中加上课程，或改正已有课程的 kind 和日期；已取消的不计\n");
}

TEST_CASE("workspace: a version that begins within a period does not ask for the whole of it") {
    const std::string old_version = policy("tracks: {basic: {" + assessed + "}}", "effective: 2025-01-01,");
    const std::string new_version =
        policy("tracks: {basic: {frequency: [{at_least: 1, per: quarter}], " + assessed + "}}",
               "effective: 2026-02-01,");
    CHECK(said({old_version, new_version}, {quarter("")}) == "");
    CHECK(said({old_version, new_version}, {"{passline: 1, plan: Q2, period: 2026-Q2, courses: []}"}) ==
          "plan.yaml:1:33 warning[frequency-short] 2026-Q2 has 0 courses of the track 'basic'; the policy "
          "asks for at least 1 a quarter "
          "(policy2.yaml:3) | add a course to the plan, or correct `kind` and dates of one that is there; "
          "cancelled ones do not "
          "count\n");
}

TEST_CASE("workspace: a kind that is nearly one of the policy's") {
    CHECK(said({policy("tracks: {basic: {frequency: [{kind: regular, at_least: 1, per: year}], " + assessed +
                       "}},\ndeadlines: [{id: d, due: on end, kinds: [special]}]")},
               {quarter("{id: A, track: basic, kind: regullar, start: 2026-01-05},\n"
                        "{id: B, track: basic, kind: specal, start: 2026-01-05},\n"
                        "{id: C, track: basic, kind: outing, start: 2026-01-05},\n"
                        "{id: D, track: basic, kind: special, start: 2026-01-05}")}) ==
          "plan.yaml:3:29 warning[unknown-kind] the kind 'regullar' of the course 'A' is no word of the "
          "policy p | did you mean "
          "'regular'?\n"
          "plan.yaml:4:29 warning[unknown-kind] the kind 'specal' of the course 'B' is no word of the policy "
          "p | did you mean "
          "'special'?\n");
}

TEST_CASE("workspace: approvals of a plan that are complete, in order and in time") {
    const std::string text = with_section(
        "approvals: {quarterly_plan: {by: [business, compliance, management], article: '13'}, report: {by: "
        "management}}");
    const auto with = [&](const std::string& approvals) {
        return said({text}, {quarter("", "approvals: [" + approvals + "],\n")});
    };
    CHECK(with("{by: business, date: 2025-12-18}, {by: compliance, date: 2025-12-18}, {by: management, date: "
               "2026-01-01}") == "");
    CHECK(with("{by: management, date: 2025-12-22, of: quarterly_plan}, {by: business, date: 2025-12-18}, "
               "{by: compliance, date: 2025-12-19}") == "");
    CHECK(with("{by: business, date: 2025-12-18}, {by: management, date: 2025-12-22, of: report}") ==
          "plan.yaml:2:1 warning[approval-missing] the plan 'Q1' lacks the approval of Compliance, 管理层 "
          "(Art. 13, policy.yaml:4) | "
          "once given, enter it under approvals: {by: compliance, date: …}\n");
    CHECK(with("{by: business, date: 2025-12-18}, {by: compliance, date: 2025-12-17}, {by: management, date: "
               "2026-01-02}") ==
          "plan.yaml:2:47 warning[approval-order] the plan 'Q1': Compliance approved on 2025-12-17, before "
          "Business (2025-12-18), "
          "whose approval comes first (Art. 13, policy.yaml:4) | correct the date if it is wrong; otherwise "
          "it must be approved "
          "again\n"
          "plan.yaml:2:83 warning[approval-late] the plan 'Q1': 管理层 approved on 2026-01-02, after the "
          "first day of its period, "
          "2026-01-01 (Art. 13, policy.yaml:4) | correct the date if it is wrong; otherwise it stays on "
          "record\n");
    CHECK(with("{by: busines, date: 2025-12-18, of: quartely_plan}, {by: business, date: 2025-12-18}, "
               "{by: compliance, date: 2025-12-18}, {by: management, date: 2025-12-18}") ==
          "plan.yaml:2:13 warning[unknown-role] approved by 'busines', no role of the policy p | did you "
          "mean 'business'?\n"
          "plan.yaml:2:13 warning[unknown-approval] approval of 'quartely_plan': the policy p has no such "
          "entry under approvals | "
          "did you mean 'quarterly_plan'?\n");
    CHECK(said({text}, {quarter("")}, {}, Language::zh) ==
          "plan.yaml:1:21 warning[approval-missing] "
          "计划“Q1”：缺少业务部、合规部、管理层的批准（第13条，policy.yaml:4） | "
          "取得批准后写入 approvals：{by: business, date: …}\n");
}

TEST_CASE("workspace: which approvals a plan needs depends on its period") {
    const std::string text =
        with_section("approvals: {annual_plan: {by: management}, monthly_plan: {by: business}}");
    CHECK(said({text}, {quarter("")}) == "");
    CHECK(said({text}, {"{passline: 1, plan: Y, period: 2026, courses: []}"}) ==
          "plan.yaml:1:21 warning[approval-missing] the plan 'Y' lacks the approval of 管理层 "
          "(policy.yaml:4) | once given, enter it "
          "under approvals: {by: management, date: …}\n");
    CHECK(said({text}, {"{passline: 1, plan: M, period: 2026-02, courses: []}"}) ==
          "plan.yaml:1:21 warning[approval-missing] the plan 'M' lacks the approval of Business "
          "(policy.yaml:4) | once given, enter "
          "it under approvals: {by: business, date: …}\n");
    CHECK(said({text}, {"{passline: 1, plan: N, courses: []}"}) == "");
}

TEST_CASE("workspace: an approval's own due date goes before the period's first day") {
    const std::string text = with_section(
        "approvals: {quarterly_plan: {by: business, due: 5 working days before quarter start, article: "
        "'13'}}");
    const auto on = [&](const std::string& date) {
        return said({text}, {quarter("", "approvals: [{by: business, date: " + date + "}],\n")});
    };
    CHECK(on("2025-12-25") == "");
    CHECK(on("2025-12-26") ==
          "plan.yaml:2:13 warning[approval-late] the plan 'Q1': Business approved on 2025-12-26, after the "
          "day it was due, 2025-12-25, "
          "5 working days before the start of the quarter (Art. 13, policy.yaml:4) | correct the date if "
          "it is wrong; otherwise it "
          "stays on record\n");
}

TEST_CASE("workspace: a change goes through the same approvals again") {
    const std::string approvals = "approvals: {quarterly_plan: {by: [business, management], article: '13'";
    const std::string plan =
        quarter("",
                "approvals: [{by: business, date: 2025-12-18}, {by: management, date: 2025-12-18}],\n"
                "changes: [{date: 2026-02-02, what: x, approvals: [{by: business, date: 2026-02-03}]},\n"
                "{date: 2026-02-05, what: y, approvals: [{by: business, date: 2026-02-06}, {by: management, "
                "date: 2026-02-06}]}],\n");
    CHECK(said({with_section(approvals + "}}")}, {plan}) ==
          "plan.yaml:3:11 warning[approval-missing] the change of 2026-02-02 to the plan 'Q1' lacks the "
          "approval of 管理层 (Art. 13, "
          "policy.yaml:4) | once given, enter it under approvals: {by: management, date: …}\n");
    CHECK(said({with_section(approvals + ", again_when_changed: false}}")}, {plan}) == "");
}

TEST_CASE("workspace: deadlines that the policy does not know, or knows elsewhere") {
    const std::string text = with_section(
        "deadlines: [{id: notice, due: 3 working days before start, article: '14'}, {id: needs_survey, due: "
        "quarter end},\n"
        "{id: settlement, due: 5 working days after end, when: external}, {id: inside_plan, due: on start, "
        "when: inside},\n"
        "{id: exam, due: on end, kinds: [exam]}, {id: other, due: on end, tracks: [second]}]");
    const std::string two_tracks =
        policy("tracks: {basic: {" + assessed + "}, second: {" + assessed + "}},\n" +
               text.substr(text.find("deadlines")).erase(text.size() - text.find("deadlines") - 1));
    CHECK(said({two_tracks},
               {quarter(
                   "{id: A, track: basic, start: 2026-01-12, trainers: [{name: 林岚}], done: {notise: "
                   "2026-01-07,\n"
                   "needs_survey: 2026-01-07, settlement: 2026-01-12, exam: 2026-01-12, other: 2026-01-12,\n"
                   "notice: {date: 2026-01-07, reviewed: [{by: busines, date: 2026-01-06}]}}},\n"
                   "{id: B, track: second, start: 2026-01-12, trainers: [{name: 何川, from: outside}], done: "
                   "{inside_plan: "
                   "2026-01-12, settlement: 2026-01-12}}",
                   "done: {notice: 2026-01-01, needs_survey: 2025-12-31, drill: 2026-01-01},\n")}) ==
          "plan.yaml:2:8 warning[deadline-elsewhere] the deadline 'notice' does not belong here: it is for "
          "each course, not for the "
          "whole plan (Art. 14, policy.yaml:4) | move it to the course's `done`\n"
          "plan.yaml:2:54 warning[unknown-deadline] `done` of the plan 'Q1': the policy p (policy.yaml) has "
          "no deadline 'drill' | "
          "correct its name, or add it under the policy's `deadlines`\n"
          "plan.yaml:4:73 warning[unknown-deadline] `done` of the course 'A': the policy p (policy.yaml) has "
          "no deadline 'notise' | did "
          "you mean 'notice'?\n"
          "plan.yaml:5:1 warning[deadline-elsewhere] the deadline 'needs_survey' does not belong here: it is "
          "for the whole plan, "
          "not for a course (policy.yaml:4) | move it to the plan's `done`\n"
          "plan.yaml:5:27 warning[deadline-elsewhere] the deadline 'settlement' does not belong here: it is "
          "only for courses with a "
          "trainer or a venue from outside (policy.yaml:5) | remove it, or correct the course's track, kind, "
          "trainers or venue\n"
          "plan.yaml:5:51 warning[deadline-elsewhere] the deadline 'exam' does not belong here: it is only "
          "for courses of the kind "
          "exam (policy.yaml:6) | remove it, or correct the course's track, kind, trainers or venue\n"
          "plan.yaml:5:69 warning[deadline-elsewhere] the deadline 'other' does not belong here: it is only "
          "for courses of the track "
          "second (policy.yaml:6) | remove it, or correct the course's track, kind, trainers or venue\n"
          "plan.yaml:6:39 warning[unknown-role] 'notice' was reviewed by 'busines', no role of the policy p "
          "| did you mean "
          "'business'?\n"
          "plan.yaml:7:89 warning[deadline-elsewhere] the deadline 'inside_plan' does not belong here: it is "
          "only for courses with a "
          "trainer from inside (policy.yaml:5) | remove it, or correct the course's track, kind, trainers or "
          "venue\n");
}

TEST_CASE("workspace: deadlines done after the day they were due") {
    const std::string text = with_section(
        "deadlines: [{id: notice, title: {zh: 通知, en: Notice}, due: 3 working days before start, article: "
        "'14'},\n"
        "{id: filing, due: 3 working days after end}]");
    const auto course = [&](const std::string& done, Language language = Language::en) {
        return said(
            {text},
            {quarter("{id: A, track: basic, start: 2026-01-05, end: 2026-12-31, done: {" + done + "}}")}, {},
            language);
    };
    CHECK(course("notice: 2025-12-30, filing: 2027-01-05") == "");
    CHECK(course("notice: 2025-12-31, filing: 2027-01-06") ==
          "plan.yaml:3:66 warning[deadline-late] 'Notice' of the course 'A' was done on 2025-12-31, after "
          "2025-12-30, when it was due "
          "(3 working days before the start; Art. 14, policy.yaml:4) | correct the date if it is wrong; "
          "otherwise it stays on record\n"
          "plan.yaml:3:86 warning[deadline-late] 'filing' of the course 'A' was done on 2027-01-06, after "
          "2027-01-05, when it was due "
          "(3 working days after the end; policy.yaml:5; provisional: the calendar does not cover 2027) | "
          "correct the date if it is "
          "wrong; otherwise it stays on record\n");
    CHECK(course("notice: 2025-12-31", Language::zh) ==
          "plan.yaml:3:66 warning[deadline-late] 课程“A”的“通知”于 2025-12-31 完成，晚于期限 "
          "2025-12-30（开课前 3 "
          "个工作日；第14条，policy.yaml:4） | 若日期写错，请改正；否则留此记录\n");
    CHECK(said({text}, {quarter("{id: A, track: basic, start: 2026-01-05, status: cancelled, done: {notice: "
                                "2026-01-05}}")}) == "");
}

TEST_CASE("workspace: what a plan must state of each course") {
    const std::string all =
        "must_state: {plan: {of: [title, goals, topics, participants, methods, length, trainers, time, "
        "place, budget, frequency, "
        "assessment, requirements, contact], article: '13'}}";
    CHECK(said({with_section(all)}, {quarter("{id: A, track: basic, start: 2026-01-05}")}) ==
          "plan.yaml:3:6 warning[course-unstated] the course 'A' does not state: title, goals, topics, "
          "participants, methods, "
          "trainers, place, budget, requirements, contact (Art. 13, policy.yaml:4) | add it in the plan\n");
    CHECK(said({with_section(all)}, {quarter("{id: A, title: x, track: basic, participants: {track: basic}, "
                                             "methods: [lecture], trainers: [林岚],\n"
                                             "requirements: y, contact: z, sessions: [{date: 2026-01-05, "
                                             "place: 大厅, topics: [a]}, {date: 2026-01-06, place: "
                                             "三楼}]}",
                                             "goals: g, budget: {amount: 1},\n")}) == "");
    CHECK(said({with_section("must_state: {plan: {of: [place]}}")},
               {quarter(
                   "{id: A, track: basic, sessions: [{date: 2026-01-05, place: 大厅}, {date: 2026-01-06}]}")},
               {}, Language::zh) ==
          "plan.yaml:3:6 warning[course-unstated] 课程“A”没有写明：地点（place）（policy.yaml:4） | "
          "在计划中补上\n");
}

TEST_CASE("workspace: trainers whose words contradict each other or the roster") {
    const std::string text =
        with_section("trainers: {inside: {departments: [业务部, 合规部], article: '23'}}");
    const std::string roster = "employee_id,name,department\nE1,林岚,业务部\nE2,高飞,售后部\n";
    CHECK(said({text},
               {quarter(
                   "{id: A, track: basic, start: 2026-01-05, trainers: [{name: 林岚, employee_id: E1},\n"
                   "{name: 高飞, employee_id: E2}, 未名, {name: 何川, from: outside, organisation: 云阶},\n"
                   "{name: 陈晨, employee_id: E9},\n"
                   "{name: 林岚, from: outside, employee_id: E1},\n"
                   "{name: 何川, organisation: 云阶}]}")},
               roster) ==
          "plan.yaml:4:1 warning[trainer-department] the trainer 高飞 of the course 'A' is of '售后部'; "
          "inside trainers come from "
          "业务部, 合规部 (Art. 23, policy.yaml:4) | choose another trainer, or correct the roster\n"
          "plan.yaml:5:1 warning[unknown-trainer] the trainer 陈晨 of the course 'A': there is no employee "
          "E9 in the roster | did you "
          "mean 'E1'?\n"
          "plan.yaml:6:1 warning[trainer-from] the trainer 林岚 of the course 'A' is from outside, but has "
          "the employee id E1 | correct "
          "`from`, or remove what contradicts it\n"
          "plan.yaml:7:1 warning[trainer-from] the trainer 何川 of the course 'A' is from inside, but comes "
          "from '云阶' | correct "
          "`from`, or remove what contradicts it\n");
}

TEST_CASE("workspace: mentors of participants") {
    const std::string text =
        policy("tracks: {onboarding: {title: {zh: 新入职培训, en: Onboarding}, " + assessed +
               ",\nmentor: {from_track: in_service, levels: [A, B], trainees_at_most: 1, article: '9'}}, "
               "in_service: {" +
               assessed + "}}");
    const std::string roster =
        "employee_id,name,track,level,hire_date,leave_date,mentor_id\n"
        "M1,导师一,in_service,A,,,\n"
        "M2,导师二,in_service,C,,,\n"
        "M3,导师三,onboarding,A,,,M1\n"
        "M4,导师四,,B,,,\n"
        "N1,甲,新入职培训,,,,M9\n"
        "N2,乙,onboarding,,,,M2\n"
        "N3,丙,Onboarding,,,,M3\n"
        "N4,丁,onboarding,,,,M4\n"
        "N5,戊,onboarding,,,,\n"
        "N6,己,onboarding,,,2025-12-31,M9\n"
        "S1,庚,in_service,,,,M9\n";
    const std::string plan = quarter(
        "{id: A, track: onboarding, start: 2026-01-05, end: 2026-01-09, participants: {track: onboarding}}");
    CHECK(said({text}, {plan}, roster) ==
          "roster.csv:6:15 warning[unknown-mentor] the mentor M9 of N1 is not in the roster (Art. 9, "
          "policy.yaml:4) | did you mean "
          "'M1'?\n"
          "roster.csv:7:20 warning[mentor-level] the mentor M2 of N2 is of the level 'C'; a mentor has one "
          "of the "
          "levels A, B (Art. 9, "
          "policy.yaml:4) | choose another mentor, or correct the roster\n"
          "roster.csv:8:20 warning[mentor-track] the mentor M3 of N3 is of the track 'onboarding'; a mentor "
          "is of 'in_service' (Art. 9, "
          "policy.yaml:4) | choose another mentor, or correct the roster\n"
          "roster.csv:9:20 warning[mentor-track] the mentor M4 of N4 has no track; a mentor is of "
          "'in_service' (Art. 9, policy.yaml:4) | "
          "choose another mentor, or correct the roster\n"
          "roster.csv:10:20 warning[mentor-missing] N5 has no mentor (Art. 9, policy.yaml:4) | enter the "
          "mentor's employee id in the "
          "roster's column mentor_id\n");
    // A roster that says of nobody who mentors them is not kept for that.
    CHECK(said({text}, {plan}, "employee_id,name,track\nN1,甲,onboarding\nN2,乙,onboarding\n") == "");
}

TEST_CASE("workspace: a mentor of too many trainees at the same time") {
    const std::string text =
        policy("tracks: {onboarding: {" + assessed + ", mentor: {trainees_at_most: 2, article: '9'}}}");
    std::string roster = "employee_id,name,track,mentor_id\nM1,导师,,\n";
    for (int i = 1; i <= 8; ++i) roster += "N" + std::to_string(i) + ",甲,onboarding,M1\n";
    const auto with = [&](const std::string& first, const std::string& second, const std::string& days,
                          Language language = Language::en) {
        return said(
            {text},
            {quarter("{id: A, track: onboarding, start: 2026-01-05, end: 2026-01-09, participants: [" +
                     first + "]},\n{id: B, track: onboarding, " + days + ", participants: [" + second +
                     "]}")},
            roster, language);
    };
    CHECK(with("N1, N2", "N3, N4", "start: 2026-01-10") == "");
    CHECK(with("N1, N2", "N2", "start: 2026-01-09") == "");
    CHECK(with("N1, N2", "N3", "start: 2026-01-09") ==
          "roster.csv:2:1 warning[mentor-trainees] M1 mentors 3 trainees at the same time (N1, N2, N3); the "
          "policy allows 2 (Art. 9, "
          "policy.yaml:3) | choose another mentor for some of them\n");
    CHECK(with("N1, N2, N3, N4", "N5, N6, N7, N8", "start: 2026-01-09", Language::zh) ==
          "roster.csv:2:1 warning[mentor-trainees] M1 同时带 8 名学员（N1、N2、N3、N4、N5 等），至多 2 "
          "名（第9条，policy.yaml:3） | "
          "给其中的人另选导师\n");
}

TEST_CASE("workspace: tracks of the roster that no policy has") {
    const std::string text =
        policy("tracks: {onboarding: {title: {zh: 新入职培训, en: Onboarding}, " + assessed + "}}");
    const std::string roster =
        "employee_id,name,track\nE1,甲,onboarding\nE2,乙,新入职培训\nE3,丙,ONBOARDING\nE4,丁,onbording\nE5,"
        "戊,新入职\nE6,己,onbording\nE7,庚,\n";
    CHECK(said({text}, {quarter("")}, roster) ==
          "roster.csv:5:1 warning[roster-track] no policy has a track 'onbording' (2 people in the roster) | "
          "did you mean "
          "'onboarding'?\n"
          "roster.csv:6:1 warning[roster-track] no policy has a track '新入职' (1 person in the roster) | "
          "correct it, or leave it empty: "
          "the track decides in which courses somebody takes part\n");
    CHECK(said({text}, {quarter("")}, "employee_id,name,track\nE4,丁,onbording\n", Language::zh) ==
          "roster.csv:2:1 warning[roster-track] 没有一项制度有培训类别“onbording”（花名册中 1 人） | 是不是"
          "“onboarding”？\n");
}

TEST_CASE("workspace: a postponed course needs a change of the plan and a new notice") {
    const std::string text = with_section(
        "approvals: {quarterly_plan: {by: [business], article: '13'}},\n"
        "deadlines: [{id: told, due: 3 working days before start, documents: [notice], article: '14'}]");
    const auto plan = [](const std::string& course, const std::string& changes) {
        return quarter("{id: A, track: basic, status: postponed, start: 2026-02-02, " + course + "}",
                       "approvals: [{by: business, date: 2025-12-18}],\n" + changes);
    };
    const std::string change =
        "changes: [{date: 2026-01-05, what: later, courses: [A], approvals: [{by: business, date: "
        "2026-01-06}]}],\n";
    CHECK(said({text}, {plan("postponed: {from: 2026-01-12, on: 2026-01-05}, done: {told: 2026-01-05}",
                             change)}) == "");
    CHECK(
        said({text}, {plan("postponed: {from: 2026-01-12, on: 2026-01-05, notice: 2026-01-05}, done: {told: "
                           "2026-01-04}",
                           change)}) == "");
    CHECK(said({text}, {plan("postponed: {from: 2026-01-12, on: 2026-01-05}", change)}) == "");
    CHECK(
        said({text}, {plan("postponed: {from: 2026-01-12, on: 2026-01-05}, done: {told: 2026-01-04}", "")}) ==
        "plan.yaml:4:6 warning[change-missing] the course 'A' was postponed, but no change of the plan names "
        "it; changes are approved again (Art. 13, policy.yaml:4) | add it under the plan's `changes`: {date: "
        "…, what: …, courses: [A], approvals: […]}\n"
        "plan.yaml:4:72 warning[notice-again] the course 'A' was postponed on 2026-01-05, but the trainees "
        "were not told again (last told on 2026-01-04; Art. 14, policy.yaml:5) | state `notice` under "
        "`postponed`, or correct the date under `done`\n");
    // A policy that does not have changes approved again asks for none.
    CHECK(said({with_section("approvals: {quarterly_plan: {by: [business], again_when_changed: false}}")},
               {quarter("{id: A, track: basic, status: cancelled, start: 2026-02-02}",
                        "approvals: [{by: business, date: 2025-12-18}],\n")}) == "");
}

TEST_CASE("workspace: mentors, participants and trainers are employed") {
    const std::string track = with_track("mentor: {trainees_at_most: 2}");
    const std::string plan = quarter(
        "{id: A, track: basic, start: 2026-01-05, end: 2026-01-23, participants: [E1, E2, E3], trainers: "
        "[{name: 林芳, employee_id: M1}]}");
    const std::string head = "employee_id,name,hire_date,leave_date,mentor_id\n";
    // E2 left with the mentor, E3 came with them.
    CHECK(said({track}, {plan},
               head + "E1,a,2025-01-01,,M2\nE2,b,,2026-01-20,M1\nE3,c,2026-01-07,,M3\n"
                      "M1,d,,2026-01-20,\nM2,e,2026-01-05,2026-01-23,\nM3,f,2026-01-07,,\n") == "");
    CHECK(
        said({track}, {plan},
             head + "E1,a,2025-01-01,,M2\nE2,b,,2026-01-21,M1\nE3,c,,2026-01-04,M3\n"
                    "M1,d,,2026-01-20,\nM2,e,2026-01-06,,\nM3,f,,,\n") ==
        "plan.yaml:3:82 warning[not-employed] E3 takes part in the course 'A' (2026-01-05 to 2026-01-23), "
        "but "
        "left on 2026-01-04 | take them out of the plan, or correct hire_date or leave_date in the roster\n"
        "roster.csv:2:18 warning[mentor-left] the mentor M2 of E1 was hired only on 2026-01-06; the course "
        "'A' "
        "is from 2026-01-05 to 2026-01-23 (policy.yaml:3) | choose another mentor, or correct the roster\n"
        "roster.csv:3:18 warning[mentor-left] the mentor M1 of E2 left on 2026-01-20; the course 'A' is from "
        "2026-01-05 to 2026-01-23 (policy.yaml:3) | choose another mentor, or correct the roster\n");
}
