#include "cases/boundaries.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "cases/case_run.h"
#include "policies.h"

using namespace passline;

namespace {

std::vector<const Case*> pointers(const TestFile& file) {
    std::vector<const Case*> result;
    for (const Case& test : file.cases) result.push_back(&test);
    return result;
}

/// `name → outcome failed band` of every case.
std::string listed(const Boundaries& boundaries) {
    std::string text;
    for (const Case& test : boundaries.cases) {
        text += test.name.en + " → " + std::string(outcome_name(*test.expect.outcome));
        for (const std::string& id : *test.expect.failed) text += " " + id;
        if (!test.expect.band->empty()) text += " " + *test.expect.band;
        text += '\n';
    }
    for (const Text& note : boundaries.notes) text += "# " + note.en + '\n';
    return text;
}

std::string policy_with(const std::string& assessment_and_rest) {
    return "passline: 1\nid: p\ntracks:\n  t:\n    title: {zh: 类, en: T}\n" + assessment_and_rest;
}

/// Expected and judged verdicts of all boundary cases agree.
void check_judged(const Boundaries& boundaries) {
    for (const Case& test : boundaries.cases) {
        const CaseResult result = run_case(test, Calendar::cn());
        INFO(test.name.en);
        CHECK(result.problems.empty());
        CHECK(result.differences.empty());
    }
}

}  // namespace

TEST_CASE("cases: just below, on and above every line, all else at its best") {
    const auto policy = policy_of(small_policy);
    const TestFile file = tests_of(*policy,
                                   "  - {name: a, track: weighted, assessment: {pass: 70}, attempts: [], "
                                   "expect: {outcome: incomplete}}\n");
    const Boundaries made = boundaries_of(*policy, pointers(file));
    CHECK(listed(made) ==
          "Basic: Theory 79.99 is below 80 → fail theory\n"
          "Basic: Theory 79.999999 is below 80 → fail theory\n"
          "Basic: Theory 80 reaches 80 → pass\n"
          "Basic: Theory 80.01 reaches 80 → pass\n"
          "Basic: Practical 29.99 is below 30 → fail practical\n"
          "Basic: Practical 29.999999 is below 30 → fail practical\n"
          "Basic: Practical 30 reaches 30 → pass\n"
          "Basic: Practical 30.01 reaches 30 → pass\n"
          "Weighted: total 69.99 is below 70 → fail total\n"
          "Weighted: total 69.999999 is below 70 → fail total\n"
          "Weighted: total 70 reaches 70 → pass\n"
          "Weighted: total 70.01 reaches 70 → pass\n"
          "Weighted: total 89.99 is below 90, the line of 'Excellent' → pass\n"
          "Weighted: total 89.999999 is below 90, the line of 'Excellent' → pass\n"
          "Weighted: total 90 reaches 90, the line of 'Excellent' → pass excellent\n"
          "Weighted: total 90.01 reaches 90, the line of 'Excellent' → pass excellent\n");
    const Case& first = made.cases.front();
    REQUIRE(first.entries.size() == 3);
    CHECK(first.entries[0].value.score().text() == "79.99");
    CHECK(first.entries[1].value.score().text() == "50");  // both raters, all they can give
    CHECK(first.entries[2].value.score().text() == "50");
    CHECK(first.place.address() == "policy.yaml:17");
    CHECK(first.articles == std::vector<Article>{{same("9"), false}});
    check_judged(made);
}

TEST_CASE("cases: 60 stands in for a line that nobody states, and every stated one is used") {
    const auto policy = policy_of(small_policy);
    const Boundaries assumed = boundaries_of(*policy, {});
    CHECK(assumed.cases[8].name.en ==
          "Weighted: total 59.99 is below 60 (no case states the line: 60 % stands in)");
    CHECK(assumed.cases[12].name.en == "Weighted: total 89.99 is below 90, the line of 'Excellent'");
    check_judged(assumed);
    const TestFile file = tests_of(
        *policy,
        R"(  - {name: a, track: weighted, assessment: {pass: 70}, attempts: [], expect: {outcome: incomplete}}
  - {name: b, track: weighted, assessment: {pass: 95}, attempts: [], expect: {outcome: incomplete}}
  - {name: c, track: weighted, assessment: {pass: 70}, attempts: [], expect: {outcome: incomplete}}
)");
    const Boundaries stated = boundaries_of(*policy, pointers(file));
    CHECK(stated.cases.size() == 20);
    CHECK(stated.cases[16].name.en == "Weighted: total 94.99 is below 95");
    CHECK(stated.cases[16].place.address() == "policy.test.yaml:5");
    check_judged(stated);
}

TEST_CASE("cases: with round the edge lies where figures round to the line") {
    const auto policy = policy_of(policy_with(R"(    assessment:
      pass: 60
      components:
        a: {title: A, weight: 50, pass: 55}
        b: {title: B, weight: 50}
      round: {to: 1, mode: half_up}
    bands: {top: {title: Top, at_least: 90}}
)"));
    const Boundaries made = boundaries_of(*policy, {});
    CHECK(listed(made) ==
          "T: A 54 is below 55 when rounded to 1 → fail a\n"
          "T: A 54.499999 is below 55 when rounded to 1 → fail a\n"
          "T: A 54.5 reaches 55 when rounded to 1 → pass\n"
          "T: A 55 reaches 55 when rounded to 1 → pass\n"
          "T: A 56 reaches 55 when rounded to 1 → pass\n"
          "T: total 59 is below 60 when rounded to 1 → fail total\n"
          "T: total 59.499999 is below 60 when rounded to 1 → fail total\n"
          "T: total 59.5 reaches 60 when rounded to 1 → pass\n"
          "T: total 60 reaches 60 when rounded to 1 → pass\n"
          "T: total 61 reaches 60 when rounded to 1 → pass\n"
          "T: total 89 is below 90, the line of 'Top' when rounded to 1 → pass\n"
          "T: total 89.499999 is below 90, the line of 'Top' when rounded to 1 → pass\n"
          "T: total 89.5 reaches 90, the line of 'Top' when rounded to 1 → pass top\n"
          "T: total 90 reaches 90, the line of 'Top' when rounded to 1 → pass top\n"
          "T: total 91 reaches 90, the line of 'Top' when rounded to 1 → pass top\n");
    check_judged(made);
}

TEST_CASE("cases: all four ways of rounding are judged as expected") {
    for (const char* mode : {"half_up", "half_even", "down", "up"}) {
        for (const char* step : {"0.01", "0.5", "1", "3"}) {
            const auto policy = policy_of(policy_with(fmt::format(R"(    assessment:
      pass: 61
      groups: {{g: {{weight: 30}}, h: {{weight: 70}}}}
      components: {{a: {{group: g, pass: 55.5}}, b: {{group: h, out_of: 30, pass: 17}}, c: {{group: h}}, d: {{group: h, optional: true}}}}
      round: {{to: {}, mode: {}}}
)",
                                                                  step, mode)));
            const Boundaries made = boundaries_of(*policy, {});
            CHECK(made.cases.size() >= 12);
            check_judged(made);
        }
    }
}

TEST_CASE("cases: a component that fails the total too is expected to name both") {
    const auto policy = policy_of(policy_with(R"(    assessment:
      pass: 80
      components: {a: {title: A, weight: 60, pass: 40}, b: {title: B, weight: 40}}
)"));
    const Boundaries made = boundaries_of(*policy, {});
    CHECK(
        listed(made).starts_with("T: A 39.99 is below 40 → fail a total\n"
                                 "T: A 39.999999 is below 40 → fail a total\n"
                                 "T: A 40 reaches 40 → fail total\n"));
    check_judged(made);
}

TEST_CASE("cases: components with a higher line than the total keep to it") {
    const auto policy = policy_of(policy_with(R"(    assessment:
      pass: 60
      components: {a: {title: A, weight: 50, pass: 80}, b: {title: B, weight: 50}}
)"));
    const Boundaries made = boundaries_of(*policy, {});
    const Case& on = made.cases[6];
    CHECK(on.name.en == "T: total 60 reaches 60");
    CHECK(on.entries[0].value.score().text() == "80");
    CHECK(on.entries[1].value.score().text() == "40");
    check_judged(made);
}

TEST_CASE("cases: a total that lines of components keep above its own is told") {
    const auto policy = policy_of(policy_with(R"(    assessment:
      pass: 60
      components: {a: {title: A, weight: 50, pass: 80}, b: {title: B, weight: 50, pass: 70}}
)"));
    const Boundaries made = boundaries_of(*policy, {});
    REQUIRE(made.notes.size() == 1);
    CHECK(made.notes[0].en == "T: no total is below 60 while every component reaches its own line");
    check_judged(made);
}

TEST_CASE("cases: totals that no scores give exactly are taken on the same side of the line") {
    const auto policy = policy_of(policy_with(R"(    assessment:
      pass: 61
      groups: {g: {weight: 100}}
      components: {a: {group: g, out_of: 7}, b: {group: g, out_of: 13}, c: {group: g, out_of: 11}}
)"));
    const Boundaries made = boundaries_of(*policy, {});
    CHECK(made.cases.size() == 4);
    CHECK(*made.cases[1].expect.outcome == Outcome::fail);
    CHECK(*made.cases[2].expect.outcome == Outcome::pass);
    check_judged(made);
}

TEST_CASE("cases: components that only plans state need a case that states them") {
    const auto policy = policy_of(policy_with("    assessment: {components: from plan}\n"));
    const Boundaries none = boundaries_of(*policy, {});
    CHECK(none.cases.empty());
    CHECK(none.notes.at(0).en == "T: the plan states the components, and no case does");
    const TestFile file = tests_of(*policy,
                                   "  - {name: a, track: t, assessment: {components: {x: {pass: 7, out_of: "
                                   "13}}}, attempts: [], expect: {outcome: incomplete}}\n");
    const Boundaries made = boundaries_of(*policy, pointers(file));
    CHECK(listed(made) ==
          "T: x 6.99 is below 7 → fail x\n"
          "T: x 6.999999 is below 7 → fail x\n"
          "T: x 7 reaches 7 → pass\n"
          "T: x 7.01 reaches 7 → pass\n");
    check_judged(made);
}

TEST_CASE("cases: bands without weights lie on the mean of the components") {
    const auto policy = policy_of(policy_with(R"(    assessment:
      components: {a: {out_of: 50}, b: {pass: 60}, before: {baseline_of: a}}
    bands: {good: {title: Good, at_least: 75}, fair: {title: Fair, at_least: 50}}
)"));
    const Boundaries made = boundaries_of(*policy, {});
    CHECK(listed(made).find("T: mean 75 reaches 75, the line of 'Good' → pass good\n") != std::string::npos);
    CHECK(listed(made).find("T: mean 74.999998… is below 75, the line of 'Good' → pass fair\n") !=
          std::string::npos);
    check_judged(made);
}

namespace {

/// A verdict made by hand for `small_policy`'s theory, with a comparison of the test's own.
template <class Reaches>
CourseOutcome verdict_of(const Case& test, Reaches reaches) {
    CourseOutcome outcome;
    outcome.rules = &test.rules.back();
    JudgedAttempt attempt;
    attempt.number = 1;
    attempt.result.components.resize(test.rules.back().components.size());
    bool failed = false;
    for (const ScoreEntry& entry : test.entries) {
        const bool below =
            !reaches(entry.value.score(), test.rules.back().components[entry.component].pass->value);
        attempt.result.components[entry.component].state = ComponentResult::State::scored;
        attempt.result.components[entry.component].below = below;
        failed |= below;
    }
    attempt.result.verdict = failed ? Verdict::fail : Verdict::pass;
    outcome.attempts.push_back(std::move(attempt));
    outcome.outcome = failed ? Outcome::fail : Outcome::pass;
    return outcome;
}

template <class Reaches>
std::string caught(const Boundaries& boundaries, Reaches reaches) {
    std::string names;
    for (const Case& test : boundaries.cases) {
        if (test.rules.back().track->id != "basic") continue;
        if (!differences(test.expect, verdict_of(test, reaches)).empty()) names += test.name.en + '\n';
    }
    return names;
}

}  // namespace

TEST_CASE("cases: a comparison that is off by the least is caught") {
    const auto policy = policy_of(small_policy);
    const Boundaries made = boundaries_of(*policy, {});
    CHECK(caught(made, [](Decimal score, Decimal line) { return score >= line; }).empty());
    CHECK(caught(made, [](Decimal score, Decimal line) { return score > line; }) ==
          "Basic: Theory 80 reaches 80\n"
          "Basic: Practical 30 reaches 30\n");
    CHECK(caught(made,
                 [](Decimal score, Decimal line) { return score.millionths() >= line.millionths() - 1; }) ==
          "Basic: Theory 79.999999 is below 80\n"
          "Basic: Practical 29.999999 is below 30\n");
    CHECK(caught(made,
                 [](Decimal score, Decimal line) {
                     return Fraction(score).rounded({Decimal::from_millionths(10'000)}) >= Fraction(line);
                 }) ==
          "Basic: Theory 79.999999 is below 80\n"
          "Basic: Practical 29.999999 is below 30\n");
    CHECK(caught(made, [](Decimal, Decimal) { return true; }).find("79.99 is below 80\n") !=
          std::string::npos);
}
