#include "retraining/appeals.h"

#include <doctest/doctest.h>

#include "graded.h"

using namespace passline;

namespace {

const std::string header =
    "appeal_id,employee_id,course_id,attempt,component,status,corrected_score,filed_on,decided_on\n";

/// Course A of E1 with these rows of attempt, score and date, and one appeal: "1,theory,upheld,80".
Graded appealed(const std::vector<std::string>& rows, const std::string& appeal) {
    std::string text;
    for (const std::string& row : rows) text += "E1,A,theory," + row + "\n";
    return Graded(
        courses({"id: A, track: basic, start: 2026-01-05", "id: L, track: ladder, start: 2026-01-05"}),
        scores(text), header + "P1,E1," + appeal + ",2026-02-02,2026-02-05\n");
}

}  // namespace

TEST_CASE("retraining: an upheld appeal's score is used, attempts it makes superfluous are passed over") {
    Graded graded = appealed({"1,79,2026-01-09", "2,95,2026-01-23"}, "A,1,theory,upheld,80");
    CHECK(graded.said() == "");
    CHECK(graded.lines() ==
          "E1 A #1 theory=80 pass next none due - actions duty articles 1;2 appeal upheld\n");
    const std::string trace = graded.explained();
    CHECK(trace.find("Theory 80 (corrected on appeal), reaches the pass-line 80 [Art. 1]") !=
          std::string::npos);
    CHECK(trace.find("original 79") != std::string::npos);
    CHECK(trace.find("attempt 2 became superfluous through the appeal and is passed over") !=
          std::string::npos);
}

TEST_CASE("retraining: an appeal may end in a lower score") {
    CHECK(appealed({"1,80,2026-01-23"}, "A,1,theory,upheld,79").lines() ==
          "E1 A #1 theory=79 fail next retrain due 2026-02-27 actions - articles 1;4 appeal upheld\n");
    CHECK(appealed({"1,80,2026-01-23"}, "A,1,theory,upheld,作弊").lines() ==
          "E1 A #1 theory=void fail next retrain due 2026-02-27 actions - articles 1;4 appeal upheld\n");
}

TEST_CASE("retraining: an appeal without attempt means the last") {
    Graded graded = appealed({"1,70,", "2,79,"}, "A,,,upheld,81");
    CHECK(graded.said() == "");
    CHECK(graded.lines() ==
          "E1 A #2 theory=81 pass next none due - actions duty articles 1;2 appeal upheld\n");
}

TEST_CASE("retraining: an appeal excuses only attempts that it makes superfluous") {
    // attempt 1 stays failed, attempt 2 passed by itself: a third has nothing to do with the appeal
    CHECK(appealed({"1,70,", "2,80,", "3,90,"}, "A,1,theory,upheld,75").said() ==
          "s.csv:4:15 error[attempt-after-pass] E1 passed at attempt 2, so there can be no attempt 3 | check "
          "the attempt number, the employee id and the course id\n");
}

TEST_CASE("retraining: an open appeal holds what someone decides, and nothing else") {
    CHECK(appealed({"1,79,", "2,79,"}, "A,2,theory,open,").lines() ==
          "E1 A #2 theory=79 fail next none due - actions - articles 1;5 held dismiss appeal open\n");
    CHECK(appealed({"1,90,"}, "A,1,theory,open,").lines() ==
          "E1 A #1 theory=90 pass next none due - actions duty articles 1;2;3 held reward appeal open band "
          "good\n");
    CHECK(appealed({"1,79,2026-01-23"}, "A,1,theory,open,").lines() ==
          "E1 A #1 theory=79 fail next retrain due 2026-02-27 actions - articles 1;4 appeal open\n");
    // until it is closed
    CHECK(appealed({"1,79,", "2,79,"}, "A,2,theory,rejected,").lines() ==
          "E1 A #2 theory=79 fail next none due - actions dismiss articles 1;5 appeal rejected\n");
    // an open appeal corrects nothing yet
    CHECK(appealed({"1,79,", "2,79,"}, "A,2,theory,open,80").lines() ==
          "E1 A #2 theory=79 fail next none due - actions - articles 1;5 held dismiss appeal open\n");
}

TEST_CASE("retraining: an appeal about scores that there are not is a warning") {
    Graded graded = appealed({"1,79,2026-01-23"}, "A,2,theory,upheld,80");
    CHECK(graded.said() ==
          "appeals.csv:2:1 warning[appeal-attempt] the appeal P1 is about attempt 2, which has no scores | "
          "correct the attempt, the course id or the employee id\n");
    CHECK(graded.lines() ==
          "E1 A #1 theory=79 fail next retrain due 2026-02-27 actions - articles 1;4 appeal upheld\n");
}

TEST_CASE("retraining: what an appeals sheet may not say") {
    const auto said = [](const std::string& appeal) { return appealed({"1,79,2026-01-23"}, appeal).said(); };
    CHECK(
        said("L,1,,upheld,80") ==
        "appeals.csv:2:11 error[appeal-component] the appeal is upheld with a corrected score, but does not "
        "say of which component | fill in `component`\n");
    CHECK(said("A,1,theory,upheld,101") ==
          "appeals.csv:2:25 error[score-range] the corrected score 101 is not from 0 to 100\n");
    CHECK(said("A,1,essay,upheld,80") ==
          "appeals.csv:2:11 error[unknown-component] the course 'A' has no component 'essay'\n");
    CHECK(said("ZZZ,1,theory,upheld,80") ==
          "appeals.csv:2:7 error[unknown-course] no plan has a course 'ZZZ' | correct the id, or add the "
          "course to a plan\n");
    CHECK(said(",1,theory,upheld,80") ==
          "appeals.csv:2:7 error[course-empty] the course id is missing | fill it in\n");
    CHECK(said("A,1,theory,granted,80") ==
          "appeals.csv:2:18 error[value-word] 'granted' is not a value of status | use one of: open 受理中, "
          "upheld 成立, "
          "rejected 驳回\n");
}

TEST_CASE("retraining: the latest decision on an action counts, also one without a course") {
    const std::string decisions =
        "employee_id,course_id,action,decision,decided_by,decided_on\n"
        "E1,A,dismiss,approved,hr,2026-03-02\n"
        "E1,A,解除合同,declined,hr,2026-03-01\n"
        "E2,,dismiss,declined,hr,2026-03-03\n";
    Graded graded(courses({"id: A, track: basic, start: 2026-01-05"}),
                  scores("E1,A,theory,1,70,\nE1,A,theory,2,70,\nE2,A,theory,1,70,\nE2,A,theory,2,70,\n"), "",
                  decisions);
    CHECK(graded.said() == "");
    const auto person = [&](const char* id) { return graded.workspace->people.find(id); };
    const Decision* first = graded.proceedings.decision(person("E1"), 0, "dismiss");
    REQUIRE(first != nullptr);
    CHECK(first->approved);
    CHECK(first->place.line == 2);
    const Decision* second = graded.proceedings.decision(person("E2"), 0, "dismiss");
    REQUIRE(second != nullptr);
    CHECK_FALSE(second->approved);
    CHECK(graded.proceedings.decision(person("E1"), 0, "reward") == nullptr);
    const std::string trace = graded.explained();
    CHECK(trace.find("recommended: Contract ended (approved by HR on 2026-03-02)") != std::string::npos);
    CHECK(trace.find("recommended: Contract ended (declined by HR on 2026-03-03)") != std::string::npos);
}
