#include "planning/plan_changes.h"

#include <doctest/doctest.h>

#include <string>

#include "../workspace/assembled.h"

using namespace passline;

namespace {

constexpr const char* policy =
    "{passline: 1, id: p, roles: {a: 甲, b: 乙}, tracks: {t: {assessment: {components: {theory: {pass: "
    "80}}}}},"
    "approvals: {quarterly_plan: {by: [a, b]}}}";

std::string plan(const std::string& rest) { return "{passline: 1, plan: q, period: 2026-Q2, " + rest + "}"; }

Plan read(const std::string& text) {
    Diagnostics diagnostics;
    auto plan = parse_plan("plan.yaml", text, diagnostics);
    INFO(problems(diagnostics));
    REQUIRE(plan.has_value());
    return std::move(*plan);
}

/// `course field before > after`, one for each difference.
std::string differences(const std::string& before, const std::string& now) {
    std::string text;
    for (const PlanDifference& each : plan_differences(read(plan(before)), read(plan(now))))
        text += each.course_id + " " + std::string(change_name(each.kind)) + " " + each.field + " " +
                each.before.en + " > " + each.after.en + (each.approved_again ? "\n" : " (progress)\n");
    return text;
}

/// `role: what lacks it`, one for each role.
std::string needed(const std::string& before, const std::string& now) {
    const auto workspace = assembled({policy}, {});
    const Plan old_plan = read(plan(before));
    const Plan new_plan = read(plan(now));
    const ApprovalRule* rule = plan_approval(workspace->policies.front(), *new_plan.period);
    REQUIRE(rule != nullptr);
    std::string text;
    for (const ApprovalNeeded& each :
         approvals_needed(*rule, old_plan, new_plan, plan_differences(old_plan, new_plan))) {
        text += each.role + ":" + (each.plan ? " plan" : "");
        for (const std::string& course : each.courses) text += " " + course;
        text += "\n";
    }
    return text;
}

const std::string old_courses = "courses: [{id: X, track: t, start: 2026-05-06, participants: [E1, E2]}]";
const std::string new_courses = "courses: [{id: X, track: t, start: 2026-05-07, participants: [E2, E3]}]";

}  // namespace

TEST_CASE("each field that differs, and of participants only those who changed") {
    CHECK(differences(old_courses, old_courses).empty());
    CHECK(differences(old_courses, new_courses) ==
          "X moved start 2026-05-06 > 2026-05-07\nX moved end 2026-05-06 > 2026-05-07\n"
          "X changed participants E1 > E3\n");
    CHECK(differences(old_courses, "courses: [{id: Y, track: t, start: 2026-05-07}]") ==
          "Y added   > 2026-05-07\nX removed  2026-05-06 > \n");
    CHECK(differences("budget: {amount: 5}, courses: []",
                      "budget: {amount: 6, currency: CNY}, courses: []") == " changed budget 5 > 6 CNY\n");
}

TEST_CASE("a course that was held is progress; one that was cancelled is a change") {
    const auto with = [](const std::string& status) {
        return "courses: [{id: X, track: t, start: 2026-05-06, status: " + status + "}]";
    };
    CHECK(differences(with("planned"), with("held")) == "X changed status planned > held (progress)\n");
    CHECK(differences(with("planned"), with("cancelled")) == "X changed status planned > cancelled\n");
    CHECK(needed(with("planned"), with("held")) == "a:\nb:\n");
    const auto after = [](const std::string& status) {
        return "courses: [{id: X, track: t, start: 2026-05-06, postponed: {from: 2026-04-08}, status: " +
               status + "}]";
    };
    CHECK(differences(after("postponed"), after("held")) == "X changed status postponed > held (progress)\n");
}

TEST_CASE("what improvement is worth, and from when a course was postponed") {
    const auto worth = [](const std::string& amount) {
        return "values: {m: {amount: " + amount + ", currency: CNY}}";
    };
    CHECK(differences(worth("5") + ", courses: []", worth("6") + ", courses: []") ==
          " changed values m 5 CNY > m 6 CNY\n");
    const auto course = [](const std::string& rest) {
        return "courses: [{id: X, track: t, start: 2026-05-06, " + rest + "}]";
    };
    CHECK(differences(course(worth("5")), course(worth("6"))) == "X changed values m 5 CNY > m 6 CNY\n");
    const auto late = [&](const std::string& rest) {
        return course("status: postponed, postponed: {from: 2026-04-08" + rest + "}");
    };
    CHECK(differences(late(", reason: r"), late(", reason: s")) ==
          "X changed postponed 2026-04-08, r > 2026-04-08, s\n");
    CHECK(differences(late(""), late(", notice: 2026-04-07")) ==
          "X changed postponed 2026-04-08 > 2026-04-08, told 2026-04-07 (progress)\n");
}

TEST_CASE("a course that is gone is approved by a change that names none") {
    const std::string change =
        "changes: [{date: 2026-04-01, what: w, approvals: [{by: a, date: 2026-04-01}]}], ";
    CHECK(needed(old_courses, change + "courses: []") == "a:\nb: X\n");
    CHECK(needed(old_courses, change + new_courses) == "a: X\nb: X\n");
}

TEST_CASE("approvals that predate the change do not count") {
    const std::string first = "approvals: [{by: a, date: 2026-03-02}, {by: b, date: 2026-03-03}], ";
    CHECK(needed(first + old_courses, first + new_courses) == "a: X\nb: X\n");
    CHECK(
        needed(
            first + old_courses,
            "changes: [{date: 2026-04-01, what: w, courses: [X], approvals: [{by: a, date: 2026-04-01}]}], " +
                first + new_courses) == "a:\nb: X\n");
    const std::string again = "approvals: [{by: a, date: 2026-04-02}, {by: b, date: 2026-03-03}], ";
    CHECK(needed(first + old_courses, again + new_courses) == "a:\nb: X\n");
    // the same approval of an earlier change stood there before
    const std::string change =
        "changes: [{date: 2026-04-01, what: w, courses: [X], approvals: [{by: a, date: 2026-04-01}]}], ";
    CHECK(needed(change + old_courses, change + new_courses) == "a: X\nb: X\n");
}
