#include <algorithm>

#include "cli/document_output.h"
#include "cli/plan_command.h"
#include "plan/plan_file.h"
#include "planning/plan_changes.h"
#include "views/plan_diff.h"

namespace passline {

namespace {

const Policy* policy_of_plan(const Workspace& workspace, const Plan& plan) {
    if (!plan.period) return nullptr;
    const std::string id = policy_of(workspace, plan);
    const Policy* policy = policy_in_force(workspace.policies, id, plan.period->first);
    return policy != nullptr ? policy : policy_in_force(workspace.policies, id, plan.period->last);
}

}  // namespace

int plan_difference(CommandRun& run, const PlanOptions& options) {
    if (options.files.size() != 2) {
        return run.usage(say("plan diff 要两份计划：原计划和现计划",
                             "plan diff takes two plans: the one before and the one now"),
                         say("例如 passline plan diff 原计划.yaml 现计划.yaml",
                             "like passline plan diff OLD.yaml NEW.yaml"));
    }
    const auto request = document_request(run);
    if (!request) return exit_usage;
    const auto workspace = run.workspace(Needed::policy);
    const auto before = load_plan(options.files[0], run.diagnostics());
    const auto now = load_plan(options.files[1], run.diagnostics());
    if (workspace == nullptr || !before || !now || !run.diagnostics().ok()) return run.code();
    if (!run.may_write({run.options().output}, options.files)) return exit_usage;
    const auto differences = plan_differences(*before, *now);
    const int code =
        put_document(run, *request, plan_diff(*before, *now, differences, policy_of_plan(*workspace, *now)));
    return code == exit_done && !differences.empty() ? exit_attention : code;
}

}  // namespace passline
