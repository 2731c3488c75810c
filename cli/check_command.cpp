#include "cli/grading.h"
#include "cli/shared_options.h"

namespace passline {

namespace {

/// All that can be wrong before grading. What would make `grade` refuse is an error here too: attempts out of turn only show when everyone is judged.
int check(CommandRun& run) {
    const auto grading = load_grading(run);
    if (grading != nullptr && run.diagnostics().ok()) {
        judge_all(run, *grading, [](const std::vector<CourseOutcome>&) {});
    }
    if (run.code() != exit_done) return run.code();
    return run.diagnostics().warnings() > 0 ? exit_attention : exit_done;
}

}  // namespace

Run declare_check(Declaration declaration) {
    add_input_options(declaration);
    return check;
}

}  // namespace passline
