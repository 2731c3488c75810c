#include "cli/grading.h"
#include "cli/shared_options.h"
#include "workspace/plan_checks.h"
#include "workspace/sheet_checks.h"

namespace passline {

namespace {

/// Kinds of sheets that `grade` does not read; those that it reads are checked by loading them.
constexpr std::string_view other_sheets[] = {"feedback", "kpi",          "costs",  "needs",
                                             "items",    "certificates", "tickets"};

/// All that can be wrong before grading. What would make `grade` refuse is an error here too: attempts out of
/// turn only show when everyone is judged.
int check(CommandRun& run) {
    Diagnostics& diagnostics = run.diagnostics();
    const auto grading = load_grading(run, {}, false, false);
    if (grading != nullptr) {
        if (diagnostics.ok()) judge_all(run, *grading, [](const std::vector<CourseOutcome>&) {});
        check_plans(*grading->workspace, diagnostics);
        for (const std::string_view kind : other_sheets) {
            for (const std::string& path : run.inputs()->of(kind)) {
                check_sheet(path, kind, *grading->workspace, run.inputs()->sheet_options(), diagnostics);
            }
        }
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
