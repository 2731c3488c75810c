#include "cli/grading.h"
#include "cli/shared_options.h"
#include "costs/costs.h"
#include "deadlines/deadlines.h"
#include "evaluation/feedback.h"
#include "items/answers.h"
#include "kpi/tickets.h"
#include "levels/levels.h"
#include "retraining/appeal_times.h"
#include "workspace/certificates.h"
#include "workspace/plan_checks.h"
#include "workspace/sheet_checks.h"

namespace passline {

namespace {

/// Sheets that `grade` does not read: checked by loading them, those that no command loads by their columns.
void other_sheets(CommandRun& run, Workspace& workspace) {
    Diagnostics& diagnostics = run.diagnostics();
    const Inputs& inputs = *run.inputs();
    const SheetOptions options = inputs.sheet_options();
    Feedback feedback(workspace);
    for (const std::string& path : inputs.of("feedback")) feedback.load(path, options, diagnostics);
    Costs costs;
    for (const std::string& path : inputs.of("costs")) costs.load(path, workspace, options, diagnostics);
    for (const std::string& path : inputs.of("needs"))
        check_sheet(path, "needs", workspace, options, diagnostics);
    ItemSheets items;
    for (const std::string& path : inputs.of("items")) items.load(path, workspace, options, diagnostics);
}

void certificates(CommandRun& run, Workspace& workspace) {
    Certificates held;
    for (const std::string& path : run.inputs()->of("certificates"))
        held.load(path, workspace, run.inputs()->sheet_options(), run.diagnostics());
    check_certificates(workspace, held, run.as_of(), run.diagnostics());
}

/// Work figures, tickets, and the levels that the roster names.
void figures(CommandRun& run, Workspace& workspace) {
    Diagnostics& diagnostics = run.diagnostics();
    const Inputs& inputs = *run.inputs();
    Figures figures(workspace);
    for (const std::string& path : inputs.of("kpi"))
        figures.load(path, workspace, inputs.sheet_options(), diagnostics);
    figures.sort(diagnostics);
    if (!inputs.of("tickets").empty()) {
        Tickets tickets(workspace, figures.metrics(), {run.as_of(), false}, diagnostics);
        for (const std::string& path : inputs.of("tickets")) tickets.load(path, inputs.sheet_options());
        tickets.finish();
    }
    check_levels(workspace, diagnostics);
}

/// Whether appeals were filed in time after the results they are about.
class FilingCheck : public OutcomeTaker {
  public:
    FilingCheck(const Workspace& workspace, const Proceedings& proceedings)
        : workspace_(workspace), proceedings_(proceedings) {}
    void take(Outcomes outcomes, Diagnostics& diagnostics) override {
        if (proceedings_.appeals().empty()) return;
        for (const CourseOutcome* outcome : outcomes)
            check_appeal_filing(workspace_, proceedings_, *outcome, diagnostics);
    }

  private:
    const Workspace& workspace_;
    const Proceedings& proceedings_;
};

void judge(CommandRun& run, Grading& grading) {
    const auto make = [&](const People&) {
        return std::make_unique<FilingCheck>(*grading.workspace, grading.proceedings);
    };
    if (grading.unread) {
        const Diagnostics before = run.diagnostics();
        if (judge_stream(run, grading, make)) return;
        run.diagnostics() = before;
        read_scores(run, grading);
        if (!run.diagnostics().ok()) return;
    }
    judge_all(run, grading, make);
}

/// All that can be wrong before grading. What would make `grade` refuse is an error here too: attempts out of
/// turn only show when everyone is judged.
int check(CommandRun& run) {
    Diagnostics& diagnostics = run.diagnostics();
    const auto grading = load_grading(
        run, {.needed = Needed::plan,
              .stream = true,
              .beside = {"feedback", "costs", "needs", "items", "certificates", "kpi", "tickets"}});
    if (grading != nullptr) {
        const Workspace& workspace = *grading->workspace;
        if (diagnostics.ok()) judge(run, *grading);
        grading->attendance->check_same_day(diagnostics);
        check_plans(workspace, diagnostics, run.as_of());
        check_calendar_done(workspace, diagnostics);
        check_appeal_answers(workspace, grading->proceedings, run.as_of(), diagnostics);
        other_sheets(run, *grading->workspace);
        certificates(run, *grading->workspace);
        figures(run, *grading->workspace);
    }
    if (run.code() != exit_done) return run.code();
    return diagnostics.warnings() > 0 ? exit_attention : exit_done;
}

}  // namespace

Run declare_check(Declaration declaration) {
    add_input_options(declaration, true);
    return check;
}

}  // namespace passline
