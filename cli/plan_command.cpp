#include <memory>

#include "cli/document_output.h"
#include "cli/shared_options.h"
#include "views/budget_report.h"

namespace passline {

namespace {

int plan_budget(CommandRun& run) {
    const auto request = document_request(run);
    if (!request) return exit_usage;
    const auto workspace = run.workspace();
    if (workspace == nullptr || !run.diagnostics().ok()) return run.code();
    Costs costs;
    for (const std::string& path : run.inputs()->of("costs"))
        costs.load(path, *workspace, run.inputs()->sheet_options(), run.diagnostics());
    if (!run.diagnostics().ok()) return run.code();
    return put_document(run, *request,
                        budget_report(budget_lines(*workspace, costs), *workspace, run.as_of()));
}

}  // namespace

Run declare_plan(Declaration declaration) {
    auto what = std::make_shared<std::string>();
    declaration.app
        .add_option("WHAT", *what,
                    declaration.help({"budget：预算与实际费用", "budget: budgets against costs"}))
        ->check(one_of({"budget"}))
        ->required()
        ->type_name("budget");
    add_document_options(declaration);
    add_input_options(declaration);
    add_sheet_options(declaration, {"costs"});
    return [what](CommandRun& run) { return plan_budget(run); };
}

}  // namespace passline
