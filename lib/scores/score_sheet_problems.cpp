// What is said of cells of a score sheet that can't be.
#include "base/suggest.h"
#include "scores/raters.h"
#include "scores/score_sheet_reader.h"

namespace passline {

void ScoreSheetReader::foreign_component(const Row& row, const Sheet::Extra& extra,
                                         const CourseRules& rules) {
    if (!is_empty(row, extra.index)) unknown_component(row, extra.index, extra.name, rules);
}

void ScoreSheetReader::unknown_component(const Row& row, int column, const std::string& name,
                                         const CourseRules& rules) {
    if (!cells_.wants_error("unknown-component")) return;
    std::vector<std::string> known;
    std::string list;
    for (const RuledComponent& component : rules.components) {
        known.push_back(component.id);
        list += (list.empty() ? "" : ", ") + component.id;
    }
    const Text near = did_you_mean(name, known);
    error(
        "unknown-component", row, column,
        say("课程 '{0}' 没有考核项 '{1}'", "the course '{0}' has no component '{1}'", rules.course->id, name),
        near.empty() ? say("该课程的考核项：{0}", "its components are: {0}", list) : near);
}

void ScoreSheetReader::unknown_rater(const Row& row, int column, const std::string& name,
                                     const RuledComponent& component) {
    if (!cells_.wants_error("unknown-rater")) return;
    if (!component.rated()) {
        error("unknown-rater", row, column,
              say("'{0}' 不由评分人评分，此处却写了 '{1}'", "'{0}' has no raters, but '{1}' is named here",
                  component.id, name),
              say("去掉评分人，或在制度中为该考核项写明 raters",
                  "leave the rater out, or state `raters` for the component in the policy"));
        return;
    }
    std::vector<std::string> known;
    for (const Role& role : component.raters) known.push_back(role.id);
    const Text near = did_you_mean(name, known);
    error("unknown-rater", row, column,
          say("'{0}' 的评分人中没有 '{1}'", "'{1}' is not a rater of '{0}'", component.id, name),
          near.empty() ? say("评分人为：{0}", "its raters are: {0}", list_of(component.raters)) : near);
}

void ScoreSheetReader::out_of_range(const Row& row, int column, Decimal score,
                                    const RuledComponent& component) {
    if (!cells_.wants_error("score-range")) return;
    if (score < Decimal{}) {
        error("score-range", row, column, say("{0} 小于 0", "{0} is less than 0", score.text()),
              say("改正成绩", "correct the score"));
        return;
    }
    error("score-range", row, column,
          say("{0} 大于 '{2}' 的满分 {1}（{3}）", "{0} is more than {1}, the most that '{2}' gives ({3})",
              score.text(), component.out_of.text(), component.id, component.out_of_origin.address()),
          say("改正成绩，或在制度中写明 `out_of`", "correct the score, or set `out_of` in the policy"));
}

void ScoreSheetReader::unknown_course(const Row& row, std::string_view id) {
    if (!cells_.wants_error("unknown-course")) return;
    const std::string unknown(id);
    const Text near = did_you_mean(unknown, workspace_.course_ids());
    error("unknown-course", row, shared_.course_,
          say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", unknown),
          near.empty() ? say("改正课程编号，或把课程加入计划", "correct the id, or add the course to a plan")
                       : near);
}

void ScoreSheetReader::score_of_what(const Row& row, const CourseRules& rules) {
    if (!cells_.wants_error("score-of-what")) return;
    error(
        "score-of-what", row, shared_.score_,
        say("课程 '{0}' 有多个考核项，不知“成绩”是哪一项",
            "the course '{0}' has several components, so a plain score is of none of them", rules.course->id),
        say("列名写考核项的名称，或加入 component 列",
            "name the column after the component, or add a column `component`"));
}

void ScoreSheetReader::rater_missing(const Row& row, int column, const RuledComponent& component) {
    if (!cells_.wants_error("rater-missing")) return;
    error("rater-missing", row, column,
          say("'{0}' 由 {1} 评分，此处没有写明评分人", "'{0}' is scored by {1}, but no rater is named here",
              component.id, list_of(component.raters)),
          say("填写 rater 列，或用“考核项@评分人”作列名",
              "fill in the column `rater`, or name columns component@rater"));
}

}  // namespace passline
