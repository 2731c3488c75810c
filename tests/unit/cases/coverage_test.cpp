#include "cases/coverage.h"

#include <doctest/doctest.h>

#include "cases/case_run.h"
#include "cases/test_run.h"
#include "policies.h"

using namespace passline;

namespace {

Coverage coverage_of(const Policy& policy, const std::string& cases) {
    Coverage coverage(policy);
    const TestFile file = tests_of(policy, cases);
    for (const Case& test : file.cases) {
        const CaseResult result = run_case(test, file.calendar);
        CHECK(result.problems.empty());
        for (std::size_t i = 0; i < result.outcomes.size(); ++i)
            coverage.record(result.outcomes[i], result.trace[i]);
    }
    return coverage;
}

/// Paths of the rules that are covered, with `tracks.` left out; of a line half shown, the half in brackets.
std::string touched(const Coverage& coverage) {
    std::string text;
    for (const CoveredRule& rule : coverage.rules()) {
        if (!rule.reached && !rule.missed) continue;
        text += rule.path.substr(7) +
                (rule.covered() ? ""
                 : rule.reached ? " (reached)"
                                : " (missed)") +
                '\n';
    }
    return text;
}

std::string articles(const Coverage& coverage) {
    std::string text;
    for (const CoveredArticle& each : coverage.articles())
        text += (text.empty() ? "" : " ") + each.article.raw.en + (each.covered ? "+" : "-");
    return text;
}

std::string expecting(const std::string& track, const std::string& attempts) {
    return "  - {name: a, track: " + track + ", assessment: {components: {theory: }}, attempts: " + attempts +
           ", expect: {attempts: 1}}\n";
}

constexpr const char* whole_basic =
    R"(  - {name: a, track: basic, attempts: [{theory: 80, practical: {mentor: 30, hr: 30}}], expect: {outcome: pass}}
  - {name: b, track: basic, attempts: [{theory: 79}, {theory: 79, practical: {mentor: 29, hr: 29}}], expect: {outcome: fail}}
  - {name: c, track: basic, attempts: [{theory: void}], expect: {outcome: fail}}
)";

constexpr const char* whole_weighted =
    R"(  - {name: d, track: weighted, assessment: {pass: 60}, attempts: [{theory: 90, essay: 90}], expect: {outcome: pass}}
  - name: e
    track: weighted
    assessment: {pass: 60}
    courses: [{attempts: [{theory: 59, essay: 60}]}, {attempts: [{theory: 59, essay: 60}]}]
    expect: {outcome: fail}
)";

}  // namespace

TEST_CASE("cases: nothing is covered before a case has run") {
    const auto policy = policy_of(small_policy);
    const Coverage coverage(*policy);
    std::string paths;
    for (const CoveredRule& rule : coverage.rules()) {
        CHECK(!rule.covered());
        paths += rule.path + ' ' + rule.origin.address() + '\n';
    }
    CHECK(paths ==
          "tracks.basic.assessment.components.theory.pass policy.yaml:17\n"
          "tracks.basic.assessment.components.practical.pass policy.yaml:18\n"
          "tracks.basic.assessment.marks.void policy.yaml:19\n"
          "tracks.basic.on_pass policy.yaml:20\n"
          "tracks.basic.on_pass.certificate policy.yaml:20\n"
          "tracks.basic.on_fail[1] policy.yaml:22\n"
          "tracks.basic.on_fail[2] policy.yaml:23\n"
          "tracks.weighted.assessment.pass policy.yaml:27\n"
          "tracks.weighted.assessment.components.theory policy.yaml:29\n"
          "tracks.weighted.assessment.components.essay policy.yaml:30\n"
          "tracks.weighted.bands.excellent policy.yaml:33\n"
          "tracks.weighted.on_fail[1] policy.yaml:35\n"
          "tracks.weighted.on_consecutive_fails[1] policy.yaml:37\n");
    CHECK(articles(coverage) == "9- 12- 18- 10- 11-");
    CHECK(!coverage.complete());
}

TEST_CASE("cases: a line is covered from both sides only") {
    const auto policy = policy_of(small_policy);
    const Coverage reached =
        coverage_of(*policy, expecting("basic", "[{theory: 80, practical: {mentor: 30, hr: 30}}]"));
    CHECK(touched(reached) ==
          "basic.assessment.components.theory.pass (reached)\n"
          "basic.assessment.components.practical.pass (reached)\n"
          "basic.on_pass\n"
          "basic.on_pass.certificate\n");
    CHECK(articles(reached) == "9+ 12- 18+ 10- 11-");
    const Coverage missed = coverage_of(*policy, expecting("basic", "[{theory: 79.99}]"));
    CHECK(touched(missed) ==
          "basic.assessment.components.theory.pass (missed)\n"
          "basic.on_fail[1]\n");
    CHECK(articles(missed) == "9+ 12- 18- 10- 11-");
}

TEST_CASE("cases: marks, steps, bands and rows are covered when they have decided") {
    const auto policy = policy_of(small_policy);
    CHECK(
        touched(coverage_of(*policy, expecting("basic", "[{theory: void, practical: {mentor: absent}}]"))) ==
        "basic.assessment.marks.void\n"
        "basic.on_fail[1]\n");
    const std::string failed_once =
        "  - {name: a, track: weighted, assessment: {pass: 60}, attempts: [{theory: 59, essay: 60}], expect: "
        "{outcome: fail}}\n";
    CHECK(touched(coverage_of(*policy, failed_once)) ==
          "weighted.assessment.pass (missed)\n"
          "weighted.assessment.components.theory\n"
          "weighted.assessment.components.essay\n"
          "weighted.on_fail[1]\n");
    CHECK(touched(coverage_of(*policy, whole_weighted)) ==
          "weighted.assessment.pass\n"
          "weighted.assessment.components.theory\n"
          "weighted.assessment.components.essay\n"
          "weighted.bands.excellent\n"
          "weighted.on_fail[1]\n"
          "weighted.on_consecutive_fails[1]\n");
}

TEST_CASE("cases: on_fails counts the failures of one course") {
    std::string text = small_policy;
    text.replace(text.find("  weighted:"), 0,
                 "    on_fails: [{count: 1, actions: [list]}, {count: 2, actions: [reward]}]\n");
    const auto policy = policy_of(text);
    const std::string once = touched(coverage_of(*policy, expecting("basic", "[{theory: 1}]")));
    CHECK(once.find("basic.on_fails[1]\n") != std::string::npos);
    CHECK(once.find("basic.on_fails[2]\n") == std::string::npos);
    const std::string twice = touched(coverage_of(*policy, expecting("basic", "[{theory: 1}, {theory: 1}]")));
    CHECK(twice.find("basic.on_fails[2]\n") != std::string::npos);
}

TEST_CASE("cases: cases that show everything") {
    const auto policy = policy_of(small_policy);
    CHECK(coverage_of(*policy, std::string(whole_basic) + whole_weighted).complete());
    CHECK(!coverage_of(*policy, whole_basic).complete());
}

TEST_CASE("cases: groups without a line for the total name no article that a result could show") {
    const auto policy = policy_of(R"(passline: 1
id: p
tracks:
  t:
    assessment:
      groups: {g: {weight: 100, article: "7"}}
      components: {a: {group: g, article: "8"}}
      marks: {void: incomplete}
)");
    const Coverage coverage(*policy);
    CHECK(articles(coverage).empty());
    CHECK(coverage_of(*policy, "  - {name: a, track: t, attempts: [{a: 1}], expect: {outcome: pass}}\n")
              .rules()
              .front()
              .covered());
}

TEST_CASE("cases: sections that cases can't touch are listed and not counted") {
    std::string text = small_policy;
    text += R"(attendance:
  no_show: {counts_as: not_attended, article: "15"}
duties: [{title: {zh: 保密, en: Secrecy}, article: "14"}]
)";
    text.replace(text.find("  weighted:"), 0, "    length: {at_least: 5 working days, article: \"9\"}\n");
    const auto policy = policy_of(text);
    std::string untested;
    const Coverage coverage(*policy);
    for (const UntestedRule& rule : coverage.untested()) {
        untested += rule.path + (rule.of_plans ? " (plans)" : "");
        for (const Article& article : rule.articles) untested += " " + article.raw.en;
        untested += '\n';
    }
    CHECK(untested ==
          "tracks.basic.length (plans) 9\n"
          "duties 14\n");
    CHECK(articles(coverage) == "9- 12- 18- 10- 11- 15-");
}

TEST_CASE("cases: the point of coverage lists what no case touches") {
    const auto policy =
        policy_of(std::string(small_policy) + "evaluation: {reaction: {at_least: 85, article: \"19\"}}\n");
    std::vector<TestFile> files;
    files.push_back(tests_of(
        *policy,
        std::string(whole_weighted) +
            R"(  - {name: a, track: basic, attempts: [{theory: 80, practical: {mentor: 30, hr: 30}}], expect: {outcome: pass}}
  - {name: b, track: basic, attempts: [{practical: {mentor: 29, hr: 29}}], expect: {outcome: fail}}
)"));
    const TestReport report = run_tests(files, {false, true, ""}, Language::en);
    CHECK(report.failed == 1);
    CHECK(report.tap ==
          R"(TAP version 13
1..5
ok 1 - d
ok 2 - e
ok 3 - a
ok 4 - b
not ok 5 - policy.yaml: the cases touch 10 of 13 rules and 4 of 5 articles
  ---
  message: "no case touches some rules or articles"
  rules:
    - {rule: "tracks.basic.assessment.components.theory.pass", at: "policy.yaml:17", article: "Art. 9", missing: "no case below it"}
    - {rule: "tracks.basic.assessment.marks.void", at: "policy.yaml:19", article: "Art. 12", missing: "no case"}
    - {rule: "tracks.basic.on_fail[2]", at: "policy.yaml:23", article: "Art. 18", missing: "no case"}
  articles: ["Art. 12"]
  ...
# not yet testable: evaluation [Art. 19]
)");
}
