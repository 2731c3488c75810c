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

template <class Take>
void ComponentRows::each_row(const CourseOutcome& outcome, Take take) {
    for (std::uint32_t attempt = 0; attempt < outcome.attempts.size(); ++attempt) {
        const std::vector<ComponentResult>& components = outcome.attempts[attempt].result.components;
        for (std::uint32_t i = 0; i < outcome.rules->components.size(); ++i) {
            if (components[i].state != ComponentResult::State::missing)
                take(Source{attempt, i, components[i].scored()});
        }
    }
}

void ComponentRows::add(const CourseOutcome& outcome, TableRows& to) {
    if (outcome.kind == 0) return add_cells(outcome, to);
    if (outcome.kind >= alike_.size()) alike_.resize(outcome.kind + 1);
    Alike& alike = alike_[outcome.kind];
    if (!alike.made) make_alike(outcome, to, alike);
    if (alike.rows.empty()) return add_cells(outcome, to);
    const std::string_view id = people_.id(outcome.person);
    const std::size_t count = alike.sources.size();
    RowFields fields(to, alike.rows, count * id.size(), count * most_of_figure);
    for (const Source& source : alike.sources) {
        fields.text(id);
        if (!source.scored) continue;
        const ComponentResult& result = outcome.attempts[source.attempt].result.components[source.component];
        fields.made([&](char* at) { return put_component(at, result, *outcome.rules, source.component); });
    }
    fields.end();
}

void ComponentRows::add_cells(const CourseOutcome& outcome, TableRows& to) {
    each_row(outcome, [&](const Source& source) {
        all_cells(outcome.attempts[source.attempt], source.component, outcome);
        to.row(cells_);
    });
}

void ComponentRows::make_alike(const CourseOutcome& outcome, const TableRows& to, Alike& alike) {
    alike.made = true;
    each_row(outcome, [&](const Source& source) {
        all_cells(outcome.attempts[source.attempt], source.component, outcome);
        cells_[id_column].open = true;
        cells_[score_column].open = source.scored;
        alike.sources.push_back(source);
        alike.rows.append_row(to.pattern(cells_));
    });
}

void ComponentRows::all_cells(const JudgedAttempt& attempt, std::size_t component,
                              const CourseOutcome& outcome) {
    const RuledComponent& rule = outcome.rules->components[component];
    const ComponentResult& result = attempt.result.components[component];
    number_ = std::to_string(attempt.number);
    score_.clear();
    if (result.scored())
        score_.end_at(put_component(score_.room(most_of_figure), result, *outcome.rules, component));
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
