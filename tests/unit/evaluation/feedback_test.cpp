#include "evaluation/feedback.h"

#include <doctest/doctest.h>

#include <vector>

#include "evaluated.h"
#include "evaluation/reaction.h"

using namespace passline;

namespace {

/// One feedback sheet (f.csv) on the courses of the winter.
struct Answered {
    explicit Answered(const std::string& text) : workspace(winter()), feedback(*workspace) {
        feedback.load(folder.file("f.csv", text), {}, diagnostics);
    }
    std::string said(Language language = Language::en) const {
        return folder.plain(problems(diagnostics, language));
    }
    /// "sheets 3, 5 of 6 satisfied; content 3 of 3 mean 13/3; …".
    std::string line(const Reaction& reaction) const {
        const Share all = reaction.overall.satisfied();
        std::string text = fmt::format("sheets {}, {} of {} satisfied", reaction.sheets, all.count, all.of);
        for (const auto& [question, answers] : reaction.questions) {
            text += fmt::format("; {} {} of {} mean {}", feedback.questions()[question].id,
                                answers.satisfied().count, answers.count(), answers.mean()->text());
        }
        return text;
    }
    Folder folder;
    Diagnostics diagnostics;
    std::unique_ptr<Workspace> workspace;
    Feedback feedback;
};

const std::string sheet =
    "课程编号,答卷人,课程内容,讲师水平,usefulness,节奏,意见建议\n"
    "A,R1,5,4,3,5,慢一点\nA,R2,4,4,4,,\nA,R3,,,,,只有文字\nB,R1,2,5,1,3,\n";

}  // namespace

TEST_CASE("feedback: answers are counted by course and question, comments kept with their place") {
    const Answered answered(sheet);
    CHECK(answered.said() == "");
    const std::vector<std::uint32_t> a{answered.workspace->course("A")};
    CHECK(answered.line(reaction_of(answered.feedback, a)) ==
          "sheets 2, 6 of 7 satisfied; content 2 of 2 mean 9/2; usefulness 1 of 2 mean 7/2; trainer 2 of 2 "
          "mean 4; "
          "节奏 1 of 1 mean 5");
    const auto& comments = answered.feedback.of(a[0]).comments;
    REQUIRE(comments.size() == 2);
    CHECK(comments[1].text == "只有文字");
    CHECK(answered.folder.plain(comments[1].row.address()) == "f.csv:4");
    CHECK(answered.feedback.of(answered.workspace->course("C")).sheets == 0);
}

TEST_CASE("feedback: questions are called as the policy calls them, then by their usual names") {
    const Answered answered(sheet);
    std::string titles;
    for (const Feedback::Question& question : answered.feedback.questions())
        titles += question.id + " " + question.title.zh + " " + question.title.en + "\n";
    CHECK(titles ==
          "content 课程内容 Contents\nusefulness 实用性 Usefulness\ntrainer 讲师 Trainer\n节奏 节奏 节奏\n");
}

TEST_CASE("feedback: by trainer and by method, a course counts for each of its own") {
    const Answered answered(sheet);
    const std::vector<std::uint32_t> all{0, 1, 2};
    const auto trainers = reaction_by(answered.feedback, courses_by_trainer(*answered.workspace, all));
    REQUIRE(trainers.size() == 2);
    CHECK(trainers[0].id == "Wang");
    CHECK(trainers[0].courses.size() == 1);
    CHECK(trainers[1].id == "E9");
    CHECK(trainers[1].title.en == "Li");
    CHECK(answered.line(trainers[1].reaction) ==
          "sheets 3, 7 of 11 satisfied; content 2 of 3 mean 11/3; usefulness 1 of 3 mean 8/3; trainer 3 of 3 "
          "mean "
          "13/3; 节奏 1 of 2 mean 4");
    const auto methods = reaction_by(answered.feedback, courses_by_method(*answered.workspace, all));
    REQUIRE(methods.size() == 2);
    CHECK(methods[0].title.zh == "讲授");
    CHECK(methods[0].reaction.sheets == 2);
    CHECK(methods[1].reaction.sheets == 3);
}

TEST_CASE("feedback: the share of satisfied answers is held against its line") {
    const auto workspace = winter();
    const EvaluationRule& rule = *workspace->policies[0].sections.evaluation.reaction;
    Reaction reaction;
    CHECK(judge_reaction(reaction, &rule).standing == Standing::no_figures);
    reaction.overall.counts = {0, 0, 3, 10, 7};
    CHECK(judge_reaction(reaction, &rule).standing == Standing::reached);  // 85 exactly
    reaction.overall.counts = {0, 0, 151, 849, 0};
    const Judgement judgement = judge_reaction(reaction, &rule);
    CHECK(judgement.fell_short());
    CHECK(print_percent(*judgement.percent, judgement.rule) == "84.90");
    CHECK(judgement.rule->otherwise.en == "Analyse the causes");
    CHECK(judge_reaction(reaction, nullptr).standing == Standing::no_line);
}

TEST_CASE("feedback: how many of those who took part answered") {
    Reaction reaction;
    reaction.sheets = 2;
    CHECK(reaction.response_percent(3)->text() == "200/3");
    CHECK(!reaction.response_percent(1));  // more answered than took part
    CHECK(!reaction.response_percent(0));
}

TEST_CASE("feedback: what is wrong is named, all of it") {
    const Answered answered(
        "course_id,respondent,content,organisatoin\nA,R1,6,1\nA,R2,4.5,1\nX,R3,4,1\n,R4,4,1\n");
    CHECK(answered.said() ==
          "f.csv:1:30 error[column-near] column 'organisatoin' is not known | did you mean "
          "'organisation'? If not, list it in `ignore_columns` of passline.yaml\n");
    const Answered values(
        "course_id,respondent,content\nA,R1,6\nA,R2,4.5\nX,R3,4\n,R4,4\nC,R5,4\nA,R6,4\nA,R6,5\n");
    CHECK(values.said() ==
          "f.csv:2:6 error[value-integer] 6 is not between 1 and 5\n"
          "f.csv:3:6 error[value-integer] '4.5' is not a whole number\n"
          "f.csv:4:1 error[unknown-course] no plan has a course 'X' | correct the id, or add the course to a "
          "plan\n"
          "f.csv:5:1 error[value-missing] the course ID is missing | fill it in or delete the row; merged "
          "cells must "
          "be split before exporting\n"
          "f.csv:6:1 warning[course-cancelled] the course 'C' is cancelled, its feedback is left out\n"
          "f.csv:8:3 warning[respondent-twice] R6 has answered on the course A in f.csv:7 already; both "
          "count | delete "
          "one of the rows if an answer sheet was exported twice\n");
    CHECK(answered.feedback.empty());
    CHECK(!values.feedback.empty());
}
