#include "cli/plan_command.h"

#include <memory>

#include "base/suggest.h"
#include "cli/document_output.h"
#include "cli/figures.h"
#include "cli/output.h"
#include "cli/shared_options.h"
#include "views/agenda.h"
#include "views/budget_report.h"
#include "views/course_list.h"

namespace passline {

namespace {

/// The courses that are asked for. Nothing after a usage error.
std::optional<std::vector<const Workspace::CourseEntry*>> chosen_courses(CommandRun& run,
                                                                         const PlanOptions& options,
                                                                         const Workspace& workspace) {
    std::optional<Period> period;
    if (!read_period(run, options.period, period)) return {};
    if (!options.course.empty() && workspace.course(options.course) == Workspace::none) {
        run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", options.course),
                  did_you_mean(options.course, workspace.course_ids()));
        return {};
    }
    std::vector<const Workspace::CourseEntry*> chosen;
    for (const Workspace::CourseEntry& entry : workspace.courses) {
        if (!options.course.empty() && entry.course->id != options.course) continue;
        if (!period || period->contains(entry.course->end)) chosen.push_back(&entry);
    }
    return chosen;
}

/// A calendar, where one is asked for.
int put_calendar(CommandRun& run, const ics::Agenda& agenda) {
    if (!run.may_write({run.options().output})) return exit_usage;
    const auto output = Output::open(run.options().output, run.diagnostics());
    if (output == nullptr) return run.code();
    ics::write(agenda, run.language(), *output);
    return output->commit(run.diagnostics()) ? run.code() : exit_system;
}

int plan_courses(CommandRun& run, const PlanOptions& options) {
    const bool calendar = wants_calendar(run);
    const auto request = calendar ? std::nullopt : document_request(run);
    if (!calendar && !request) return exit_usage;
    const auto workspace = run.workspace();
    if (workspace == nullptr || !run.diagnostics().ok()) return run.code();
    const auto chosen = chosen_courses(run, options, *workspace);
    if (!chosen) return exit_usage;
    if (calendar)
        return put_calendar(
            run, course_agenda(*chosen, *workspace, time_zone_of(run.inputs()->calendar), run.as_of()));
    return put_document(run, *request, course_list(*chosen, *workspace, run.as_of()));
}

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
    auto options = std::make_shared<PlanOptions>();
    declaration.app
        .add_option(
            "WHAT", options->what,
            declaration.help({"courses：课程表，也可输出日历（默认）；budget：预算与实际费用；"
                              "draft：起草下一期计划（YAML）；diff：两份计划的变更和须重新批准的人",
                              "courses: the list of courses, also as a calendar (the default); "
                              "budget: budgets against costs; draft: the next period's plan, as YAML; "
                              "diff: what changed between two plans, and who must approve it again"}))
        ->check(one_of({"courses", "budget", "draft", "diff"}))
        ->type_name("courses|budget|draft|diff");
    declaration.app
        .add_option("PLAN", options->files,
                    declaration.help({"diff：原计划和现计划", "diff: the plan before and the plan now"}))
        ->expected(0, 2)
        ->type_name(declaration.help({"计划", "PLAN"}));
    const std::string group = declaration.help({"选取", "Choosing"});
    declaration.app
        .add_option("--period", options->period,
                    declaration.help({"只列在此期间结束的课程，如 2026-Q1；draft：起草这一期",
                                      "only courses that end in this period, as 2026-Q1; draft: the one to "
                                      "plan (default: the one after the latest plan)"}))
        ->type_name(declaration.help({"期间", "PERIOD"}))
        ->group(group);
    declaration.app
        .add_option("--course", options->course, declaration.help({"只列这门课程", "only this course"}))
        ->type_name(declaration.help({"课程编号", "ID"}))
        ->group(group);
    declaration.app
        .add_option(
            "--people", options->people_at_least,
            declaration.help({"draft：一个主题至少有几人需要才开课（默认 2）",
                              "draft: how many must need a topic for a course of its own (default 2)"}))
        ->type_name(declaration.help({"人数", "N"}))
        ->group(group);
    add_document_options(declaration, DocumentFormat::text, true);
    add_input_options(declaration);
    add_sheet_options(declaration, {"costs", "needs", "kpi", "tickets"});
    return [options](CommandRun& run) {
        if (!options->files.empty() && options->what != "diff")
            return run.usage(say("只有 plan diff 要写计划文件", "only plan diff takes plans as arguments"),
                             say("其他用 --plan 文件", "elsewhere name them with --plan FILE"));
        if (options->people_at_least < 1) return run.usage(say("--people 至少为 1", "--people is 1 or more"));
        if (options->what == "draft") return plan_draft(run, *options);
        if (options->what == "diff") return plan_difference(run, *options);
        return options->what == "budget" ? plan_budget(run) : plan_courses(run, *options);
    };
}

}  // namespace passline
