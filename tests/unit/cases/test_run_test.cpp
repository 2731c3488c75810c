#include "cases/test_run.h"

#include <doctest/doctest.h>

#include "policies.h"

using namespace passline;

namespace {

struct Tap {
    std::string text;
    std::size_t points;
    std::size_t failed;
};

Tap run(const std::string& cases, TestOptions options = {}, Language language = Language::en,
        const std::string& policy_text = small_policy) {
    const auto policy = policy_of(policy_text);
    std::vector<TestFile> files;
    files.push_back(tests_of(*policy, cases));
    TestReport report = run_tests(files, options, language);
    return {report.tap, report.points, report.failed};
}

}  // namespace

TEST_CASE("cases: a file whose cases all come out") {
    const Tap tap = run(R"(  - name: on the line
    article: "9"
    track: basic
    attempts: [{theory: 80, practical: {mentor: 29, hr: 31}}]
    expect: {outcome: pass, failed: [], next: none, actions: [duty], articles: ["9", "18"], certificate: basic_certificate, due: , attempts: 1}
  - name: below, 10 days to resit
    article: [9, "18"]
    track: basic
    attempts: [{date: 2026-01-05, theory: 79.999999, practical: {mentor: 30, hr: 30}}]
    expect: {outcome: fail, failed: [theory], next: resit, due: 2026-01-15, certificate: , scores: {practical: 30}}
  - name: nobody scored
    track: basic
    attempts: []
    expect: {outcome: incomplete, next: assess, attempts: 0, total: , scores: {}}
  - name: excellent
    track: weighted
    assessment: {pass: 60}
    attempts: [{theory: 100, essay: 75}]
    expect: {outcome: pass, band: excellent, total: 90, actions: [reward], scores: {theory: 100}}
)");
    CHECK(tap.text ==
          "TAP version 13\n"
          "1..4\n"
          "ok 1 - on the line # Art. 9\n"
          "ok 2 - below, 10 days to resit # Art. 9, Art. 18\n"
          "ok 3 - nobody scored\n"
          "ok 4 - excellent\n");
    CHECK(tap.points == 4);
    CHECK(tap.failed == 0);
}

TEST_CASE("cases: every key that differs is shown with both sides and why") {
    const Tap tap = run(R"(  - name: wrong in every key
    article: "9"
    track: basic
    attempts: [{date: 2026-01-05, theory: 79.99, practical: {mentor: 30, hr: void}}]
    expect: {outcome: pass, next: none, failed: [], scores: {theory: 80, practical: 30}, total: 80, actions: [duty], articles: ["18"], certificate: basic_certificate, attempts: 2, due: }
)");
    CHECK(tap.failed == 1);
    CHECK(tap.text ==
          R"(TAP version 13
1..1
not ok 1 - wrong in every key # Art. 9
  ---
  message: "not as expected: outcome, next, failed, scores, total, actions, articles, certificate, attempts, due"
  at: "policy.test.yaml:4"
  differs:
    outcome: {expected: pass, got: fail}
    next: {expected: none, got: resit}
    failed: {expected: [], got: [theory, practical]}
    scores: {expected: {theory: 80, practical: 30}, got: {theory: 79.99, practical: void}}
    total: {expected: 80, got: null}
    actions: {expected: [duty], got: [list]}
    articles: {expected: [18], got: [9, 12]}
    certificate: {expected: basic_certificate, got: null}
    attempts: {expected: 2, got: 1}
    due: {expected: null, got: 2026-01-15}
  why: |
    Basic: fail → resit by 2026-01-15
    ├─ judged by Small policy (in force from 2026-01-01), Basic
    │    ← policy.yaml:13, policy.test.yaml:4
    ├─ attempt 1 (2026-01-05): fail
    │  ├─ Theory 79.99, below the pass-line 80 [Art. 9]
    │  │    ← policy.test.yaml:7, policy.yaml:17
    │  └─ Practical: void, counts as failed [Art. 9]
    │     │ ← policy.yaml:18
    │     ├─ Mentor: 30
    │     │    ← policy.test.yaml:7
    │     └─ HR: void
    │          ← policy.test.yaml:7
    ├─ failure 1 → resit [Art. 9]
    │  │ ← policy.yaml:22
    │  └─ due: 10 days after 2026-01-05 → 2026-01-15
    │       ← policy.yaml:22
    └─ follows: List [Art. 12]
         ← policy.yaml:19
  ...
)");
}

TEST_CASE("cases: a total and a band that differ, in Chinese") {
    const Tap tap = run(R"(  - name: 八十九
    article: "11"
    track: weighted
    assessment: {pass: 60}
    attempts: [{theory: 89, essay: 89}]
    expect: {total: 90.00, band: excellent}
)",
                        {}, Language::zh);
    CHECK(
        tap.text.starts_with("TAP version 13\n"
                             "1..1\n"
                             "not ok 1 - 八十九 # 第11条\n"
                             "  ---\n"
                             "  message: \"与预期不符：total、band\"\n"
                             "  at: \"policy.test.yaml:4\"\n"
                             "  differs:\n"
                             "    total: {expected: 90.00, got: 89.00}\n"
                             "    band: {expected: excellent, got: null}\n"
                             "  why: |\n"
                             "    加权：合格\n"));
}

TEST_CASE("cases: an expected total may be written with fewer places, a score is as printed") {
    const Tap tap = run(R"(  - name: total
    track: weighted
    assessment: {pass: 60}
    attempts: [{theory: 70.5, essay: 70.5}]
    expect: {total: 70.5, scores: {theory: 70.50}}
)");
    CHECK(tap.text.find("scores: {expected: {theory: 70.50}, got: {theory: 70.5}}") != std::string::npos);
    CHECK(tap.text.find("total: {") == std::string::npos);
}

TEST_CASE("cases: failed and actions may stand in any order, articles not") {
    const char* const both = R"(  - name: both below
    track: basic
    attempts: [{theory: 1, practical: {mentor: 1, hr: 1}}, {theory: 1, practical: {mentor: 1, hr: 1}}]
    expect: {failed: [practical, theory], actions: [leave], articles: [)";
    CHECK(run(std::string(both) + "9, 18]}\n").failed == 0);
    CHECK(run(std::string(both) + "18, 9]}\n").failed == 1);
}

TEST_CASE("cases: expect speaks of the last of several courses, which are judged together") {
    const Tap tap = run(R"(  - name: second of two failed courses
    track: weighted
    assessment: {pass: 60}
    courses:
      - {id: Z, attempts: [{theory: 10, essay: 10}]}
      - {id: A, assessment: {pass: 70}, attempts: [{theory: 65, essay: 65}]}
    expect: {outcome: fail, failed: [total], actions: [list], articles: ["10"]}
  - name: a pass between
    track: weighted
    assessment: {pass: 60}
    courses:
      - {id: Z, attempts: [{theory: 10, essay: 10}]}
      - {id: A, attempts: [{theory: 60, essay: 60}]}
      - {id: B, attempts: [{theory: 10, essay: 10}]}
    expect: {outcome: fail, actions: []}
  - name: someone else's failure does not count
    track: weighted
    assessment: {pass: 60}
    attempts: [{theory: 10, essay: 10}]
    expect: {outcome: fail, actions: []}
)");
    CHECK(tap.failed == 0);
}

TEST_CASE("cases: scores that can't be judged fail with the reason") {
    const Tap tap = run(R"(  - name: after a pass
    track: basic
    attempts:
      - {theory: 80, practical: {mentor: 30, hr: 30}}
      - {theory: 90}
    expect: {outcome: pass}
)");
    CHECK(tap.failed == 1);
    CHECK(tap.text.starts_with(
        "TAP version 13\n"
        "1..1\n"
        "not ok 1 - after a pass\n"
        "  ---\n"
        "  message: \"trainee passed at attempt 1, so there can be no attempt 2 (policy.test.yaml:8)\"\n"
        "  at: \"policy.test.yaml:4\"\n"
        "  why: |\n"));
}

TEST_CASE("cases: a name can't turn a point into something else") {
    const Tap tap = run(
        "  - {name: \"a # TODO\\nok 2 - b\", track: basic, attempts: [], expect: {outcome: incomplete}}\n");
    CHECK(tap.text == "TAP version 13\n1..1\nok 1 - a \\# TODO ok 2 - b\n");
}

TEST_CASE("cases: an article that reads like a directive is left out") {
    const Tap tap =
        run("  - {name: a, article: TODO, track: basic, attempts: [], expect: {outcome: incomplete}}\n", {},
            Language::en, [] {
                std::string policy = small_policy;
                policy.erase(policy.find("cite:"), policy.find("roles:") - policy.find("cite:"));
                return policy;
            }());
    CHECK(tap.text == "TAP version 13\n1..1\nok 1 - a\n");
}

TEST_CASE("cases: a filter keeps the cases that have the text in their name") {
    const char* const cases = R"(  - {name: one, track: basic, attempts: [], expect: {outcome: incomplete}}
  - {name: two, track: basic, attempts: [], expect: {outcome: pass}}
)";
    CHECK(run(cases, {false, false, "ne"}).text == "TAP version 13\n1..1\nok 1 - one\n");
    CHECK(run(cases, {false, false, "three"}).points == 0);
}

TEST_CASE("cases: several files are told apart") {
    const auto policy = policy_of(small_policy);
    std::vector<TestFile> files;
    files.push_back(tests_of(*policy,
                             "  - {name: a, track: basic, attempts: [], expect: {outcome: incomplete}}\n",
                             "a.test.yaml"));
    files.push_back(tests_of(*policy,
                             "  - {name: b, track: basic, attempts: [], expect: {outcome: incomplete}}\n",
                             "b.test.yaml"));
    CHECK(run_tests(files, {}, Language::en).tap ==
          "TAP version 13\n1..2\n# a.test.yaml\nok 1 - a\n# b.test.yaml\nok 2 - b\n");
}

TEST_CASE("cases: boundary and coverage points stand in the plan") {
    const Tap tap =
        run("  - {name: a, track: basic, attempts: [], expect: {outcome: incomplete}}\n", {true, true, ""});
    CHECK(tap.points == 18);
    CHECK(tap.failed == 1);  // one case covers next to nothing
    CHECK(tap.text.find("1..18\n") != std::string::npos);
    CHECK(tap.text.find("\n# the lines of policy.yaml\nok 2 - Basic: Theory 79.99 is below 80 # Art. 9\n") !=
          std::string::npos);
    CHECK(tap.text.find("\nnot ok 18 - policy.yaml: the cases touch 0 of ") != std::string::npos);
}
