// `--components`: what each component came to.
#include "views/results.h"

namespace passline {

std::vector<TableColumn> ComponentRows::columns() {
    using K = ColumnKind;
    return {{"employee_id", {"工号", "Employee ID"}, K::id},
            {"course_id", {"课程编号", "Course ID"}, K::id},
            {"attempt", {"第几次考核", "Attempt"}, K::number},
            {"component", {"考核项", "Component"}, K::id},
            {"score", {"成绩", "Score"}, K::number},
            {"pass_line", {"合格线", "Pass-line"}, K::number},
            {"verdict", {"判定", "Verdict"}, K::id}};
}

void ComponentRows::add(const CourseOutcome& outcome, TableRows& to) {
    const CourseRules& rules = *outcome.rules;
    Alike* alike = nullptr;
    if (outcome.kind != 0) {
        if (outcome.kind >= alike_.size()) alike_.resize(outcome.kind + 1);
        alike = &alike_[outcome.kind];
    }
    std::size_t row = 0;
    for (const JudgedAttempt& attempt : outcome.attempts) {
        for (std::size_t i = 0; i < rules.components.size(); ++i) {
            const ComponentResult& result = attempt.result.components[i];
            if (result.state == ComponentResult::State::missing) continue;
            score_.clear();
            if (result.scored()) append_component(score_, result, rules, i);
            if (alike != nullptr && row == alike->size()) {
                all_cells(attempt, i, outcome);
                cells_[id_column].open = true;
                cells_[score_column].open = result.scored();
                alike->push_back(to.pattern(cells_));
            }
            if (alike == nullptr || (*alike)[row].empty()) {
                all_cells(attempt, i, outcome);
                to.row(cells_);
            } else {
                const std::string_view id = people_.id(outcome.person);
                RowFields fields(to, (*alike)[row], id.size(), score_.size());
                fields.text(id);
                if (result.scored()) fields.plain(score_.view());
                fields.end();
            }
            ++row;
        }
    }
}

void ComponentRows::all_cells(const JudgedAttempt& attempt, std::size_t component,
                              const CourseOutcome& outcome) {
    const RuledComponent& rule = outcome.rules->components[component];
    const ComponentResult& result = attempt.result.components[component];
    number_ = std::to_string(attempt.number);
    line_.clear();
    if (rule.pass && !rule.baseline) line_ = rule.pass->value.text();
    std::string_view verdict;
    if (result.scored() && rule.pass) verdict = result.below ? "fail" : "pass";
    if (!result.scored())
        verdict = result.failed_by_mark() ? "fail" : result.skipped() ? "skip" : "incomplete";
    if (rule.baseline) verdict = {};
    cells_ = {{people_.id(outcome.person)},
              {outcome.rules->course->id},
              {number_},
              {rule.id},
              {result.scored() ? score_.view() : mark_name(result.mark)},
              {line_},
              {verdict, verdict == "fail" ? Tone::bad : Tone::none}};
}

}  // namespace passline
