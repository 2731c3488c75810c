// `--components`: what each component came to.
#include "report/csv_rows.h"
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
            const std::string_view score = result.scored() ? score_.view() : mark_name(result.mark);
            if (alike != nullptr && row == alike->size()) make_alike(attempt, i, outcome, to, *alike);
            if (alike == nullptr || (*alike)[row].before.columns == 0) {
                all_cells(attempt, i, outcome);
                to.row(cells_);
            } else if (CsvRows* const rows = to.csv()) {
                const std::string_view id = people_.id(outcome.person);
                const Ready& ready = (*alike)[row];
                CsvFields fields(*rows, id.size(),
                                 ready.before.bytes.size() + score.size() + ready.after.bytes.size(), 2);
                fields.text(id);
                fields.ready(ready.before);
                fields.plain(score);
                fields.ready(ready.after);
                fields.end();
            } else {
                const Ready& ready = (*alike)[row];
                cells_ = {{people_.id(outcome.person)}, {ready.before.bytes}, {score}, {ready.after.bytes}};
                cells_[1].ready = ready.before.columns;
                cells_[2].plain = true;
                cells_[3].ready = ready.after.columns;
                to.row(cells_);
            }
            ++row;
        }
    }
}

/// What every row of this kind of outcome, attempt and component has.
void ComponentRows::make_alike(const JudgedAttempt& attempt, std::size_t component,
                               const CourseOutcome& outcome, const TableRows& to, Alike& alike) {
    all_cells(attempt, component, outcome);
    const std::span<const TableCell> cells(cells_);
    alike.push_back({to.ready(1, cells.subspan(1, score_column - 1)),
                     to.ready(score_column + 1, cells.subspan(score_column + 1))});
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
