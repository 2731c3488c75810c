#include <memory>

#include "base/suggest.h"
#include "cli/document_output.h"
#include "cli/figures.h"
#include "cli/grading.h"
#include "cli/shared_options.h"
#include "reporting/report.h"

namespace passline {

namespace {

struct ReportOptions {
    std::string period;
    std::string course;
    std::string kind;
    bool explain = false;
};

/// The last quarter that is over on the as-of day.
Period usual_period(Date as_of) {
    return Period::containing(Period::Kind::quarter, as_of.plus_days(1)).previous();
}

/// What the report speaks of; nothing after a usage error.
std::optional<ReportScope> scope_of(CommandRun& run, const ReportOptions& options,
                                    const Workspace& workspace) {
    if (!options.course.empty()) {
        const std::uint32_t course = workspace.course(options.course);
        if (course == Workspace::none) {
            run.usage(say("培训计划中没有课程 '{0}'", "no plan has a course '{0}'", options.course),
                      did_you_mean(options.course, workspace.course_ids()));
            return {};
        }
        if (!workspace.courses[course].rules) {
            run.usage(say("课程 '{0}' 已取消", "the course '{0}' is cancelled", options.course),
                      say("取消的课程没有结果可报", "a cancelled course has no results to report"));
            return {};
        }
        return course_scope(workspace, course);
    }
    std::optional<Period> period = usual_period(run.as_of());
    if (!read_period(run, options.period, period)) return {};
    return period_scope(workspace, *period);
}

/// Follows the regulation's own report: the one that --kind names, else the one that asks for this period or
/// this course. False after a usage error.
bool choose_rule(CommandRun& run, const ReportOptions& options, const Workspace& workspace,
                 ReportScope& scope) {
    if (options.kind == "full") return true;
    const auto rules = fitting_rules(scope, workspace);
    if (options.kind.empty()) {
        for (const ReportRule* rule : rules) {
            if (scope.of_period() && !rule->tracks.empty())
                continue;  // one of some tracks is asked for by name
            follow_rule(scope, *rule, workspace);
            break;
        }
        return true;
    }
    std::vector<std::string> known = {"full"};
    for (const ReportRule* rule : rules) {
        known.push_back(rule->id);
        if (rule->id != options.kind) continue;
        follow_rule(scope, *rule, workspace);
        return true;
    }
    std::string list;
    for (const std::string& id : known) list += (list.empty() ? "" : ", ") + id;
    run.usage(say("--kind：制度没有适用的报告 '{0}'", "--kind: the policies have no report '{0}' that fits",
                  options.kind),
              say("可用：{0}", "there are: {0}", list));
    return false;
}

/// Everything beside the results that a report draws on.
struct Sheets {
    Feedback feedback;
    Costs costs;
    std::unique_ptr<Figures> figures;
};

bool load(CommandRun& run, Workspace& workspace, Sheets& sheets) {
    Diagnostics& diagnostics = run.diagnostics();
    const Inputs& inputs = *run.inputs();
    for (const std::string& path : inputs.of("feedback"))
        sheets.feedback.load(path, inputs.sheet_options(), diagnostics);
    for (const std::string& path : inputs.of("costs"))
        sheets.costs.load(path, workspace, inputs.sheet_options(), diagnostics);
    sheets.figures = load_figures(run, workspace, false);
    return diagnostics.ok();
}

int report(CommandRun& run, const ReportOptions& options) {
    const auto request = document_request(run, DocumentFormat::markdown);
    if (!request) return exit_usage;
    if (!options.course.empty() && !options.period.empty())
        return run.usage(say("--period 和 --course 只能选一个", "--period and --course exclude each other"));
    const auto grading = load_grading(run, {.course = options.course, .needed = Needed::plan});
    if (grading == nullptr || !run.diagnostics().ok()) return run.code();
    Workspace& workspace = *grading->workspace;
    auto scope = scope_of(run, options, workspace);
    if (!scope || !choose_rule(run, options, workspace, *scope)) return exit_usage;
    Sheets sheets{Feedback(workspace), {}, {}};
    if (!load(run, workspace, sheets)) return run.code();
    Behaviour behaviour(workspace, *sheets.figures, run.as_of());
    ReportTally tally(workspace, grading->proceedings, grading->circumstances().attendance, run.as_of(),
                      scope->courses);
    const Judge judge = grading->judge();
    const bool ok = judge_in_order(run, *grading, [&](const std::vector<CourseOutcome>& outcomes) {
        for (const CourseOutcome& outcome : outcomes) {
            tally.add(outcome, judge.takes_part(outcome.person, outcome.course));
            behaviour.add(outcome);
        }
        tally.end_person();
    });
    if (!ok) return run.code();
    const ReportInput input{workspace,
                            tally,
                            sheets.feedback,
                            behaviour,
                            *sheets.figures,
                            sheets.costs,
                            grading->proceedings,
                            run.as_of(),
                            options.explain,
                            run.inputs()->files};
    return put_document(run, *request, passline::report(input, *scope));
}

}  // namespace

Run declare_report(Declaration declaration) {
    auto options = std::make_shared<ReportOptions>();
    const std::string group = declaration.help({"报告什么", "What is reported"});
    CLI::App& app = declaration.app;
    app.add_option("--period", options->period,
                   declaration.help(
                       {"期间，如 2026-Q1、2026-01、2026（默认最近一个已结束的季度）",
                        "the period, like 2026-Q1, 2026-01, 2026 (default: the last quarter that is over)"}))
        ->type_name(declaration.help({"期间", "PERIOD"}))
        ->group(group);
    app.add_option(
           "--course", options->course,
           declaration.help({"一门课程的报告，而非一个期间的", "a report on one course instead of a period"}))
        ->type_name("ID")
        ->group(group);
    app.add_option("--kind", options->kind,
                   declaration.help({"制度 reports 中的哪一种；full 为全部内容",
                                     "which of the policy's reports; full for all there is"}))
        ->type_name("ID")
        ->group(group);
    app.add_flag("--explain", options->explain,
                 declaration.help(
                     {"写明数字的出处：条款、文件:行", "name the sources of figures: article, file:line"}))
        ->group(group);
    add_document_options(declaration, DocumentFormat::markdown);
    add_input_options(declaration);
    add_sheet_options(declaration, {"feedback", "kpi", "tickets", "costs"});
    return [options](CommandRun& run) { return report(run, *options); };
}

}  // namespace passline
