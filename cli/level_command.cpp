#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/level_review.h"
#include "cli/output.h"
#include "cli/selection.h"
#include "cli/shared_options.h"
#include "views/level_list.h"

namespace passline {

namespace {

/// Everyone is reviewed; warnings are about those who are shown.
void review_all(const LevelJudge& judge, const Figures& figures, const Selection& selection, LevelRows& rows,
                Diagnostics& diagnostics) {
    Diagnostics of_others;
    Unmeasured unmeasured;
    for (const People::Index person : judge.people()) {
        const bool shown = selection.has_person(person);
        const LevelResult result = judge.person(person, shown ? diagnostics : of_others);
        if (!shown) continue;
        unmeasured.add(result);
        rows.add(result);
    }
    unmeasured.warn(judge.workspace(), figures.metrics(), judge.period(), diagnostics);
    if (!of_others.ok()) diagnostics.merge(std::move(of_others));
}

int level(CommandRun& run, Selection& selection) {
    auto table = run.table_options();
    if (!table) return exit_usage;
    Diagnostics& diagnostics = run.diagnostics();
    const auto grading = load_grading(run, {.needed = Needed::policy});
    if (grading == nullptr) return run.code();
    Workspace& workspace = *grading->workspace;
    const auto figures = load_figures(run, workspace, levels_ask_for_figures(workspace));
    if (!diagnostics.ok()) return run.code();
    if (!selection.settle(run, workspace)) return exit_usage;
    const auto review = levels_reviewed(run, workspace, selection.period(), diagnostics);
    if (!review) return diagnostics.ok() ? exit_usage : run.code();
    CourseHistory history;
    if (!judge_in_order(run, *grading, [&](const auto& outcomes) { history.add(outcomes); }))
        return run.code();
    const LevelJudge judge(workspace, *figures, *review->policy, review->period, run.as_of(),
                           history.exams(review->policy->id));
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, diagnostics);
    if (output == nullptr) return run.code();
    LevelRows rows(workspace, *figures, judge, grading->proceedings, *table, *output);
    review_all(judge, *figures, selection, rows, diagnostics);
    if (!diagnostics.ok()) return run.code();
    rows.finish();
    return output->commit(diagnostics) ? run.code() : exit_system;
}

}  // namespace

Run declare_level(Declaration declaration) {
    auto selection = std::make_shared<Selection>();
    selection->declare(declaration, {},
                       {"评定的期间，如 2026-Q1（默认最近一个已结束的期间）",
                        "the period reviewed, like 2026-Q1 (default: the last one that is over)"});
    add_table_options(declaration);
    add_input_options(declaration);
    add_sheet_options(declaration, {"kpi", "tickets"});
    return [selection](CommandRun& run) { return level(run, *selection); };
}

}  // namespace passline
