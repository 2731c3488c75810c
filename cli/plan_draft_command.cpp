#include "base/suggest.h"
#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/level_review.h"
#include "cli/output.h"
#include "cli/plan_command.h"
#include "planning/draft_yaml.h"
#include "planning/within_reach.h"

namespace passline {

namespace {

constexpr std::int32_t years_ahead = 5;  // further ahead nothing is planned, and no calendar reaches

/// The policy and the period that are drafted for. Nothing after a usage error.
std::optional<DraftRequest> requested(CommandRun& run, const PlanOptions& options,
                                      const Workspace& workspace) {
    const Plan* last = nullptr;
    std::optional<Period> period = period_after(workspace, last);
    if (!options.period.empty() && !read_period(run, options.period, period)) return {};
    if (!period) {
        run.usage(say("没有带期间的计划，不知下一期是哪一期", "no plan has a period, so which one is next?"),
                  say("用 --period 指明，如 2026-Q2", "name it with --period, like 2026-Q2"));
        return {};
    }
    if (period->last <= run.as_of()) {
        run.usage(say("期间 {0} 到 {1} 已经结束", "the period {0} is over on {1}", period->text(),
                      run.as_of().text()),
                  say("用 --period 指明以后的期间，或用 --as-of 指明日期",
                      "name a later one with --period, or the day with --as-of"));
        return {};
    }
    if (period->first > run.as_of().plus_months(12 * years_ahead)) {
        run.usage(say("期间 {0} 在 {1} 的 {2} 年以后", "the period {0} begins more than {2} years after {1}",
                      period->text(), run.as_of().text(), years_ahead),
                  say("用 --period 指明较近的期间", "name an earlier one with --period"));
        return {};
    }
    const std::string id = last != nullptr ? policy_of(workspace, *last) : workspace.policies.front().id;
    const Policy* policy = policy_in_force(workspace.policies, id, period->first);
    if (policy == nullptr) policy = policy_in_force(workspace.policies, id, period->last);
    if (policy == nullptr) {
        run.usage(say("制度 {0} 在 {1} 不适用", "the policy {0} is not in force in {1}", id, period->text()));
        return {};
    }
    return DraftRequest{policy, *period, run.as_of(), static_cast<std::size_t>(options.people_at_least)};
}

int put_draft(CommandRun& run, const std::string& yaml) {
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    output->write(yaml);
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

/// Levels within reach, by the last period that is over. What hinders the review is for `level` to say.
std::vector<Text> levels_within_reach(CommandRun& run, const DraftRequest& request,
                                      const Workspace& workspace, const Figures& figures,
                                      const CourseHistory& history) {
    if (!request.policy->sections.levels) return {};
    Diagnostics unsaid;
    const auto review = levels_reviewed(run, workspace, {}, unsaid);
    if (!review || review->policy->id != request.policy->id) return {};
    const LevelJudge judge(workspace, figures, *review->policy, review->period, run.as_of(),
                           history.exams(review->policy->id));
    WithinReach within(judge);
    for (const People::Index person : judge.people()) within.add(judge.person(person, unsaid));
    return within.notes();
}

}  // namespace

int plan_draft(CommandRun& run, const PlanOptions& options) {
    if (!run.options().format.empty())
        return run.usage(say("plan draft 只输出 YAML", "plan draft writes YAML only"),
                         say("去掉 --format", "leave --format out"));
    const auto grading = load_grading(run, {.needed = Needed::plan});
    if (grading == nullptr || !run.diagnostics().ok()) return run.code();
    Workspace& workspace = *grading->workspace;
    const auto request = requested(run, options, workspace);
    if (!request) return exit_usage;
    Needs needs(workspace, *request->policy, request->period);
    for (const std::string& path : run.inputs()->of("needs"))
        needs.load(path, run.inputs()->sheet_options(), run.diagnostics());
    const auto figures = load_figures(run, workspace, false);
    if (!run.diagnostics().ok()) return run.code();
    CourseHistory history;
    Failures failures(workspace, *request->policy);
    const bool judged = judge_in_order(run, *grading, [&](const std::vector<CourseOutcome>& outcomes) {
        for (const CourseOutcome& outcome : outcomes) failures.add(outcome);
        history.add(outcomes);
    });
    if (!judged) return run.code();
    DraftPlan draft = draft_plan(workspace, *request, needs.ranked(), failures);
    for (Text& note : levels_within_reach(run, *request, workspace, *figures, history))
        draft.notes.push_back(std::move(note));
    return put_draft(run, draft_yaml(draft, run.language()));
}

}  // namespace passline
