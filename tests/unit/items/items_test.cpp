// Figures marked as R's are printed by tests/unit/stats/statistics.R.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "../folder.h"
#include "../workspace/assembled.h"
#include "items/analysis.h"
#include "items/answers.h"
#include "items/options.h"

using namespace passline;

namespace {

std::unique_ptr<Workspace> academy(const std::string& roster = "") {
    return assembled(
        {"passline: 1\nid: p\ntracks: {basic: {assessment: {components: {theory: {pass: 80}}}}}\n"},
        {"passline: 1\nplan: Q\ncourses: [{id: A, track: basic, start: 2026-01-05}, {id: B, track: "
         "basic, start: 2026-01-05}, {id: C, track: basic, start: 2026-01-05, status: cancelled}]\n"},
        roster);
}

/// One item sheet (i.csv), or several (i.csv, i2.csv).
struct Sat {
    explicit Sat(const std::vector<std::string>& texts, const std::string& roster = "")
        : workspace(academy(roster)) {
        for (std::size_t i = 0; i < texts.size(); ++i) {
            const std::string name = i == 0 ? "i.csv" : "i" + std::to_string(i + 1) + ".csv";
            sheets.load(folder.file(name, texts[i]), *workspace, {}, diagnostics);
        }
    }
    std::string said(Language language = Language::en) const {
        return folder.plain(problems(diagnostics, language));
    }
    ItemAnalysis analysis(const std::string& course = "A") const {
        return analyse(sheets.answers(workspace->course(course)));
    }

    Folder folder;
    Diagnostics diagnostics;
    std::unique_ptr<Workspace> workspace;
    ItemSheets sheets;
};

std::string number(const std::optional<double>& value) { return value ? print_estimate(*value, 9) : "-"; }

/// "Q1 66.666667 0.876866779 0.765465545": difficulty, correlation with the total and with the rest.
std::string lines(const ItemAnalysis& analysis) {
    std::string text;
    for (const ItemResult& item : analysis.items) {
        text += item.question + " " + item.difficulty.fixed(6) + " " + number(item.with_total) + " " +
                number(item.discrimination) + "\n";
    }
    return text;
}

std::string options(const ItemResult& item) {
    std::string text;
    for (const OptionResult& option : item.options) {
        text += (option.option.empty() ? "-" : option.option) + (option.right ? "*" : "") + " " +
                std::to_string(option.count) + " " +
                (option.mean_total ? option.mean_total->shortest(4) : "-") + "\n";
    }
    return text;
}

}  // namespace

TEST_CASE("items: questions right or wrong are R's, reliability is KR-20") {
    const Sat sat(
        {"employee_id,course_id,Q1,Q2,Q3,Q4,Q5\n"
         "E1,A,1,1,1,1,1\nE2,A,1,1,1,1,0\nE3,A,1,1,1,0,0\nE4,A,1,1,0,0,0\n"
         "E5,A,1,0,1,0,0\nE6,A,1,1,0,0,0\nE7,A,0,0,0,0,1\nE8,A,1,0,0,1,0\n"});
    CHECK(sat.said() == "");
    const ItemAnalysis analysis = sat.analysis();
    CHECK(analysis.people == 8);
    CHECK(analysis.right_or_wrong);
    CHECK(print_estimate(estimate(*analysis.reliability), 12) == "0.501644736842");
    CHECK(analysis.mean->text() == "21/8");
    CHECK(number(analysis.standard_deviation) == "1.302470181");
    CHECK(lines(analysis) ==
          "Q1 87.500000 0.504118377 0.260132991\n"
          "Q2 62.500000 0.609284884 0.258198890\n"
          "Q3 50.000000 0.718184846 0.404519917\n"
          "Q4 37.500000 0.662266179 0.333333333\n"
          "Q5 25.000000 0.177704663 -0.177704663\n");
    CHECK(analysis.hardest_first() == std::vector<std::size_t>{4, 3, 2, 1, 0});
}

TEST_CASE("items: points are R's, reliability is Cronbach's alpha") {
    const Sat sat(
        {"employee_id,course_id,Q1,Q2,Q3,Q4\n"
         "E1,A,1,1,2,1\nE2,A,1,0,1.5,1\nE3,A,1,1,2,1\nE4,A,0,0,0,1\nE5,A,1,0,1,1\nE6,A,0,0,0.5,1\n"});
    const ItemAnalysis analysis = sat.analysis();
    CHECK(!analysis.right_or_wrong);
    CHECK(print_estimate(estimate(*analysis.reliability), 11) == "0.77519379845");
    CHECK(number(analysis.standard_deviation) == "1.693123347");
    CHECK(lines(analysis) ==
          "Q1 66.666667 0.876866779 0.765465545\n"
          "Q2 33.333333 0.838742137 0.700000000\n"
          "Q3 58.333333 0.988597785 0.958514476\n"
          "Q4 100.000000 - -\n");  // all have it: nothing varies
    CHECK(analysis.items[2].most.text() == "2");
    CHECK(analysis.items[2].right == 2);
    CHECK(analysis.items[2].missed == 1);
    CHECK(analysis.most.text() == "5");
}

TEST_CASE("items: an answer left out gives no points, a row without any is not counted") {
    const Sat sat(
        {"工号,课程编号,第1题,第2题,第3题\nE1,A,1,,\nE2,A,1,-,\nE3,A,1,1,\nE4,A,0,1,\nE5,A,1,0,\nE6,A,,,\n"
         "E7,B,,,1\n"});
    CHECK(sat.said() == "");
    const ItemAnalysis analysis = sat.analysis();
    CHECK(analysis.people == 5);
    CHECK(analysis.without_answers == 1);
    REQUIRE(analysis.items.size() == 2);  // the third question is not this exam's
    CHECK(analysis.items[1].question == "第2题");
    CHECK(analysis.items[1].unanswered == 2);
    CHECK(analysis.items[1].missed == 3);
    CHECK(analysis.items[1].difficulty.text() == "40");
    CHECK(sat.sheets.has(sat.workspace->course("B")));
    CHECK(!sat.sheets.has(sat.workspace->course("C")));
}

TEST_CASE("items: too few people have difficulties only") {
    const Sat sat({"employee_id,course_id,Q1,Q2\nE1,A,1,0\nE2,A,1,1\nE3,A,0,0\nE4,A,0,1\n"});
    const ItemAnalysis analysis = sat.analysis();
    CHECK(analysis.too_few());
    CHECK(!analysis.reliability);
    CHECK(lines(analysis) == "Q1 50.000000 - -\nQ2 50.000000 - -\n");
    CHECK(!analyse(ExamAnswers()).mean);
}

TEST_CASE("items: options are held against the key, wherever it stands") {
    const Sat sat(
        {"employee_id,course_id,Q1,Q2,Q3\n"
         "E1,A,B,A C,1\nE2,A,b,\"C,A\",0\nE3,A,Ｂ,CA,1\nE4,A,C,A,1\nE5,A,C,,0\nE6,A,D,B、A,0\n"
         "答案,A,B,AC,\n"});
    CHECK(sat.said() == "");
    const ItemAnalysis analysis = sat.analysis();
    CHECK(analysis.people == 6);
    CHECK(options(analysis.items[0]) == "B* 3 2.6667\nC 2 0.5\nD 1 0\n");
    CHECK(options(analysis.items[1]) == "AC* 3 2.6667\nA 1 1\nAB 1 0\n- 1 0\n");
    CHECK(analysis.items[2].options.empty());
    CHECK(analysis.right_or_wrong);
}

TEST_CASE("items: questions stand in the sheet's order, whichever of them have a key") {
    const Sat sat({"employee_id,course_id,Q1,Q2,Q3\nkey,A,,B,\nout_of,A,,,2\nE1,A,1,B,2\n"});
    const ItemAnalysis analysis = sat.analysis();
    REQUIRE(analysis.items.size() == 3);
    CHECK(analysis.items[0].question == "Q1");
    CHECK(analysis.items[1].question == "Q2");
}

TEST_CASE("items: maxima as stated, also of questions with a key") {
    const Sat sat({"employee_id,course_id,Q1,Q2\n满分,A,5,2\nkey,A,,B\nE1,A,4,B\nE2,A,3.5,A\nE3,A,0,B\n"});
    CHECK(sat.said() == "");
    const ItemAnalysis analysis = sat.analysis();
    CHECK(analysis.items[0].difficulty.text() == "50");
    CHECK(analysis.items[0].right == 0);
    CHECK(analysis.items[1].most.text() == "2");
    CHECK(analysis.mean->text() == "23/6");
    CHECK(!analysis.right_or_wrong);
}

TEST_CASE("items: sheets of one course are one exam") {
    const Sat sat(
        {"employee_id,course_id,Q1\nkey,A,B\nE1,A,B\n", "employee_id,course_id,Q2,Q1\nkey,A,,B\nE2,A,1,C\n"});
    CHECK(sat.said() == "");
    const ItemAnalysis analysis = sat.analysis();
    CHECK(analysis.people == 2);
    CHECK(options(analysis.items[0]) == "B* 1 1\nC 1 1\n");
}

TEST_CASE("items: what is wrong is named, all of it") {
    const Sat sat(
        {"employee_id,course_id,Q1,Q2\nout_of,A,2,0\nkey,A,,B\nkey,A,,C\nE1,A,3,B\nE1,A,-1,B\nE2,X,1,B\n"
         "E3,,1,B\nE4,A,B,B\nE5,A,x1,B\n,A,1,B\nE6,C,1,B\n",
         "employee_id,course_id,Q1\nE7,A,1\nE7,A,1\n"});
    CHECK(sat.said() ==
          "i.csv:2:12 error[value-range] the maximum 0 is not above 0\n"
          "i.csv:4:8 error[key-differs] for 'Q2' it was B before and is C here | papers that differ need "
          "headers "
          "that differ\n"
          "i.csv:5:6 error[value-range] 3 is more than 2, the most that 'Q1' gives\n"
          "i.csv:6:6 error[value-range] -1 is less than 0\n"
          "i.csv:7:4 error[unknown-course] no plan has a course 'X' | correct the id, or add the course to a "
          "plan\n"
          "i.csv:8:4 error[value-missing] the course ID is missing | fill it in or delete the row; merged "
          "cells must "
          "be split before exporting\n"
          "i.csv:9:6 error[key-missing] 'B' is an option, but nothing says which one is right | add a row "
          "with `key` "
          "as employee_id and the right options, or give points instead\n"
          "i.csv:10:6 error[value-number] 'x1' is not a number | write a number such as 85 or 85.5\n"
          "i.csv:11:1 error[id-empty] the employee id is missing | fill it in; merged cells must be split "
          "before exporting\n"
          "i.csv:12:4 warning[course-cancelled] the course 'C' is cancelled, its answers are left out\n"
          "i2.csv:3:1 error[answers-twice] the answers of E7 stand in i2.csv:2 already | keep the answers of "
          "one exam "
          "for a course, those of a resit apart\n");
}

TEST_CASE("items: options in their plain form") {
    CHECK(plain_option("ｂ") == "B");
    CHECK(plain_option("C A") == "AC");
    CHECK(plain_option("a;c;a") == "AC");
    CHECK(plain_option("A.退款，并道歉┋C.换 货") == "AC");
    CHECK(plain_option("True") == "TRUE");
    CHECK(plain_option("对") == "对");
    CHECK(plain_option("--") == "");
    CHECK(item_row("标准答案") == ItemRow::key);
    CHECK(item_row("KEY") == ItemRow::key);
    CHECK(item_row("out_of") == ItemRow::maxima);
    CHECK(item_row("E1") == ItemRow::person);
}
