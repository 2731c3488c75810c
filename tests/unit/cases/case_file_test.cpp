#include "cases/case_file.h"

#include <doctest/doctest.h>

#include "policies.h"

using namespace passline;

namespace {

/// `line:column code message` of each problem, with the hint behind it.
std::string problems(const std::string& cases, const std::string& policy_text = small_policy,
                     Language language = Language::en) {
    const auto policy = policy_of(policy_text);
    Diagnostics diagnostics;
    const auto file =
        parse_test_file("t.yaml", "passline: 1\npolicy: policy.yaml\ncases:\n" + cases, *policy, diagnostics);
    CHECK(file.has_value() == diagnostics.ok());
    std::string text;
    for (const Diagnostic& each : diagnostics.all()) {
        text += fmt::format("{}:{} {} {}", each.place.line, each.place.column, each.code,
                            each.message.in(language));
        if (!each.hint.empty()) text += " / " + each.hint.in(language);
        text += '\n';
    }
    return text;
}

std::string with(const std::string& attempts, const std::string& expect = "{outcome: pass}",
                 const std::string& rest = "") {
    return "  - name: a\n    track: basic\n    attempts: " + attempts + "\n    expect: " + expect + "\n" +
           rest;
}

}  // namespace

TEST_CASE("cases: what a case refers to must be in the policy") {
    CHECK(problems("  - {name: a, track: basik, attempts: [], expect: {outcome: pass}}\n") ==
          "4:22 unknown-track the policy small has no track 'basik' / did you mean 'basic'?\n");
    CHECK(problems(with("[{teory: 80}]")) ==
          "6:17 unknown-component the track 'basic' has no component 'teory' / did you mean 'theory'?\n");
    CHECK(problems(with("[{essay: 80}]")) ==
          "6:17 unknown-component the track 'basic' has no component 'essay' / its components are: theory, "
          "practical\n");
    CHECK(problems(with("[{practical: {mentr: 80, boss: 9}}]")) ==
          "6:29 unknown-rater 'mentr' is not a rater of 'practical' / did you mean 'mentor'?\n"
          "6:40 unknown-rater 'boss' is not a rater of 'practical' / its raters are: mentor, hr\n");
    CHECK(problems(with("[{theory: {hr: 80}}]")) ==
          "6:26 unknown-rater 'theory' has no raters, but 'hr' is named here / state the score alone\n");
    CHECK(problems(with("[{practical: 30}]")) ==
          "6:28 rater-missing 'practical' is scored by mentor, hr, but no rater is named here / "
          "write it like practical: {mentor: score}\n");
}

TEST_CASE("cases: scores are in their range and have up to six places") {
    CHECK(problems(with("[{practical: {hr: 50.01}}]")) ==
          "6:33 score-range 50.01 is more than 50, the most that 'practical' gives (policy.yaml:18) / "
          "correct the score, or set `out_of` in the policy\n");
    CHECK(problems(with("[{theory: 79.9999999}]")) ==
          "6:25 figure '79.9999999' is no score / a score has up to 6 decimal places\n");
    CHECK(problems(with("[{theory: 1e1}]")) ==
          "6:25 figure '1e1' is no score / a score has up to 6 decimal places\n");
    CHECK(problems(
              with("[{theory: 80.000000, practical: {hr: , mentor: absent, \"人力:甲\": 1}}, {practical: }]"))
              .empty());
}

TEST_CASE("cases: what is expected must be possible") {
    CHECK(
        problems(with(
            "[]",
            "{failed: [theory, total], band: gold, actions: [duti], articles: [\"81\"], certificate: x}")) ==
        "7:31 unknown-component the track 'basic' has no component 'total' / use one of: theory, practical\n"
        "7:45 unknown-band the track 'basic' has no band 'gold'\n"
        "7:61 unknown-action there is no 'duti' under actions / did you mean 'duty'?\n"
        "7:79 unknown-article no rule of the track 'basic' cites the article '81' / did you mean '18'?\n"
        "7:99 unknown-certificate the track 'basic' gives no certificate 'x' / use one of: "
        "basic_certificate\n");
    CHECK(problems(with("[]", "{scores: {essay: 80}}")) ==
          "7:23 unknown-component the track 'basic' has no component 'essay' / use one of: theory, "
          "practical\n");
    CHECK(problems(with("[]", "{due: 2026-02-30}")).starts_with("7:19 date '2026-02-30' is not a date"));
    CHECK(problems(with("[]", "{band: , certificate: , due: , total: }")).empty());
}

TEST_CASE("cases: what a case does not state can't be expected") {
    CHECK(problems(with("[]", "{outcome: not_attended, next: make_up}")) ==
          "7:23 case-untestable no case can come to 'not_attended': the case states no attendance / "
          "state it, or correct what is expected\n"
          "7:43 case-untestable no case can come to 'make_up': the case states no attendance / "
          "state it, or correct what is expected\n");
    CHECK(problems(with("[]", "{outcome: withdrawn}"), small_policy, Language::zh) ==
          "7:23 case-untestable 用例得不出 'withdrawn'：用例没有写离职日期 / 补上情况，或改正预期\n");
    CHECK(problems(with("[]", "{kpi: 80}")).find("schema-key") != std::string::npos);
    CHECK_FALSE(problems(with("[]", "{outcome: pass}", "    attendance: []\n")).empty());
}

TEST_CASE("cases: more attempts than a sheet can number are refused") {
    std::string many = "[";
    for (int i = 0; i < 1000; ++i) many += "{}, ";
    CHECK(problems(with(many + "{}]")) == "6:15 case-untestable there are more than 999 attempts\n");
}

TEST_CASE("cases: what the policy leaves to the plan, the case states") {
    CHECK(problems("  - {name: a, track: weighted, attempts: [], expect: {outcome: pass}}\n") ==
          "4:12 plan-pass-missing the course 'C1' does not state the pass-line of the total, which the "
          "policy leaves to the plan "
          "(policy.yaml:27) / state it at the course: assessment: {pass: …}\n");
    CHECK(
        problems(
            "  - {name: a, track: weighted, assessment: {pass: 60}, attempts: [], expect: {outcome: pass}}\n")
            .empty());
}

TEST_CASE("cases: courses stand in order of their end, and each has an id of its own") {
    const auto courses = [](const std::string& list, const std::string& rest = "") {
        return problems("  - {name: a, track: weighted, assessment: {pass: 60}, " + rest +
                        "expect: {outcome: fail},\n     courses: [" + list + "]}\n");
    };
    CHECK(courses("{id: A, end: 2026-03-03, attempts: []}, {id: B, end: 2026-03-01, attempts: []}") ==
          "5:61 case-order 'B' ends on 2026-03-01 but stands after 'A', which ends on 2026-03-03 / "
          "list the courses in order of their end; on the same day, of their id\n");
    CHECK(courses("{id: B, end: 2026-03-03, attempts: []}, {id: A, end: 2026-03-03, attempts: []}")
              .find("case-order") != std::string::npos);
    CHECK(
        courses(
            "{id: A, end: 2026-03-03, attempts: []}, {id: B, end: 2026-03-03, attempts: []}, {attempts: []}")
            .empty());
    CHECK(courses("{id: A, attempts: []}, {id: A, attempts: []}") ==
          "5:44 course-twice the course 'A' stands in this case already\n");
}

TEST_CASE("cases: a course begins when the policy is in force, and ends no earlier") {
    CHECK(problems(with("[]", "{outcome: pass}", "    start: 2025-12-31\n")) ==
          "8:12 policy-version-missing the course begins on 2025-12-31, when policy.yaml is not in force / "
          "correct `start`, or test the version that held then\n");
    CHECK(problems(with("[]", "{outcome: pass}", "    start: 2026-02-02\n    end: 2026-02-01\n")) ==
          "9:10 course-dates end (2026-02-01) lies before start (2026-02-02)\n");
}

TEST_CASE("cases: a problem that several courses of a case share is told once") {
    CHECK(problems("  - {name: a, track: basik, expect: {outcome: fail}, courses: [{attempts: []}, "
                   "{attempts: []}]}\n") ==
          "4:22 unknown-track the policy small has no track 'basik' / did you mean 'basic'?\n");
}

TEST_CASE("cases: braces in an id are only text") {
    std::string policy = small_policy;
    policy.replace(policy.find("  basic:"), 8, "  \"b{0}{\":");
    CHECK(problems("  - {name: a, track: \"b{0}{\", attempts: [], expect: {band: \"{9\"}}\n", policy) ==
          "4:60 unknown-band the track 'b{0}{' has no band '{9'\n");
}
