#include "cli/course_history.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "views/level_list.h"

namespace passline {

namespace {

struct LevelOptions {
    std::string period;
    std::string only;
};

/// The period asked for; nothing after a usage error.
std::optional<Period> period_of(CommandRun& run, const LevelOptions& options, const LevelRules& rules) {
    if (options.period.empty()) return review_period(rules, run.as_of());
    const auto period = Period::parse(options.period);
    if (period && period->kind == kind_of(rules.per)) return period;
    const std::string like = review_period(rules, run.as_of()).text();
    run.usage(period ? say("--period：职级不按“{0}”这样的期间评定",
                           "--period: levels are not reviewed for periods like '{0}'", options.period)
                     : say("--period：'{0}' 不是期间", "--period: '{0}' is not a period", options.period),
              say("写成 {0} 这样", "write it like {0}", like));
    return {};
}

/// The policy as of the period's last day. The period depends on how often any version reviews levels.
const Policy* policy_for(CommandRun& run, const Workspace& workspace, const LevelOptions& options) {
    const auto asked = Period::parse(options.period);
    const Date last = asked ? asked->last : run.as_of();
    const Policy* policy = policy_with_levels(workspace, last, run.diagnostics());
    if (policy == nullptr || asked) return policy;
    const Period period = review_period(*policy->sections.levels, run.as_of());
    return policy_with_levels(workspace, period.last, run.diagnostics());
}

int level(CommandRun& run, const LevelOptions& options) {
    auto table = run.table_options();
    if (!table) return exit_usage;
    Diagnostics& diagnostics = run.diagnostics();
    const auto grading = load_grading(run, {}, false, false);
    if (grading == nullptr) return run.code();
    Workspace& workspace = *grading->workspace;
    const Policy* policy = policy_for(run, workspace, options);
    if (policy == nullptr) return run.code();
    const auto period = period_of(run, options, *policy->sections.levels);
    const auto only = person_asked(run, workspace.people, options.only);
    if (!period || !only) return exit_usage;
    const auto figures = load_figures(run, workspace, asks_for_figures(*policy->sections.levels));
    if (!diagnostics.ok()) return run.code();
    CourseHistory history;
    if (!judge_all(run, *grading, [&](const auto& outcomes) { history.add(outcomes); })) return run.code();
    const LevelJudge judge(workspace, *figures, *policy, *period, run.as_of(), history.exams(policy->id));
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, diagnostics);
    if (output == nullptr) return run.code();
    LevelRows rows(workspace, *figures, judge, grading->proceedings, *table, *output);
    for (const People::Index person : judge.people()) {
        const LevelResult result = judge.person(person, diagnostics);
        if (*only == People::none || *only == person) rows.add(result);
    }
    if (!diagnostics.ok()) return run.code();
    rows.finish();
    return output->commit(diagnostics) ? run.code() : exit_system;
}

}  // namespace

Run declare_level(Declaration declaration) {
    auto options = std::make_shared<LevelOptions>();
    const std::string group = declaration.help({"评定", "Review"});
    declaration.app
        .add_option(
            "--period", options->period,
            declaration.help({"评定的期间，如 2026-Q1（默认最近一个已结束的期间）",
                              "the period reviewed, like 2026-Q1 (default: the last one that is over)"}))
        ->type_name(declaration.help({"期间", "PERIOD"}))
        ->group(group);
    declaration.app
        .add_option("--only", options->only, declaration.help({"只显示这名员工", "show this employee only"}))
        ->type_name(declaration.help({"工号", "EMPLOYEE"}))
        ->group(group);
    add_table_options(declaration);
    add_input_options(declaration);
    add_sheet_options(declaration, {"kpi", "tickets"});
    return [options](CommandRun& run) { return level(run, *options); };
}

}  // namespace passline
