#include "plan/plan_file.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>

#include "../problems.h"

using namespace passline;

namespace {

Date date(std::string_view text) { return Date::parse_iso(text).value(); }

Plan loaded(std::string text) {
    Diagnostics diagnostics;
    auto plan = parse_plan("q1.yaml", std::move(text), diagnostics);
    CHECK(problems(diagnostics).empty());
    REQUIRE(plan.has_value());
    return std::move(*plan);
}

std::string refused(std::string text, Language language = Language::en) {
    Diagnostics diagnostics;
    CHECK_FALSE(parse_plan("q1.yaml", std::move(text), diagnostics).has_value());
    return problems(diagnostics, language);
}

/// Line 1, then the course in flow style from line 2 on.
std::string with_course(const std::string& course) {
    return "{passline: 1, plan: Q1, courses: [\n{id: A, track: t, " + course + "}]}";
}

}  // namespace

TEST_CASE("plan: a plan's head, approvals, changes and money load whole") {
    const Plan plan = loaded(
        "passline: 1\n"
        "plan: 2026-Q1\n"
        "title: {zh: 一季度计划, en: First quarter}\n"
        "period: 2026-Q1\n"
        "policy: training\n"
        "goals: {zh: 提升, en: Better service}\n"
        "approvals:\n"
        "  - {by: business, date: 2025-12-18, of: quarterly_plan, name: 赵岩, note: {zh: 同意, en: agreed}}\n"
        "changes:\n"
        "  - {date: 2026-02-02, what: {zh: 换讲师, en: other trainer}, courses: [A], approvals: [{by: hr, "
        "date: 2026-02-03}]}\n"
        "budget: {amount: 80000, currency: CNY, items: {讲师费: 50000, 场地: '30000.50'}}\n"
        "values: {conversion: 1200, satisfaction: {amount: 300, currency: CNY, note: 财务估算}}\n"
        "done: {needs_survey: 2025-12-30}\n"
        "courses: [{id: A, track: t, start: 2026-01-05}]\n");
    CHECK(plan.file == "q1.yaml");
    CHECK(plan.id == "2026-Q1");
    CHECK(plan.origin.address() == "q1.yaml:2");
    CHECK(plan.title == Text{"一季度计划", "First quarter"});
    CHECK(plan.period == Period::parse("2026-Q1"));
    CHECK(plan.period_origin.address() == "q1.yaml:4");
    CHECK(plan.policy == "training");
    CHECK(plan.goals == Text{"提升", "Better service"});
    REQUIRE(plan.approvals.size() == 1);
    CHECK(plan.approvals[0].by == "business");
    CHECK(plan.approvals[0].of == "quarterly_plan");
    CHECK(plan.approvals[0].date == date("2025-12-18"));
    CHECK(plan.approvals[0].name == same("赵岩"));
    CHECK(plan.approvals[0].note == Text{"同意", "agreed"});
    CHECK(plan.approvals[0].origin.address() == "q1.yaml:8");
    CHECK(plan.approvals_origin.address() == "q1.yaml:7");
    REQUIRE(plan.changes.size() == 1);
    CHECK(plan.changes[0].date == date("2026-02-02"));
    CHECK(plan.changes[0].what == Text{"换讲师", "other trainer"});
    CHECK(plan.changes[0].courses == std::vector<std::string>{"A"});
    CHECK(plan.changes[0].approvals[0].by == "hr");
    CHECK(plan.budget->total.amount == Decimal::whole(80000));
    CHECK(plan.budget->total.currency == "CNY");
    REQUIRE(plan.budget->items.size() == 2);
    CHECK(plan.budget->items[1].first == "场地");
    CHECK(plan.budget->items[1].second == *Decimal::parse("30000.5"));
    REQUIRE(plan.values.size() == 2);
    CHECK(plan.values[0].metric == "conversion");
    CHECK(plan.values[0].worth.amount == Decimal::whole(1200));
    CHECK(plan.values[0].worth.currency.empty());
    CHECK(plan.values[1].worth.amount == Decimal::whole(300));
    CHECK(plan.values[1].worth.currency == "CNY");
    CHECK(plan.values[1].note == same("财务估算"));
    REQUIRE(plan.done.size() == 1);
    CHECK(plan.done[0].deadline == "needs_survey");
    CHECK(plan.done[0].date == date("2025-12-30"));
}

TEST_CASE("plan: a course loads with all that its schema allows") {
    const Plan plan = loaded(
        "passline: 1\n"
        "plan: 2026\n"
        "courses:\n"
        "  - id: 0012\n"
        "    title: {zh: 一月班, en: January}\n"
        "    track: in_service\n"
        "    kind: special\n"
        "    status: postponed\n"
        "    postponed: {from: 2026-03-02, to: 2026-03-03, on: 2026-02-20, reason: 讲师生病, notice: "
        "2026-02-21}\n"
        "    goals: 提升\n"
        "    topics: [returns, 纠纷]\n"
        "    methods: [lecture]\n"
        "    trainers: [林岚, {name: {zh: 高飞, en: Gao Fei}, employee_id: 0031}, {name: 何川, from: "
        "outside, organisation: 云阶}]\n"
        "    place: {zh: 三楼, en: third floor}\n"
        "    venue: outside\n"
        "    requirements: {zh: 带电脑, en: Bring a computer}\n"
        "    contact: 陈晨\n"
        "    start: 2026-03-16\n"
        "    end: 2026-03-17\n"
        "    hours: {from: '9:00', to: '17:30', break: 90 minutes}\n"
        "    participants: {track: in_service, department: 客服一部}\n"
        "    values: {satisfaction: 300}\n"
        "    assessment:\n"
        "      pass: 60\n"
        "      components:\n"
        "        paper: {title: 试卷, out_of: 150, pass: 90, group: written, article: '3'}\n"
        "        talk: {raters: [trainer, hr], optional: true, weight: 12.5}\n"
        "        attendance: {from: attendance}\n"
        "        before: {baseline_of: paper}\n"
        "        theory:\n"
        "    budget: {amount: 12000}\n"
        "    done: {lesson_plan: {date: 2026-03-06, reviewed: [{by: business, date: 2026-03-05}], note: "
        "补交}, notice: 2026-03-10}\n"
        "    note: 与一季度合办\n");
    REQUIRE(plan.courses.size() == 1);
    const Course& course = plan.courses[0];
    CHECK(course.id == "0012");
    CHECK(course.title == Text{"一月班", "January"});
    CHECK(course.track == "in_service");
    CHECK(course.kind == "special");
    CHECK(course.status == CourseStatus::postponed);
    CHECK(course.postponed->from == date("2026-03-02"));
    CHECK(course.postponed->to == date("2026-03-03"));
    CHECK(course.postponed->on == date("2026-02-20"));
    CHECK(course.postponed->notice == date("2026-02-21"));
    CHECK(course.postponed->reason == same("讲师生病"));
    CHECK_FALSE(course.undated);
    CHECK(course.goals == same("提升"));
    CHECK(course.topics == std::vector<std::string>{"returns", "纠纷"});
    CHECK(course.methods == std::vector<std::string>{"lecture"});
    REQUIRE(course.trainers.size() == 3);
    CHECK(course.trainers[0].name == same("林岚"));
    CHECK_FALSE(course.trainers[0].outside);
    CHECK(course.trainers[1].employee_id == "0031");
    CHECK(course.trainers[2].outside);
    CHECK(course.trainers[2].organisation == same("云阶"));
    CHECK(course.place == Text{"三楼", "third floor"});
    CHECK(course.venue == Venue::outside);
    CHECK(course.requirements == Text{"带电脑", "Bring a computer"});
    CHECK(course.contact == same("陈晨"));
    CHECK(course.start == date("2026-03-16"));
    CHECK(course.end == date("2026-03-17"));
    CHECK(course.hours->from.text() == "09:00");
    CHECK(course.hours->rest == Duration{90, Unit::minutes});
    CHECK(course.participants.kind == Participants::Kind::of_track);
    CHECK(course.participants.track == "in_service");
    CHECK(course.participants.department == "客服一部");
    CHECK(course.values[0].metric == "satisfaction");
    CHECK(course.assessment.pass == Decimal::whole(60));
    REQUIRE(course.assessment.components.size() == 5);
    const StatedComponent& paper = course.assessment.components[0];
    CHECK(paper.title == same("试卷"));
    CHECK(paper.out_of == Decimal::whole(150));
    CHECK(paper.pass == Decimal::whole(90));
    CHECK(paper.group == "written");
    CHECK(paper.article.raw == same("3"));
    CHECK(course.assessment.components[1].raters == std::vector<std::string>{"trainer", "hr"});
    CHECK(course.assessment.components[1].is_optional == true);
    CHECK(course.assessment.components[1].weight == *Decimal::parse("12.5"));
    CHECK(course.assessment.components[2].from_attendance);
    CHECK(course.assessment.components[3].baseline_of == "paper");
    CHECK(course.assessment.components[4].id == "theory");
    CHECK(course.budget->total.amount == Decimal::whole(12000));
    REQUIRE(course.done.size() == 2);
    CHECK(course.done[0].date == date("2026-03-06"));
    CHECK(course.done[0].reviewed[0].by == "business");
    CHECK(course.done[0].reviewed[0].date == date("2026-03-05"));
    CHECK(course.done[0].note == same("补交"));
    CHECK(course.done[1].deadline == "notice");
    CHECK(course.note == same("与一季度合办"));
}

TEST_CASE("plan: sessions give a course its dates, in order of time") {
    const Plan plan =
        loaded(with_course("sessions: [{date: 2026-02-26, from: '13:00', to: '18:00', break: 60 minutes},\n"
                           "{id: X, date: 2026-02-25, title: {zh: 开班, en: Opening}, place: 大厅, topics: "
                           "[intro]}, {date: 2026-02-26, from: '9:00'}]"));
    const Course& course = plan.courses[0];
    CHECK(course.start == date("2026-02-25"));
    CHECK(course.end == date("2026-02-26"));
    REQUIRE(course.sessions.size() == 3);
    CHECK(course.sessions[0].id == "X");
    CHECK(course.sessions[0].title == Text{"开班", "Opening"});
    CHECK(course.sessions[0].place == same("大厅"));
    CHECK(course.sessions[0].topics == std::vector<std::string>{"intro"});
    CHECK(course.sessions[1].id == "S3");
    CHECK(course.sessions[2].id == "S1");
    CHECK(course.sessions[2].rest == Duration{60, Unit::minutes});
}

TEST_CASE("plan: participants are of a track, listed, or whoever has scores") {
    CHECK(loaded(with_course("start: 2026-01-05")).courses[0].participants.kind ==
          Participants::Kind::with_scores);
    const Course listed = loaded(with_course("start: 2026-01-05, participants: [E1, 0007]")).courses[0];
    CHECK(listed.participants.kind == Participants::Kind::listed);
    REQUIRE(listed.participants.listed.size() == 2);
    CHECK(listed.participants.listed[1].id == "0007");
    CHECK(listed.end == listed.start);
    CHECK(listed.title == same("A"));
    CHECK(listed.status == CourseStatus::planned);
}

TEST_CASE("plan: a course postponed without new dates keeps the first ones") {
    const Course course =
        loaded(with_course("status: postponed, postponed: {from: 2026-03-02, to: 2026-03-03}")).courses[0];
    CHECK(course.undated);
    CHECK(course.start == date("2026-03-02"));
    CHECK(course.end == date("2026-03-03"));
    CHECK(refused(with_course("status: postponed")) ==
          "q1.yaml:2:6 error[course-dates] the course 'A' has no dates | state `start` and `end`, or "
          "`sessions`\n");
}

TEST_CASE("plan: dates that can't be meant are refused") {
    CHECK(refused(with_course("status: held")) ==
          "q1.yaml:2:6 error[course-dates] the course 'A' has no dates | state `start` and `end`, or "
          "`sessions`\n");
    CHECK(refused(with_course("start: 2026-01-05, end: 2026-01-04")) ==
          "q1.yaml:2:43 error[course-dates] end (2026-01-04) lies before start (2026-01-05)\n");
    CHECK(refused(with_course("start: 2026-01-05, sessions: [{date: 2026-01-05}]")) ==
          "q1.yaml:2:26 error[course-dates] state either start and end or sessions, not both | with "
          "sessions, the first "
          "and last day follow from them\n");
    CHECK(refused(with_course("start: 2026-02-30")) ==
          "q1.yaml:2:26 error[date] '2026-02-30' is not a date | there is no such day\n");
    CHECK(refused(with_course("start: 2026-01-05, postponed: {from: 2026-01-03, to: 2026-01-02}")) ==
          "q1.yaml:2:72 error[course-dates] to (2026-01-02) lies before from (2026-01-03)\n");
    CHECK(refused(with_course(
              "sessions: [{id: S2, date: 2026-01-05, from: '9:00', to: '9:00'}, {date: 2026-01-06}]")) ==
          "q1.yaml:2:71 error[session-times] the session ends no later than it begins\n"
          "q1.yaml:2:84 error[session-twice] the session 'S2' stands in line 2 already\n");
    CHECK(refused(with_course("start: 2026-01-05, hours: {from: '17:00', to: '9:00'}"), Language::zh) ==
          "q1.yaml:2:61 error[session-times] 结束时刻不晚于开始时刻\n");
}

TEST_CASE("plan: ids twice and courses that are not there are refused") {
    CHECK(refused("passline: 1\nplan: Q1\ncourses:\n  - {id: A, track: t, start: 2026-01-05}\n"
                  "  - {id: A, track: t, start: 2026-01-05, participants: [E1, E2, E1]}\n"
                  "changes: [{date: 2026-01-01, what: x, courses: [A, ONB]}]\n") ==
          "q1.yaml:5:10 error[course-twice] the course 'A' stands in line 4 already\n"
          "q1.yaml:5:65 error[participant-twice] 'E1' is listed in line 5 already\n"
          "q1.yaml:6:52 error[unknown-course] this plan has no course 'ONB'\n");
}

TEST_CASE("plan: what is due again and again is done on several dates, a course's deadline on one") {
    const Plan plan = loaded(
        "passline: 1\nplan: Q1\ncourses: []\ndone:\n  exam:\n    - 2026-01-20\n"
        "    - {date: 2026-02-21, reviewed: [{by: hr, date: 2026-02-22}], note: 迟一天}\n  survey: "
        "2026-03-30\n");
    REQUIRE(plan.done.size() == 3);
    CHECK(plan.done[0].deadline == "exam");
    CHECK(plan.done[0].date == date("2026-01-20"));
    CHECK(plan.done[0].origin.line == 6);
    CHECK(plan.done[1].deadline == "exam");
    CHECK(plan.done[1].date == date("2026-02-21"));
    CHECK(plan.done[1].reviewed[0].by == "hr");
    CHECK(plan.done[1].note == same("迟一天"));
    CHECK(plan.done[1].origin.line == 7);
    CHECK(plan.done[2].deadline == "survey");
    CHECK(plan.done[2].origin.line == 8);
    CHECK(refused(with_course("start: 2026-01-05, done: {notice: [2026-01-02]}"))
              .find("q1.yaml:2:45 error[schema-type] ") == 0);
    CHECK(refused("passline: 1\nplan: Q1\ncourses: []\ndone: {exam: []}\n")
              .find("q1.yaml:4:8 error[schema-value] ") == 0);
}

TEST_CASE("plan: what the schema refuses is not read further") {
    CHECK(refused("passline: 1\nplan: Q1\nperiod: 2026-Q5\ncourses: []\n")
              .find("q1.yaml:3:9 error[schema-value] ") == 0);
}
