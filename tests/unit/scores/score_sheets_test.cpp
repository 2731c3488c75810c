#include "scores/score_sheets.h"

#include <doctest/doctest.h>

#include <string>

#include "score_files.h"

using namespace passline;

namespace {

const std::string policy_text =
    "{passline: 1, id: p, roles: {mentor: {zh: 导师, en: Mentor}, hr: {zh: 人力资源部, en: HR}},\n"
    "tracks: {basic: {assessment: {components: {\n"
    "theory: {title: {zh: 理论, en: Theory exam}, pass: 80},\n"
    "practical: {title: {zh: 实操, en: Practical}, pass: 85, raters: [mentor, hr]}}}},\n"
    "single: {assessment: {components: {paper: {out_of: 40}}}}}}";
const std::string plan_text =
    "{passline: 1, plan: Q, courses: [{id: A, track: basic, start: 2026-01-05},\n"
    "{id: B, track: single, start: 2026-01-05}, {id: C, track: basic, start: 2026-01-05, status: "
    "cancelled}]}";
const std::string roster = "employee_id,name\nE2,王芳\nE1,李敏\n007,赵强\n";

std::unique_ptr<Workspace> workspace(bool with_roster = true) {
    return assembled({policy_text}, {plan_text}, with_roster ? roster : "");
}

const std::string long_header = "employee_id,course_id,component,attempt,score,rater,date\n";

/// What is said about rows of a long sheet.
std::string said(const std::string& rows, Language language = Language::en) {
    return Read(workspace(), long_header + rows).said(language);
}

}  // namespace

TEST_CASE("scores: a long sheet gives an entry a row, in the order of the results") {
    Read read(workspace(), long_header +
                               "E2,A,theory,1,79.5,,2026-01-23\n"
                               "E1,A,practical,2,88,hr,2026-02-02\n"
                               "E1,A,practical,2,90,导师:E7,2026/2/2\n"
                               "E1,A,理论,1,缺考,,\n"
                               "E1,A,practical,1,,,\n"
                               "007,B,paper,1,40,,2026年1月23日\n");
    CHECK(read.said() == "");
    CHECK(read.sheets.entries() == 6);
    CHECK(read.entries() ==
          "007 B 1 paper 40 2026-01-23 s.csv:7:15\n"
          "E1 A 1 theory absent - s.csv:5:11\n"
          "E1 A 1 practical - - s.csv:6:18\n"
          "E1 A 2 practical@mentor:E7 90 2026-02-02 s.csv:4:18\n"
          "E1 A 2 practical@hr 88 2026-02-02 s.csv:3:18\n"
          "E2 A 1 theory 79.5 2026-01-23 s.csv:2:15\n");
}

TEST_CASE("scores: a wide sheet gives an entry a component, raters by their own columns") {
    Read read(workspace(),
              "工号,姓名,课程编号,理论,practical@mentor,practical@人力资源部,paper,日期\n"
              "E1,李敏,A,80,85,86.5,,2026-01-23\n"
              "E2,王芳,B,,,,免考,\n");
    CHECK(read.said() == "");
    CHECK(read.entries() ==
          "E1 A 1 theory 80 2026-01-23 s.csv:2:9\n"
          "E1 A 1 practical@mentor 85 2026-01-23 s.csv:2:12\n"
          "E1 A 1 practical@hr 86.5 2026-01-23 s.csv:2:15\n"
          "E2 B 1 paper exempt - s.csv:3:12\n");
}

TEST_CASE(
    "scores: a wide sheet of one course takes the course from the command line, a plain score its only "
    "component") {
    ScoreOptions options;
    options.course = "B";
    Read read(workspace(), "employee_id,成绩\nE1,31.5\nE2,-\n", options);
    CHECK(read.said() == "");
    CHECK(read.entries() == "E1 B 1 paper 31.5 - s.csv:2:4\nE2 B 1 paper - - s.csv:3:4\n");
    CHECK(Read(workspace(), "employee_id,成绩\nE1,31.5\n").said() ==
          "s.csv:1:1 error[column-missing] there is no column course_id | add the column, or name the course "
          "with --course when the whole sheet is of one\n");
    CHECK(Read(workspace(), "employee_id,course_id,score\nE1,A,80\n").said() ==
          "s.csv:2:6 error[score-of-what] the course 'A' has several components, so a plain score is of none "
          "of them | name the column after the component, or add a column `component`\n");
}

TEST_CASE("scores: what is not known is an error in both languages") {
    CHECK(said("E9,A,theory,1,80,,\n") ==
          "s.csv:2:1 error[unknown-employee] there is no employee E9 in the roster | did you mean 'E2'?\n");
    CHECK(said("7,A,theory,1,80,,\n") ==
          "s.csv:2:1 error[unknown-employee] there is no employee 7 in the roster | is it 007? Spreadsheets "
          "drop leading zeros: format the column as text and export again\n");
    CHECK(said("E1,ZZZ,theory,1,80,,\n") ==
          "s.csv:2:4 error[unknown-course] no plan has a course 'ZZZ' | correct the id, or add the course to "
          "a plan\n");
    CHECK(said("E1,A,thoery,1,80,,\n") ==
          "s.csv:2:6 error[unknown-component] the course 'A' has no component 'thoery' | did you mean "
          "'theory'?\n");
    CHECK(said("E1,A,essay,1,80,,\n", Language::zh) ==
          "s.csv:2:6 error[unknown-component] 课程 'A' 没有考核项 'essay' | 该课程的考核项：theory, "
          "practical\n");
    CHECK(said(",A,theory,1,80,,\n") ==
          "s.csv:2:1 error[id-empty] the employee id is missing | fill it in; merged cells must be split "
          "before exporting\n");
    CHECK(said("E1,,theory,1,80,,\n") ==
          "s.csv:2:4 error[course-empty] the course id is missing | fill it in, or name it with --course\n");
}

TEST_CASE("scores: a score lies from 0 to out_of, both included") {
    CHECK(said("E1,A,theory,1,0,,\nE1,B,paper,1,40,,\n") == "");
    CHECK(said("E1,A,theory,1,100.000001,,\n") ==
          "s.csv:2:15 error[score-range] 100.000001 is more than 100, the most that 'theory' gives "
          "(policy.yaml:3) | correct the score, or set `out_of` in the policy\n");
    CHECK(said("E1,B,paper,1,41,,\n") ==
          "s.csv:2:14 error[score-range] 41 is more than 40, the most that 'paper' gives (policy.yaml:5) | "
          "correct the score, or set `out_of` in the policy\n");
    CHECK(said("E1,A,theory,1,-1,,\n") ==
          "s.csv:2:15 error[score-range] -1 is less than 0 | correct the score\n");
    CHECK(said("E1,A,theory,1,105,,\n", Language::zh) ==
          "s.csv:2:15 error[score-range] 105 大于 'theory' 的满分 100（policy.yaml:3） | "
          "改正成绩，或在制度中写明 "
          "`out_of`\n");
}

TEST_CASE("scores: a rated component needs one of its raters, another none") {
    CHECK(said("E1,A,practical,1,80,,\n") ==
          "s.csv:2:21 error[rater-missing] 'practical' is scored by mentor, hr, but no rater is named here | "
          "fill in the column `rater`, or name columns component@rater\n");
    CHECK(said("E1,A,practical,1,80,trainer,\n") ==
          "s.csv:2:21 error[unknown-rater] 'trainer' is not a rater of 'practical' | its raters are: mentor, "
          "hr\n");
    CHECK(said("E1,A,theory,1,80,mentor,\n") ==
          "s.csv:2:18 error[unknown-rater] 'theory' has no raters, but 'mentor' is named here | leave the "
          "rater out, or state `raters` for the component in the policy\n");
    CHECK(said("E1,A,practical,1,80, HR ：E7 ,\n") == "");
}

TEST_CASE("scores: a rater's role is that of the component, however often a name comes again") {
    const std::string two_orders =
        "{passline: 1, id: p, roles: {mentor: {zh: 导师, en: Mentor}, hr: {zh: 人力资源部, en: HR}},\n"
        "tracks: {basic: {assessment: {components: {\n"
        "talk: {pass: 80, raters: [hr, mentor]}, practical: {pass: 85, raters: [mentor, hr]}, "
        "essay: {pass: 60, raters: [mentor]}, theory: {pass: 80}}}}}}";
    const std::string plan = "{passline: 1, plan: Q, courses: [{id: A, track: basic, start: 2026-01-05}]}";
    const auto read = [&](const std::string& rows) {
        return Read(assembled({two_orders}, {plan}, ""), long_header + rows);
    };
    Read all = read(
        "E1,A,talk,1,80,hr,\nE1,A,talk,1,81,导师,\nE1,A,practical,1,82,导师,\nE1,A,practical,1,83,hr,\n"
        "E2,A,talk,1,84,hr,\nE2,A,talk,1,85,导师,\nE2,A,practical,1,86,导师,\nE2,A,practical,1,87,hr,\n"
        "E3,A,talk,1,88,导师:E7,\nE3,A,talk,1,89,导师,\nE3,A,theory,1,90,,\nE3,A,theory,2,91,,\n");
    CHECK(all.said() == "");
    CHECK(all.entries() ==
          "E1 A 1 talk@hr 80 - s.csv:2:13\n"
          "E1 A 1 talk@mentor 81 - s.csv:3:13\n"
          "E1 A 1 practical@mentor 82 - s.csv:4:18\n"
          "E1 A 1 practical@hr 83 - s.csv:5:18\n"
          "E2 A 1 talk@hr 84 - s.csv:6:13\n"
          "E2 A 1 talk@mentor 85 - s.csv:7:13\n"
          "E2 A 1 practical@mentor 86 - s.csv:8:18\n"
          "E2 A 1 practical@hr 87 - s.csv:9:18\n"
          "E3 A 1 talk@mentor 89 - s.csv:11:13\n"
          "E3 A 1 talk@mentor:E7 88 - s.csv:10:13\n"
          "E3 A 1 theory 90 - s.csv:12:15\n"
          "E3 A 2 theory 91 - s.csv:13:15\n");
    // Known for one component, a name is none of another's; and it is missed where there must be one.
    Read wrong = read("E1,A,talk,1,80,hr,\nE1,A,essay,1,80,hr,\nE1,A,talk,1,80,,\nE1,A,theory,1,80,hr,\n");
    CHECK(wrong.diagnostics.errors() == 3);
    CHECK(wrong.entries() == "E1 A 1 talk@hr 80 - s.csv:2:13\n");
}

TEST_CASE("scores: all wrong rows of a sheet are told, and the good ones are kept") {
    Read read(workspace(), long_header + "E1,A,theory,1,101,,\nE1,A,theory,1,80,,\nE2,A,essays,1,80,,\n");
    CHECK(read.diagnostics.errors() == 2);
    CHECK(read.entries() == "E1 A 1 theory 80 - s.csv:3:15\n");
}

TEST_CASE("scores: with a quarantine wrong rows are set aside as they stand") {
    ScoreOptions options;
    options.quarantine = true;
    Read read(workspace(), long_header + "E1,A,theory,1,101,,\nE1,A,theory,1,80,,\nE2,A,theory,1\n", options);
    CHECK(read.diagnostics.ok());
    REQUIRE(read.sheets.set_aside().size() == 2);
    const SetAside& range = read.sheets.set_aside()[0];
    CHECK(range.code == "score-range");
    CHECK(range.message.en == "101 is more than 100, the most that 'theory' gives (policy.yaml:3)");
    CHECK(read.sheets.row_text(range.row) == "E1,A,theory,1,101,,");
    CHECK(read.sheets.set_aside()[1].code == "row-fields");
    CHECK(read.sheets.place(read.sheets.set_aside()[1].row).line == 4);
    CHECK(read.entries() == "E1 A 1 theory 80 - s.csv:3:15\n");
}

TEST_CASE("scores: without ids people are matched by name where that is unique") {
    const std::string header = "姓名,course_id,component,score\n";
    Read read(workspace(), header + "李敏,A,theory,80\n");
    CHECK(read.said() ==
          "s.csv:1:1 warning[matched-by-name] there is no employee id, so people are matched by name\n");
    CHECK(read.entries() == "E1 A 1 theory 80 - s.csv:2:13\n");
    Read twins(assembled({policy_text}, {plan_text}, "employee_id,name\nE1,李敏\nE2,李敏\n"),
               header + "李敏,A,theory,80\n钱进,A,theory,80\n");
    CHECK(
        twins.said() ==
        "s.csv:1:1 warning[matched-by-name] there is no employee id, so people are matched by name\n"
        "s.csv:2:1 error[name-ambiguous] several people in the roster are called '李敏' | add a column with "
        "the employee ids\n"
        "s.csv:3:1 error[name-unknown] nobody in the roster is called '钱进'\n");
}

TEST_CASE("scores: a name that contradicts the roster is a warning, and the row is read") {
    Read read(workspace(), "employee_id,name,course_id,component,score\nE1,王芳,A,theory,80\n");
    CHECK(
        read.said() ==
        "s.csv:2:4 warning[name-differs] E1 is called '王芳' here but '李敏' in the roster | check that the "
        "id is right\n");
    CHECK(read.entries() == "E1 A 1 theory 80 - s.csv:2:16\n");
}

TEST_CASE("scores: without a roster the sheet makes the people, with the names it has") {
    Read read(workspace(false), "employee_id,name,course_id,theory\nZ9,孙丽,A,80\nB1,,A,70\n");
    CHECK(read.said() == "");
    CHECK(read.entries() == "B1 A 1 theory 70 - s.csv:3:7\nZ9 A 1 theory 80 - s.csv:2:9\n");
    const People& people = read.workspace->people;
    CHECK(people[people.find("Z9")].name == "孙丽");
    CHECK(people[people.find("B1")].name == "");
}

TEST_CASE("scores: a cancelled course is left out with one warning") {
    Read read(workspace(), long_header + "E1,C,theory,1,80,,\nE2,C,theory,1,80,,\n");
    CHECK(read.said() ==
          "s.csv:2:4 warning[course-cancelled] the course 'C' is cancelled, its scores are left out\n");
    CHECK(read.entries() == "");
}

TEST_CASE("scores: a sheet without rows or scores is an error") {
    CHECK(
        Read(workspace(), long_header).said() ==
        "s.csv error[sheet-empty] there is no row below the header | export it again, or take the sheet out "
        "of the input\n");
    CHECK(Read(workspace(), "employee_id,course_id\nE1,A\n").said() ==
          "s.csv:1:1 error[no-score-column] there is no column with scores: neither component and score nor "
          "one named after a component | name columns after components, or map them under columns: in "
          "passline.yaml\n");
}

TEST_CASE("scores: several sheets are one set, each entry with its own file and line") {
    Read read(workspace(), long_header + "E2,A,theory,1,80,,\n");
    read.sheets.load(read.folder.file("t.csv", "employee_id,course_id,theory\nE1,A,70\n"), read.diagnostics);
    read.sheets.sort();
    CHECK(read.said() == "");
    CHECK(read.entries() == "E1 A 1 theory 70 - t.csv:2:6\nE2 A 1 theory 80 - s.csv:2:15\n");
}
