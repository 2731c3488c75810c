#include "retraining/judge.h"

#include <doctest/doctest.h>

#include "graded.h"

using namespace passline;

namespace {

const std::string course_a = "id: A, track: basic, start: 2026-01-05, end: 2026-01-09";

/// What follows in course A from rows of component, attempt, score, date: "theory,1,79,2026-01-23".
Graded in_basic(const std::vector<std::string>& rows) {
    std::string text;
    for (const std::string& row : rows) text += "E1,A," + row + "\n";
    return Graded(courses({course_a}), scores(text));
}

Graded in_ladder(const std::vector<std::string>& rows) {
    std::string text;
    for (const std::string& row : rows) text += "E1,L," + row + "\n";
    return Graded(courses({"id: L, track: ladder, start: 2026-03-02"}), scores(text));
}

/// `course` failed twice, which ends the ladder of `basic`.
std::string failed(const std::string& course) {
    return "E1," + course + ",theory,1,70,\nE1," + course + ",theory,2,70,\n";
}

std::string failed_line(const std::string& course, bool in_a_row = false) {
    return "E1 " + course + " #2 theory=70 fail next none due - actions dismiss" +
           (in_a_row ? ";note;coach articles 1;5;6\n" : " articles 1;5\n");
}

std::string basic_course(const std::string& id, const std::string& start) {
    return "id: " + id + ", track: basic, start: " + start;
}

}  // namespace

TEST_CASE("retraining: a pass gives on_pass and the band, with their articles") {
    Graded line = in_basic({"theory,1,80,2026-01-09"});
    CHECK(line.said() == "");
    CHECK(line.lines() == "E1 A #1 theory=80 pass next none due - actions duty articles 1;2\n");
    CHECK(in_basic({"theory,1,90,"}).lines() ==
          "E1 A #1 theory=90 pass next none due - actions duty;reward articles 1;2;3 band good\n");
    CHECK(in_basic({"theory,1,89.999999,"}).lines().find("band") == std::string::npos);
    // nothing was scored: no band, but a pass
    CHECK(in_basic({"theory,1,exempt,"}).lines() ==
          "E1 A #1 theory=exempt pass next none due - actions duty articles 1;2\n");
}

TEST_CASE("retraining: a due date counts working days, over the Spring Festival of 2026 too") {
    // 14 February is worked, 15 to 23 February are off
    Graded first = in_basic({"theory,1,79.99,2026-01-23"});
    CHECK(first.said() == "");
    CHECK(first.lines() == "E1 A #1 theory=79.99 fail next retrain due 2026-02-27 actions - articles 1;4\n");
    // 28 February is worked as well
    CHECK(in_basic({"theory,1,79,2026-02-06"}).lines() ==
          "E1 A #1 theory=79 fail next retrain due 2026-03-12 actions - articles 1;4\n");
}

TEST_CASE("retraining: a due date in a year without published holidays is provisional") {
    CHECK(in_basic({"theory,1,79,2026-12-25"}).lines() ==
          "E1 A #1 theory=79 fail next retrain due 2027-01-22 actions - articles 1;4 provisional\n");
    CHECK(in_basic({"theory,1,79,2026-12-03"}).lines() ==
          "E1 A #1 theory=79 fail next retrain due 2026-12-31 actions - articles 1;4\n");
}

TEST_CASE("retraining: without a date there is no due date, and a warning") {
    Graded undated = in_basic({"theory,1,79,"});
    CHECK(undated.said() ==
          "s.csv:2:15 warning[no-date] attempt 1 of E1 has no date, so there is no due date | fill in the "
          "date in the score sheet\n");
    CHECK(undated.lines() == "E1 A #1 theory=79 fail next retrain due - actions - articles 1;4\n");
    CHECK(in_basic({"theory,1,79,"}).said(Language::zh) ==
          "s.csv:2:15 warning[no-date] E1 的第 1 次考核没有日期，无法算出期限 | 在成绩表中填写日期\n");
}

TEST_CASE("retraining: the latest date of an attempt counts") {
    // 10 days after 4 March
    CHECK(in_ladder({"theory,1,79,2026-03-04", "practical,1,60,2026-03-02"}).lines() ==
          "E1 L #1 theory=79;practical=60 fail next resit due 2026-03-14 actions - articles 1;8\n");
}

TEST_CASE("retraining: the last step of a ladder ends it") {
    Graded ended = in_basic({"theory,1,79,2026-01-09", "theory,2,79.5,2026-02-27"});
    CHECK(ended.said() == "");
    CHECK(ended.lines() == "E1 A #2 theory=79.5 fail next none due - actions dismiss articles 1;5\n");
    REQUIRE(ended.outcomes.size() == 1);
    CHECK(ended.outcomes[0].ladder_ended);
    CHECK(ended.outcomes[0].failures == 2);
    CHECK(in_basic({"theory,1,79,", "theory,2,80,"}).lines() ==
          "E1 A #2 theory=80 pass next none due - actions duty articles 1;2\n");
}

TEST_CASE("retraining: a ladder of resit, retraining, and retraining again and again") {
    const std::vector<std::string> rows = {
        "theory,1,85,2026-03-04",    "practical,1,50,2026-03-04", "practical,2,59.99,2026-03-10",
        "theory,3,79,2026-04-09",    "practical,3,60,2026-04-09", "theory,4,79,2026-04-10",
        "practical,4,60,2026-04-10",
    };
    const auto first = [&](std::size_t count) {
        Graded graded = in_ladder({rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count)});
        CHECK(graded.said() == "");
        return graded.lines();
    };
    CHECK(first(2) ==
          "E1 L #1 theory=85;practical=50 fail next resit due 2026-03-14 actions - articles 7;8\n");
    // only what failed is sat again; 20 working days over the Qingming festival
    CHECK(first(3) ==
          "E1 L #2 theory=85;practical=59.99 fail next retrain due 2026-04-08 actions - articles 7;9\n");
    // the third failure adds its action; over Labour Day with 9 May worked
    CHECK(first(5) ==
          "E1 L #3 theory=79;practical=60 fail next retrain due 2026-05-11 actions review articles 1;9;10\n");
    CHECK(first(7).substr(0, 52) == "E1 L #4 theory=79;practical=60 fail next retrain due");
}

TEST_CASE("retraining: a step without carry wants everything again") {
    Graded graded = in_ladder({"theory,1,85,2026-03-04", "practical,1,50,2026-03-04",
                               "practical,2,50,2026-03-10", "practical,3,90,2026-04-08"});
    CHECK(graded.said() == "");
    CHECK(graded.lines() == "E1 L #3 practical=90 incomplete next assess due - actions - articles -\n");
}

TEST_CASE("retraining: what was carried stays over an incomplete attempt") {
    Graded graded = in_ladder({"theory,1,85,2026-03-04", "practical,1,50,2026-03-04",
                               "practical,2,absent,2026-03-10", "practical,3,60,2026-03-12"});
    CHECK(graded.said() == "");
    CHECK(graded.lines() == "E1 L #3 theory=85;practical=60 pass next none due - actions - articles 1;7\n");
}

TEST_CASE("retraining: an attempt may follow an incomplete one, which is no failure") {
    CHECK(in_basic({"theory,1,absent,2026-01-09"}).lines() ==
          "E1 A #1 theory=absent incomplete next assess due - actions - articles -\n");
    Graded deferred = in_basic({"theory,1,absent,2026-01-09", "theory,2,79,2026-01-23"});
    CHECK(deferred.said() == "");
    CHECK(deferred.lines() == "E1 A #2 theory=79 fail next retrain due 2026-02-27 actions - articles 1;4\n");
    REQUIRE(deferred.outcomes.size() == 1);
    CHECK(deferred.outcomes[0].failures == 1);
}

TEST_CASE("retraining: attempts run without gaps") {
    CHECK(in_basic({"theory,1,79,2026-01-09", "theory,3,80,2026-02-09"}).said() ==
          "s.csv:3:15 error[attempt-gap] E1 has attempt 3 but no attempt 2 | add the missing scores, or "
          "correct the attempt number\n");
    CHECK(in_basic({"theory,2,80,"}).said(Language::zh) ==
          "s.csv:2:15 error[attempt-gap] E1 有第 2 次考核，却没有第 1 次 | 补上缺少的成绩，或改正考核次数\n");
}

TEST_CASE("retraining: no attempt after a pass or after the ladder's end") {
    CHECK(in_basic({"theory,1,80,", "theory,2,90,"}).said() ==
          "s.csv:3:15 error[attempt-after-pass] E1 passed at attempt 1, so there can be no attempt 2 | check "
          "the attempt number, the employee id and the course id\n");
    CHECK(in_basic({"theory,1,79,", "theory,2,79,", "theory,3,90,"}).said() ==
          "s.csv:4:15 error[attempt-after-end] the ladder of E1 ended after attempt 2, so there can be no "
          "attempt 3 | check the attempt number, the employee id and the course id\n");
}

TEST_CASE("retraining: an attempt is not dated before the one before it") {
    CHECK(
        in_basic({"theory,1,79,2026-01-23", "theory,2,80,2026-01-22"}).said() ==
        "s.csv:3:15 error[attempt-date] attempt 2 of E1 is dated 2026-01-22, before attempt 1 on 2026-01-23 "
        "| correct the date or the attempt number\n");
    CHECK(in_basic({"theory,1,79,2026-01-23", "theory,2,80,2026-01-23"}).said() == "");
    CHECK(in_basic({"theory,1,79,2026-01-23", "theory,2,80,"}).said() == "");
}

TEST_CASE("retraining: two values for one score are an error that names both lines") {
    Graded conflict = in_basic({"theory,1,85,", "theory,1,86,"});
    CHECK(conflict.said() ==
          "s.csv:3:15 error[score-conflict] the score of E1 for 'theory', attempt 1, is 86 here but 85 in "
          "s.csv:2 | keep the right one only\n");
    REQUIRE(conflict.diagnostics.all().size() == 1);
    REQUIRE(conflict.diagnostics.all()[0].related.size() == 1);
    CHECK(conflict.diagnostics.all()[0].related[0].line == 2);
    CHECK(in_basic({"theory,1,85,", "theory,1,缺考,"}).said(Language::zh) ==
          "s.csv:3:15 error[score-conflict] E1 的 'theory' 第 1 次成绩为 缺考，而 s.csv:2 为 85 | "
          "只保留正确的一个\n");
}

TEST_CASE("retraining: the same value twice is a warning, an empty one never conflicts") {
    Graded repeated = in_basic({"theory,1,85,", "theory,1,85.0,"});
    CHECK(repeated.said() ==
          "s.csv:3:15 warning[score-repeated] the score of E1 for 'theory', attempt 1, stands in s.csv:2 "
          "already\n");
    CHECK(repeated.lines() == "E1 A #1 theory=85 pass next none due - actions duty articles 1;2\n");
    Graded empty = in_basic({"theory,1,,", "theory,1,85,", "theory,1,-,"});
    CHECK(empty.said() == "");
    CHECK(empty.lines() == "E1 A #1 theory=85 pass next none due - actions duty articles 1;2\n");
}

TEST_CASE("retraining: each rater has a score of their own, one rater only one") {
    const std::string header = "employee_id,course_id,component,score,rater\n";
    const auto talk = [&](const std::string& rows) {
        return Graded(courses({"id: T, track: rated, start: 2026-01-05"}), header + rows);
    };
    Graded several = talk("E1,T,talk,81,peer:E7\nE1,T,talk,81,同事:E8\nE1,T,talk,78,Colleague:E9\n");
    CHECK(several.said() == "");
    CHECK(several.lines() == "E1 T #1 talk=80 pass next none due - actions - articles -\n");
    CHECK(talk("E1,T,talk,81,peer:E7\nE1,T,talk,80,同事：E7\n").said() ==
          "s.csv:3:11 error[score-conflict] the score of E1 for 'talk', attempt 1, is 80 here but 81 in "
          "s.csv:2 | keep the right one only\n");
}

TEST_CASE("retraining: two courses failed in a row, in the order of their ends") {
    // Z ends before A
    const auto workspace = [] {
        return courses({basic_course("A", "2026-02-02"), basic_course("Z", "2026-01-05")});
    };
    CHECK(Graded(workspace(), scores(failed("A") + failed("Z"))).lines() ==
          failed_line("A", true) + failed_line("Z"));
}

TEST_CASE("retraining: courses that end on one day come by id, and the rule applies once") {
    const auto workspace = courses(
        {basic_course("C", "2026-01-05"), basic_course("A", "2026-01-05"), basic_course("B", "2026-01-05")});
    Graded graded(courses({basic_course("C", "2026-01-05"), basic_course("A", "2026-01-05"),
                           basic_course("B", "2026-01-05")}),
                  scores(failed("C") + failed("A") + failed("B")));
    CHECK(graded.said() == "");
    CHECK(graded.lines() == failed_line("A") + failed_line("B", true) + failed_line("C"));
}

TEST_CASE("retraining: in a row, a pass ends it, what is not decided is passed over") {
    const auto between = [](const std::string& row) {
        return Graded(courses({basic_course("A", "2026-01-05"), basic_course("B", "2026-01-12"),
                               basic_course("C", "2026-01-19")}),
                      scores(failed("A") + row + failed("C")))
            .lines();
    };
    CHECK(between("E1,B,theory,1,80,\n") ==
          failed_line("A") + "E1 B #1 theory=80 pass next none due - actions duty articles 1;2\n" +
              failed_line("C"));
    CHECK(between("E1,B,theory,1,absent,\n") ==
          failed_line("A") + "E1 B #1 theory=absent incomplete next assess due - actions - articles -\n" +
              failed_line("C", true));
    CHECK(between("E1,B,theory,1,70,2026-01-23\n") ==
          failed_line("A") + "E1 B #1 theory=70 fail next retrain due 2026-02-27 actions - articles 1;4\n" +
              failed_line("C", true));
}

TEST_CASE("retraining: a track's row is its own") {
    Graded graded(courses({basic_course("A", "2026-01-05"), "id: L, track: ladder, start: 2026-01-12",
                           basic_course("C", "2026-01-19")}),
                  scores(failed("A") + "E1,L,theory,1,80,\nE1,L,practical,1,60,\n" + failed("C")));
    CHECK(graded.lines() ==
          failed_line("A") + failed_line("C", true) +
              "E1 L #1 theory=80;practical=60 pass next none due - actions - articles 1;7\n");
}

TEST_CASE("retraining: participants of a track are those employed during the course") {
    const std::string roster =
        "employee_id,name,department,track,hire_date,leave_date\n"
        "E1,甲,客服,basic,2025-01-01,\n"
        "E2,乙,客服,基础培训,2026-01-09,\n"         // hired on the last day
        "E3,丙,客服,Basics,2026-01-10,\n"           // the day after
        "E4,丁,客服,basic,2025-01-01,2026-01-05\n"  // left on the first day
        "E5,戊,客服,basic,2025-01-01,2026-01-04\n"  // the day before
        "E6,己,客服,basic,2025-01-01,2026-01-09\n"  // left on the last day
        "E7,庚,客服,ladder,,\n"
        "E8,辛,客服,,,\n";
    Graded graded(courses({course_a + ", participants: {track: basic}"}, roster),
                  scores("E1,A,theory,1,80,\nE7,A,theory,1,80,\n"));
    const std::string none = " A #0 - incomplete next assess due - actions - articles -\n";
    CHECK(graded.lines() ==
          "E1 A #1 theory=80 pass next none due - actions duty articles 1;2\n"
          "E2" +
              none + "E4 A #0 - withdrawn next none due - actions - articles -\n" + "E6" + none +
              "E7 A #1 theory=80 pass next none due - actions duty articles 1;2\n");
    CHECK(graded.said() ==
          "s.csv:3:15 warning[not-participant] E7 is not a participant of the course 'A'; the scores are "
          "graded all the same | check the employee id, the course id and `participants`\n");
}

TEST_CASE("retraining: participants of a department, of both, and by list") {
    const std::string roster =
        "employee_id,name,department,track\nE1,甲,客服,basic\nE2,乙,物流,basic\nE3,丙,客服,\n";
    const auto who = [&](const std::string& participants) {
        Graded graded(courses({course_a + participants}, roster), scores("E1,A,theory,1,80,\n"));
        CHECK(graded.diagnostics.errors() == 0);
        std::string text;
        for (const CourseOutcome& outcome : graded.outcomes) {
            text += std::string(graded.workspace->people.id(outcome.person)) + " ";
        }
        return text;
    };
    CHECK(who(", participants: {department: 客服}") == "E1 E3 ");
    CHECK(who(", participants: {track: basic, department: 客服}") == "E1 ");
    CHECK(who(", participants: {track: basic}") == "E1 E2 ");
    CHECK(who(", participants: [E1, E3]") == "E1 E3 ");
    CHECK(who("") == "E1 ");
}

TEST_CASE("retraining: someone who left before the end is withdrawn only while incomplete") {
    const auto left = [](const std::string& rows) {
        return Graded(courses({course_a + ", participants: {track: basic}"},
                              "employee_id,name,track,leave_date\nE1,甲,basic,2026-01-08\n"),
                      scores(rows))
            .lines();
    };
    CHECK(left("E1,A,theory,1,absent,\n") ==
          "E1 A #1 theory=absent withdrawn next none due - actions - articles -\n");
    CHECK(left("E1,A,theory,1,80,\n") ==
          "E1 A #1 theory=80 pass next none due - actions duty articles 1;2\n");
    CHECK(left("E1,A,theory,1,79,2026-01-23\n") ==
          "E1 A #1 theory=79 fail next retrain due 2026-02-27 actions - articles 1;4\n");
}

TEST_CASE("retraining: set aside instead of an error, the rest is judged") {
    Graded graded = in_basic({"theory,1,79,2026-01-09", "theory,3,80,2026-02-09"});
    std::vector<std::string> aside;
    EntrySource source{
        [&](const ScoreEntry& e) { return graded.sheets.place(e); },
        [&](const ScoreEntry& e) { return graded.sheets.rater_who(e); },
        [&](const ScoreEntry& e, std::string_view code, const Text&) {
            aside.push_back(std::to_string(graded.sheets.place(e).line) + " " + std::string(code));
        }};
    Judge judge(*graded.workspace, graded.proceedings, source);
    std::vector<CourseOutcome> outcomes;
    Diagnostics diagnostics;
    const auto person = graded.workspace->people.find("E1");
    const auto given = graded.sheets.of(person);
    const std::vector<ScoreEntry> entries(given.begin(), given.end());
    judge.person(person, entries, outcomes, diagnostics);
    CHECK(problems(diagnostics) == "");
    CHECK(aside == std::vector<std::string>{"3 attempt-gap"});
    REQUIRE(outcomes.size() == 1);
    CHECK(outcomes[0].attempts.size() == 1);
    CHECK(outcomes[0].next == Next::retrain);
}
